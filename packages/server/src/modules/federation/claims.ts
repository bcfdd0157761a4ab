import type { AssetId } from '@millrace/core'
import type { GroupRole } from './schema.ts'

export type Claims = Readonly<Record<string, unknown>>

const MOST_GROUPS = 2_000
const MOST_LENGTH = 200

/** Control characters, and marks that turn the direction of text around (Unicode UAX #9): a name must look like what it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function textOf(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (typeof value !== 'string') return undefined
  return value.replace(UNSEEN, '').trim().slice(0, MOST_LENGTH) || undefined
}

/** The address if the provider says that it is theirs; without a word on it, it is not (OpenID Connect Core 1.0 §5.7). */
export function emailOf(claims: Claims): string | undefined {
  return claims['email_verified'] === true ? textOf(claims, 'email') : undefined
}

export const isInDomains = (email: string | undefined, domains: readonly string[]): boolean =>
  domains.length === 0 ||
  (email !== undefined && domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase()))

export interface Profile {
  /** Without spaces; a proposal, since another may have it. */
  readonly username: string
  readonly name: string
  readonly email: string | undefined
}

export function profileOf(claims: Claims, subject: string): Profile {
  const email = emailOf(claims)
  const username = (textOf(claims, 'preferred_username') ?? email ?? subject).replace(/\s+/gu, '')
  return { username: username.slice(0, MOST_LENGTH), name: textOf(claims, 'name') ?? username, email }
}

/** The groups that a claim lists; `claim` is its name, or a path with dots. A claim that is missing is no group at all. */
export function groupsOf(claims: Claims, claim: string): ReadonlySet<string> {
  const step = (held: unknown, key: string): unknown =>
    typeof held === 'object' && held !== null && Object.hasOwn(held, key)
      ? (held as Record<string, unknown>)[key]
      : undefined
  const value = step(claims, claim) ?? claim.split('.').reduce(step, claims as unknown)
  const listed = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
  return new Set(listed.slice(0, MOST_GROUPS).filter((group) => typeof group === 'string'))
}

export interface MappedRole {
  readonly role: string
  readonly below: AssetId | null
}

/** Each role at each place once, whatever number of groups give it. */
export function rolesOf(mapping: readonly GroupRole[], groups: ReadonlySet<string>): MappedRole[] {
  const roles = new Map<string, MappedRole>()
  for (const { group, role, below = null } of mapping)
    if (groups.has(group)) roles.set(`${role} ${below}`, { role, below: below as AssetId | null })
  return [...roles.values()]
}
