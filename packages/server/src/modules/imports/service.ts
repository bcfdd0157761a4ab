import { type Clock, type Closable, Fault, isoOf, type Log, newId, type TenantId } from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './events.ts'
import './faults.ts'
import { ImportFiles } from './files.ts'
import { readReport } from './report.ts'
import { type Bring, ImportRunner } from './runner.ts'
import { type Import, type ImportQuery, type ImportRequest, LISTED, ownMapping, type Refusal } from './schema.ts'
import * as store from './store.ts'

/** Of an organisation, that are not done. */
const MOST_OPEN = 20

export interface ImportService extends Closable {
  /** Throws `imports.one_source`, `imports.path_refused`, `imports.no_room`, `imports.too_many`. */
  begin(reach: Reach, request: ImportRequest, actor: Actor): Promise<Import>
  /** A part of the file; one that came before is passed over. Throws `imports.not_next`, `imports.too_long`, `imports.not_receiving`, `imports.no_room`, `imports.content_lost`. */
  receive(reach: Reach, part: { id: string; offset: number; bytes: Uint8Array }, actor: Actor): Promise<Import>
  list(reach: Reach, query: ImportQuery, actor: Actor): Promise<Page<Import>>
  /** Throws `imports.unknown`, as all that follow. */
  get(reach: Reach, id: string, actor: Actor): Promise<Import>
  refusals(reach: Reach, id: string, actor: Actor): Promise<{ items: Refusal[]; total: number }>
  /** The whole report as a file, and how much of it counts. */
  report(reach: Reach, id: string, actor: Actor): Promise<{ path: string; bytes: number; name: string }>
  /** Throws `imports.not_stopped`. */
  resume(reach: Reach, id: string, actor: Actor): Promise<Import>
  /** Ends it; what was stored stays. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Goes on with what was under way. */
  start(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly audit: AuditTrail
  readonly bring: Bring
  /** Files of imports; made if missing. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

const iso = (date: Date): string => isoOf(date.getTime() * 1_000)

function progressOf({ state, size, byte }: store.ImportRow): number {
  if (state === 'done') return 1
  return size > 0 ? Math.min(1, byte / size) : 0
}

const viewOf = (row: store.ImportRow): Import => ({
  id: row.id,
  name: row.name,
  format: row.format,
  state: row.state,
  dryRun: row.dryRun,
  size: row.size,
  received: row.received,
  ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
  progress: progressOf(row),
  rows: row.row,
  stored: row.stored,
  refused: row.refused,
  reasons: row.reasons,
  by: row.by.name,
  createdAt: iso(row.createdAt),
  ...(row.startedAt ? { startedAt: iso(row.startedAt) } : {}),
  ...(row.endedAt ? { endedAt: iso(row.endedAt) } : {}),
  ...(row.fault ? { fault: row.fault } : {}),
})

export function createImports({ tenants, assets, audit, bring, folder, clock, log }: Needs): ImportService {
  const files = new ImportFiles(folder)
  const runner = new ImportRunner({ tenants, assets, files, bring, audit, clock, log })
  /** The part that is being written, of each import: parts come one after the other. */
  const receiving = new Map<string, Promise<unknown>>()

  /** Whoever holds the right for a part of the plant sees what they asked for themselves. */
  const mine = async (reach: Reach, id: string, actor: Actor): Promise<store.ImportRow> => {
    const row = await tenants.within(reach, (tx) => store.byId(tx, id))
    if (!row || (reach.below && row.by.id !== actor.id)) throw new Fault('imports.unknown', { id })
    return row
  }

  const sourceOf = async (
    { tenant }: Reach,
    { size, path }: ImportRequest,
  ): Promise<{ size: number; received: number; path: string | null; state: 'receiving' | 'waiting' }> => {
    if ((size === undefined) === (path === undefined))
      throw new Fault('imports.one_source', { seen: size === undefined ? 'neither' : 'both' })
    if (size !== undefined) {
      await files.room(size)
      return { size, received: 0, path: null, state: 'receiving' }
    }
    const given = await files.given(tenant, path as string)
    return { size: given.size, received: given.size, path: path as string, state: 'waiting' }
  }

  const write = async (
    reach: Reach,
    row: store.ImportRow,
    part: { offset: number; bytes: Uint8Array },
  ): Promise<Import> => {
    const { id, received, size } = row
    const { offset, bytes } = part
    if (offset > received) throw new Fault('imports.not_next', { expected: received, seen: offset })
    const fresh = bytes.subarray(Math.min(bytes.length, received - offset))
    if (fresh.length === 0) return viewOf(row)
    if (row.state !== 'receiving') throw new Fault('imports.not_receiving', { state: row.state })
    if (received + fresh.length > size) throw new Fault('imports.too_long', { size })
    await files.write(id, fresh, received)
    const isWhole = received + fresh.length === size
    const to = { received: received + fresh.length, ...(isWhole ? { state: 'waiting' as const } : {}) }
    const changed = await tenants.within(reach, (tx) => store.change(tx, id, to))
    if (!changed) throw new Fault('imports.unknown', { id })
    if (isWhole) runner.enqueue(reach.tenant, id)
    return viewOf(changed)
  }

  return {
    async begin(reach, request, actor) {
      const { name, format, encoding = 'utf-8', fingerprint = null, mapping = ownMapping, dryRun = false } = request
      const source = await sourceOf(reach, request)
      const id = newId(clock.now() / 1_000)
      const row: store.ImportRow = {
        id,
        tenant: reach.tenant,
        name,
        format,
        encoding,
        fingerprint,
        mapping,
        dryRun,
        below: reach.below ? [...reach.below] : null,
        by: actor,
        ...source,
        row: 0,
        byte: 0,
        line: 0,
        stored: 0,
        refused: 0,
        reasons: {},
        reportBytes: 0,
        fault: null,
        createdAt: new Date(clock.now() / 1_000),
        startedAt: null,
        endedAt: null,
      }
      await tenants.within(reach, async (tx) => {
        if ((await store.countOpen(tx)) >= MOST_OPEN) throw new Fault('imports.too_many', { most: MOST_OPEN })
        await files.begin(id)
        await store.add(tx, row)
        const target = { kind: 'import', id, name }
        await audit.record(tx, {
          actor,
          action: 'history.import_begun',
          target,
          detail: { format, size: row.size, dryRun },
        })
      })
      if (row.state === 'waiting') runner.enqueue(reach.tenant, id)
      return viewOf(row)
    },

    async receive(reach, { id, ...part }, actor) {
      const before = receiving.get(id) ?? Promise.resolve()
      const turn = before.then(async () => write(reach, await mine(reach, id, actor), part))
      // The caller of this turn has the failure; the next only waits for its end.
      const settled = turn.catch(() => undefined)
      receiving.set(id, settled)
      try {
        return await turn
      } finally {
        if (receiving.get(id) === settled) receiving.delete(id)
      }
    },

    async list(reach, query, actor) {
      const limit = query.limit ?? 100
      const before = keysOf(query.cursor, 'uuid')?.[0]
      const asker = reach.below ? actor.id : undefined
      const rows = await tenants.within(reach, (tx) => store.list(tx, { before, limit: limit + 1, asker }))
      return pageOf(rows, limit, { item: viewOf, keys: (row) => [row.id] })
    },

    get: async (reach, id, actor) => viewOf(await mine(reach, id, actor)),

    async refusals(reach, id, actor) {
      const { reportBytes, refused } = await mine(reach, id, actor)
      const bytes = await files.reportBytes(id, reportBytes)
      return { items: await readReport(files.report(id), bytes, LISTED), total: refused }
    },

    async report(reach, id, actor) {
      const { reportBytes, name } = await mine(reach, id, actor)
      return { path: files.report(id), bytes: await files.reportBytes(id, reportBytes), name }
    },

    async resume(reach, id, actor) {
      const { state } = await mine(reach, id, actor)
      if (state !== 'stopped') throw new Fault('imports.not_stopped', { state })
      const row = await tenants.within(reach, (tx) => store.change(tx, id, { state: 'waiting', fault: null }))
      if (!row) throw new Fault('imports.unknown', { id })
      runner.enqueue(reach.tenant, id)
      return viewOf(row)
    },

    async remove(reach, id, actor) {
      const { name, state } = await mine(reach, id, actor)
      await tenants.within(reach, async (tx) => {
        await store.remove(tx, id)
        await audit.record(tx, {
          actor,
          action: 'history.import_removed',
          target: { kind: 'import', id, name },
          detail: { state },
        })
      })
      // A part that is being written would leave its file behind.
      await receiving.get(id)
      await runner.drop(id)
      await files.drop(id)
    },

    async start(tenant) {
      for (const id of await tenants.within(tenant, store.toRun)) runner.enqueue(tenant, id)
    },

    close: () => runner.close(),
  }
}
