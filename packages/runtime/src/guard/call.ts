import { Fault } from '@millrace/core'
import '../faults.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import type { GuardedRows } from './guarded.ts'

/** Throws `model.rows_unfit` for what no caller may send: none of it is a matter of quality. */
export function checkCall(
  { id, inputs, parameters = [], stateful = false }: ModelManifest,
  rows: GuardedRows,
  settings: object,
): void {
  const { length, time } = rows
  const unfit = (expected: string, seen: string): Fault => new Fault('model.rows_unfit', { model: id, expected, seen })
  const columns = inputs.flatMap(({ name }) => {
    const given = Object.hasOwn(rows.inputs, name) ? rows.inputs[name] : undefined
    return given ? [{ name, ...given }] : []
  })
  const lengths = [
    { of: 'times', is: time.length },
    ...columns.flatMap(({ name, values, status }) => [
      { of: `values of ${name}`, is: values.length },
      { of: `statuses of ${name}`, is: status.length },
    ]),
  ]
  for (const { of, is } of lengths) if (is !== length) throw unfit(`${length} ${of}`, String(is))
  let before = Number.NEGATIVE_INFINITY
  for (let row = 0; row < length; row++) {
    const at = time[row]!
    // Of what remembers nothing rows are each for itself: several machines may have one at the same moment.
    if (!Number.isFinite(at)) throw unfit('a time', `${at} in row ${row}`)
    if (stateful && at <= before) throw unfit('times that rise', `${at} in row ${row}`)
    before = at
  }
  for (const { name, values } of columns)
    if (!(values instanceof Float64Array) && values.some((one) => typeof one !== 'string'))
      throw unfit(`texts as ${name}`, 'something else')
  for (const { name } of parameters) {
    if (!Object.hasOwn(settings, name)) continue
    const value: unknown = (settings as Readonly<Record<string, unknown>>)[name]
    if (typeof value !== 'number') throw unfit(`a number as the parameter ${name}`, `a ${typeof value}`)
  }
}
