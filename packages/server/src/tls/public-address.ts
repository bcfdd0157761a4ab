import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Fault } from '@millrace/core'
import './faults.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|0:0:0:0:0:0:0:1)$/i
const WILDCARD = new Set(['0.0.0.0', '::', ''])

/** Whether nobody but this machine reaches what listens there: then, and only then, it may speak without TLS. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host.replace(/^\[(.*)\]$/, '$1'))

/** Where to listen. Plain listeners are on loopback always; the secure ones exist when others are to reach the platform. */
export interface Listeners {
  readonly plainHost: string
  readonly secureHost: string | undefined
}

export const listenersOf = (host: string): Listeners =>
  isLoopback(host) ? { plainHost: host, secureHost: undefined } : { plainHost: '127.0.0.1', secureHost: host }

/** MILLRACE_PUBLIC_URL as an origin. Throws `tls.public_url_malformed`. */
export function publicUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url && ['http:', 'https:'].includes(url.protocol) && `${url.origin}/` === url.href
  if (!isOrigin) throw new Fault('tls.public_url_malformed', { seen: text })
  return url
}

/**
 * The address people use, without a trailing slash: the given public URL, else the host listened on, else (when that is every one) the
 * first address of this machine that others reach.
 */
export function publicAddress({ publicUrl, host, port, isSecure }: PublicAddressFacts): string {
  if (publicUrl) return publicUrlOf(publicUrl).origin
  const name = WILDCARD.has(host) ? (outsideAddress() ?? 'localhost') : host
  const bracketed = isIPv6(name) ? `[${name}]` : name
  // URL leaves out the port that the scheme has by itself.
  return new URL(`${isSecure ? 'https' : 'http'}://${bracketed}:${port}`).origin
}

export interface PublicAddressFacts {
  /** MILLRACE_PUBLIC_URL. */
  readonly publicUrl?: string | undefined
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
}

function outsideAddress(): string | undefined {
  const found = Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])
  return found.find(({ internal, family }) => !internal && family === 'IPv4')?.address
}
