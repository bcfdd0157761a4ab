import { Fault, type Micros, microsOf } from '@millrace/core'
import './faults.ts'

/** ISO 8601 or µs. Throws `alarms.time_malformed`. */
export function momentIn(name: string, text: string): Micros {
  const micros = /^\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
  if (micros === undefined) throw new Fault('alarms.time_malformed', { name, seen: text })
  return micros
}

/** The same of what may be left out. */
export const momentOf = (name: string, text: string | undefined): Micros | undefined =>
  text === undefined ? undefined : momentIn(name, text)
