import { Fault } from '@millrace/core'
import './faults.ts'

/** HJ 212-2017 §6.6.5: real-time data. */
export const REAL_TIME = '2011'

/** One field of one kind of record. */
export interface Hj212Address {
  /** Command number: 2011 real time, 2051 minutes, 2061 hours, 2031 days, … */
  readonly cn: string
  /** `a34004-Rtd`, `w01018-Avg`, `SB1-RS`, `RestartTime`. */
  readonly field: string
}

/** Reads `[CN:]field`. Throws `hj212.address_malformed` with the position of the mistake (1 is the first character). */
export function parseAddress(text: string): Hj212Address {
  const colon = text.indexOf(':')
  if (colon >= 0 && !/^\d{4}$/.test(text.slice(0, colon))) {
    throw mistake(text, 0, 'four digits of a command such as 2061, and ":"')
  }
  const at = colon + 1
  const [code, name] = /^[A-Za-z0-9]+(?:-([A-Za-z0-9]+))?/.exec(text.slice(at)) ?? []
  if (code === undefined) throw mistake(text, at, 'a factor such as a34004-Rtd')
  const end = at + code.length
  if (end < text.length) {
    if (name !== undefined) throw mistake(text, end, 'the end')
    if (text[end] === '-') throw mistake(text, end + 1, 'the name of a field such as Rtd, Avg or Flag')
    throw mistake(text, end, '"-" or the end')
  }
  return { cn: colon < 0 ? REAL_TIME : text.slice(0, colon), field: code }
}

function mistake(address: string, at: number, expected: string): Fault {
  const rest = address.slice(at, at + 12)
  return new Fault('hj212.address_malformed', {
    expected,
    position: at + 1,
    address: address.slice(0, 80),
    seen: rest === '' ? 'the end' : `"${rest}"`,
  })
}
