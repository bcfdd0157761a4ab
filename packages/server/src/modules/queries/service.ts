import { type Clock, Fault, isoOf } from '@millrace/core'
import type { Sql, SqlAnswer, SqlFormat } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import './faults.ts'
import { Plants } from './plant.ts'
import { FairQueue, type QueueLimits } from './queue.ts'
import { DEFAULT_ROWS } from './schema.ts'

/** Each takes a core and up to half a gigabyte. */
const LIMITS: QueueLimits = { running: 2, waitingEach: 8, waitMs: 30_000 }
/** Of a query, in the audit. */
const TOLD_CHARACTERS = 1_000

export interface Query {
  readonly text: string
  readonly limit: number | undefined
  readonly format: SqlFormat
}

export interface QueryService {
  /**
   * Answers a query over what is in reach, in its turn. Told to the audit, also when it is refused.
   * Throws the faults of `sql` and `queries`, `quotas.spent`, or the signal's reason.
   */
  query(reach: Reach, query: Query, asker: { readonly actor: Actor; readonly signal: AbortSignal }): Promise<SqlAnswer>
}

interface Needs {
  readonly assets: AssetService
  readonly sql: Pick<Sql, 'query'>
  readonly audit: AuditTrail
  readonly quotas: QuotaService
  readonly clock: Clock
}

export function createQueries({ assets, sql, audit, quotas, clock }: Needs): QueryService {
  const queue = new FairQueue(LIMITS, clock)
  const plants = new Plants(assets, clock)

  return {
    async query(reach, { text, limit = DEFAULT_ROWS, format }, { actor, signal }) {
      const { tenant } = reach
      const tell = (outcome: 'done' | 'refused' | 'failed', more: Record<string, string | number | boolean>) =>
        audit.note(tenant, {
          actor,
          action: 'history.queried',
          outcome,
          detail: { query: text.slice(0, TOLD_CHARACTERS), ...more },
        })
      const ask = async (): Promise<SqlAnswer> => {
        const plant = await plants.of(reach)
        return quotas.query(tenant, () => sql.query({ tenant, text, limit, format, plant, signal }))
      }
      let answer: SqlAnswer
      try {
        answer = await queue.run({ tenant, account: `${actor.kind} ${actor.id}`, signal }, ask)
      } catch (thrown) {
        if (thrown instanceof Fault && thrown.code.startsWith('sql.'))
          await tell(thrown.code === 'sql.refused' ? 'refused' : 'failed', { fault: thrown.code })
        throw thrown
      }
      const { rows, bytes, truncated, asOf } = answer
      try {
        await tell('done', { format, rows, bytes, truncated, asOf: isoOf(asOf) })
      } catch (thrown) {
        await answer.pieces.close()
        throw thrown
      }
      return answer
    },
  }
}
