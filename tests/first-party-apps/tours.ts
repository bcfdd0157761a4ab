import { expect } from 'vitest'
import { chance, type Plant } from './plant.ts'

type Bound = Readonly<Record<string, readonly string[]>>

export interface Visit {
  readonly service: string
  readonly by?: 'operator'
  /** @param until ms: what the plant says ends there */
  readonly input?: object | ((bound: Bound, until: number) => object)
  /** What comes of it, in part. */
  readonly gives?: unknown
  /** Code of what the app itself refuses it with. */
  readonly refused?: string
}

/** What is done with an app that is installed: each of its services is called, and each of its tables written. */
interface Tour {
  readonly settings?: object
  /** In place of those of its pictures. */
  readonly assets?: Plant['assets']
  readonly visits: readonly Visit[]
  /** Services that are called by time: what a row of a table is afterwards. */
  readonly every?: Readonly<Record<string, readonly [table: string, row: object]>>
  /** What is done after that. */
  readonly after?: readonly Visit[]
  /** By table: what stands in it at the end. */
  readonly leaves?: Readonly<Record<string, readonly object[]>>
}

const saved = { saved: true }
const number = expect.any(Number)
/** A list with something in it. */
const full = expect.toSatisfy((list: unknown) => Array.isArray(list) && list.length > 0, 'a list with something in it')
const between = (low: number, high: number) =>
  expect.toSatisfy((value: unknown) => typeof value === 'number' && value > low && value < high, `${low} to ${high}`)
const first =
  (need: string, of: (asset: string) => object) =>
  (bound: Bound): object =>
    of(bound[need]![0]!)

export const tours: Readonly<Record<string, Tour>> = {
  'boiler-adviser': {
    visits: [
      {
        service: 'boiler',
        input: { span: 'day' },
        // The pressure comes in bar, and is asked for in MPa: 1 MPa above the air boils at 184 °C.
        gives: { name: 'Boiler 1', figures: { quality: 'good', boiling: expect.closeTo(184, 0) }, cells: full },
      },
      { service: 'boiler', input: { span: 'day', whatIf: { oxygen: 3, flue: 120 } }, gives: { money: number } },
      { service: 'boiler', input: { whatIf: { oxygen: 25, flue: 120 } }, refused: 'setting_unfit' },
    ],
  },
  'compressed-air': {
    visits: [
      {
        service: 'machines',
        input: first('compressor', (asset) => ({ asset, rated_flow: 20, full_power: 120, unloaded_power: 34 })),
        gives: saved,
      },
      {
        service: 'machines',
        input: first('compressor', (asset) => ({ asset, rated_flow: 20, full_power: 120, unloaded_power: 200 })),
        refused: 'plate_unfit',
      },
      // Power comes in W: a good station takes 6 to 8 kW for a m³/min.
      {
        service: 'station',
        input: { span: 'day' },
        gives: { machines: full, station: { quality: 'good', specific: between(6, 9) } },
      },
    ],
    leaves: { plates: [{ rated_flow: 20 }] },
  },
  'energy-manager': {
    visits: [
      // Power comes in W, counters in what they are in: both must say the same.
      { service: 'loads', gives: { quality: 'good', most: between(100, 1_500), meters: full, bill: full } },
      {
        service: 'baseline',
        input: { do: 'days', rows: [{ day: '2026-11-26', production: 900 }] },
        gives: { saved: 1 },
      },
      { service: 'baseline', input: { do: 'savings' }, gives: { baseline: null } },
      {
        service: 'baseline',
        input: { do: 'fit', begins: '2020-01-01', ends: '2020-01-03' },
        refused: 'baseline_unfit',
      },
    ],
    leaves: { days: [{ day: '2026-11-26', production: 900 }] },
  },
  'maintenance-planner': {
    visits: [
      { service: 'work', input: { part: { number: 'O-46', name: 'Oil', stock: 12 } }, gives: saved },
      {
        service: 'work',
        by: 'operator',
        input: first('compressor', (asset) => ({
          task: { id: 't1', asset, title: 'Oil', by: 'hours', interval: 2_000, parts: [{ number: 'O-46', count: 20 }] },
        })),
        gives: saved,
      },
      { service: 'work', input: { open: { task: 't1' } }, gives: saved },
      { service: 'work', input: { open: { task: 't1' } }, refused: 'order_open' },
    ],
    every: { count: ['hours', { hours: between(0.01, 24) }] },
    after: [
      {
        service: 'plan',
        gives: { tasks: [{ id: 't1' }], orders: [{ title: 'Oil', state: 'open', opened_by: 'Ann' }], parts: full },
      },
    ],
    leaves: { tasks: [{ id: 't1' }], orders: [{ task: 't1' }], parts: [{ number: 'O-46', stock: 12 }] },
  },
  'oee-board': {
    visits: [
      {
        service: 'entry',
        by: 'operator',
        input: first('machine', (asset) => ({ target: { asset, cycle_time: 48, target: 80 } })),
        gives: saved,
      },
      {
        service: 'entry',
        by: 'operator',
        input: first('machine', (asset) => ({
          reason: { asset, started: '2026-11-26T22:10:00Z', reason: 'failure.tool' },
        })),
        gives: saved,
      },
      {
        service: 'entry',
        input: { target: { asset: '01900000-0000-7000-8000-000000000000', cycle_time: 48 } },
        refused: 'machine_unknown',
      },
      { service: 'board', input: { span: 'day' }, gives: { machines: full } },
    ],
    leaves: { targets: [{ cycle_time: 48, target: 80 }], stops: [{ reason: 'failure.tool', entered_by: 'Bob' }] },
  },
  'shift-handover': {
    // A shift whose end may be signed at any time.
    settings: { shift_starts: '00:00 04:00 08:00 12:00 16:00 20:00', early: 240 },
    visits: [
      { service: 'write', input: { entry: { kind: 'note', text: 'All is well' } }, gives: saved },
      { service: 'write', input: { entry: { kind: 'note', text: ' ' } }, refused: 'text_missing' },
      { service: 'write', input: { point: { text: 'Light over gate 3' } }, gives: saved },
      { service: 'log', gives: { entries: [{ by: 'Ann' }], points: full, summary: { machines: full } } },
      { service: 'write', input: { give: { note: 'Quiet' } }, gives: saved },
      { service: 'write', input: { take: {} }, refused: 'same_person' },
      { service: 'write', by: 'operator', input: { take: {} }, gives: saved },
    ],
    leaves: {
      entries: [{ text: 'All is well', late: false }],
      points: [{ opened_by: 'Ann' }],
      handovers: [{ given_by: 'Ann', taken_by: 'Bob' }],
    },
  },
  spc: {
    assets: {
      gauge: [
        { name: 'Gauge 1', points: { value: (ms) => 12 + 0.002 * (chance('gauge', Math.floor(ms / 60_000)) - 0.5) } },
      ],
    },
    visits: [
      {
        service: 'entry',
        input: first('gauge', (gauge) => ({
          characteristic: { id: 'bore', name: 'Bore', size: 5, lower: 11.9, upper: 12.1, gauge },
        })),
        gives: { id: 'bore' },
      },
      { service: 'entry', input: { freeze: 'bore' }, refused: 'samples_few' },
    ],
    every: { collect: ['samples', { characteristic: 'bore', values: full }] },
    after: [
      { service: 'entry', by: 'operator', input: { freeze: 'bore' }, gives: saved },
      { service: 'entry', input: { thaw: 'bore' }, gives: saved },
      {
        service: 'chart',
        input: { characteristic: 'bore' },
        gives: { id: 'bore', samples: full, capability: { cp: between(10, 200) } },
      },
    ],
    leaves: { characteristics: [{ id: 'bore', frozen: null }] },
  },
  'vibration-analyser': {
    visits: [
      {
        service: 'machines',
        input: first('machine', (asset) => ({ asset, group: 2, rated_speed: 1_480 })),
        gives: saved,
      },
      {
        service: 'machines',
        input: first('machine', (asset) => ({ asset, group: 3 })),
        refused: 'group_unfit',
      },
      { service: 'zones', gives: { machines: full } },
      {
        service: 'spectrum',
        input: ({ machine }, until) => ({ machine: machine![0], at: new Date(until).toISOString() }),
        gives: { lines: full, turn: { hz: expect.closeTo(24.6, 0) } },
      },
    ],
    leaves: { machines: [{ rated_speed: 1_480 }] },
  },
}
