import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Public by their range, yet services of a cloud's own to the machines in it: Azure's WireServer. */
const insideClouds: ReadonlySet<string> = new Set(['168.63.129.16'])

/** The one block of global unicast that is given out (RFC 4291 §2.4, IANA IPv6 address space). */
const global = ipaddr.IPv6.parseCIDR('2000::/3')
/** Documentation (RFC 9637), which the ranges of ipaddr.js do not know. */
const documentation = ipaddr.IPv6.parseCIDR('3fff::/20')

/** An address of IPv4 inside an interface identifier (ISATAP, RFC 5214 §6.1): it may tunnel to any of the own network. */
const isTunnel = (parts: readonly number[]): boolean => parts[5] === 0x5efe && (parts[4]! & 0xfdff) === 0

/**
 * True for an address of the public internet. What embeds an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo, ISATAP), and
 * every range for special use (RFC 6890), is not one. Text that is no address is not one either.
 */
export function isPublicAddress(text: string): boolean {
  // ipaddr.js reads octal, hex and short forms too, which a resolver may read otherwise.
  if (!isIP(text)) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  if (address instanceof ipaddr.IPv6)
    return address.match(global) && !address.match(documentation) && !isTunnel(address.parts)
  return !insideClouds.has(address.toString())
}
