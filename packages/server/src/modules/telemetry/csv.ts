import { isoOf, type SampleBatch } from '@millrace/core'
import { type Point, sampleAt } from '../assets/index.ts'

export const csvHead = 'time,value,unit,status,quality\r\n'

/** RFC 4180 §2: quoted where needed. Text of a device that a spreadsheet would run as a formula is shown as text. */
export function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows of a batch as lines, with CR LF. */
export function csvOf(batch: SampleBatch, point: Point): string {
  const unit = field(point.unit ?? '')
  let text = ''
  for (let i = 0; i < batch.length; i++) {
    const { value, statusName, quality } = sampleAt(batch, i)
    const shown = value === null ? '' : point.type === 'string' ? field(String(value)) : String(value)
    text += `${isoOf(batch.time[i] as number)},${shown},${unit},${field(statusName)},${quality}\r\n`
  }
  return text
}
