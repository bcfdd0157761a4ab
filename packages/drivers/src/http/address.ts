import { Fault } from '@millrace/core'
import { type JsonPath, parseJsonPath } from '../kit/json-path.ts'
import './faults.ts'

export interface HttpAddress {
  /** The name of a request of the configuration, or a path relative to the base url. */
  readonly request: string
  readonly path: JsonPath
}

/**
 * Reads `request#$.json.path`. Throws `http.address_malformed` with the position of the mistake (1 is the first
 * character).
 */
export function parseAddress(address: string): HttpAddress {
  const mistake = (expected: string, at: number): Fault => {
    const seen = at >= address.length ? 'the end' : `"${address.slice(at, at + 20)}"`
    return new Fault('http.address_malformed', { expected, position: at + 1, address: address.slice(0, 100), seen })
  }
  const hash = address.indexOf('#')
  if (hash < 0) throw mistake('"#" and a JSONPath', address.length)
  if (address.length > 1_000) throw mistake('at most 1000 characters', 1_000)
  const request = address.slice(0, hash)
  const wrong = request.search(/[^!-~]/)
  if (wrong >= 0) throw mistake('a path in ASCII, percent-encoded, without spaces', wrong)
  const path = parseJsonPath(address.slice(hash + 1), (expected, position) => mistake(expected, hash + position))
  return { request: request.replace(/^\/+/, ''), path }
}
