import { type Clock, Fault, isoOf, MICROS_PER_MS, newId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AccessService } from '../access/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { Principal } from '../identity/index.ts'
import './faults.ts'
import type { IdentityProvider, ProviderRequest } from './schema.ts'
import * as store from './store.ts'

const MOST_PROVIDERS = 20

/** The providers that an organisation trusts. */
export interface Providers {
  providers(reach: Reach): Promise<IdentityProvider[]>
  /** Throws `federation.provider_unknown`. */
  provider(reach: Reach, id: string): Promise<IdentityProvider>
  /** Throws `federation.issuer_malformed`, `secret_missing`, `providers_full`, and what a role that may not be given throws. */
  add(who: Principal, reach: Reach, request: ProviderRequest, actor: Actor): Promise<IdentityProvider>
  /** All of it anew; roles follow at each next sign-in. Throws the same, and `federation.provider_unknown`. */
  change(who: Principal, reach: Reach, id: string, request: ProviderRequest, actor: Actor): Promise<IdentityProvider>
  /** With the roles that its groups gave. Throws `federation.provider_unknown`. */
  drop(reach: Reach, id: string, actor: Actor): Promise<void>
}

export interface ProvidersNeeds {
  readonly tenants: TenantDb
  readonly vault: Vault
  readonly access: Pick<AccessService, 'mayInvite' | 'changed'>
  /** Takes every role that the groups of a provider gave, in its transaction. */
  readonly dropRolesOf: (tx: TenantTx, provider: string) => Promise<void>
  readonly audit: AuditTrail
  /** Where browsers reach the platform, without a trailing slash. */
  readonly publicUrl: () => string
  readonly clock: Clock
}

/** The context that the vault binds a client secret to: moved to another provider or issuer it does not open. */
export const secretContext = ({ id, issuer }: { readonly id: string; readonly issuer: string }): string =>
  `identity provider ${id} ${issuer}`

export const redirectUriOf = (publicUrl: string, id: string): string =>
  `${publicUrl}/api/v1/sign-in/providers/${id}/callback`

export const targetOf = ({ id, name }: store.ProviderRow) => ({ kind: 'identity_provider', id, name })

export const found = (row: store.ProviderRow | undefined, id: string): store.ProviderRow => {
  if (!row) throw new Fault('federation.provider_unknown', { id })
  return row
}

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function createProviders(needs: ProvidersNeeds): Providers {
  const { tenants, vault, access, dropRolesOf, audit, publicUrl, clock } = needs
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  /** By name, so that nothing is shown that nobody meant to show. */
  const viewOf = (row: store.ProviderRow): IdentityProvider => ({
    id: row.id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.clientId,
    scopes: row.scopes,
    groupClaim: row.groupClaim,
    mapping: row.mapping,
    emailDomains: row.emailDomains,
    autoJoin: row.autoJoin,
    redirectUri: redirectUriOf(publicUrl(), row.id),
    createdAt: iso(row.createdAt),
    changedAt: iso(row.changedAt),
  })

  const rowOf = (request: ProviderRequest, before: Before): store.ProviderRow => ({
    id: before.id,
    tenant: before.tenant,
    name: request.name,
    issuer: issuerOf(request.issuer),
    clientId: request.clientId,
    clientSecret: secretOf(request, before),
    scopes: request.scopes ?? ['profile', 'email'],
    groupClaim: request.groupClaim ?? 'groups',
    mapping: request.mapping ?? [],
    emailDomains: request.emailDomains ?? [],
    autoJoin: request.autoJoin ?? false,
    createdAt: before.createdAt,
    changedAt: now(),
  })

  const secretOf = ({ clientSecret, issuer }: ProviderRequest, { id, kept }: Before): string => {
    if (clientSecret !== undefined) return vault.seal(clientSecret, secretContext({ id, issuer }))
    if (kept?.issuer !== issuer) throw new Fault('federation.secret_missing')
    return kept.clientSecret
  }

  /** Who says what groups mean, or which issuer says it, gives roles. */
  const mayMap = (who: Principal, { mapping = [] }: ProviderRequest): Promise<void> =>
    mapping.length > 0 ? access.mayInvite(who, mapping) : Promise.resolve()

  return {
    providers: (reach) => tenants.within(reach, async (tx) => (await store.allProviders(tx)).map(viewOf)),

    provider: (reach, id) => tenants.within(reach, async (tx) => viewOf(found(await store.providerById(tx, id), id))),

    async add(who, reach, request, actor) {
      await mayMap(who, request)
      const id = newId(clock.now() / MICROS_PER_MS)
      const row = rowOf(request, { id, tenant: reach.tenant, createdAt: now(), kept: undefined })
      await tenants.within(reach, async (tx) => {
        await store.takeTurn(tx)
        if ((await store.countProviders(tx)) >= MOST_PROVIDERS)
          throw new Fault('federation.providers_full', { limit: MOST_PROVIDERS })
        await store.addProvider(tx, row)
        await audit.record(tx, { actor, action: 'provider.made', target: targetOf(row), detail: detailOf(row) })
      })
      return viewOf(row)
    },

    async change(who, reach, id, request, actor) {
      await mayMap(who, request)
      return tenants.within(reach, async (tx) => {
        await store.takeTurn(tx)
        const kept = found(await store.providerById(tx, id), id)
        const row = rowOf(request, { id, tenant: reach.tenant, createdAt: kept.createdAt, kept })
        await store.changeProvider(tx, row)
        const detail = {
          before: detailOf(kept),
          after: detailOf(row),
          secretChanged: request.clientSecret !== undefined,
        }
        await audit.record(tx, { actor, action: 'provider.changed', target: targetOf(row), detail })
        return viewOf(row)
      })
    },

    async drop(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const row = found(await store.dropProvider(tx, id), id)
        await dropRolesOf(tx, id)
        await audit.record(tx, { actor, action: 'provider.removed', target: targetOf(row), detail: detailOf(row) })
      })
      access.changed()
    },
  }
}

interface Before {
  readonly id: string
  readonly tenant: Reach['tenant']
  readonly createdAt: Date
  readonly kept: store.ProviderRow | undefined
}

/** OpenID Connect Discovery 1.0 §3; http is for Outgoing to refuse, which knows what the operator opened. */
function issuerOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isUrl = url && (url.protocol === 'https:' || url.protocol === 'http:')
  if (!isUrl || url.username || url.password || /[?#\s\\]/.test(text)) throw new Fault('federation.issuer_malformed')
  return text
}

const detailOf = ({ issuer, clientId, groupClaim, mapping, emailDomains, autoJoin }: store.ProviderRow) => ({
  issuer,
  clientId,
  groupClaim,
  mapping: mapping.map(({ group, role, below = null }) => ({ group, role, below })),
  emailDomains,
  autoJoin,
})
