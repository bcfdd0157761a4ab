import { BatchBuilder, type SampleBatch } from '@millrace/core'

/** Samples of different series, one batch after the other. */
export function joinSamples(parts: readonly SampleBatch[]): SampleBatch {
  const joined = new BatchBuilder(parts.reduce((sum, { length }) => sum + length, 1))
  for (const part of parts)
    for (let row = 0; row < part.length; row++) joined.addRow(part.series[row] as number, part, row)
  return joined.take()
}

type Column = Float64Array | Uint32Array

/** Columns of the same name, one after the other. */
export function joinColumn<C extends Column>(columns: readonly C[]): C {
  const [first] = columns as readonly [C]
  if (columns.length === 1) return first
  const length = columns.reduce((sum, column) => sum + column.length, 0)
  const joined = (first instanceof Float64Array ? new Float64Array(length) : new Uint32Array(length)) as C
  let at = 0
  for (const column of columns) {
    joined.set(column, at)
    at += column.length
  }
  return joined
}

/** Answers of plain columns, of different series, one after the other. */
export function joinAnswers<T extends { readonly length: number }>(parts: readonly T[]): T {
  const [first] = parts
  if (parts.length === 1 && first) return first
  const names = Object.keys(first as object).filter((name) => name !== 'length') as (keyof T)[]
  const columns = names.map((name) => [name, joinColumn(parts.map((part) => part[name] as unknown as Column))])
  return { ...Object.fromEntries(columns), length: parts.reduce((sum, { length }) => sum + length, 0) } as T
}
