import type { IdentityProvider, IdentityProviderRequest } from '../../platform.ts'

/** A row of the mapping as it stands in the form; `key` keeps rows apart while one is typed. */
export interface GroupRow {
  readonly key: number
  readonly group: string
  readonly role: string | null
  readonly below: string | null
}

/** What the form holds: text as it is typed. */
export interface ProviderDraft {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: string
  readonly groupClaim: string
  readonly emailDomains: string
  readonly autoJoin: boolean
  readonly mapping: readonly GroupRow[]
}

/** A new one begins with what the platform would take by itself. */
export const draftOf = (provider: IdentityProvider | undefined): ProviderDraft => ({
  name: provider?.name ?? '',
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  scopes: (provider?.scopes ?? ['profile', 'email']).join(' '),
  groupClaim: provider?.groupClaim ?? 'groups',
  emailDomains: (provider?.emailDomains ?? []).join(', '),
  autoJoin: provider?.autoJoin ?? false,
  mapping: (provider?.mapping ?? []).map(({ group, role, below }, key) => ({ key, group, role, below: below ?? null })),
})

const wordsOf = (text: string): string[] => [...new Set(text.split(/[\s,，;；]+/).filter((word) => word !== ''))]

/** The platform's own pattern: small letters, at least one dot. */
export const domainsFit = (text: string): boolean =>
  wordsOf(text.toLowerCase()).every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))

export const requestOf = (draft: ProviderDraft): IdentityProviderRequest => ({
  name: draft.name.trim(),
  issuer: draft.issuer.trim(),
  clientId: draft.clientId.trim(),
  ...(draft.clientSecret && { clientSecret: draft.clientSecret }),
  scopes: wordsOf(draft.scopes).filter((scope) => scope !== 'openid'),
  groupClaim: draft.groupClaim.trim(),
  emailDomains: wordsOf(draft.emailDomains.toLowerCase()),
  autoJoin: draft.autoJoin,
  mapping: draft.mapping.flatMap(({ group, role, below }) =>
    role && group.trim() ? [{ group: group.trim(), role, below }] : [],
  ),
})
