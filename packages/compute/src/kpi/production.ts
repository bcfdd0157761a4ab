import { areCommensurable, Fault, type Micros, unitConversion } from '@millrace/core'
import { type KpiProgram, type KpiResult, workOut } from './definition.ts'
import './faults.ts'
import { type MeasureSpec, NO_SERIES } from './measure.ts'
import { type Quantity, quantities } from './names.ts'
import { layoutOf, type Page, type SubjectSpec } from './page.ts'
import { figure, knownMicros } from './tally.ts'
import { type Downtime, type StateMapping, TimeModel, timeElements } from './time-model.ts'
import type { Window, WindowKind, Windows } from './windows.ts'

const STATES = 'states'

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
  readonly kpis: readonly BoundKpi[]
}

/** A KPI of one asset: where its inputs come from. */
export interface BoundKpi {
  readonly program: KpiProgram
  /** Series of its points, by name. */
  readonly points: Readonly<Record<string, number>>
  /** In which unit these are told; what is not named is in that of the input. */
  readonly units?: Readonly<Record<string, string>>
  /** Of its constants, and of what an asset has no point for: in the unit of the input; a condition is 0 or 1. */
  readonly constants: Readonly<Record<string, number>>
}

/** The measures of a work unit: its states, its counters, and those of its formulas. Throws `kpi.input_unbound`. */
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
    measures: [states, ...counters, ...unit.kpis.flatMap(measuresOf)],
  }
}

function measuresOf(kpi: BoundKpi): readonly MeasureSpec[] {
  return kpi.program.measures.map(({ key, points: names, kernel, gap, uncertain, rollover, texts }) => {
    const fixed = names.map((name) => fixedOf(kpi, name))
    const convert = names.map((name) => conversionOf(kpi, name))
    return {
      key,
      series: names.map((name) => kpi.points[name] ?? NO_SERIES),
      uncertain,
      texts,
      ...(fixed.some((value) => value !== undefined) ? { fixed } : {}),
      ...(convert.some((one) => one !== undefined) ? { convert } : {}),
      ...(kernel ? { kernel } : {}),
      ...(gap === undefined ? {} : { gap }),
      ...(rollover === undefined ? {} : { rollover }),
    }
  })
}

/** What stands in for a name that has no point. Throws `kpi.input_unbound`. */
function fixedOf({ program, points, constants }: BoundKpi, name: string): number | undefined {
  if (points[name] !== undefined) return undefined
  const constant = constants[name]
  if (constant === undefined) throw new Fault('kpi.input_unbound', { definition: program.definition.id, input: name })
  return constant
}

/** A point whose unit has come to be of another kind has no value: a figure must not be taken for something else. */
function conversionOf({ program, units }: BoundKpi, name: string): ((value: number) => number) | undefined {
  const [from, to] = [units?.[name], program.definition.inputs?.[name]?.unit]
  if (from === undefined || to === undefined || from === to) return undefined
  return areCommensurable(from, to) ? unitConversion(from, to).convert : () => Number.NaN
}

/** Reads a formula's inputs off a window's page. `until` cuts a window that has not ended. */
export function tellKpi(
  { program, constants }: BoundKpi,
  subject: SubjectSpec,
  page: Page,
  until: Micros = page.window.to,
): KpiResult {
  const { begins } = layoutOf(subject.measures)
  const { from } = page.window
  const to = Math.min(page.window.to, until)
  const beginOf = (key: string): number => begins[subject.measures.findIndex((measure) => measure.key === key)] ?? -1
  let coverage = 1
  const inputs = Float64Array.from(program.reads, ({ reading }) => {
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
      case 'constant':
        return constants[reading.name] ?? Number.NaN
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
