import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** No certificate grows beyond this, however many virtual interfaces a host has. */
const MOST_NAMES = 64
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i

/**
 * What this host may be called by: names first, then addresses, each once, at most 64. `also` are names it was given: MILLRACE_HOST and
 * the host of MILLRACE_PUBLIC_URL; wildcards among them are passed over.
 */
export function hostNames(also: readonly string[] = []): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    // A link-local IPv6 address needs a zone, which no certificate can hold.
    .filter(({ address, internal }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address)
  const own = hostname().toLowerCase()
  const names = [...also.filter((name) => name !== '0.0.0.0' && name !== '::'), own, 'localhost', '127.0.0.1', '::1']
  return [...new Set([...names, ...addresses])].filter(isNameable).slice(0, MOST_NAMES)
}

const isNameable = (name: string): boolean => isIP(name) > 0 || isDnsName(name)

/** A host name of letters, digits and hyphens (RFC 1123 §2.1), which no wildcard and no address is. */
export const isDnsName = (name: string): boolean =>
  name.length <= 253 && !isIP(name) && name.split('.').every((label) => LABEL.test(label))
