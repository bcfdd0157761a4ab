import { lineStateNames, PackagingLine } from './physics/packaging-line.ts'

type Does = 'producing' | 'setup' | 'delay' | 'failure' | 'idle' | 'planned'

/** What tells of a machine what it does, and what counts its items; points by their names. */
export interface DemoUnit {
  readonly states: {
    readonly point: string
    readonly rules: readonly { readonly when: string | number | boolean; readonly state: Does }[]
  }
  readonly counters?: Readonly<Partial<Record<'PQ' | 'GQ' | 'SQ', string>>>
}

const runs = (point: string): DemoUnit => ({
  states: {
    point,
    rules: [
      { when: true, state: 'producing' },
      { when: false, state: 'idle' },
    ],
  },
})

/** By the name of the machine. Those of which nothing says that they run, such as an exchanger, have none. */
export const demoUnits: ReadonlyMap<string, DemoUnit> = new Map([
  ['Boiler 1', runs('Burner on')],
  ['Pump P-101', runs('Running')],
  ['Motor M-101', runs('Running')],
  ['Compressor K-201', runs('Running')],
  ['Wind turbine 1', runs('Available')],
  ['Reheating furnace', runs('Running')],
  ['Excavator 22', runs('Engine running')],
  [
    'Compressed air',
    {
      states: {
        point: 'Compressor 1/State',
        rules: [
          { when: 3, state: 'producing' },
          { when: 2, state: 'idle' },
          { when: 1, state: 'setup' },
          { when: 0, state: 'idle' },
          { when: 4, state: 'failure' },
        ],
      },
    },
  ],
  [
    'CNC 7',
    {
      states: {
        point: 'Execution',
        rules: [
          { when: 'ACTIVE', state: 'producing' },
          { when: 'INTERRUPTED', state: 'delay' },
          { when: 'FEED_HOLD', state: 'delay' },
          { when: 'STOPPED', state: 'failure' },
          { when: 'READY', state: 'idle' },
        ],
      },
      counters: { PQ: 'Part count', SQ: 'Rejected count' },
    },
  ],
])

/** The packaging line is of no equipment class, and the unit of which all factors of OEE are known. */
export const demoLine = {
  asset: ['Demo plant', 'Packaging', 'Line 1'],
  unit: {
    states: {
      point: 'Case packer/State',
      rules: [
        { when: 'execute', state: 'producing' },
        { when: 'suspended', state: 'delay' },
        { when: 'held', state: 'delay' },
        { when: 'aborted', state: 'failure' },
        { when: 'idle', state: 'setup' },
        { when: 'stopped', state: 'idle' },
      ],
    },
    counters: { PQ: 'Made bottles', GQ: 'Case packer/Good', SQ: 'Case packer/Rejected' },
  } satisfies DemoUnit,
  product: { code: 'B-05', name: 'Bottle 0.5 L', secondsPerItem: 60 / 350 },
  meter: 'Energy',
} as const

export interface PastSample {
  /** ms since 1970. */
  readonly time: number
  readonly point: string
  readonly value: string | number
  /** It counts: told as a whole number. */
  readonly counts?: boolean
}

const STEP_MS = 1_000
const EVERY_MS = 60_000

/** What the line would have sent before its first start, so that there is something to look at: physics, not records. */
export function* packagingPast(from: number, to: number, seed: number): Generator<PastSample> {
  const line = new PackagingLine(seed)
  const packer = line.stations[3]!
  let state = ''
  for (let time = from; time < to; time += STEP_MS) {
    line.step(STEP_MS / 1_000)
    const now = lineStateNames.get(packer.state) ?? ''
    if (now !== state) yield { time, point: demoLine.unit.states.point, value: now }
    state = now
    if ((time - from) % EVERY_MS !== 0) continue
    yield { time, point: 'Made bottles', value: line.made, counts: true }
    yield { time, point: 'Case packer/Good', value: packer.good, counts: true }
    yield { time, point: 'Case packer/Rejected', value: packer.rejected, counts: true }
    yield { time, point: 'Energy', value: Math.round(line.energy * 1_000) / 1_000 }
    yield { time, point: 'Power', value: Math.round(line.power * 100) / 100 }
    yield { time, point: 'Line speed', value: Math.round(line.speed * 10) / 10 }
  }
}
