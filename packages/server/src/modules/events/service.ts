import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  microsOf,
  newId,
  sayFault,
  type TenantId,
} from '@millrace/core'
import { Compile } from 'typebox/compile'
import { cursorOf, keysOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { Actor, AuditEntry, AuditTrail, Json } from '../audit/index.ts'
import { dataOf, declarationOf, declarations, declarationsOf, type EventDeclaration } from './declare.ts'
import './events.ts'
import './faults.ts'
import { exampleOf, schemaAddress, sequenceOf, viewOf } from './envelope.ts'
import { Pulse } from './pulse.ts'
import type {
  EventKeeping,
  EventQuery,
  EventTypeList,
  PlatformEvent,
  PlatformEventPage,
  StreamQuery,
} from './schema.ts'
import * as store from './store.ts'
import { follow, type Send } from './stream.ts'
import type { Tell, Told } from './tell.ts'

const DAYS = 30
const MOST = 200_000
const DAY_MICROS = 86_400_000_000
const SWEEP_MS = 600_000
/** Bytes of the data of one event. */
const MOST_BYTES = 65_536

/** Who looks, and what else they may see. */
export interface Seer {
  readonly reach: Reach
  reachFor(action: Action): Promise<Reach>
}

export interface EventService extends Tell, Closable {
  /** Hears what is audited: what is declared as an event of it is told. */
  heard(tx: TenantTx, entry: AuditEntry): void
  /** Throws `events.gone`, `events.type_unknown`, `events.time_malformed`. */
  events(seer: Seer, query: EventQuery): Promise<PlatformEventPage>
  /** Resolves with what sends each event from there on. Throws `events.gone`, `events.type_unknown`. */
  follow(seer: Seer, query: StreamQuery): Promise<(send: Send) => Closable>
  types(): EventTypeList
  /** Throws `events.type_unknown`. */
  schema(type: string): Record<string, unknown>
  keeping(reach: Reach): Promise<EventKeeping>
  setKeeping(reach: Reach, keeping: EventKeeping, actor: Actor): Promise<EventKeeping>
  /** For who delivers them: those of these types, at this asset and below, within the whole organisation. */
  between(
    tx: TenantTx,
    wanted: Between,
  ): Promise<{ readonly events: PlatformEvent[]; readonly head: number; readonly dropped: number }>
  /** One that is still kept. */
  one(tx: TenantTx, seq: number): Promise<PlatformEvent | undefined>
  /** Sequence of the newest that was told before a moment, µs. */
  before(tx: TenantTx, moment: number): Promise<number>
  head(tx: TenantTx): Promise<number>
  /** Called when there may be new ones; returns how to stop it. */
  listen(tenant: TenantId, listener: () => void): () => void
  /** Types that one, or `alarm.*`, stands for. Throws `events.type_unknown`. */
  typesOf(text: string): string[]
  /** Throws `events.type_unknown`. */
  permissionOf(type: string): { readonly permission: Action; readonly perAsset: boolean }
  /** Of no consequence, for a test. */
  example(tenant: TenantId, type: string): PlatformEvent
  /** Drops what is older, or more, than is kept. */
  dropOld(tenant: TenantId): Promise<void>
  begin(tenant: TenantId): void
}

export interface Between {
  readonly types: readonly string[]
  readonly asset: string | undefined
  readonly after: number
  readonly upTo?: number | undefined
  readonly limit: number
}

interface Needs {
  readonly tenants: TenantDb
  readonly audit: () => AuditTrail
  readonly publicUrl: () => string
  readonly clock: Clock
  readonly log: Log
}

const known = (type: string): EventDeclaration => {
  const declaration = declarationOf(type)
  if (!declaration) throw new Fault('events.type_unknown', { type: type.slice(0, 100) })
  return declaration
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
function wellFormed(value: Json | Readonly<Record<string, Json>>): Json {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [wellFormed(key) as string, wellFormed(part)]))
}

/** Types of a query: `alarm.*` stands for all that begin so. */
function typesOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return declarations().map(({ type }) => type)
  return text.split(',').flatMap((one) => {
    if (!one.endsWith('.*')) return [known(one.trim()).type]
    const begin = one.trim().slice(0, -1)
    const found = declarations().filter(({ type }) => type.startsWith(begin))
    if (found.length === 0) throw new Fault('events.type_unknown', { type: one.slice(0, 100) })
    return found.map(({ type }) => type)
  })
}

/** What somebody may see of these types now. Denied unless the permission of a type is held. */
async function sightsOf({ reachFor }: Seer, types: readonly string[]): Promise<store.Sight[]> {
  const sights: store.Sight[] = []
  for (const [permission, some] of Map.groupBy(types, (type) => known(type).permission)) {
    try {
      const { below } = await reachFor(permission)
      sights.push({ types: some, below })
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'http.forbidden') throw thrown
    }
  }
  return sights
}

export function createEvents({ tenants, audit, publicUrl, clock, log }: Needs): EventService {
  const waiting = new WeakMap<TenantTx, store.NewEvent[]>()
  const checks = new Map<string, (data: unknown) => boolean>()
  const kept = new Set<TenantId>()
  const pulse = new Pulse({ head: (tenant) => tenants.within(tenant, headOf), clock, log })
  const headOf = async (tx: TenantTx): Promise<number> => (await store.headOf(tx)).seq

  const fits = ({ type, schema }: EventDeclaration, data: unknown): boolean => {
    const check =
      checks.get(type) ??
      (
        (compiled) => (one: unknown) =>
          compiled.Check(one)
      )(Compile(schema))
    checks.set(type, check)
    return check(data)
  }

  const tell = (tx: TenantTx, told: readonly Told[]): void => {
    const now = clock.now()
    const rows = told.flatMap(({ type, subject, asset, point, at = now, data }) => {
      const declaration = known(type)
      if (!fits(declaration, data)) log.error('an event is not as it is declared', { type })
      if (Buffer.byteLength(JSON.stringify(data)) > MOST_BYTES) {
        log.error('an event is too large and is left out', { type })
        return []
      }
      return [
        {
          id: newId(now / MICROS_PER_MS),
          type,
          version: declaration.version,
          at: Math.round(at),
          toldAt: now,
          subject: subject ?? null,
          asset: asset ?? null,
          point: point ?? null,
          data: wellFormed(data) as Record<string, Json>,
        },
      ]
    })
    if (rows.length === 0) return
    const held = waiting.get(tx)
    if (held) held.push(...rows)
    else {
      waiting.set(tx, rows)
      const write = async (): Promise<void> => {
        waiting.delete(tx)
        await store.append(tx, rows)
        pulse.wake(tx.tenant)
      }
      // Behind the end of the audit's chain and whatever else is taken in turn, in every transaction: none waits for another crosswise.
      tx.atEnd(async () => tx.atEnd(write))
    }
  }

  const momentOf = (text: string): number => {
    const micros = /^\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
    if (micros === undefined) throw new Fault('events.time_malformed', { seen: text })
    return micros
  }

  const view = (tenant: TenantId) => (row: store.EventRow) => viewOf(tenant, row, publicUrl())

  const notGone = (after: number, dropped: number): void => {
    if (after < dropped) throw new Fault('events.gone', { oldest: sequenceOf(dropped), seen: sequenceOf(after) })
  }

  const dropOld = (tenant: TenantId): Promise<void> =>
    tenants.within(tenant, async (tx) => {
      const { seq, dropped, days, most } = await store.headOf(tx)
      const old = await store.seqBefore(tx, clock.now() - (days ?? DAYS) * DAY_MICROS)
      const through = Math.max(old, seq - (most ?? MOST))
      if (through > dropped) await store.dropThrough(tx, through)
    })

  const timer = clock.every(SWEEP_MS, () => {
    for (const tenant of kept)
      dropOld(tenant).catch((thrown: unknown) => log.warn('old events stay', { fault: sayFault(thrown) }))
  })

  const keepingOf = ({ days, most }: store.Head): EventKeeping => ({ days: days ?? DAYS, most: most ?? MOST })

  return {
    tell,

    heard(tx, entry) {
      const { target } = entry
      for (const declaration of declarationsOf(entry)) {
        const { of, type } = declaration
        if (!of || of.only?.(entry) === false) continue
        const asset = of.asset ? of.asset(entry) : of.at === 'asset' ? target?.id : undefined
        tell(tx, [
          {
            type,
            ...(target ? { subject: target.id } : {}),
            ...(asset === undefined ? {} : { asset }),
            ...(of.at === 'point' && target ? { point: target.id } : {}),
            data: dataOf(declaration, entry),
          },
        ])
      }
    },

    async events(seer, { types, asset, subject, after, since, order = 'oldest', cursor, limit = 100 }) {
      const { reach } = seer
      const sights = await sightsOf(seer, typesOf(types))
      const key = keysOf(cursor, 'number')?.[0]
      const from = key === undefined || order === 'newest' ? after : key
      return tenants.within(reach, async (tx) => {
        const head = await store.headOf(tx)
        if (from !== undefined) notGone(Number(from), head.dropped)
        const rows = await store.find(tx, {
          sights,
          after: from === undefined ? undefined : Number(from),
          before: key !== undefined && order === 'newest' ? Number(key) : undefined,
          upTo: head.seq,
          toldFrom: since === undefined ? undefined : momentOf(since),
          asset,
          subject,
          newest: order === 'newest',
          limit: limit + 1,
        })
        const shown = rows.slice(0, limit)
        const end = shown.at(-1)
        const hasMore = rows.length > limit && end !== undefined
        return {
          items: shown.map(view(reach.tenant)),
          ...(hasMore ? { next: cursorOf([String(end.seq)]) } : {}),
          last: sequenceOf(hasMore && order === 'oldest' ? end.seq : head.seq),
        }
      })
    },

    async follow(seer, { types, asset, subject, after }) {
      const { reach } = seer
      const asked = typesOf(types)
      const begin = await tenants.within(reach, async (tx) => {
        const head = await store.headOf(tx)
        const from = after === undefined ? head.seq : Math.min(Number(after), head.seq)
        notGone(from, head.dropped)
        return from
      })
      return follow({
        begin,
        // Asked anew each time: what somebody may see may have ended.
        page: async (position, limit) => {
          const sights = await sightsOf(seer, asked)
          return tenants.within(reach, async (tx) => {
            const head = await store.headOf(tx)
            notGone(position, head.dropped)
            const rows = await store.find(tx, { sights, after: position, upTo: head.seq, asset, subject, limit })
            const last = rows.length < limit ? head.seq : (rows.at(-1)?.seq ?? head.seq)
            return { events: rows.map(view(reach.tenant)), last }
          })
        },
        listen: (listener) => pulse.listen(reach.tenant, listener),
        log,
      })
    },

    types: () => ({
      items: declarations().map((declaration) => {
        const { type, version, module, permission, perAsset, title, says, schema } = declaration
        return {
          type,
          version,
          module,
          permission,
          perAsset,
          title: { ...title },
          says: { ...says },
          dataschema: schemaAddress(type, publicUrl()),
          schema: schema as Record<string, unknown>,
          example: exampleOf(declaration, publicUrl()),
        }
      }),
    }),

    schema: (type) => known(type).schema as Record<string, unknown>,

    keeping: ({ tenant }) => tenants.within(tenant, async (tx) => keepingOf(await store.headOf(tx))),

    async setKeeping({ tenant }, keeping, actor) {
      await tenants.within(tenant, async (tx) => {
        const before = keepingOf(await store.headOf(tx))
        await audit().record(tx, {
          actor,
          action: 'event_keeping.changed',
          detail: { before: { ...before }, after: { ...keeping } },
        })
        tx.atEnd(() => store.setKeeping(tx, keeping))
      })
      return keeping
    },

    async between(tx, { types, asset, after, upTo, limit }) {
      const head = await store.headOf(tx)
      const rows = await store.find(tx, {
        sights: [{ types, below: undefined }],
        after,
        upTo: Math.min(upTo ?? head.seq, head.seq),
        asset,
        limit,
      })
      return { events: rows.map(view(tx.tenant)), head: head.seq, dropped: head.dropped }
    },

    async one(tx, seq) {
      const row = await store.bySeq(tx, seq)
      return row && view(tx.tenant)(row)
    },

    before: store.seqBefore,
    head: headOf,
    listen: (tenant, listener) => pulse.listen(tenant, listener),

    typesOf,

    permissionOf: (type) => {
      const { permission, perAsset } = known(type)
      return { permission, perAsset }
    },

    example: (tenant, type) => ({
      ...exampleOf(known(type), publicUrl(), tenant),
      id: newId(clock.now() / MICROS_PER_MS),
      time: new Date(clock.now() / MICROS_PER_MS).toISOString(),
    }),

    dropOld,
    begin: (tenant) => void kept.add(tenant),

    async close() {
      timer.cancel()
      await pulse.close()
    },
  }
}
