import type { TenantId, UserId } from '@millrace/core'
import { and, desc, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import type { Lost, Person, RecoveryMaker } from './schema.ts'
import { memberships, type OrganisationSettings, recoveries, sessions, tenants, users } from './tables.ts'

export interface Organisation {
  readonly id: TenantId
  readonly name: string
  readonly handle: string
  readonly operator: boolean
  readonly suspended: boolean
  readonly settings: OrganisationSettings
}

export interface Account {
  readonly id: UserId
  readonly username: string
  readonly name: string
  readonly locale: string
}

export interface HeldSession {
  readonly id: string
  readonly tenant: TenantId
  readonly user: UserId
  readonly proofs: readonly string[]
  readonly lastUsedAt: Date
  readonly expiresAt: Date
}

export type ListedSession = typeof sessions.$inferSelect & { readonly organisation: string }

/** A write in whatever transaction: of an organisation, of a person, of the house. */
export type AnyTx = Parameters<Parameters<House['byKey']>[1]>[0]

const organisationOf = (row: typeof tenants.$inferSelect): Organisation => ({
  id: row.id as TenantId,
  name: row.name,
  handle: row.handle,
  operator: row.operator,
  suspended: row.suspendedAt !== null,
  settings: row.settings,
})

const accountOf = (row: typeof users.$inferSelect): Account => ({
  id: row.id as UserId,
  username: row.username,
  name: row.name,
  locale: row.locale,
})

/** The one that runs the platform, then the others, oldest first. */
export function allTenants(house: House): Promise<Organisation[]> {
  return house.asOwner(async (tx) =>
    (await tx.select().from(tenants).orderBy(desc(tenants.operator), tenants.id)).map(organisationOf),
  )
}

export async function addTenant(
  house: House,
  organisation: { id: TenantId; name: string; handle: string; operator: boolean },
): Promise<boolean> {
  const rows = await house.asOwner((tx) =>
    tx.insert(tenants).values(organisation).onConflictDoNothing().returning({ id: tenants.id }),
  )
  return rows.length > 0
}

export async function organisation(tx: TenantTx): Promise<Organisation | undefined> {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tx.tenant))
  return row && organisationOf(row)
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

/** In a transaction of the person. False if the name is taken. */
export async function addAccount(tx: AnyTx, account: Account): Promise<boolean> {
  // A savepoint: a name that is taken must not end the transaction of whoever asks.
  try {
    await tx.transaction((inner) => inner.insert(users).values(account))
    return true
  } catch (thrown) {
    if ((thrown as { cause?: { code?: string } }).cause?.code === '23505') return false
    throw thrown
  }
}

export async function changeAccount(
  tx: AnyTx,
  user: UserId,
  change: { name?: string; locale?: string },
): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(users).set(change).where(eq(users.id, user))
}

/** Every organisation that this person belongs to, also where they or it are suspended; in a transaction of the person. */
export async function membershipsOf(tx: AnyTx, user: UserId): Promise<TenantId[]> {
  const rows = await tx.select({ tenant: memberships.tenant }).from(memberships).where(eq(memberships.user, user))
  return rows.map(({ tenant }) => tenant as TenantId)
}

/** Where this person may work now, the first joined first; in a transaction of the person. */
export async function organisationsOf(tx: AnyTx, user: UserId): Promise<Organisation[]> {
  const rows = await tx
    .select({ tenant: tenants })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenant))
    .where(and(eq(memberships.user, user), isNull(memberships.suspendedAt), isNull(tenants.suspendedAt)))
    .orderBy(memberships.createdAt, memberships.tenant)
  return rows.map(({ tenant }) => organisationOf(tenant))
}

export async function addMembership(tx: TenantTx, user: UserId): Promise<void> {
  await tx.insert(memberships).values({ tenant: tx.tenant, user }).onConflictDoNothing()
}

/** Who joined first, of those who may work here. */
export async function firstMember(tx: TenantTx): Promise<UserId | undefined> {
  const [row] = await tx
    .select({ user: memberships.user })
    .from(memberships)
    .where(and(eq(memberships.tenant, tx.tenant), isNull(memberships.suspendedAt)))
    .orderBy(memberships.createdAt, memberships.user)
    .limit(1)
  return row?.user as UserId | undefined
}

/** The person as the organisation knows them, if they may work there now. */
export async function personOf(
  tx: TenantTx,
  user: UserId,
): Promise<Omit<Person, 'session' | 'secondFactor' | 'pinned'> | undefined> {
  const [row] = await tx
    .select({ user: users, tenant: tenants })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user))
    .innerJoin(tenants, eq(tenants.id, memberships.tenant))
    .where(
      and(
        eq(memberships.tenant, tx.tenant),
        eq(memberships.user, user),
        isNull(memberships.suspendedAt),
        isNull(tenants.suspendedAt),
      ),
    )
  if (!row) return undefined
  const { id, ...account } = accountOf(row.user)
  return {
    kind: 'person',
    tenant: tx.tenant,
    tenantName: row.tenant.name,
    user: id,
    ...account,
    secondFactorAsked: row.tenant.settings.secondFactor === true,
  }
}

export type NewSession = Omit<typeof sessions.$inferInsert, 'createdAt' | 'lastUsedAt'>

export async function addSession(tx: AnyTx, session: NewSession, now: Date): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.user, session.user), lt(sessions.expiresAt, now)))
  await tx.insert(sessions).values(session)
}

export async function sessionByHash(house: House, tokenHash: string): Promise<HeldSession | undefined> {
  const [row] = await house.byKey(tokenHash, (tx) =>
    tx.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)),
  )
  return row && { ...row, tenant: row.tenant as TenantId, user: row.user as UserId }
}

/** Open sessions of a person, newest first; in a transaction of the person. */
export async function sessionsOf(tx: AnyTx, user: UserId, now: Date): Promise<ListedSession[]> {
  const rows = await tx
    .select({ session: sessions, organisation: tenants.name })
    .from(sessions)
    .innerJoin(tenants, eq(tenants.id, sessions.tenant))
    .where(and(eq(sessions.user, user), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.createdAt))
    .limit(200)
  return rows.map(({ session, organisation: name }) => ({ ...session, organisation: name }))
}

/** Ends sessions of a person; returns the hashes of their tokens. In a transaction of the person or of an organisation. */
export async function dropSessions(
  tx: AnyTx,
  user: UserId,
  which: { readonly only?: readonly string[]; readonly except?: string } = {},
): Promise<string[]> {
  const rows = await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.user, user),
        which.only ? inArray(sessions.id, [...which.only]) : undefined,
        // As text: the session of this machine's operator has no id of the database.
        which.except ? ne(sql`${sessions.id}::text`, which.except) : undefined,
      ),
    )
    .returning({ hash: sessions.tokenHash })
  return rows.map(({ hash }) => hash)
}

export async function moveSession(tx: AnyTx, id: string, tenant: TenantId): Promise<void> {
  await tx.update(sessions).set({ tenant }).where(eq(sessions.id, id))
}

export async function touchSession(tx: AnyTx, id: string, at: Date): Promise<void> {
  await tx.update(sessions).set({ lastUsedAt: at }).where(eq(sessions.id, id))
}

export interface HeldRecovery {
  readonly account: Account
  readonly lost: Lost
  readonly maker: RecoveryMaker | undefined
  readonly expiresAt: Date
}

/** The one token of a person: it takes the place of the older. In a transaction of the person. */
export async function putRecovery(tx: AnyTx, row: typeof recoveries.$inferInsert): Promise<void> {
  const { user: _, ...renewed } = row
  await tx.insert(recoveries).values(row).onConflictDoUpdate({ target: recoveries.user, set: renewed })
}

export async function recoveryByHash(house: House, tokenHash: string): Promise<HeldRecovery | undefined> {
  const [row] = await house.byKey(tokenHash, (tx) =>
    tx.select().from(recoveries).where(eq(recoveries.tokenHash, tokenHash)),
  )
  if (!row) return undefined
  const user = row.user as UserId
  const [account] = await house.asPerson(user, (tx) => tx.select().from(users).where(eq(users.id, user)))
  if (!account) return undefined
  const { lost, expiresAt, alone, madeBy, madeIn } = row
  const maker = madeBy && madeIn ? { user: madeBy as UserId, tenant: madeIn as TenantId, alone } : undefined
  return { account: accountOf(account), lost, maker, expiresAt }
}

/** True for one caller alone, however many come at once; in a transaction of the person. */
export async function takeRecovery(tx: AnyTx, tokenHash: string, now: Date): Promise<boolean> {
  const rows = await tx
    .delete(recoveries)
    .where(and(eq(recoveries.tokenHash, tokenHash), gt(recoveries.expiresAt, now)))
    .returning({ user: recoveries.user })
  return rows.length > 0
}
