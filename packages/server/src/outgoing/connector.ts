import { isIP, isIPv6, type Socket } from 'node:net'
import { Fault } from '@millrace/core'
import { buildConnector } from 'undici'
import type { Allowed } from './allowed.ts'
import './faults.ts'
import { portOf } from './ports.ts'
import { isPublicAddress } from './public-address.ts'

/** Addresses of one name that are tried. */
export const MOST_TRIED = 4

/** Loopback whatever a resolver says (RFC 6761 §6.3). */
const LOCAL = /(^|\.)localhost\.?$/
const loopback: readonly string[] = ['127.0.0.1', '::1']

type Place = Pick<buildConnector.Options, 'hostname' | 'protocol' | 'port'>

/** The addresses of a host, every one of which may be reached; throws otherwise. One look-up, so that what was checked is what is used. */
export function checkedAddresses(
  allowed: Allowed,
  resolve: (host: string) => Promise<readonly string[]>,
): (place: Place) => Promise<readonly string[]> {
  return async (place) => {
    const { hostname, protocol } = place
    const literal = hostname.replace(/^\[(.*)\]$/, '$1')
    const addresses = isIP(literal) ? [literal] : LOCAL.test(literal) ? loopback : await resolve(literal)
    if (addresses.length === 0)
      throw new Fault('outgoing.unreachable', { host: hostname, seen: 'a name without address' })
    // What the resolver says and is no address would be looked up a second time.
    if (!addresses.every((address) => isIP(address))) throw new Fault('outgoing.address_refused', { host: hostname })
    if (allowed.place(isIPv6(literal) ? `[${literal}]` : literal, portOf(place))) return addresses
    if (!addresses.every((address) => isPublicAddress(address) || allowed.address(address)))
      throw new Fault('outgoing.address_refused', { host: hostname })
    if (protocol === 'http:' && !addresses.every(allowed.address))
      throw new Fault('outgoing.scheme_refused', { seen: 'http:' })
    return addresses
  }
}

/**
 * The only way to a socket: looks the name up once, checks every address, and connects to those very addresses, so that a second answer
 * of the resolver (DNS rebinding) changes nothing. Name indication and certificate check keep the name.
 */
export function guardedConnector(
  allowed: Allowed,
  resolve: (host: string) => Promise<readonly string[]>,
  timeoutMs: number,
): buildConnector.connector {
  const addresses = checkedAddresses(allowed, resolve)
  const connectTo = buildConnector({ timeout: timeoutMs, allowH2: false, maxCachedSessions: 0 })

  const tryOne = (options: buildConnector.Options, address: string): Promise<Socket> =>
    new Promise((done, fail) => {
      connectTo({ ...options, hostname: address }, (failure, socket) => (socket ? done(socket) : fail(failure)))
    })

  const open = async (options: buildConnector.Options): Promise<Socket> => {
    let failure: unknown
    for (const address of (await addresses(options)).slice(0, MOST_TRIED)) {
      try {
        return await tryOne(options, address)
      } catch (thrown) {
        // The next address may answer; if none does, the last failure is told.
        failure = thrown
      }
    }
    throw failure
  }

  return (options, callback) => {
    open(options).then(
      (socket) => callback(null, socket),
      (thrown: Error) => callback(thrown, null),
    )
  }
}
