import type { TenantId } from '@millrace/core'
import { and, desc, eq, getTableColumns, gt, inArray, lt, or, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import { programs, tokens } from './tables.ts'

export type ProgramRow = typeof programs.$inferSelect
export type TokenRow = typeof tokens.$inferSelect

/** What the check of a credential needs, before the organisation is known. */
export interface Credential {
  readonly tenant: TenantId
  readonly secretHash: string
  readonly previousHash: string | null
  readonly previousUntil: Date | null
}

/** Live tokens of one program; beyond it the oldest end. */
const MOST_TOKENS = 500

const mine = (tx: TenantTx, id: string) => and(eq(programs.tenant, tx.tenant), eq(programs.id, id))

export async function addProgram(tx: TenantTx, row: ProgramRow): Promise<void> {
  await tx.insert(programs).values(row)
}

/** In the order they were made, newest first. */
export async function findPrograms(
  tx: TenantTx,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<ProgramRow[]> {
  return tx
    .select()
    .from(programs)
    .where(and(eq(programs.tenant, tx.tenant), before === undefined ? undefined : lt(programs.id, before)))
    .orderBy(desc(programs.id))
    .limit(limit)
}

export async function countPrograms(tx: TenantTx): Promise<number> {
  return tx.$count(programs, eq(programs.tenant, tx.tenant))
}

export async function programById(tx: TenantTx, id: string): Promise<ProgramRow | undefined> {
  const [row] = await tx.select().from(programs).where(mine(tx, id))
  return row
}

/** Held until the end of the transaction, so that two rotations come one after the other. */
export async function lockProgram(tx: TenantTx, id: string): Promise<ProgramRow | undefined> {
  const [row] = await tx.select().from(programs).where(mine(tx, id)).for('update')
  return row
}

export async function changeProgram(
  tx: TenantTx,
  id: string,
  change: Partial<Omit<ProgramRow, 'id' | 'tenant'>>,
): Promise<void> {
  await tx.update(programs).set(change).where(mine(tx, id))
}

/** With its tokens. */
export async function dropProgram(tx: TenantTx, id: string): Promise<ProgramRow | undefined> {
  const [row] = await tx.delete(programs).where(mine(tx, id)).returning()
  return row
}

export async function credentialOf(
  house: House,
  id: string,
  kind: ProgramRow['kind'],
): Promise<Credential | undefined> {
  const [row] = await house.byKey(id, (tx) =>
    tx
      .select({
        tenant: programs.tenant,
        secretHash: programs.secretHash,
        previousHash: programs.previousHash,
        previousUntil: programs.previousUntil,
      })
      .from(programs)
      .where(and(eq(programs.id, id), eq(programs.kind, kind))),
  )
  return row && { ...row, tenant: row.tenant as TenantId }
}

/** A program with the name of its organisation; undefined while that is suspended. */
export async function activeProgram(
  tx: TenantTx,
  id: string,
): Promise<(ProgramRow & { readonly tenantName: string }) | undefined> {
  const [row] = await tx
    .select({ ...getTableColumns(programs), tenantName: sql<string>`tenants.name` })
    .from(programs)
    .innerJoin(sql`tenants`, sql`tenants.id = ${programs.tenant}`)
    .where(and(mine(tx, id), sql`tenants.suspended_at is null`))
  return row
}

/** Makes room first: what has expired goes, and the oldest beyond what one program may have. */
export async function addToken(tx: TenantTx, row: TokenRow): Promise<void> {
  const own = and(eq(tokens.tenant, tx.tenant), eq(tokens.program, row.program))
  const beyond = tx
    .select({ hash: tokens.hash })
    .from(tokens)
    .where(own)
    .orderBy(desc(tokens.createdAt))
    .offset(MOST_TOKENS - 1)
  await tx.delete(tokens).where(and(own, or(lt(tokens.expiresAt, row.createdAt), inArray(tokens.hash, beyond))))
  await tx.insert(tokens).values(row)
}

export async function dropTokens(tx: TenantTx, program: string): Promise<void> {
  await tx.delete(tokens).where(and(eq(tokens.tenant, tx.tenant), eq(tokens.program, program)))
}

/** An access token that has not expired. */
export async function tokenByHash(house: House, hash: string, now: Date): Promise<TokenRow | undefined> {
  const [row] = await house.byKey(hash, (tx) =>
    tx
      .select()
      .from(tokens)
      .where(and(eq(tokens.hash, hash), gt(tokens.expiresAt, now))),
  )
  return row
}

export interface Use {
  readonly program: string
  readonly at: Date
  readonly remote: string | null
}

export async function writeUses(tx: TenantTx, uses: readonly Use[]): Promise<void> {
  const rows = JSON.stringify(uses)
  await tx.execute(sql`
    update programs set last_used_at = used.at, last_remote = coalesce(used.remote, last_remote)
    from jsonb_to_recordset(${rows}::jsonb) as used(program uuid, at timestamptz, remote text)
    where programs.tenant_id = ${tx.tenant} and programs.id = used.program
      and (last_used_at is null or last_used_at < used.at)`)
}
