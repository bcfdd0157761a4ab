import type { AssetId, GrantId, TenantId } from '@millrace/core'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import type { Role } from './roles.ts'
import { assignments, grants, roles } from './tables.ts'
import { type Action, isAction, vocabulary } from './vocabulary.ts'

export interface Held {
  readonly id: string
  readonly holder: string
  readonly role: string
  readonly below: AssetId | null
  readonly provider: string | null
}

export type GrantRow = typeof grants.$inferSelect
export type GrantSeen = GrantRow & { readonly giver: string }

const heldOf = (row: typeof assignments.$inferSelect): Held => ({
  id: row.id,
  holder: row.holder,
  role: row.role,
  below: row.below as AssetId | null,
  provider: row.provider,
})

const isOwn = (action: string): action is Action => isAction(action) && vocabulary[action].about !== 'platform'

/** None reaches above its organisation, whatever its row says. */
export async function customRoles(tx: TenantTx): Promise<Role[]> {
  const rows = await tx.select().from(roles).where(eq(roles.tenant, tx.tenant)).orderBy(roles.name)
  return rows.map(({ name, title, actions }) => ({ name, title, actions: actions.filter(isOwn) }))
}

/** False if there is one of that name. */
export async function addRole(tx: TenantTx, { name, title, actions }: Role): Promise<boolean> {
  const rows = await tx
    .insert(roles)
    .values({ tenant: tx.tenant, name, title, actions: [...actions] })
    .onConflictDoNothing()
    .returning({ name: roles.name })
  return rows.length > 0
}

/** False if there is none, or somebody holds it. */
export async function dropRole(tx: TenantTx, name: string): Promise<boolean> {
  const rows = await tx
    .delete(roles)
    .where(
      and(
        eq(roles.tenant, tx.tenant),
        eq(roles.name, name),
        sql`not exists (select from ${assignments} where ${assignments.tenant} = ${tx.tenant} and ${assignments.role} = ${name})`,
      ),
    )
    .returning({ name: roles.name })
  return rows.length > 0
}

export async function assignmentsOf(tx: TenantTx, holder?: string, role?: string): Promise<Held[]> {
  const rows = await tx
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.tenant, tx.tenant),
        holder === undefined ? undefined : eq(assignments.holder, holder),
        role === undefined ? undefined : eq(assignments.role, role),
      ),
    )
    .orderBy(assignments.id)
    .limit(10_000)
  return rows.map(heldOf)
}

export async function addAssignment(tx: TenantTx, held: Held): Promise<boolean> {
  const rows = await tx
    .insert(assignments)
    .values({ ...held, tenant: tx.tenant })
    .onConflictDoNothing()
    .returning({ id: assignments.id })
  return rows.length > 0
}

export async function dropAssignments(
  tx: TenantTx,
  which:
    | { readonly ids: readonly string[] }
    | { readonly holder: string; readonly provider?: string }
    | { readonly provider: string },
): Promise<Held[]> {
  const rows = await tx
    .delete(assignments)
    .where(
      and(
        eq(assignments.tenant, tx.tenant),
        'ids' in which ? inArray(assignments.id, [...which.ids]) : undefined,
        'holder' in which ? eq(assignments.holder, which.holder) : undefined,
        'provider' in which && which.provider !== undefined ? eq(assignments.provider, which.provider) : undefined,
      ),
    )
    .returning()
  return rows.map(heldOf)
}

/** Changes to who may give roles come one after the other, so that the last two cannot go at once. */
export async function takeTurn(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('roles ' || ${tx.tenant}, 0))`)
}

/** A member or program of this organisation. */
export interface Holder {
  readonly id: string
  readonly kind: 'person' | 'program'
  /** The user name of a person. */
  readonly name: string
  /** As people read it. */
  readonly title: string
  readonly suspended: boolean
  /** Actions that a program may do at most; null: all that its roles give. */
  readonly scopes: readonly string[] | null
}

export async function holders(tx: TenantTx, ids: readonly string[]): Promise<Map<string, Holder>> {
  const { rows } = await tx.execute<Holder & Record<string, unknown>>(sql`
    select id, 'person' as kind, username as name, coalesce(nullif(name, ''), username) as title,
      suspended_at is not null as suspended, null::text[] as scopes
      from users join memberships on user_id = id where tenant_id = ${tx.tenant} and id = any(${sql.param([...ids])}::uuid[])
    union all select id, 'program', name, name, suspended_at is not null, scopes
      from programs where tenant_id = ${tx.tenant} and id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function holderName(tx: TenantTx, id: string): Promise<string | undefined> {
  return (await holders(tx, [id])).get(id)?.name
}

/** How many hold each role, wherever. */
export async function countByRole(tx: TenantTx): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ role: string; n: number }>(
    sql`select role, count(distinct holder_id)::integer as n from assignments where tenant_id = ${tx.tenant} group by role`,
  )
  return new Map(rows.map(({ role, n }) => [role, n]))
}

/** Whether this person or program is let in at this moment. */
export async function isLetIn(tx: TenantTx, holder: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from memberships where tenant_id = ${tx.tenant} and user_id = ${holder} and suspended_at is null
    union all
    select from programs where tenant_id = ${tx.tenant} and id = ${holder} and suspended_at is null and expires_at > now()`)
  return rows.length > 0
}

/** How many people, unsuspended, hold one of these roles everywhere. */
export async function countHolders(tx: TenantTx, names: readonly string[]): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(distinct holder_id)::integer as n from assignments a join memberships m on m.tenant_id = a.tenant_id and m.user_id = a.holder_id
    where a.tenant_id = ${tx.tenant} and a.below is null and a.role = any(${sql.param([...names])}) and m.suspended_at is null`)
  return rows[0]?.n ?? 0
}

export async function addGrant(tx: TenantTx, grant: Omit<GrantRow, 'revokedAt' | 'createdAt'>): Promise<void> {
  await tx.insert(grants).values(grant)
}

const seenColumns = (grant: typeof grants) => ({
  grant,
  giver: sql<string>`(select name from tenants where tenants.id = ${grant.tenant})`,
})

/** A grant that this organisation gave or received. */
export async function grantById(tx: TenantTx, id: string): Promise<GrantSeen | undefined> {
  const [row] = await tx.select(seenColumns(grants)).from(grants).where(eq(grants.id, id))
  return row && { ...row.grant, giver: row.giver }
}

export async function findGrants(
  tx: TenantTx,
  side: 'given' | 'received',
  query: { readonly after?: string | undefined; readonly limit: number; readonly state?: string | undefined },
): Promise<GrantSeen[]> {
  const states = {
    planned: sql`revoked_at is null and starts_at > now()`,
    open: sql`revoked_at is null and starts_at <= now() and ends_at > now()`,
    ended: sql`revoked_at is null and ends_at <= now()`,
    revoked: sql`revoked_at is not null`,
  } as const
  const rows = await tx
    .select(seenColumns(grants))
    .from(grants)
    .where(
      and(
        side === 'given' ? eq(grants.tenant, tx.tenant) : eq(grants.guest, tx.tenant),
        query.after === undefined ? undefined : sql`${grants.id} < ${query.after}::uuid`,
        query.state === undefined ? undefined : states[query.state as keyof typeof states],
      ),
    )
    .orderBy(sql`${grants.id} desc`)
    .limit(query.limit)
  return rows.map((row) => ({ ...row.grant, giver: row.giver }))
}

export async function revokeGrant(tx: TenantTx, id: string, at: Date): Promise<GrantRow | undefined> {
  const [row] = await tx
    .update(grants)
    .set({ revokedAt: at })
    .where(and(eq(grants.tenant, tx.tenant), eq(grants.id, id), isNull(grants.revokedAt)))
    .returning()
  return row
}

export async function grantByLink(house: House, linkHash: string): Promise<GrantRow | undefined> {
  const [row] = await house.byKey(linkHash, (tx) => tx.select().from(grants).where(eq(grants.linkHash, linkHash)))
  return row
}

/** A grant looked at through itself: the row shows only while it is open to this guest. */
export async function openGrant(tx: TenantTx, id: GrantId): Promise<GrantRow | undefined> {
  const [row] = await tx.select().from(grants).where(eq(grants.id, id))
  return row
}

export async function tenantByHandle(house: House, handle: string): Promise<TenantId | undefined> {
  const { rows } = await house.asOwner((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from tenants where lower(handle) = ${handle.toLowerCase()} and suspended_at is null`,
    ),
  )
  return rows[0]?.id as TenantId | undefined
}
