import { sql } from 'drizzle-orm'
import type { TenantTx } from '../database/index.ts'
import type { Actor } from './audit/index.ts'

interface Somebody {
  readonly kind: string
  readonly id: string
}

/** Who ever learned a secret of a program, or a key of an app, and so may be who acts through it. */
export async function behind(tx: TenantTx, { kind, id }: Somebody): Promise<string[]> {
  if (kind !== 'program' && kind !== 'app') return []
  const { rows } = await tx.execute<{ told: string[] }>(
    kind === 'program'
      ? sql`select told || (created_by->>'id') as told from programs where tenant_id = ${tx.tenant} and id = ${id}`
      : sql`select told from app_keys where tenant_id = ${tx.tenant} and installation_id = ${id}`,
  )
  return rows.flatMap(({ told }) => told)
}

/**
 * Everybody who may be behind an act: who does it, who has an app do it, and whoever knows a secret of either. None of them is a second
 * person for it. Looked at when it is done: a key that is ended later tells of nobody.
 */
export async function handsOf(tx: TenantTx, { kind, id, beside }: Actor): Promise<string[]> {
  const hands = [id, ...(await behind(tx, { kind, id }))]
  if (beside) hands.push(beside.id, ...(await behind(tx, beside)))
  return [...new Set(hands)]
}

/** Who made something that a second person agrees to, with everybody who may be behind it; not told to anybody. */
export interface Maker {
  readonly kind: Actor['kind']
  readonly id: string
  readonly name: string
  readonly hands?: readonly string[]
}

export async function makerOf(tx: TenantTx, actor: Actor): Promise<Maker> {
  const { kind, id, name } = actor
  return { kind, id, name, hands: await handsOf(tx, actor) }
}

/** A program is no second pair of eyes, nor is whoever may be behind what was made. */
export const isSecond = ({ id: maker, hands = [] }: Maker, { kind, id }: Actor): boolean =>
  kind === 'person' && id !== maker && !hands.includes(id)
