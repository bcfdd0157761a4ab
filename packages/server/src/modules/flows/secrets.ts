import { type Clock, Fault, isoOf, MICROS_PER_MS, type TenantId } from '@millrace/core'
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import type { FlowSecret, FlowSecretRequest } from './schema.ts'
import { type SecretUse, secretUses } from './store.ts'
import { secrets } from './tables.ts'

const MOST = 200
/** What says how a request is to be read belongs to the platform. */
const own = new Set(['host', 'content-type', 'content-length', 'transfer-encoding', 'connection', 'idempotency-key'])

/** Headers of requests that no document holds: each goes to one origin alone, and is told to nobody. */
export interface FlowSecrets {
  secrets(reach: Reach): Promise<FlowSecret[]>
  /** Throws `flows.secret_malformed`, `too_many_secrets`. */
  setSecret(reach: Reach, name: string, request: FlowSecretRequest, actor: Actor): Promise<FlowSecret>
  /** Throws `flows.secret_unknown`. */
  removeSecret(reach: Reach, name: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly vault: Vault
  readonly audit: AuditTrail
  readonly clock: Clock
}

const contextOf = (tenant: string, name: string, origin: string): string => `flow ${tenant} ${name} ${origin}`

export function createSecrets({ tenants, vault, audit, clock }: Needs): FlowSecrets & {
  /** For a request. Throws `flows.secret_unknown`, `secret_elsewhere`. */
  headerFor(tenant: TenantId, name: string, address: string): Promise<Readonly<Record<string, string>>>
} {
  const targetOf = (name: string) => ({ kind: 'flow_secret', id: name, name })
  const view = (
    { name, origin, header, changedBy, changedAt }: typeof secrets.$inferSelect,
    uses: readonly SecretUse[],
  ): FlowSecret => ({
    name,
    origin,
    header,
    changedBy,
    changedAt: isoOf(changedAt.getTime() * MICROS_PER_MS),
    usedBy: uses.flatMap(({ secret, id, title }) => (secret === name ? [{ id, title }] : [])),
  })

  return {
    secrets: (reach) =>
      tenants.within(reach, async (tx) => {
        const rows = await tx.select().from(secrets).where(eq(secrets.tenant, tx.tenant)).orderBy(asc(secrets.name))
        const uses = await secretUses(tx)
        return rows.map((row) => view(row, uses))
      }),

    setSecret: (reach, name, { origin: told, header: spelled, value }, actor) =>
      tenants.within(reach, async (tx) => {
        const header = spelled.toLowerCase()
        if (own.has(header)) throw new Fault('flows.secret_malformed', { seen: `the header ${header}` })
        const origin = originOf(told)
        if (origin === undefined || new URL(told).href.replace(/\/$/, '') !== origin)
          throw new Fault('flows.secret_malformed', { seen: `the origin ${told.slice(0, 200)}` })
        if ((await tx.$count(secrets, and(eq(secrets.tenant, tx.tenant), ne(secrets.name, name)))) >= MOST)
          throw new Fault('flows.too_many_secrets', { most: MOST })
        const { kind, id, name: by } = actor
        const row = {
          tenant: tx.tenant,
          name,
          origin,
          header,
          sealed: vault.seal(value, contextOf(tx.tenant, name, origin)),
          changedBy: { kind, id, name: by },
          changedAt: new Date(Math.floor(clock.now() / MICROS_PER_MS)),
        }
        await tx
          .insert(secrets)
          .values(row)
          .onConflictDoUpdate({ target: [secrets.tenant, secrets.name], set: row })
        await audit.record(tx, { actor, action: 'flow_secret.set', target: targetOf(name), detail: { origin, header } })
        return view(row, await secretUses(tx))
      }),

    removeSecret: (reach, name, actor) =>
      tenants.within(reach, async (tx) => {
        const gone = await tx
          .delete(secrets)
          .where(and(eq(secrets.tenant, tx.tenant), eq(secrets.name, name)))
          .returning({ name: secrets.name })
        if (gone.length === 0) throw new Fault('flows.secret_unknown', { name })
        await audit.record(tx, { actor, action: 'flow_secret.removed', target: targetOf(name), detail: {} })
      }),

    async headerFor(tenant, name, address) {
      const [row] = await tenants.within(tenant, (tx) =>
        tx
          .select()
          .from(secrets)
          .where(and(eq(secrets.tenant, tx.tenant), eq(secrets.name, name))),
      )
      if (!row) throw new Fault('flows.secret_unknown', { name })
      if (originOf(address) !== row.origin) throw new Fault('flows.secret_elsewhere', { name, origin: row.origin })
      return { [row.header]: vault.open(row.sealed, contextOf(tenant, name, row.origin)) }
    },
  }
}

/** Undefined for what is no http address, or has a user in it. */
function originOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.origin : undefined
}
