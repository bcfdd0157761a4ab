import type { TenantId, UserId } from '@millrace/core'
import { and, eq, gt, sql } from 'drizzle-orm'
import { type House, keysOf, type Page, pageOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { RoleAt } from '../access/index.ts'
import type { MemberQuery } from './schema.ts'
import { invitations } from './tables.ts'

/** A role with the name of the place that it holds below. */
export interface RoleHeld {
  readonly role: string
  readonly below: string | null
  readonly belowName?: string
}

export interface MemberRow {
  readonly id: UserId
  readonly username: string
  readonly name: string
  readonly suspended: boolean
  readonly joined: Date
  readonly seen: Date | null
  readonly factors: boolean
  readonly roles: readonly RoleHeld[]
}

const memberColumns = sql`
  u.id, u.username, u.name, m.suspended_at is not null as suspended, m.created_at as joined,
  (select max(last_used_at) from sessions s where s.user_id = u.id and s.tenant_id = m.tenant_id) as seen,
  exists(select from sessions s where s.user_id = u.id and s.tenant_id = m.tenant_id and s.expires_at > now() and s.proofs <> '{password}') as factors,
  coalesce((select jsonb_agg(jsonb_build_object('role', a.role, 'below', a.below) order by a.role)
    from assignments a where a.tenant_id = m.tenant_id and a.holder_id = u.id), '[]') as roles
  from memberships m join users u on u.id = m.user_id`

type Raw = Omit<MemberRow, 'joined' | 'seen' | 'roles'> & { roles: RoleAt[]; joined: string; seen: string | null }

const membersOf = async (tx: TenantTx, rows: readonly Raw[]): Promise<MemberRow[]> =>
  (await placed(tx, rows)).map((row) => ({
    ...row,
    joined: new Date(row.joined),
    seen: row.seen === null ? null : new Date(row.seen),
  }))

/** The same rows, their roles with the names of the places they hold below. A place that went has none. */
export async function placed<Row extends { readonly roles: readonly RoleAt[] }>(
  tx: TenantTx,
  rows: readonly Row[],
): Promise<(Omit<Row, 'roles'> & { readonly roles: RoleHeld[] })[]> {
  const ids = [...new Set(rows.flatMap(({ roles }) => roles.flatMap(({ below }) => below ?? [])))]
  const names = new Map<string, string>()
  if (ids.length > 0) {
    const found = await tx.execute<{ id: string; name: string }>(
      sql`select id, name from assets where tenant_id = ${tx.tenant} and id = any(${sql.param(ids)}::uuid[])`,
    )
    for (const { id, name } of found.rows) names.set(id, name)
  }
  const held = ({ role, below = null }: RoleAt): RoleHeld => {
    const belowName = below === null ? undefined : names.get(below)
    return { role, below, ...(belowName === undefined ? {} : { belowName }) }
  }
  return rows.map((row) => ({ ...row, roles: row.roles.map(held) }))
}

export async function findMembers(tx: TenantTx, query: MemberQuery): Promise<Page<MemberRow>> {
  const limit = query.limit ?? 100
  const keys = keysOf(query.cursor, 'text', 'uuid')
  const words = patternsOf(query.search).map((word) => sql` and lower(u.username || ' ' || u.name) like ${word}`)
  const { rows } = await tx.execute<Raw & Record<string, unknown>>(sql`
    select ${memberColumns} where m.tenant_id = ${tx.tenant}${sql.join(words, sql``)}
    ${keys ? sql`and (u.username, u.id) > (${keys[0]}, ${keys[1]}::uuid)` : sql``}
    order by u.username, u.id limit ${limit + 1}`)
  return pageOf(await membersOf(tx, rows), limit, { item: (row) => row, keys: (row) => [row.username, row.id] })
}

export async function memberById(tx: TenantTx, id: string): Promise<MemberRow | undefined> {
  const { rows } = await tx.execute<Raw & Record<string, unknown>>(
    sql`select ${memberColumns} where m.tenant_id = ${tx.tenant} and u.id = ${id}`,
  )
  return (await membersOf(tx, rows))[0]
}

export async function suspendMember(tx: TenantTx, id: string, at: Date | null): Promise<void> {
  await tx.execute(
    sql`update memberships set suspended_at = ${at === null ? null : at.toISOString()}::timestamptz where tenant_id = ${tx.tenant} and user_id = ${id}`,
  )
}

export async function dropMember(tx: TenantTx, id: string): Promise<void> {
  await tx.execute(sql`delete from memberships where tenant_id = ${tx.tenant} and user_id = ${id}`)
}

export type InvitationRow = typeof invitations.$inferSelect
export type InvitationSeen = Omit<InvitationRow, 'roles'> & { readonly roles: RoleHeld[] }

export async function addInvitation(tx: TenantTx, row: Omit<InvitationRow, 'createdAt'>): Promise<void> {
  await tx.insert(invitations).values(row)
}

export async function openInvitations(tx: TenantTx, now: Date): Promise<InvitationSeen[]> {
  const rows = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tenant, tx.tenant), gt(invitations.expiresAt, now)))
    .orderBy(invitations.id)
    .limit(1_000)
  return placed(tx, rows)
}

export async function invitationByHash(house: House, hash: string): Promise<InvitationRow | undefined> {
  const [row] = await house.byKey(hash, (tx) => tx.select().from(invitations).where(eq(invitations.tokenHash, hash)))
  return row
}

/** True for one caller alone, however many come at once. */
export async function takeInvitation(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx
    .delete(invitations)
    .where(and(eq(invitations.tenant, tx.tenant), eq(invitations.id, id)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

export async function changeOrganisation(
  house: House,
  id: TenantId,
  change: { name?: string; settings?: object; suspended?: boolean },
): Promise<void> {
  await house.asOwner((tx) =>
    tx.execute(sql`
      update tenants set name = coalesce(${change.name ?? null}, name),
        settings = settings || ${JSON.stringify(change.settings ?? {})}::jsonb,
        suspended_at = case ${change.suspended ?? null}::boolean when true then now() when false then null else suspended_at end
      where id = ${id}`),
  )
}
