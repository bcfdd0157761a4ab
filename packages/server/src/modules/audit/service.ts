import { createPublicKey, type KeyObject } from 'node:crypto'
import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  microsOf,
  sayFault,
  type TenantId,
} from '@millrace/core'
import { cursorOf, keysOf, type Page, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import { chainHash, keyIdOf, signCheckpoint } from './chain.ts'
import { bodyOf } from './entry.ts'
import './faults.ts'
import type { AuditQuery, AuditRecord, Retention, Verification } from './schema.ts'
import * as store from './store.ts'
import type { Actor, AuditEntry, AuditTrail } from './trail.ts'
import { ChainCheck, FORMAT } from './verify.ts'

/** A checkpoint is signed after so many records, or so long after the last one. */
const CHECKPOINT_RECORDS = 1_000
const CHECKPOINT_MS = 600_000
const PAGE = 2_000
const RETENTION_MS = 3_600_000

export interface AuditService extends AuditTrail, Closable {
  records(reach: Reach, query: AuditQuery): Promise<Page<AuditRecord>>
  verification(reach: Reach): Promise<Verification>
  /** NDJSON that {@link verifyExport} reads; itself recorded. */
  export(reach: Reach, actor: Actor): Promise<AsyncIterable<string>>
  retention(reach: Reach): Promise<Retention>
  setRetention(reach: Reach, retention: Retention, actor: Actor): Promise<Retention>
  /** Drops what the organisation no longer wants to keep, as far as it may go. */
  dropOld(tenant: TenantId): Promise<void>
  /** Signs where the chain of an organisation stands, unless it is signed. */
  checkpoint(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  /** Ed25519. */
  readonly signingKey: KeyObject
  /** Hears what is recorded, in the transaction of the change. */
  readonly heard: (tx: TenantTx, entry: AuditEntry) => void
  readonly clock: Clock
  readonly log: Log
}

export function createAudit({ tenants, signingKey, heard, clock, log }: Needs): AuditService {
  const publicKey = createPublicKey(signingKey)
  const publicText = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  /** Organisations with records since their last checkpoint. */
  const unsigned = new Map<TenantId, number>()

  const append = async (tx: TenantTx, entry: AuditEntry): Promise<void> => {
    const { seq: last, hash: prev } = await store.takeHead(tx)
    const seq = last + 1
    const body = bodyOf(seq, clock.now(), entry)
    await store.append(tx, { seq, prev, hash: chainHash(prev, body), body })
    const waiting = (unsigned.get(tx.tenant) ?? 0) + 1
    unsigned.set(tx.tenant, waiting)
    // After the transaction: what it wrote may still be rolled back.
    if (waiting % CHECKPOINT_RECORDS === 0) setImmediate(() => signLater(tx.tenant))
  }

  const record: AuditService['record'] = async (tx, entry) => {
    // What cannot be recorded is refused where it is asked for.
    bodyOf(Number.MAX_SAFE_INTEGER, clock.now(), entry)
    // The end of the chain is taken last: whoever held it and then waited for something else would make everybody wait, and
    // would wait for ever for one who holds that and waits for the chain.
    tx.atEnd(() => append(tx, entry))
    heard(tx, entry)
  }

  const sign = async (tx: TenantTx): Promise<void> => {
    // Nobody appends meanwhile, so what is signed is committed.
    const { seq, hash } = await store.takeHead(tx)
    if (seq === 0 || seq === (await store.newestCheckpoint(tx))) return
    await store.addCheckpoint(tx, signCheckpoint(tx.tenant, { seq, hash, at: isoOf(clock.now()) }, signingKey))
  }

  const checkpoint = async (tenant: TenantId): Promise<void> => {
    unsigned.delete(tenant)
    await tenants.within(tenant, sign)
  }

  const signLater = (tenant: TenantId): void => {
    checkpoint(tenant).catch((thrown: unknown) => {
      unsigned.set(tenant, 1)
      log.error('audit checkpoint not signed', { fault: sayFault(thrown) })
    })
  }

  const system: Actor = { kind: 'system', id: 'retention', name: 'retention of the audit' }
  const seen = new Set<TenantId>()
  const dropOld: AuditService['dropOld'] = async (tenant) => {
    await tenants.within(tenant, async (tx) => {
      const { retentionDays, anchorSeq } = await store.takeHead(tx)
      if (retentionDays === null) return
      const anchor = await store.dropOlder(tx, retentionDays)
      if (anchor)
        await record(tx, {
          actor: system,
          action: 'audit.dropped',
          detail: { from: anchorSeq + 1, to: anchor.seq, days: retentionDays },
        })
    })
  }

  const timers = [
    clock.every(CHECKPOINT_MS, () => {
      for (const tenant of [...unsigned.keys()]) signLater(tenant)
    }),
    clock.every(RETENTION_MS, () => {
      for (const tenant of seen)
        dropOld(tenant).catch((thrown: unknown) => log.error('old audit records stay', { fault: sayFault(thrown) }))
    }),
  ]

  const note: AuditService['note'] = async (tenant, entry: AuditEntry) => {
    seen.add(tenant)
    await tenants.within(tenant, (tx) => record(tx, entry))
  }

  const momentOf = (name: string, text: string | undefined): Date | undefined => {
    if (text === undefined) return undefined
    const micros = /^\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
    if (micros === undefined) throw new Fault('audit.range_malformed', { name, seen: text })
    return new Date(micros / MICROS_PER_MS)
  }

  return {
    record,
    note,
    checkpoint,
    dropOld,

    async records({ tenant }, query) {
      const limit = query.limit ?? 100
      const before = keysOf(query.cursor, 'number')?.[0]
      const { seq, action, actor, target, outcome, search } = query
      const wanted = { seq, actions: action?.split(','), actor, target, outcome, search, limit: limit + 1 }
      const rows = await tenants.within(tenant, (tx) =>
        store.findRecords(tx, {
          ...wanted,
          before: before === undefined ? undefined : Number(before),
          from: momentOf('from', query.from),
          to: momentOf('to', query.to),
        }),
      )
      const items = rows
        .slice(0, limit)
        .map(({ body, prev, hash }) => ({ ...(JSON.parse(body) as AuditRecord), prev, hash }))
      const last = items.at(-1)
      return { items, ...(rows.length > limit && last ? { next: cursorOf([String(last.seq)]) } : {}) }
    },

    async verification({ tenant }) {
      await checkpoint(tenant)
      const { head, signed } = await tenants.within(tenant, async (tx) => {
        const found = await store.headOf(tx)
        return { head: found, signed: await store.checkpointsAfter(tx, found.anchorSeq) }
      })
      const anchor = { seq: head.anchorSeq, hash: head.anchorHash }
      const check = new ChainCheck({ tenant, anchor, keys: [publicText] })
      const due = [...signed]
      let finding = undefined as ReturnType<ChainCheck['record']>
      while (!finding && check.last.seq < head.seq) {
        const page = await tenants.within(tenant, (tx) => store.recordsAfter(tx, check.last.seq, PAGE))
        if (page.length === 0) finding = { seq: check.expected, why: 'missing' }
        for (const one of page) {
          finding ??= check.record(one)
          while (!finding && due[0]?.seq === check.last.seq) finding = check.checkpoint(due.shift() as (typeof due)[0])
          if (finding) break
        }
      }
      return {
        records: check.records,
        checkpoints: check.checkpoints,
        intact: !finding,
        key: keyIdOf(publicKey),
        ...(finding ? { firstFault: finding } : {}),
      }
    },

    async export({ tenant }, actor) {
      await note(tenant, { actor, action: 'audit.exported' })
      await checkpoint(tenant)
      const { head, signed } = await tenants.within(tenant, async (tx) => {
        const found = await store.headOf(tx)
        return { head: found, signed: await store.checkpointsAfter(tx, found.anchorSeq) }
      })
      const end = signed.at(-1)?.seq ?? 0
      return (async function* (): AsyncGenerator<string> {
        const anchor = { seq: head.anchorSeq, hash: head.anchorHash }
        yield `${JSON.stringify({ millraceAudit: FORMAT, tenant, anchor, keys: [publicText], exportedAt: isoOf(clock.now()) })}\n`
        const due = [...signed]
        let at = anchor.seq
        let count = 0
        while (at < end) {
          const page = await tenants.within(tenant, (tx) => store.recordsAfter(tx, at, PAGE))
          if (page.length === 0) return
          let text = ''
          for (const one of page) {
            if (one.seq > end) break
            text += `${JSON.stringify(one)}\n`
            count++
            while (due[0]?.seq === one.seq) text += `${JSON.stringify({ checkpoint: due.shift() })}\n`
          }
          at = (page.at(-1) as (typeof page)[0]).seq
          yield text
        }
        yield `${JSON.stringify({ end: { records: count } })}\n`
      })()
    },

    retention: ({ tenant }) => tenants.within(tenant, async (tx) => ({ days: (await store.headOf(tx)).retentionDays })),

    setRetention: ({ tenant }, { days }, actor) =>
      tenants.within(tenant, async (tx) => {
        const { retentionDays: before } = await store.takeHead(tx)
        await store.setRetention(tx, days)
        await record(tx, { actor, action: 'audit.retention_changed', detail: { before, after: days } })
        return { days }
      }),

    async close() {
      for (const timer of timers) timer.cancel()
      for (const tenant of [...unsigned.keys()])
        await checkpoint(tenant).catch((thrown: unknown) =>
          log.warn('audit checkpoint not signed at the end', { fault: sayFault(thrown) }),
        )
    },
  }
}
