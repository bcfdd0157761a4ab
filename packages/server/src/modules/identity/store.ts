import type { TenantId, UserId } from '@millrace/core'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import type { Person, Speaks } from './schema.ts'
import { credentials, sessions, tenants, users } from './tables.ts'

export interface Account extends Omit<Person, 'tenantName'> {
  readonly passwordHash: string
}

export interface HeldCredential {
  readonly tenant: TenantId
  readonly secretHash: string
  readonly speaks: Speaks
}

type UserRow = typeof users.$inferSelect

const accountOf = (row: UserRow): Account => ({
  kind: 'person',
  tenant: row.tenant as TenantId,
  user: row.id as UserId,
  username: row.username,
  name: row.name,
  locale: row.locale,
  passwordHash: row.passwordHash,
})

/** The organisations, oldest first. */
export function allTenants(house: House): Promise<{ id: TenantId; name: string }[]> {
  return house.asOwner(async (tx) => {
    const rows = await tx.select().from(tenants).orderBy(tenants.id)
    return rows.map(({ id, name }) => ({ id: id as TenantId, name }))
  })
}

export async function addTenant(house: House, id: TenantId, name: string): Promise<void> {
  await house.asOwner((tx) => tx.insert(tenants).values({ id, name }))
}

export async function accountByName(house: House, username: string): Promise<Account | undefined> {
  const key = username.toLowerCase()
  const [row] = await house.byKey(key, (tx) =>
    tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.username})`, key)),
  )
  return row && accountOf(row)
}

export async function firstAccount(tx: TenantTx): Promise<Account | undefined> {
  const [row] = await tx.select().from(users).where(eq(users.tenant, tx.tenant)).orderBy(users.id).limit(1)
  return row && accountOf(row)
}

export async function addAccount(
  tx: TenantTx,
  account: { id: UserId; username: string; name: string; passwordHash: string },
): Promise<void> {
  await tx.insert(users).values({ tenant: tx.tenant, ...account })
}

export async function setPassword(tx: TenantTx, user: UserId, passwordHash: string): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.tenant, tx.tenant), eq(users.id, user)))
  await tx.delete(sessions).where(and(eq(sessions.tenant, tx.tenant), eq(sessions.user, user)))
}

export async function addSession(
  tx: TenantTx,
  user: UserId,
  tokenHash: string,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.tenant, tx.tenant), lt(sessions.expiresAt, now)))
  await tx.insert(sessions).values({ tenant: tx.tenant, user, tokenHash, expiresAt })
}

export async function dropSession(tx: TenantTx, tokenHash: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.tenant, tx.tenant), eq(sessions.tokenHash, tokenHash)))
}

export async function sessionByHash(
  house: House,
  tokenHash: string,
): Promise<{ tenant: TenantId; user: UserId; expiresAt: Date } | undefined> {
  const [row] = await house.byKey(tokenHash, (tx) =>
    tx.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)),
  )
  return row && { tenant: row.tenant as TenantId, user: row.user as UserId, expiresAt: row.expiresAt }
}

export async function personOf(tx: TenantTx, user: UserId): Promise<Person | undefined> {
  const [row] = await tx
    .select({ user: users, tenantName: tenants.name })
    .from(users)
    .innerJoin(tenants, eq(tenants.id, users.tenant))
    .where(and(eq(users.tenant, tx.tenant), eq(users.id, user)))
  if (!row) return undefined
  const { passwordHash: _, ...person } = accountOf(row.user)
  return { ...person, tenantName: row.tenantName }
}

export async function credentialByName(house: House, name: string): Promise<HeldCredential | undefined> {
  const [row] = await house.byKey(name, (tx) => tx.select().from(credentials).where(eq(credentials.name, name)))
  return row && { tenant: row.tenant as TenantId, secretHash: row.secretHash, speaks: row.speaks }
}

/** True if the name is new, over all tenants. */
export async function addCredential(tx: TenantTx, name: string, secretHash: string, speaks: Speaks): Promise<boolean> {
  const rows = await tx
    .insert(credentials)
    .values({ name, tenant: tx.tenant, secretHash, speaks })
    .onConflictDoNothing()
    .returning({ name: credentials.name })
  return rows.length > 0
}

/** True if this tenant holds the name. */
export async function replaceSecret(tx: TenantTx, name: string, secretHash: string): Promise<boolean> {
  const rows = await tx
    .update(credentials)
    .set({ secretHash, changedAt: sql`now()` })
    .where(and(eq(credentials.tenant, tx.tenant), eq(credentials.name, name)))
    .returning({ name: credentials.name })
  return rows.length > 0
}
