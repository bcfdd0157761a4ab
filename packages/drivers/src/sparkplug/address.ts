import { Fault } from '@millrace/core'
import './faults.ts'

/** One metric: of a device, or of the edge node itself. */
export interface SparkplugAddress {
  readonly device?: string
  readonly metric: string
}

/**
 * Reads `metric` (of the node) or `device:metric`; a device is named up to the first colon, `:metric` is of the node and may
 * hold colons. Throws `sparkplug.address_malformed` with the position of the mistake.
 */
export function parseAddress(text: string): SparkplugAddress {
  const colon = text.indexOf(':')
  const device = colon > 0 ? text.slice(0, colon) : undefined
  const metric = text.slice(colon + 1)
  const mistake = (expected: string, position: number): Fault =>
    new Fault('sparkplug.address_malformed', {
      expected,
      position,
      address: text.slice(0, 80),
      seen: text.slice(position - 1, position + 11) === '' ? 'the end' : `"${text.slice(position - 1, position + 11)}"`,
    })
  // Sparkplug B 3.0 §4.1: ids are UTF-8 without + / #.
  const wild = device === undefined ? -1 : device.search(/[+/#]/)
  if (wild >= 0) throw mistake('the name of a device, without + / or #', wild + 1)
  if (metric === '') throw mistake('the name of a metric', colon + 2)
  return device === undefined ? { metric } : { device, metric }
}
