"""What needs no platform: `python -m unittest check_units`."""

from __future__ import annotations

import json
import math
import unittest
from datetime import datetime, timedelta, timezone
from typing import Any, Dict

from millrace.deadline import Deadline, may_retry, wait_before
from millrace.display import table
from millrace.errors import Conflict, Invalid, NotFound, PlatformFault, TooMany, Unavailable, Unreachable, fault_of
from millrace.history import value_of
from millrace.live import events_of
from millrace.models import Model, model, quantity
from millrace.models.rows import parts_of, rows_of
from millrace.moments import datetime_of, length_micros, micros_of, moment_text

SHARE = 0.5


class Time(unittest.TestCase):
    def test_is_read_to_the_microsecond(self) -> None:
        self.assertEqual(micros_of('2026-11-01T00:00:00.000Z'), 1_793_491_200_000_000)
        self.assertEqual(micros_of('2026-11-01T00:00:00.000001Z'), 1_793_491_200_000_001)
        self.assertEqual(micros_of('1969-12-31T23:59:59.5Z'), -500_000)
        self.assertEqual(datetime_of(-1), datetime(1969, 12, 31, 23, 59, 59, 999_999, timezone.utc))
        with self.assertRaises(ValueError):
            micros_of('1 November')

    def test_is_said_as_a_datetime_a_length_a_text_or_a_number(self) -> None:
        east = timezone(timedelta(hours=8))
        self.assertEqual(moment_text(datetime(2026, 11, 1, 8, tzinfo=east)), '1793491200000000')
        self.assertEqual(moment_text('2026-11-01'), '2026-11-01')
        self.assertEqual(moment_text(5), '5')
        self.assertIsNone(moment_text(None))
        self.assertEqual(length_micros('15min'), 900_000_000)
        self.assertEqual(length_micros(timedelta(milliseconds=1)), 1_000)
        with self.assertRaises(ValueError):
            length_micros('a while')


class Faults(unittest.TestCase):
    def test_are_of_a_class_by_their_kind(self) -> None:
        body = json.dumps({'code': 'a.b', 'detail': 'No.', 'remedy': 'Do.', 'facts': {'id': '7'}}).encode()
        fault = fault_of(404, body)
        self.assertIsInstance(fault, NotFound)
        self.assertIsInstance(fault, LookupError)
        self.assertEqual((str(fault), fault.code, fault.facts), ('No. Do.', 'a.b', {'id': '7'}))
        kinds = {400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 409: 'conflict', 422: 'invalid', 500: 'other'}
        self.assertEqual({status: fault_of(status, body).kind for status in kinds}, kinds)
        self.assertEqual(fault_of(502, b'<html>').code, 'sdk.not_millrace')

    def test_are_tried_again_where_that_is_right(self) -> None:
        def may(method: str, status: int, after: 'str | None' = None, once: bool = False) -> bool:
            return may_retry(method, once, fault_of(status, b'', after))

        self.assertTrue(all(may('GET', status) for status in (0, 429, 502, 503, 504)))
        self.assertFalse(any(may('GET', status) for status in (400, 404, 409, 500)))
        self.assertFalse(any(may('POST', status) for status in (0, 429, 502, 503, 504)))
        self.assertTrue(may('POST', 0, once=True))
        self.assertEqual([may('POST', status, '1') for status in (429, 503, 502)], [True, True, False])

    def test_are_waited_for_as_the_platform_asks_and_no_longer_than_the_caller_does(self) -> None:
        self.assertTrue(all(0.5 <= wait_before(2) <= 1.0 for _ in range(50)))
        self.assertEqual([wait_before(0, 7.0), wait_before(0, 1e6)], [7.0, 30.0])
        self.assertEqual(fault_of(503, b'', 'Fri, 31 Dec 1999 23:59:59 GMT').retry_after, 0.0)
        with self.assertRaises(Unreachable) as told:
            Deadline(0.5).wait(60)
        self.assertEqual(told.exception.code, 'sdk.deadline')
        with self.assertRaises(Unreachable):
            Deadline(-1).left(5)

    def test_keep_their_kinds_apart(self) -> None:
        kinds = [one.kind for one in (PlatformFault, Conflict, Invalid, NotFound, TooMany, Unavailable, Unreachable)]
        self.assertEqual(len(set(kinds)), len(kinds))


class Live(unittest.TestCase):
    def test_reads_events_however_they_are_cut(self) -> None:
        stream = b': there\n\nevent: samples\ndata: [1,\ndata: 2]\n\r\ndata: "\xc3\xa9"\n\nevent: lost\n\n'
        wanted = [('samples', '[1,\n2]'), ('message', '"é"')]
        self.assertEqual(list(events_of(iter([stream]))), wanted)
        self.assertEqual(list(events_of(stream[at : at + 1] for at in range(len(stream)))), wanted)


class Values(unittest.TestCase):
    def test_are_what_the_point_is(self) -> None:
        self.assertEqual(value_of('int64', '9007199254740993'), 9007199254740993)
        self.assertEqual(value_of('double', '-Infinity'), -math.inf)
        self.assertIsInstance(value_of('double', 4), float)
        self.assertEqual([value_of('string', 'NaN'), value_of('boolean', True), value_of('double', None)], ['NaN', True, None])

    def test_are_text_in_a_table(self) -> None:
        self.assertIn('<td>&lt;script&gt;</td><td></td>', table(['a', 'b'], [['<script>', None]]))


class Rows(unittest.TestCase):
    def test_carry_time_and_status_of_what_goes_in(self) -> None:
        rows = rows_of({'time': [1, 2], 'flow': [1.5, math.nan], 'flow.status': [0, None]})
        flow = {'values': [1.5, None], 'status': [0, 0x809B0000]}
        self.assertEqual(rows, {'time': [1, 2], 'inputs': {'flow': flow}})
        self.assertEqual(rows_of([{'a': 1}, {'b': True}])['inputs']['b']['values'], [None, True])

    def test_go_in_parts_that_a_request_holds(self) -> None:
        parts = list(parts_of(rows_of({'time': list(range(20_001)), 'a': list(range(20_001))})))
        self.assertEqual([len(part['time']) for part in parts], [10_000, 10_000, 1])
        self.assertEqual(parts[2]['inputs']['a']['values'], [20_000])


def doubled(level: float) -> float:
    return 2 * SHARE * math.sqrt(level)


class Models(unittest.TestCase):
    SAID: Dict[str, Any] = {
        'title': 'T',
        'description': 'D',
        'owner': 'O',
        'domain': 'fluid',
        'sources': [{'id': 's'}],
        'inputs': [quantity('level', 'm')],
        'outputs': [quantity('out')],
    }

    def test_take_what_a_function_names_of_its_notebook(self) -> None:
        source = model('acme/doubled', **self.SAID)(doubled).files()['model.py'].decode()
        self.assertIn('import math as math\n', source)
        self.assertIn('SHARE = 0.5\n', source)
        self.assertIn("    return told if isinstance(told, dict) else {'out': told}\n", source)
        scope: Dict[str, Any] = {}
        exec(source, scope)
        self.assertEqual(scope['run']({'level': 4.0}, {}, None), {'out': 2.0})

    def test_refuse_what_they_cannot_take(self) -> None:
        hidden = object()

        def uses(level: float) -> object:
            return hidden

        def unknown(depth: float) -> float:
            return depth

        for function in (uses, unknown):
            with self.assertRaises(ValueError):
                Model('acme/no', function=function, **self.SAID)


if __name__ == '__main__':
    unittest.main()
