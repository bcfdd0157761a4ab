import { type CheckedExpression, compileColumns, type Frame, newFrame } from '@millrace/compute'
import { isBad, Status } from '@millrace/core'
import { Buffer, type Columns } from '../engine/columns.ts'
import type { ColumnWork, Making } from '../kind.ts'
import { Joined } from './joined.ts'

const GROW = 1_024

/** A checked expression over the inputs of a node: each instant at which one of them came, with what the others hold. */
export function formulaWork(
  checked: CheckedExpression,
  inputs: readonly string[],
  { texts, parameters }: Pick<Making, 'texts' | 'parameters'>,
): ColumnWork {
  const fixed = [...parameters.values()]
  const names = [...inputs, ...parameters.keys()]
  const kernel = compileColumns(checked, (name) => names.indexOf(name), texts)
  const joined = new Joined(inputs.length)
  let frames: Frame[] = []
  let room = 0
  const reserve = (rows: number): void => {
    if (rows <= room) return
    room = Math.max(rows, GROW, room * 2)
    frames = fixed.map(({ value }) => {
      const frame = newFrame(room)
      frame.value.fill(value)
      frame.status.fill(Status.Good)
      return frame
    })
  }
  const scratch = new Buffer()
  const whole: Frame[] = []
  return {
    columns: (given, outputs, moment) => {
      const rows: readonly Columns[] = joined.of(given, moment)
      const { length, time } = rows[0]!
      if (length === 0) return
      reserve(length)
      const output = outputs[0]!
      scratch.reserve(length)
      whole.length = 0
      for (const row of rows) whole.push(row)
      for (const frame of frames) whole.push(frame)
      kernel.evaluate(whole, length, scratch)
      output.reserve(length)
      output.time.set(time.subarray(0, length))
      output.length = length
      const { value, status } = output
      for (let i = 0; i < length; i++) {
        const of = scratch.status[i]!
        const result = scratch.value[i]!
        if (isBad(of)) {
          value[i] = Number.NaN
          status[i] = of
        } else if (result - result === 0) {
          value[i] = result
          status[i] = of
        } else {
          value[i] = Number.NaN
          status[i] = Status.BadNoData
        }
      }
    },
  }
}
