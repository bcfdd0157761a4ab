import { type Clock, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import { webhookKey } from '../../outgoing/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AccessService } from '../access/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { EventService, PlatformEvent } from '../events/index.ts'
import type { Notices } from '../notices/index.ts'
import { lostSightOf } from './rights.ts'
import { nextAttempt } from './schedule.ts'
import type { Letter, Outcome } from './sending.ts'
import * as store from './store.ts'

/** Events of one run that are taken at a time. */
const BATCH = 20

export interface RoundNeeds {
  readonly tenants: TenantDb
  readonly access: Pick<AccessService, 'mayNow'>
  readonly events: Pick<EventService, 'between' | 'permissionOf'>
  readonly notices: Pick<Notices, 'tell'>
  readonly vault: Vault
  readonly audit: AuditTrail
  readonly clock: Clock
  /** 0 … 1. */
  readonly random: () => number
}

/** What is due of one run, the oldest first. */
export interface Batch {
  readonly run: store.RunRow
  readonly letters: readonly Letter[]
}

const platform: Actor = { kind: 'system', id: 'webhooks', name: 'Millrace' }

export const contextOf = (tenant: TenantId, id: string): string => `webhook ${tenant} ${id}`

/** Keys that sign now, the newest first. Throws `secrets.unreadable`. */
export function keysOf(vault: Vault, tenant: TenantId, row: store.WebhookRow, now: Date): Buffer[] {
  const secrets = JSON.parse(vault.open(row.secrets, contextOf(tenant, row.id))) as string[]
  const signing = row.oldSecretEndsAt && row.oldSecretEndsAt > now ? secrets : secrets.slice(0, 1)
  return signing.flatMap((secret) => webhookKey(secret) ?? [])
}

interface Pause {
  readonly why: string
  readonly text: { readonly en: string; readonly zh: string }
}

const tookNothing = ({ address }: store.WebhookRow, answer: string): Pause => ({
  why: answer,
  text: {
    en: `${address} took nothing for a day, or wants no more. The last answer: ${answer}. Events are kept and go out when it is resumed.`,
    zh: `${address} 一整天未成功接收，或不再需要。最后的应答：${answer}。事件会保留，恢复后继续推送。`,
  },
})

const lostRight = ({ madeBy: { name } }: store.WebhookRow, type: string): Pause => ({
  why: `${name}, who set it up, may not see ${type} any more.`,
  text: {
    en: `${name}, who set it up, may not see ${type} any more. Events are kept and go out when somebody resumes it who may.`,
    zh: `设置人 ${name} 已无权查看 ${type}。事件会保留，由有权限的人员恢复后继续推送。`,
  },
})

/** Takes what a webhook is due, and writes down what became of it: all that is known stands in the database. */
export class Rounds {
  readonly #needs: RoundNeeds

  constructor(needs: RoundNeeds) {
    this.#needs = needs
  }

  now(): Date {
    return new Date(this.#needs.clock.now() / MICROS_PER_MS)
  }

  /** Empty when nothing is due, and when who stands for it may not see any more what it tells: it is paused then. */
  async take(tenant: TenantId, id: string): Promise<Batch[]> {
    const { row, batches } = await this.#due(tenant, id)
    if (!row || batches.length === 0) return []
    const lost = await lostSightOf(this.#needs, tenant, row)
    if (lost === undefined) return batches
    await this.#needs.tenants.within(tenant, async (tx) => {
      const held = await store.lock(tx, id)
      // Somebody else stands for it by now.
      if (held?.state === 'enabled' && held.madeBy.id === row.madeBy.id)
        await this.#pause(tx, held, lostRight(held, lost))
    })
    return []
  }

  #due(tenant: TenantId, id: string): Promise<{ row?: store.WebhookRow; batches: Batch[] }> {
    const { tenants, vault } = this.#needs
    return tenants.within(tenant, async (tx) => {
      const row = await store.byId(tx, id)
      if (row?.state !== 'enabled') return { batches: [] }
      const now = this.now()
      const keys = keysOf(vault, tenant, row, now)
      const batches: Batch[] = []
      for (const run of await store.runsOf(tx, [id])) {
        if (run.dueAt > now) continue
        const events = await this.#eventsOf(tx, row, run)
        if (events.length > 0)
          batches.push({ run, letters: events.map((event) => ({ address: row.address, keys, event })) })
      }
      return { row, batches }
    })
  }

  async #eventsOf(tx: TenantTx, row: store.WebhookRow, run: store.RunRow): Promise<readonly PlatformEvent[]> {
    const { events } = this.#needs
    const { types, asset } = row
    const found = await events.between(tx, {
      types,
      asset: asset ?? undefined,
      after: run.position,
      upTo: run.through ?? undefined,
      limit: BATCH,
    })
    if (found.dropped > run.position && (run.through ?? found.head) > run.position) {
      const seq = Math.min(found.dropped, run.through ?? found.dropped)
      const answer = `Up to ${seq - run.position} events were not kept any more before they could be sent.`
      await store.changeRun(tx, run.id, { position: seq })
      const lost = { event: '', seq, type: '', kind: run.kind, attempt: Math.max(run.attempts, 1) } as const
      await this.#log(tx, row, { ...lost, outcome: 'skipped', status: null, ms: 0, answer })
    }
    if (found.events.length > 0) return found.events
    if (run.through !== null) await store.removeRun(tx, run.id)
    else if (found.head > run.position)
      await store.changeRun(tx, run.id, { position: found.head, attempts: 0, failingSince: null, answer: null })
    return []
  }

  /** True: the run goes on with its next event. */
  settle(tenant: TenantId, { run: { id, webhook } }: Batch, event: PlatformEvent, outcome: Outcome): Promise<boolean> {
    return this.#needs.tenants.within(tenant, async (tx) => {
      const row = await store.lock(tx, webhook)
      const run = row && (await store.runById(tx, id))
      if (!row || !run) return false
      const { delivered, status = null, ms, answer, gone } = outcome
      const attempt = run.attempts + 1
      const seq = Number(event.sequence)
      const tried = { event: event.id, seq, type: event.type, kind: run.kind, attempt }
      await this.#log(tx, row, { ...tried, outcome: delivered ? 'delivered' : 'failed', status, ms, answer })
      // Somebody left it out meanwhile.
      if (run.position >= seq) return row.state === 'enabled'
      if (delivered) {
        await store.changeRun(tx, id, { position: seq, attempts: 0, failingSince: null, answer: null })
        await store.change(tx, webhook, { deliveredAt: this.now() })
        return row.state === 'enabled'
      }
      await this.#failed(tx, row, { ...run, attempts: attempt, answer }, { retryAfterMs: outcome.retryAfterMs, gone })
      return false
    })
  }

  /** Beside the runs: of a test. */
  async tested(
    tx: TenantTx,
    row: store.WebhookRow,
    event: PlatformEvent,
    outcome: Outcome,
  ): Promise<store.DeliveryRow> {
    const { delivered, status = null, ms, answer } = outcome
    const what = { event: event.id, seq: null, type: event.type, kind: 'test', attempt: 1 } as const
    return this.#log(tx, row, { ...what, outcome: delivered ? 'delivered' : 'failed', status, ms, answer })
  }

  /** It waits for success no more. */
  async skipped(
    tx: TenantTx,
    row: store.WebhookRow,
    run: store.RunRow,
    event: PlatformEvent,
    by: string,
  ): Promise<void> {
    const seq = Number(event.sequence)
    const what = { event: event.id, seq, type: event.type, kind: run.kind, attempt: Math.max(run.attempts, 1) } as const
    await this.#log(tx, row, { ...what, outcome: 'skipped', status: null, ms: 0, answer: `Left out by ${by}` })
    await store.changeRun(tx, run.id, {
      position: seq,
      attempts: 0,
      failingSince: null,
      answer: null,
      dueAt: this.now(),
    })
  }

  async #failed(
    tx: TenantTx,
    row: store.WebhookRow,
    run: store.RunRow,
    { retryAfterMs, gone }: { readonly retryAfterMs: number; readonly gone: boolean },
  ): Promise<void> {
    const now = this.now()
    const failingSince = run.failingSince ?? now
    const times = { attempts: run.attempts, failingSince: failingSince.getTime(), now: now.getTime() }
    const next = gone ? undefined : nextAttempt(times, { retryAfterMs, random: this.#needs.random() })
    const { attempts, answer } = run
    if (next !== undefined)
      return store.changeRun(tx, run.id, { attempts, failingSince, answer, dueAt: new Date(next) })
    // A replay ends with what it could do; the events as they happen wait until somebody has looked.
    if (run.kind === 'replay' && !gone) return store.removeRun(tx, run.id)
    await store.changeRun(tx, run.id, { attempts, failingSince, answer, dueAt: now })
    await this.#pause(tx, row, tookNothing(row, answer ?? ''))
  }

  async #pause(tx: TenantTx, { id, name, address }: store.WebhookRow, { why, text }: Pause): Promise<void> {
    const { notices, audit, clock } = this.#needs
    await store.change(tx, id, { state: 'paused', why, changedAt: this.now() })
    await notices.tell(tx, [
      {
        key: `webhook ${id}`,
        kind: 'webhook',
        priority: 'high',
        title: { en: `Webhook paused: ${name}`, zh: `Webhook 已暂停：${name}` },
        text,
        link: `/developer/webhooks/${id}`,
        at: clock.now(),
        anew: true,
      },
    ])
    await audit.record(tx, {
      actor: platform,
      action: 'webhook.paused',
      target: { kind: 'webhook', id, name },
      detail: { address: address.slice(0, 500), answer: why },
    })
  }

  async #log(
    tx: TenantTx,
    { id, address }: store.WebhookRow,
    what: Omit<store.DeliveryRow, 'id' | 'n' | 'tenant' | 'webhook' | 'address' | 'at'>,
  ): Promise<store.DeliveryRow> {
    const at = this.now()
    return store.addDelivery(tx, { ...what, id: newId(at.getTime()), tenant: tx.tenant, webhook: id, address, at })
  }
}
