import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { databaseCode, type TenantTx } from '../../database/index.ts'
import { channels, people, rotas, rules, standIns } from './tables.ts'

export type ChannelRow = typeof channels.$inferSelect
export type PersonRow = typeof people.$inferSelect
export type RotaRow = typeof rotas.$inferSelect
export type StandInRow = typeof standIns.$inferSelect
export type RuleRow = typeof rules.$inferSelect

type Owned = PgTable & { id: PgColumn; tenant: PgColumn }
type Named = Owned & { name: PgColumn }

const mine = (tx: TenantTx, table: Owned, id: string) => and(eq(table.tenant, tx.tenant), eq(table.id, id))

/** The five kinds of things that are set up, read and written the same way. */
function shelf<Row extends { id: string; tenant: string }>(table: Named) {
  return {
    async all(tx: TenantTx): Promise<Row[]> {
      return (await tx
        .select()
        .from(table)
        .where(eq(table.tenant, tx.tenant))
        .orderBy(asc(table.name))) as unknown as Row[]
    },
    async byId(tx: TenantTx, id: string): Promise<Row | undefined> {
      return (
        (await tx
          .select()
          .from(table)
          .where(mine(tx, table, id))) as unknown as Row[]
      )[0]
    },
    count: (tx: TenantTx): Promise<number> => tx.$count(table, eq(table.tenant, tx.tenant)),
    /** False when the name is taken. */
    add: (tx: TenantTx, row: Row): Promise<boolean> => unlessTaken(tx, (inner) => inner.insert(table).values(row)),
    /** False when the name is taken. */
    change: (tx: TenantTx, { id, tenant: _, ...row }: Row): Promise<boolean> =>
      unlessTaken(tx, (inner) =>
        inner
          .update(table)
          .set(row)
          .where(mine(tx, table, id)),
      ),
    async drop(tx: TenantTx, id: string): Promise<Row | undefined> {
      return (
        (await tx
          .delete(table)
          .where(mine(tx, table, id))
          .returning()) as unknown as Row[]
      )[0]
    },
  }
}

/** In a savepoint, so that what was refused does not end the transaction. */
async function unlessTaken(tx: TenantTx, run: (tx: TenantTx) => PromiseLike<unknown>): Promise<boolean> {
  try {
    await tx.transaction(async (inner) => {
      await run(inner as unknown as TenantTx)
    })
    return true
  } catch (thrown) {
    if (databaseCode(thrown) === '23505') return false
    throw thrown
  }
}

export const channelShelf = shelf<ChannelRow>(channels)
export const personShelf = shelf<PersonRow>(people)
export const rotaShelf = shelf<RotaRow>(rotas)
export const ruleShelf = shelf<RuleRow>(rules)

/** One change of what an organisation set up after the other, until the end of the transaction. */
export async function takeTurn(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`notices ${tx.tenant}`}, 0))`)
}

/** Those that have not ended by then, in the order in which they were made. */
export async function standInsOf(tx: TenantTx, after: Date): Promise<StandInRow[]> {
  return tx
    .select()
    .from(standIns)
    .where(and(eq(standIns.tenant, tx.tenant), gt(standIns.endsAt, after)))
    .orderBy(asc(standIns.id))
}

export async function addStandIn(tx: TenantTx, row: StandInRow): Promise<void> {
  await tx.insert(standIns).values(row)
}

export async function dropStandIn(tx: TenantTx, rota: string, id: string): Promise<StandInRow | undefined> {
  const [row] = await tx
    .delete(standIns)
    .where(and(mine(tx, standIns, id), eq(standIns.rota, rota)))
    .returning()
  return row
}
