import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Webhook, WebhookDelivery } from './schema.ts'
import type { DeliveryRow, RunRow, WebhookRow } from './store.ts'

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
const DIGITS = 20
const sequence = (seq: number): string => String(seq).padStart(DIGITS, '0')

/** By name, so that nothing is shown that nobody meant to show. */
export function webhookView(row: WebhookRow, runs: readonly RunRow[], now: Date, head: number): Webhook {
  const own = runs.find(({ kind }) => kind === 'event')
  const position = own?.position ?? 0
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    types: row.types,
    ...(row.asset === null ? {} : { asset: row.asset }),
    state: row.state,
    ...(row.state === 'paused' && row.why !== null ? { why: row.why } : {}),
    position: sequence(position),
    behind: Math.max(0, head - position),
    ...(own?.failingSince
      ? {
          failing: {
            since: iso(own.failingSince),
            attempts: own.attempts,
            next: iso(own.dueAt),
            answer: own.answer ?? '',
          },
        }
      : {}),
    replaying: runs.filter(({ kind }) => kind === 'replay').length,
    ...(row.oldSecretEndsAt && row.oldSecretEndsAt > now ? { oldSecretEndsAt: iso(row.oldSecretEndsAt) } : {}),
    ...(row.deliveredAt ? { lastDeliveredAt: iso(row.deliveredAt) } : {}),
    madeBy: { kind: row.madeBy.kind, id: row.madeBy.id, name: row.madeBy.name },
    createdAt: iso(row.createdAt),
    changedAt: iso(row.changedAt),
  }
}

export const deliveryView = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  webhook: row.webhook,
  event: row.event,
  ...(row.seq === null ? {} : { sequence: sequence(row.seq) }),
  type: row.type,
  kind: row.kind,
  at: iso(row.at),
  attempt: row.attempt,
  outcome: row.outcome,
  ...(row.status === null ? {} : { status: row.status }),
  ms: row.ms,
  answer: row.answer,
})
