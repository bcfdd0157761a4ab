import { isIP } from 'node:net'
import { Fault } from '@millrace/core'
import ipaddr from 'ipaddr.js'
import './faults.ts'

/** What the operator of the platform, and nobody else, opened beside the public internet. */
export interface Allowed {
  /** This host on this port, whatever address it has and over http too. `host` as URL.hostname writes it. */
  place(host: string, port: number): boolean
  /** Addresses of a range. */
  address(text: string): boolean
  readonly hasRanges: boolean
}

/** Throws `outgoing.allow_malformed`. */
export function allowedOf(entries: readonly string[]): Allowed {
  const places = new Set<string>()
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry))
    else places.add(placeOf(entry))
  }
  return {
    place: (host, port) => places.has(`${host}:${port}`),
    address(text) {
      if (!isIP(text)) return false
      // A mapped address is the IPv4 address it maps (RFC 4291 §2.5.5.2).
      const address = ipaddr.process(text)
      return ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
    },
    hasRanges: ranges.length > 0,
  }
}

/** The entry with its host in the one spelling that URL gives every host. */
function placeOf(entry: string): string {
  const [, host, port] = /^(\[[\da-fA-F:.]+\]|[^[\]:/?#@\s]+):(\d{1,5})$/.exec(entry) ?? []
  const url = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  if (!url || Number(port) < 1 || Number(port) > 65_535)
    throw new Fault('outgoing.allow_malformed', { seen: entry.slice(0, 200) })
  return `${url.hostname}:${Number(port)}`
}
