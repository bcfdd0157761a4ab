import { Fault } from '@millrace/core'
import ipaddr from 'ipaddr.js'
import './faults.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Network = readonly [Address, number]

/** The networks of the proxies that an operator put before the platform. */
export interface TrustedProxies {
  readonly networks: readonly Network[]
}

/**
 * One address in its plain spelling. Only the four decimal parts count as IPv4, not the shorter and octal spellings that
 * inet_aton takes; IPv4 inside IPv6 is IPv4 (RFC 4291 §2.5.5.2).
 */
function read(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  const bare = text.replace(/%.*$/, '')
  if (!ipaddr.IPv6.isValid(bare)) return undefined
  const address = ipaddr.IPv6.parse(bare)
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

/** Reads the operator's list of addresses and CIDR networks. Throws `http.proxy_malformed`. */
export function trustedProxies(list: readonly string[]): TrustedProxies {
  return {
    networks: list.map((text) => {
      const [, base = '', bits] = /^([^/]{1,60})(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? []
      const address = read(base)
      const most = address?.kind() === 'ipv4' ? 32 : 128
      const length = bits === undefined ? most : Number(bits)
      if (!address || length > most) throw new Fault('http.proxy_malformed', { seen: text.slice(0, 80) })
      return [address, length] as const
    }),
  }
}

const isTrusted = (address: Address, { networks }: TrustedProxies): boolean =>
  networks.some(
    ([base, bits]) => address.kind() === base.kind() && (address as ipaddr.IPv6).match(base as ipaddr.IPv6, bits),
  )

/** True for the other end of a socket that passes on what others ask. */
export function isTrustedProxy(peer: string, trusted: TrustedProxies): boolean {
  const address = read(peer)
  return address !== undefined && isTrusted(address, trusted)
}

/** One hop of X-Forwarded-For; some proxies add the port. */
function hopOf(text: string): Address | undefined {
  const hop = text.trim()
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(hop)?.[1] ?? hop
  return read(bare)
}

/**
 * Where a request comes from. `peer` is the other end of the socket; X-Forwarded-For counts only as far as trusted proxies
 * wrote it, from the right: the first hop that is none of them is the caller, and what stands left of it is the caller's
 * own word. A hop that is no address ends the chain at the proxy that passed it on.
 */
export function addressOf(peer: string, header: string | undefined, trusted: TrustedProxies): string {
  let address = read(peer)
  if (!address) return peer
  if (header !== undefined && isTrusted(address, trusted)) {
    for (const text of header.split(',').reverse()) {
      const hop = hopOf(text)
      if (!hop) break
      address = hop
      if (!isTrusted(hop, trusted)) break
    }
  }
  return address.toString()
}
