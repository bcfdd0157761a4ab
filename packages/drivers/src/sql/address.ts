import { Fault } from '@millrace/core'
import './faults.ts'

export interface SqlAddress {
  readonly query: string
  /** A column (wide), or what the name column says (long). */
  readonly name: string
}

/** Reads `query#name`. Throws `sql.address_malformed` with the position of the mistake (1 is the first character). */
export function parseAddress(address: string): SqlAddress {
  const mistake = (expected: string, at: number): Fault => {
    const seen = at >= address.length ? 'the end' : `"${address.slice(at, at + 20)}"`
    return new Fault('sql.address_malformed', { expected, position: at + 1, address: address.slice(0, 100), seen })
  }
  const hash = address.indexOf('#')
  const query = hash < 0 ? address : address.slice(0, hash)
  const wrong = query.search(/[^A-Za-z0-9_.-]/)
  if (wrong >= 0) throw mistake('a letter, a digit, "_", "." or "-"', wrong)
  if (query === '') throw mistake('the name of a query', 0)
  if (hash < 0) throw mistake('"#" and a column or name', address.length)
  const name = address.slice(hash + 1)
  if (name === '') throw mistake('a column or name', address.length)
  if (address.length > 500) throw mistake('at most 500 characters', 500)
  return { query, name }
}
