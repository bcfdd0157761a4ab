import { type RowDefinition, seriesOfInputs, type ToldRow, tellRows } from '@millrace/compute'
import { Fault, type Micros, Status, unitConversion } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Column, GivenInput, GuardedRows } from '@millrace/runtime'
import { standingAt } from '../derived/index.ts'
import './faults.ts'

/** Samples that are read at a time. */
const MOST_READ = 200_000
const FIRST_WIDTH: Micros = 3_600_000_000
const MOST_WIDTH: Micros = 30 * 86_400_000_000
const LEAST_WIDTH: Micros = 1_000_000

/** A column of rows: a point of which values come, or a value that stands. */
export interface Source {
  readonly name: string
  readonly type: 'number' | 'boolean' | 'text'
  /** That it is wanted in. */
  readonly unit?: string | undefined
  readonly point?: { readonly series: number; readonly unit?: string | undefined }
  readonly constant?: number | boolean | string
  /** Told with the others; no row is made because of it. */
  readonly quiet?: boolean
}

export interface Period {
  readonly from: Micros
  /** Exclusive. */
  readonly to: Micros
  readonly every?: Micros | undefined
  readonly gap?: Micros | undefined
}

interface Asked extends Period {
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly tenant: string
  readonly sources: readonly Source[]
  readonly signal: AbortSignal
}

/**
 * Rows out of the history, stretch by stretch: what each point had last at each instant of one of them, as live computing has it.
 * Throws `studies.unit`.
 */
export async function* rowsOver(asked: Asked): AsyncGenerator<{ readonly rows: GuardedRows; readonly until: Micros }> {
  const { history, tenant, sources, from, to, every, signal } = asked
  const bound = sources.filter((source) => source.point !== undefined)
  // Of two columns of one point one input stands.
  const series = [...new Set(bound.map(({ point }) => point!.series))]
  const definition: RowDefinition = {
    number: 0,
    inputs: series.map((one) =>
      inputOf(
        one,
        bound.filter(({ point }) => point!.series === one),
      ),
    ),
    ...(every === undefined ? {} : { every }),
    ...(asked.gap === undefined ? {} : { gap: asked.gap }),
  }
  const columns = sources.map((source) => new Filled(source, source.point ? series.indexOf(source.point.series) : -1))
  let width = FIRST_WIDTH
  for (let at = from; at < to; ) {
    signal.throwIfAborted()
    const end = endOf(Math.min(to, at + width), to, every)
    const samples = await history.raw({
      tenant,
      series: seriesOfInputs(definition),
      from: at,
      to: end,
      limit: MOST_READ,
    })
    if (samples.length >= MOST_READ) {
      // A step of the grid is told whole, or not at all.
      if (width <= Math.max(LEAST_WIDTH, every ?? 0)) throw new Fault('studies.too_dense', { most: MOST_READ })
      width = Math.max(LEAST_WIDTH, every ?? 0, Math.floor((end - at) / 4))
      continue
    }
    if (samples.length > 0) {
      const before = await standingAt(history, tenant, series, at - 1)
      const told = tellRows(definition, before, samples).filter(({ time }) => time < to)
      if (told.length > 0) yield { rows: rowsOf(columns, told), until: end }
    }
    if (samples.length < MOST_READ / 8) width = Math.min(MOST_WIDTH, width * 4)
    at = end
  }
}

/** With a grid a stretch ends with a step of it, so that no step is told in two halves. */
function endOf(end: Micros, to: Micros, every: Micros | undefined): Micros {
  if (every === undefined || end >= to) return Math.min(end, to)
  return Math.min(to, Math.ceil(end / every) * every + 1)
}

function inputOf(series: number, of: readonly Source[]): RowDefinition['inputs'][number] {
  return { series, type: of[0]!.type, ...(of.every(({ quiet }) => quiet) ? { quiet: true } : {}) }
}

/** Makes the column of a source out of what rows hold, in the unit that is wanted. */
class Filled {
  readonly #source: Source
  readonly #slot: number
  readonly #convert: ((value: number) => number) | undefined

  constructor(source: Source, slot: number) {
    this.#source = source
    this.#slot = slot
    const { name, unit: wanted, point } = source
    const own = point?.unit
    // A point that says no unit is taken as it is, as bindings take it.
    this.#convert =
      own === undefined || wanted === undefined || own === wanted ? undefined : conversionOf(name, own, wanted)
  }

  get name(): string {
    return this.#source.name
  }

  of(told: readonly ToldRow[]): GivenInput {
    const { constant, type, point } = this.#source
    const good = (): Uint32Array => new Uint32Array(told.length)
    if (!point) {
      const values: Column =
        type === 'text' ? told.map(() => String(constant)) : new Float64Array(told.length).fill(Number(constant))
      return { values, status: constant === undefined ? good().fill(Status.BadNoData) : good() }
    }
    const status = Uint32Array.from(told, (row) => row.status[this.#slot]!)
    const values = Float64Array.from(told, (row) => row.values[this.#slot]!)
    return { values: this.#convert ? values.map(this.#convert) : values, status }
  }
}

function conversionOf(name: string, from: string, to: string): (value: number) => number {
  try {
    return unitConversion(from, to).convert
  } catch (thrown) {
    throw new Fault('studies.unit', { name, expected: to, seen: from }, thrown)
  }
}

function rowsOf(columns: readonly Filled[], told: readonly ToldRow[]): GuardedRows {
  return {
    length: told.length,
    time: Float64Array.from(told, ({ time }) => time),
    inputs: Object.fromEntries(columns.map((column) => [column.name, column.of(told)])),
  }
}

/** All of them at once, at most `most`. Throws `studies.too_long`, `studies.nothing`. */
export async function gathered(
  asked: Asked,
  {
    most,
    say,
    progress,
  }: {
    readonly most: number
    readonly say: readonly [from: string, to: string]
    readonly progress: (share: number) => void
  },
): Promise<GuardedRows> {
  const parts: GuardedRows[] = []
  let length = 0
  for await (const { rows, until } of rowsOver(asked)) {
    parts.push(rows)
    length += rows.length
    if (length > most) throw new Fault('studies.too_long', { most, from: say[0], to: say[1] })
    progress((until - asked.from) / (asked.to - asked.from))
  }
  if (length === 0) throw new Fault('studies.nothing', { from: say[0], to: say[1] })
  const time = new Float64Array(length)
  let at = 0
  for (const part of parts) {
    time.set(part.time, at)
    at += part.length
  }
  return {
    length,
    time,
    inputs: Object.fromEntries(
      asked.sources.map(({ name }) => [name, joined(parts.map(({ inputs }) => inputs[name]!))]),
    ),
  }
}

function joined(parts: readonly GivenInput[]): GivenInput {
  const length = parts.reduce((sum, { status }) => sum + status.length, 0)
  const status = new Uint32Array(length)
  const numbers = new Float64Array(length)
  const texts: string[] = []
  let at = 0
  for (const part of parts) {
    status.set(part.status, at)
    if (part.values instanceof Float64Array) numbers.set(part.values, at)
    else texts.push(...part.values)
    at += part.status.length
  }
  return { values: texts.length > 0 ? texts : numbers, status }
}
