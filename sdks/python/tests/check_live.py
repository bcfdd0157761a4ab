"""What needs a platform: `python -m unittest check_live`, with its address and keys in the environment."""

from __future__ import annotations

import math
import os
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List

import pandas
import polars

import millrace
from millrace.moments import datetime_of

BEGIN = 1_793_491_200_000_000
START, END = datetime_of(BEGIN), datetime_of(BEGIN + 3_600_000_000)
NAME = 'Probe <7>'

plant = millrace.connect(key=os.environ['ENGINEER'])
# It may read, and not export: its history comes in pages.
reader = millrace.connect(key=os.environ['VIEWER'])
device = millrace.device(os.environ['MILLRACE'], os.environ['DEVICE'])


def setUpModule() -> None:
    rows: List[Any] = [
        (datetime_of(BEGIN + at * 1_000_001), {'level': at / 2, 'name': f'é{at}', 'runs': at % 2 == 0}) for at in range(25)
    ]
    rows.append((datetime_of(BEGIN + 25_000_000_025), {'level': None}))
    device.send_rows(rows)
    until(lambda: any(point.latest for point in plant.points('level')))


def until(holds: Any) -> None:
    """Waits for what should come; the test runner ends it if it never does."""
    while not holds():
        time.sleep(0.02)


class Plant(unittest.TestCase):
    def test_finds_assets_by_name_path_and_id(self) -> None:
        hall = plant.create_asset('Hall 1', level='site')
        other = plant.create_asset('Hall 2', level='site')
        mills = [plant.create_asset('Mill / A', above) for above in (hall, other)]
        self.assertEqual(plant['Hall 1'].id, hall.id)
        self.assertEqual(plant['Hall 2', 'Mill / A'].id, mills[1].id)
        self.assertEqual(plant[hall.id].path, ('Hall 1',))
        self.assertEqual([one.id for one in hall.children()], [mills[0].id])
        with self.assertRaises(millrace.Conflict) as twice:
            plant['Mill / A']
        self.assertIn('Hall 1/Mill / A', str(twice.exception))
        with self.assertRaises(LookupError):
            plant['Hall 3']
        with self.assertRaises(millrace.NotFound):
            plant[NAME]['no such point']

    def test_walks_lists_in_pages_and_shows_them_as_text(self) -> None:
        listing = plant.points(page_size=1)
        self.assertEqual([len(page) for page in listing.pages()], [1] * len(list(plant.points())))
        self.assertEqual(len(listing.first(2)), 2)
        frame = plant.points('level').frame()
        self.assertEqual([frame['name'].item(), frame['path'].item()], ['level', NAME])
        for shown in (plant, plant.points(), plant[NAME], plant[NAME]['level']):
            html = shown._repr_html_()
            self.assertIn('Probe &lt;7&gt;', html)
            self.assertNotIn('<7>', html)

    def test_is_shared_by_threads(self) -> None:
        ids = [asset.id for asset in plant.assets()] * 10
        with ThreadPoolExecutor(8) as pool:
            self.assertEqual([one.id for one in pool.map(plant.asset, ids)], ids)

    def test_says_what_is_wrong(self) -> None:
        with self.assertRaises(millrace.Forbidden):
            reader.create_asset('Not theirs')
        with self.assertRaises(millrace.Invalid) as told:
            plant.create_asset('')
        self.assertTrue(told.exception.code and told.exception.remedy)
        with self.assertRaises(millrace.Unauthenticated):
            millrace.connect(key='nobody').assets().first(1)

    def test_has_every_operation(self) -> None:
        page = plant.api.get_points(search='level', limit=1)
        self.assertEqual(page['items'][0]['name'], 'level')


class History(unittest.TestCase):
    def test_is_the_same_by_arrow_and_in_pages(self) -> None:
        for name in ('level', 'name', 'runs'):
            told = [one[NAME][name].history(START, END + (END - START) * 9, page_size=10) for one in (plant, reader)]
            columns = [(list(one.time), one.value, list(one.status)) for one in told]
            self.assertEqual(columns[0], columns[1])
            self.assertEqual([type(value) for value in told[0].value], [type(value) for value in told[1].value])
            pandas.testing.assert_frame_equal(told[0].frame(), told[1].frame())
            self.assertTrue(told[0].arrow().equals(told[1].arrow()))
            self.assertTrue(told[0].polars().equals(told[1].polars()))

    def test_keeps_time_and_status(self) -> None:
        level = plant[NAME]['level'].history(START, END + (END - START) * 9)
        self.assertEqual(list(level.time[:2]), [BEGIN, BEGIN + 1_000_001])
        self.assertEqual((level[3].value, level[3].status, level[3].good), (1.5, 0, True))
        self.assertEqual((level[-1].value, level[-1].good), (None, False))
        self.assertEqual(len(level.good()), len(level) - 1)
        frame = level.frame()
        self.assertEqual([frame['value'].dtype, frame['status'].dtype], ['float64', 'uint32'])
        self.assertEqual(frame.index[1], pandas.Timestamp(BEGIN + 1_000_001, unit='us', tz='UTC'))
        self.assertTrue(math.isnan(frame['value'].iloc[-1]))
        self.assertIn('0x00000000', level._repr_html_())

    def test_of_several_points_is_one_frame(self) -> None:
        seen: List[int] = []
        both = reader[NAME].history('level', 'runs', start=START, end=END, progress=seen.append)
        self.assertEqual(seen, [25, 50])
        frame = both.frame()
        self.assertEqual(list(frame.columns), ['level', 'level.status', 'runs', 'runs.status'])
        self.assertEqual([len(frame), len(both.polars())], [25, 50])

    def test_has_means_with_the_share_that_is_known(self) -> None:
        means = plant[NAME]['level'].means('10s', START, datetime_of(BEGIN + 20_000_000))
        self.assertEqual([list(means.time), means.coverage], [[BEGIN, BEGIN + 10_000_000], [1, 1]])
        self.assertEqual(list(means.frame().columns), ['mean', 'coverage'])

    def test_answers_sql(self) -> None:
        rows = plant.sql('SELECT min(time) AS first, count(*) AS samples FROM samples')
        self.assertEqual(rows.frame()['first'][0], pandas.Timestamp(BEGIN, unit='us', tz='UTC'))
        self.assertEqual(rows.polars()['samples'][0], rows['samples'][0])


class Live(unittest.TestCase):
    def test_tells_the_newest_and_what_is_new(self) -> None:
        told: List[Any] = []
        with plant[NAME].watch('level') as changes:
            told.append(next(changes).value)
            device.send({'level': 70.5})
            told.append(next(changes))
        self.assertEqual((told[1].value, told[1].good, told[1].point.name), (70.5, True, 'level'))

    def test_ends_by_itself_after_a_while(self) -> None:
        # How much comes by then is the machine's affair; without an end this would go on for ever.
        names = {change.point.name for change in plant[NAME].watch('level', 'runs', seconds=0.5)}
        self.assertLessEqual(names, {'level', 'runs'})

    def test_ends_when_it_is_closed_elsewhere(self) -> None:
        changes = plant[NAME]['runs'].watch()
        begun = threading.Event()
        ended: List[int] = []

        def walk() -> None:
            for count, _ in enumerate(changes):
                ended.append(count)
                begun.set()
            ended.append(-1)

        walker = threading.Thread(target=walk)
        walker.start()
        begun.wait()
        changes.close()
        walker.join()
        self.assertEqual(ended[-1], -1)


class Models(unittest.TestCase):
    def test_take_and_give_frames(self) -> None:
        pump = plant.models.take('pump-efficiency')
        inputs: Dict[str, Any] = {
            'flow': [720.0, 720.0, None],
            'suction_pressure': [0.2, 5.0, 0.2],
            'discharge_pressure': [4.1] * 3,
            'power': [110.0] * 3,
        }
        index = pandas.date_range('2026-11-01', periods=3, freq='1min', tz='UTC')
        frame = pump.call(pandas.DataFrame(inputs, index=index))
        self.assertTrue((frame.index == index).all())
        self.assertEqual([status >> 30 for status in frame['head.status']], [0, 1, 2])
        self.assertIn('discharge_pressure > suction_pressure', frame['head.reason'].iloc[1])
        results = pump.call(inputs)
        self.assertEqual(results['head'][0], frame['head'].iloc[0])
        self.assertEqual(results.units['head'], 'm')
        told = pump.call(polars.DataFrame(inputs))
        self.assertEqual(told['head.status'].to_list(), results.status['head'])
        # More than one request takes.
        many = pump.call({name: [values[0]] * 10_001 for name, values in inputs.items()})
        self.assertEqual([len(many['head']), many['head'][-1]], [10_001, results['head'][0]])


if __name__ == '__main__':
    unittest.main()
