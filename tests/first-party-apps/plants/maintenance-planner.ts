import { chance, now, type Plant } from '../plant.ts'

const DAY = 86_400_000
const day = (back: number): string => new Date(now - back * DAY).toISOString()

/** Hours of the last days, as the service counted them. */
const ran = (asset: string, pace: number, back: number, unknown = 0) =>
  Array.from({ length: back }, (_, i) => ({
    asset,
    day: day(i).slice(0, 10),
    hours: i === 0 ? pace * 0.22 : pace * (0.9 + 0.2 * chance(asset, i)),
    unknown: i < 6 ? unknown : 0,
    counted_to: i === 0 ? day(0) : `${day(i - 1).slice(0, 10)}T00:00:00.000Z`,
  }))

export const plant: Plant = {
  assets: {
    compressor: [
      {
        name: 'Compressor 1',
        points: { state: () => 'loaded', filter_pressure_drop: () => 4.4, discharge_temperature: () => 88 },
      },
    ],
    motor: [
      { name: 'Fan 101', points: { running: () => true, vibration: () => 3.1, bearing_temperature_drive: () => 71 } },
      { name: 'Pump 201', points: { running: () => true, vibration: () => null } },
    ],
    machine: [{ name: 'Lathe 11', points: { execution: () => 'ACTIVE', spindle_temperature: () => 42 } }],
  },
  tables: (id) => ({
    hours: [
      ...ran(id('Compressor 1'), 21, 92),
      ...ran(id('Fan 101'), 15, 80),
      ...ran(id('Pump 201'), 9, 60),
      ...ran(id('Lathe 11'), 13, 40, 5),
    ],
    tasks: [
      {
        id: 't1',
        asset: id('Compressor 1'),
        title: 'Change oil and separator',
        by: 'hours',
        interval: 2000,
        minutes: 180,
        parts: [
          { number: 'O-46', count: 20 },
          { number: 'S-880', count: 1 },
        ],
        done_at: day(91),
      },
      {
        id: 't2',
        asset: id('Compressor 1'),
        title: 'Change the suction filter',
        by: 'condition',
        property: 'filter_pressure_drop',
        limit: 5,
        minutes: 30,
        parts: [{ number: 'F-1012', count: 1 }],
        done_at: day(91),
      },
      {
        id: 't3',
        asset: id('Fan 101'),
        title: 'Balance, look at the bearing',
        by: 'condition',
        property: 'vibration',
        limit: 2.8,
        minutes: 120,
        parts: [{ number: 'B-6205', count: 2 }],
        done_at: day(200),
      },
      {
        id: 't4',
        asset: id('Fan 101'),
        title: 'Grease the bearings',
        by: 'hours',
        interval: 1500,
        minutes: 30,
        parts: [{ number: 'G-2', count: 1 }],
        done_at: day(70),
      },
      {
        id: 't5',
        asset: id('Pump 201'),
        title: 'Align the coupling',
        by: 'condition',
        property: 'vibration',
        limit: 4.5,
        minutes: 90,
        done_at: day(100),
      },
      {
        id: 't6',
        asset: id('Lathe 11'),
        title: 'Clean the chip conveyor',
        by: 'hours',
        interval: 500,
        minutes: 45,
        done_at: day(33),
      },
      {
        id: 't7',
        asset: id('Lathe 11'),
        title: 'Test of the safety doors',
        by: 'days',
        interval: 180,
        minutes: 20,
        done_at: day(160),
      },
    ],
    orders: [
      {
        id: 'o1',
        task: 't3',
        asset: id('Fan 101'),
        title: 'Balance, look at the bearing',
        state: 'taken',
        opened_at: day(1.2),
        opened_by: 'Zhao Min',
        taken_by: 'Chen Hao',
      },
      {
        id: 'o2',
        asset: id('Lathe 11'),
        title: 'Door switch sticks',
        state: 'open',
        opened_at: day(0.2),
        opened_by: 'Lin Wei',
      },
      {
        id: 'o3',
        asset: id('Compressor 1'),
        title: 'Drain blocked',
        state: 'done',
        opened_at: day(4),
        done_at: day(3.6),
        taken_by: 'Chen Hao',
        note: 'Cleaned',
      },
    ],
    parts: [
      { number: 'B-6205', name: 'Bearing 6205-2RS', stock: 2, least: 2, place: 'A-12' },
      { number: 'F-1012', name: 'Suction filter', stock: 3, least: 1, place: 'B-02' },
      { number: 'G-2', name: 'Grease, cartridge', stock: 8, least: 4, place: 'A-01' },
      { number: 'O-46', name: 'Compressor oil, litre', stock: 12, least: 10, place: 'C-01' },
      { number: 'S-880', name: 'Oil separator', stock: 1, least: 1, place: 'B-03' },
    ],
  }),
  views: [{ page: 'board', name: 'board' }],
}
