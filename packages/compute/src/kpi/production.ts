import type { Micros } from '@millrace/core'
import type { KpiName, KpiProgram, KpiResult } from './definition.ts'
import { workOut } from './definition.ts'
import type { MeasureSpec } from './measure.ts'
import { layoutOf, type Page, type SubjectSpec } from './subject.ts'
import { addsUp, figure, knownMicros, type TallyFigure } from './tally.ts'
import { type Downtime, type StateMapping, type TimeElements, TimeModel, timeElements } from './time-model.ts'
import type { Window, WindowKind, Windows } from './windows.ts'

/** Quantities of ISO 22400-2 that a work unit counts: produced, good, scrap, rework; good and inspected parts. */
export const quantities = ['PQ', 'GQ', 'SQ', 'RQ', 'GP', 'IP'] as const
export type Quantity = (typeof quantities)[number]

const elements: readonly (keyof TimeElements)[] = [
  'POT',
  'PDOT',
  'PBT',
  'AUBT',
  'AUPT',
  'APT',
  'AUST',
  'ADET',
  'ADOT',
  'TBF',
  'TTR',
  'TTF',
  'FE',
  'CMT',
  'PMT',
]

/** Where a name's figure is read. */
export type Reading =
  | { readonly from: 'times'; readonly element: keyof TimeElements }
  | { readonly from: 'measure'; readonly key: string; readonly figure: TallyFigure }
  | { readonly from: 'orders' }
  | { readonly from: 'window' }

export interface ReadName extends KpiName {
  readonly reading: Reading
}

const STATES = 'states'
const seconds = { type: 'number', unit: 's' } as const
const plain = { type: 'number' } as const

/**
 * What every formula may name: time elements (s), FE, quantities, PRT (Σ PRI · PQ, s), AOET (time of orders within the window, s)
 * and `WINDOW` (its length, s).
 */
export const productionNames: ReadonlyMap<string, ReadName> = new Map<string, ReadName>([
  ...elements.map((element): [string, ReadName] => [
    element,
    { type: element === 'FE' ? plain : seconds, addsUp: true, reading: { from: 'times', element } },
  ]),
  ...quantities.map((name): [string, ReadName] => [
    name,
    { type: plain, addsUp: true, reading: { from: 'measure', key: name, figure: 'delta' } },
  ]),
  ['PRT', { type: seconds, addsUp: true, reading: { from: 'measure', key: 'PQ', figure: 'weighed' } }],
  ['AOET', { type: seconds, addsUp: true, reading: { from: 'orders' } }],
  ['WINDOW', { type: seconds, addsUp: true, reading: { from: 'window' } }],
])

/** Whether the sum over work units is the figure of all. */
export const figureAddsUp = (what: TallyFigure): boolean => addsUp.has(what)

/** A counter of a work unit. */
export interface Counter {
  readonly series: number
  /** At this reading it begins again at 0. */
  readonly rollover?: number
}

/** How a work unit tells what it does, and what is known of it beside. */
export interface WorkUnit {
  readonly id: string
  /** Names everything below, so that what was saved under other data is not taken up. */
  readonly fingerprint: string
  readonly windows: Windows
  readonly kinds: readonly Exclude<WindowKind, 'order'>[]
  /** Absent: its states are told by downtimes alone. */
  readonly states?: { readonly series: number; readonly mapping: StateMapping; readonly gap?: Micros }
  readonly downtimes: readonly Downtime[]
  readonly counters: Readonly<Partial<Record<Quantity, Counter>>>
  /** Of formulas that look at points over the window. */
  readonly measures?: readonly MeasureSpec[]
}

/** No series has this number: a work unit without a signal of its own has nothing that tells its states. */
const NO_SERIES = 0xffffffff

/** The measures of a work unit: its states, its counters, and those of its formulas. */
export function subjectOf(unit: WorkUnit): SubjectSpec {
  const model = new TimeModel(unit.windows.schedule, unit.downtimes)
  const counters = quantities.flatMap((name): MeasureSpec[] => {
    const counter = unit.counters[name]
    if (!counter) return []
    const { series, rollover } = counter
    return [
      {
        key: name,
        series: [series],
        ...(rollover === undefined ? {} : { rollover }),
        weightAt: (at) => unit.windows.secondsPerItemAt(at),
      },
    ]
  })
  const states: MeasureSpec = {
    key: STATES,
    series: [unit.states?.series ?? NO_SERIES],
    ...(unit.states?.gap === undefined ? {} : { gap: unit.states.gap }),
    states: { mapping: unit.states?.mapping ?? { rules: [] }, model },
  }
  return {
    id: unit.id,
    fingerprint: unit.fingerprint,
    windows: unit.windows,
    kinds: unit.kinds,
    measures: [states, ...counters, ...(unit.measures ?? [])],
  }
}

/** Reads a formula's inputs off a window's page. `until` cuts a window that has not ended. */
export function tellKpi(
  program: KpiProgram,
  names: ReadonlyMap<string, ReadName>,
  subject: SubjectSpec,
  page: Page,
  until: Micros = page.window.to,
): KpiResult {
  const { begins } = layoutOf(subject.measures)
  const { from } = page.window
  const to = Math.min(page.window.to, until)
  const beginOf = (key: string): number => begins[subject.measures.findIndex((measure) => measure.key === key)] ?? -1
  let coverage = 1
  const inputs = Float64Array.from(program.names, (name) => {
    const { reading } = names.get(name)!
    switch (reading.from) {
      case 'times': {
        const times = timeElements(page.cells, beginOf(STATES))
        if (times.PBT > 0) coverage = Math.min(coverage, 1 - times.unknown / times.PBT)
        return times[reading.element]
      }
      case 'measure': {
        const begin = beginOf(reading.key)
        if (begin < 0) {
          coverage = 0
          return Number.NaN
        }
        coverage = Math.min(coverage, knownMicros(page.cells, begin) / (to - from))
        return figure(page.cells, begin, reading.figure)
      }
      case 'orders':
        return orderSeconds(subject.windows, { ...page.window, to })
      case 'window':
        return (to - from) / 1_000_000
    }
  })
  return workOut(program, inputs, coverage)
}

/** Time of orders within a window, s: of an order's own window its execution time (AOET). */
function orderSeconds(windows: Windows, { from, to }: Window): number {
  let micros = 0
  for (const order of windows.orders) micros += Math.max(0, Math.min(order.to, to) - Math.max(order.from, from))
  return micros / 1_000_000
}
