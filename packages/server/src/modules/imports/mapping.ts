import { BatchBuilder, convertUnit, Fault, type Micros, type SampleBatch, Status, type Value } from '@millrace/core'
import type { Cell, TableChunk, TableColumn } from '@millrace/history'
import { isTextTooLong, MOST_TEXT_BYTES } from '@millrace/wire'
import { pathText } from '../assets/index.ts'
import { Refused, shown } from './refused.ts'
import type { Mapping, Refusal } from './schema.ts'
import { timeOf } from './times.ts'

/** A point as far as reading values for it needs it. */
export interface TargetPoint {
  readonly series: number
  readonly type: 'double' | 'int64' | 'boolean' | 'string'
  readonly unit: string | undefined
}

/** Why nothing can be stored for what a file names. */
export type NoTarget = 'point_unknown' | 'point_ambiguous'

export interface Mapped {
  readonly batch: SampleBatch
  readonly refusals: readonly Refusal[]
}

const statusNames = new Map<string, number>([
  ...Object.entries(Status).map(([name, code]) => [name.toLowerCase(), code] as const),
  ['good', Status.Good],
  ['uncertain', 0x40000000],
  ['bad', Status.Bad],
])

function statusOf(cell: Cell): number | Refused {
  if (cell === null) return Status.Good
  const number = typeof cell === 'string' && !/^\d{1,10}$/.test(cell) ? Number.NaN : Number(cell)
  if (Number.isInteger(number) && number >= 0 && number <= 0xffffffff) return number
  return (
    statusNames.get(String(cell).toLowerCase()) ??
    new Refused('status_unknown', `Expected an OPC UA status, saw "${shown(cell)}".`)
  )
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const odd = new Map([
  ['nan', Number.NaN],
  ['infinity', Infinity],
  ['inf', Infinity],
  ['-infinity', -Infinity],
  ['-inf', -Infinity],
])
const mismatch = (type: string, cell: Cell): Refused =>
  new Refused('type_mismatch', `Expected ${type}, saw "${shown(cell)}".`)

function doubleOf(cell: Cell): number | Refused {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'bigint')
    return BigInt(Number(cell)) === cell
      ? Number(cell)
      : new Refused('inexact_integer', `Expected a number that a double holds, saw ${cell}.`)
  if (typeof cell !== 'string') return mismatch('a number', cell)
  const text = cell.trim()
  if (!NUMBER.test(text)) return odd.get(text.toLowerCase()) ?? mismatch('a number', cell)
  const number = Number(text)
  return Number.isFinite(number)
    ? number
    : new Refused('number_out_of_range', `Expected a number that a double holds, saw "${shown(cell)}".`)
}

function int64Of(cell: Cell): bigint | Refused {
  let whole: bigint | undefined
  if (typeof cell === 'bigint') whole = cell
  else if (typeof cell === 'number' && Number.isSafeInteger(cell)) whole = BigInt(cell)
  else if (typeof cell === 'string' && /^[+-]?\d{1,20}(\.0*)?$/.test(cell.trim()))
    whole = BigInt(cell.trim().replace(/^\+|\.0*$/g, ''))
  if (whole === undefined) return mismatch('a whole number', cell)
  return BigInt.asIntN(64, whole) === whole
    ? whole
    : new Refused('number_out_of_range', `Expected a number of 64 bits, saw ${shown(cell)}.`)
}

const flags = new Map<string, boolean>([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
])

/** Our own CSV lets no text run as a formula: an apostrophe more tells it apart. */
const unguarded = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r])/, '')

function textOf(cell: Cell, isGuarded: boolean): string | Refused {
  const text = isGuarded ? unguarded(String(cell)) : String(cell)
  if (isTextTooLong(text))
    return new Refused(
      'string_too_long',
      `Expected at most ${MOST_TEXT_BYTES} bytes of text, saw ${Buffer.byteLength(text)}.`,
    )
  return text.isWellFormed()
    ? text
    : new Refused('invalid_text', 'Expected text that UTF-8 can hold, saw half a character.')
}

/** How values of one unit become those of another; a factor where one does, since asking costs a hundred times as much. */
class Units {
  readonly #known = new Map<string, ((value: number) => number) | Refused>()

  between(from: string | undefined, to: string | undefined): ((value: number) => number) | Refused | undefined {
    if (from === undefined || from === to) return undefined
    const key = `${from} ${to}`
    let held = this.#known.get(key)
    if (held === undefined) {
      held =
        to === undefined
          ? new Refused('unit_mismatch', `Expected no unit, as its point has none, saw ${from}.`)
          : this.#find(from, to)
      this.#known.set(key, held)
    }
    return held
  }

  #find(from: string, to: string): ((value: number) => number) | Refused {
    try {
      const one = convertUnit(1, from, to)
      if (convertUnit(0, from, to) === 0 && convertUnit(2, from, to) === 2 * one) return (value) => value * one
      return (value) => convertUnit(value, from, to)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      return new Refused(thrown.code === 'core.unit_mismatch' ? 'unit_mismatch' : 'unit_unknown', thrown.message)
    }
  }
}

/** Turns rows of a file into samples, and names what cannot be one. */
export class RowMapper {
  /** Columns that are read. */
  readonly columns: readonly string[]
  readonly #mapping: Mapping
  readonly #isText: boolean
  readonly #places: ReadonlyMap<string, number>
  readonly #units = new Units()

  /** `isText`: the file is CSV, as our own exports write it: a guarded formula is a text. */
  constructor(mapping: Mapping, isText: boolean) {
    this.#mapping = mapping
    this.#isText = isText
    this.columns = [...new Set(columnsOf(mapping))]
    this.#places = new Map(this.columns.map((name, i) => [name, i]))
  }

  /** What a chunk names its points by, each once: ids or full paths. */
  keysOf(chunk: TableChunk): string[] {
    const mapping = this.#mapping
    if (mapping.layout === 'wide') return mapping.columns.map(({ point }) => point)
    const keys = new Set<string>()
    for (let row = 0; row < chunk.length; row++) {
      const key = this.#keyOf(chunk, row)
      if (key !== undefined) keys.add(key)
    }
    return [...keys]
  }

  map(chunk: TableChunk, targets: ReadonlyMap<string, TargetPoint | NoTarget>, now: Micros): Mapped {
    const builder = new BatchBuilder(Math.max(16, chunk.length))
    const refusals: Refusal[] = chunk.malformed.map(({ line, detail }) => ({ line, reason: 'row_malformed', detail }))
    const refuse = (row: number, { reason, detail }: Refused, column?: string): void => {
      refusals.push({ line: chunk.lines[row] as number, ...(column === undefined ? {} : { column }), reason, detail })
    }
    const { time: timeMapping } = this.#mapping
    const times = this.#column(chunk, timeMapping.column)
    for (let row = 0; row < chunk.length; row++) {
      const time = timeOf(times.cells[row] as Cell, times.isTime, timeMapping, now)
      if (time instanceof Refused) refuse(row, time, timeMapping.column)
      else if (this.#mapping.layout === 'long') {
        const refused = this.#long(chunk, row, { time, targets, builder })
        if (refused) refuse(row, refused)
      } else
        for (const { column, point, unit } of this.#mapping.columns) {
          const cell = this.#column(chunk, column).cells[row] as Cell
          if (cell === null) continue
          const refused = this.#add(cell, {
            time,
            target: targets.get(point),
            key: point,
            unit,
            status: Status.Good,
            builder,
          })
          if (refused) refuse(row, refused, column)
        }
    }
    return { batch: builder.take(), refusals }
  }

  #long(
    chunk: TableChunk,
    row: number,
    to: { time: Micros; targets: ReadonlyMap<string, TargetPoint | NoTarget>; builder: BatchBuilder },
  ): Refused | undefined {
    const mapping = this.#mapping as Extract<Mapping, { layout: 'long' }>
    const key = this.#keyOf(chunk, row)
    if (key === undefined) return new Refused('point_unknown', 'Expected a point, saw nothing.')
    const status = mapping.status === undefined ? Status.Good : statusOf(this.#cell(chunk, mapping.status, row))
    if (status instanceof Refused) return status
    let cell: Cell = null
    for (const column of mapping.values) {
      cell = this.#cell(chunk, column, row)
      if (cell !== null) break
    }
    const { unit } = mapping
    const told =
      unit === undefined ? undefined : 'code' in unit ? unit.code : (this.#cell(chunk, unit.column, row) ?? undefined)
    return this.#add(cell, {
      ...to,
      key,
      target: to.targets.get(key),
      status,
      unit: told === undefined ? undefined : String(told),
    })
  }

  #add(
    cell: Cell,
    {
      time,
      target,
      key,
      unit,
      status,
      builder,
    }: {
      time: Micros
      target: TargetPoint | NoTarget | undefined
      key: string
      unit: string | undefined
      status: number
      builder: BatchBuilder
    },
  ): Refused | undefined {
    if (target === undefined || typeof target === 'string')
      return target === 'point_ambiguous'
        ? new Refused(target, `Expected one point of that path, saw several: ${shown(key)}. Name it by its id.`)
        : new Refused('point_unknown', `Expected a point that you may write to, saw ${shown(key)}.${slashHint(key)}`)
    if (cell === null) {
      if (status >>> 30 === 0) return new Refused('no_value', 'Expected a value where the status is good, saw none.')
      builder.addNone(target.series, time, status)
      return undefined
    }
    const convert =
      target.type === 'string' || target.type === 'boolean' ? undefined : this.#units.between(unit, target.unit)
    if (convert instanceof Refused) return convert
    const value = this.#value(cell, target.type)
    if (value instanceof Refused) return value
    if (convert === undefined) builder.add(target.series, time, value, status)
    else if (typeof value === 'number') builder.addDouble(target.series, time, convert(value), status)
    else {
      const converted = int64Of(convert(Number(value)))
      if (converted instanceof Refused)
        return new Refused(
          'inexact_integer',
          `Expected a whole number in the unit of its point, saw ${convert(Number(value))}.`,
        )
      builder.addInt64(target.series, time, converted, status)
    }
    return undefined
  }

  #value(cell: Cell, type: TargetPoint['type']): Value | Refused {
    switch (type) {
      case 'double':
        return doubleOf(cell)
      case 'int64':
        return int64Of(cell)
      case 'boolean':
        return flags.get(String(cell).trim().toLowerCase()) ?? mismatch('true or false', cell)
      case 'string':
        return textOf(cell, this.#isText)
    }
  }

  #keyOf(chunk: TableChunk, row: number): string | undefined {
    const { point } = this.#mapping as Extract<Mapping, { layout: 'long' }>
    if ('id' in point) return point.id
    if ('column' in point) {
      return this.#text(chunk, point.column, row)
    }
    const path = this.#text(chunk, point.path, row)
    const name = this.#text(chunk, point.name, row)
    if (name === undefined) return undefined
    const escaped = pathText([name])
    return path === undefined ? escaped : `${path}/${escaped}`
  }

  #text(chunk: TableChunk, name: string, row: number): string | undefined {
    const cell = this.#cell(chunk, name, row)
    if (cell === null) return undefined
    return this.#isText ? unguarded(String(cell)) : String(cell)
  }

  #cell(chunk: TableChunk, name: string, row: number): Cell {
    return this.#column(chunk, name).cells[row] as Cell
  }

  #column(chunk: TableChunk, name: string): TableColumn {
    return chunk.columns[this.#places.get(name) as number] as TableColumn
  }
}

/** A name that holds a slash is the likeliest reason why a path leads nowhere. */
const slashHint = (key: string): string =>
  key.includes('/') ? ' Names are parted by /; a / within a name is written ~1, a ~ is ~0.' : ''

function columnsOf(mapping: Mapping): string[] {
  if (mapping.layout === 'wide') return [mapping.time.column, ...mapping.columns.map(({ column }) => column)]
  const { time, point, values, unit, status } = mapping
  const place = 'column' in point ? [point.column] : 'path' in point ? [point.path, point.name] : []
  return [
    time.column,
    ...place,
    ...values,
    ...(unit && 'column' in unit ? [unit.column] : []),
    ...(status === undefined ? [] : [status]),
  ]
}
