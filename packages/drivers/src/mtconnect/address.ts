import { Fault } from '@millrace/core'
import './faults.ts'

const LONGEST = 255

/** A data item by its id or name, of one device if it says so. */
export interface DataItemAddress {
  /** Name, uuid or id of the device. */
  readonly device?: string
  readonly item: string
}

/**
 * Reads `[device/]item`. Ids are xs:ID and names xs:NMTOKEN (Part 2, DataItem): neither holds spaces or slashes.
 * Throws `mtconnect.address_malformed` with the position of the mistake (1 is the first character).
 */
export function parseAddress(address: string): DataItemAddress {
  const mistake = (expected: string, at: number): Fault => {
    const seen = at >= address.length ? 'the end' : `"${address.slice(at, at + 20)}"`
    return new Fault('mtconnect.address_malformed', { expected, position: at + 1, address: address.slice(0, 80), seen })
  }
  const slash = address.indexOf('/')
  const item = address.slice(slash + 1)
  if (slash === 0) throw mistake('the name of a device', 0)
  if (item === '') throw mistake('the id or name of a data item', address.length)
  const wrong = item.search(/[^\p{L}\p{N}\p{M}._:·-]/u)
  if (wrong >= 0) throw mistake('a letter, a digit, ".", "_", ":" or "-"', slash + 1 + wrong)
  const control = address.search(/\p{Cc}/u)
  if (control >= 0) throw mistake('no control character', control)
  if (address.length > LONGEST) throw mistake(`at most ${LONGEST} characters`, LONGEST)
  return slash < 0 ? { item } : { device: address.slice(0, slash), item }
}
