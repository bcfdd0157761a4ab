import type { TenantId, UserId } from '@millrace/core'
import { and, eq, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import { logins, providers } from './tables.ts'

export type ProviderRow = typeof providers.$inferSelect

const mine = (tx: TenantTx, id: string) => and(eq(providers.tenant, tx.tenant), eq(providers.id, id))

export async function allProviders(tx: TenantTx): Promise<ProviderRow[]> {
  return tx.select().from(providers).where(eq(providers.tenant, tx.tenant)).orderBy(providers.id)
}

/** One change of the organisation's providers after the other, until the end of the transaction. */
export async function takeTurn(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`identity providers ${tx.tenant}`}, 0))`)
}

export async function countProviders(tx: TenantTx): Promise<number> {
  return tx.$count(providers, eq(providers.tenant, tx.tenant))
}

export async function providerById(tx: TenantTx, id: string): Promise<ProviderRow | undefined> {
  const [row] = await tx.select().from(providers).where(mine(tx, id))
  return row
}

/** Before the organisation is known. Undefined while that is suspended. */
export async function findProvider(house: House, id: string): Promise<ProviderRow | undefined> {
  const [row] = await house.byKey(id, (tx) => tx.select().from(providers).where(eq(providers.id, id)))
  return row && (await isActive(house, sql`id = ${row.tenant}`)) ? row : undefined
}

/** Undefined for a handle that nobody has, or who is suspended. */
export async function tenantByHandle(house: House, handle: string): Promise<TenantId | undefined> {
  return isActive(house, sql`lower(handle) = ${handle.toLowerCase()}`)
}

async function isActive(house: House, whose: ReturnType<typeof sql>): Promise<TenantId | undefined> {
  const { rows } = await house.asOwner((tx) =>
    tx.execute<{ id: string }>(sql`select id from tenants where suspended_at is null and ${whose}`),
  )
  return rows[0]?.id as TenantId | undefined
}

export async function addProvider(tx: TenantTx, row: ProviderRow): Promise<void> {
  await tx.insert(providers).values(row)
}

export async function changeProvider(tx: TenantTx, { id, tenant: _, ...change }: ProviderRow): Promise<void> {
  await tx.update(providers).set(change).where(mine(tx, id))
}

export async function dropProvider(tx: TenantTx, id: string): Promise<ProviderRow | undefined> {
  const [row] = await tx.delete(providers).where(mine(tx, id)).returning()
  return row
}

export interface Subject {
  readonly issuer: string
  readonly subject: string
}

export async function userOf(tx: TenantTx, { issuer, subject }: Subject): Promise<UserId | undefined> {
  const [row] = await tx
    .select({ user: logins.user })
    .from(logins)
    .where(and(eq(logins.tenant, tx.tenant), eq(logins.issuer, issuer), eq(logins.subject, subject)))
  return row?.user as UserId | undefined
}

/** Connects a subject to a person, or marks the connection as used. False if it belongs to another. */
export async function connect(tx: TenantTx, { issuer, subject }: Subject, user: UserId, at: Date): Promise<boolean> {
  const rows = await tx
    .insert(logins)
    .values({ tenant: tx.tenant, issuer, subject, user, createdAt: at, lastUsedAt: at })
    .onConflictDoUpdate({
      target: [logins.tenant, logins.issuer, logins.subject],
      set: { lastUsedAt: at },
      setWhere: eq(logins.user, user),
    })
    .returning({ user: logins.user })
  return rows.length > 0
}

export async function isMember(tx: TenantTx, user: UserId): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from memberships where tenant_id = ${tx.tenant} and user_id = ${user} and suspended_at is null`)
  return rows.length > 0
}

/** Issuers whose subjects this person is here. */
export async function issuersOf(tx: TenantTx, user: UserId): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ issuer: logins.issuer })
    .from(logins)
    .where(and(eq(logins.tenant, tx.tenant), eq(logins.user, user)))
  return new Set(rows.map(({ issuer }) => issuer))
}

export async function disconnect(tx: TenantTx, issuer: string, user: UserId): Promise<boolean> {
  const rows = await tx
    .delete(logins)
    .where(and(eq(logins.tenant, tx.tenant), eq(logins.issuer, issuer), eq(logins.user, user)))
    .returning({ user: logins.user })
  return rows.length > 0
}
