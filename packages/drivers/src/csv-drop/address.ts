import { Fault } from '@millrace/core'
import './faults.ts'

const LONGEST = 255

/** The heading of a column or a name, as it stands in the file. Throws `csv_drop.address_malformed`. */
export function parseAddress(address: string): string {
  const mistake = (expected: string, at: number, seen: string): Fault =>
    new Fault('csv_drop.address_malformed', { expected, position: at + 1, address: address.slice(0, 80), seen })
  if (address.trim() === '') throw mistake('a heading or a name', 0, 'nothing')
  const control = address.search(/\p{Cc}/u)
  if (control >= 0) throw mistake('no control character', control, 'one')
  if (address.length > LONGEST) throw mistake(`at most ${LONGEST} characters`, LONGEST, 'more')
  return address.trim()
}
