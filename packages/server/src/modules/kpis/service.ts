import {
  compileKpi,
  iso22400,
  type KpiDefinition,
  TextNumbers,
  type WindowKind,
  type Windows,
  windowKinds,
  workOutTogether,
} from '@millrace/compute'
import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  type Micros,
  microsOf,
  newId,
  type SampleBatch,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { ProductionService, UnitPlan } from '../production/index.ts'
import { dateOf, windowsIn } from './affected.ts'
import { askedByLate, askedOf } from './asking.ts'
import './faults.ts'
import { LateSamples } from './late.ts'
import { type Span, type Told, unitsAt, valueOver } from './over.ts'
import type {
  Definition,
  DefinitionRequest,
  KpiResult,
  Progress,
  ResultQuery,
  Together,
  TogetherQuery,
} from './schema.ts'
import * as store from './store.ts'
import { appliedAt, seriesIn, subjectFor, tellFromHistory, windowsOf } from './telling.ts'
import { definitionView, partOf, resultView, rowOf, togetherView } from './view.ts'

const EVERY_MS = 10_000
/** A window waits so long after its end for values that are on their way. */
const GRACE: Micros = 60_000_000
/** A work unit that is new is told from so long ago on. */
const BACK: Micros = 35 * 86_400_000_000
/** Windows told in one go before other organisations have their turn. */
const AT_ONCE = 200
/** Windows in an answer. */
const MOST = 5_000

export interface KpiService extends Closable {
  /** Of ISO 22400-2, and every version of the organisation's own. */
  definitions(reach: Reach): Promise<Definition[]>
  /** A new version. Throws what the definition is refused for, `kpis.key_taken`, `assets.asset_unknown`, `assets.point_unknown`. */
  define(reach: Reach, request: DefinitionRequest, actor: Actor): Promise<Definition>
  /** Throws `kpis.unknown`, `kpis.range_malformed`. */
  results(reach: Reach, query: ResultQuery): Promise<KpiResult[]>
  /** Of all work units below an asset, summed by what adds up. Throws as above. */
  together(reach: Reach, query: TogetherQuery): Promise<Together[]>
  /** What a KPI was over a time of one's own; undefined where it was not. Throws `kpis.unknown`. */
  over(reach: Reach, key: string, span: Span): Promise<Told | undefined>
  progress(reach: Reach): Promise<Progress>
  /** Samples came in: those of windows that were told make these be told anew. Call it after the history has them. */
  heard(tenant: TenantId, batch: SampleBatch): void
  /** Asks which windows are to be told, and tells them. By itself every ten seconds, too. */
  tell(tenant: TenantId): Promise<void>
  begin(tenant: TenantId): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered' | 'withSeries'>
  readonly production: Pick<ProductionService, 'units' | 'plan' | 'changesSince'>
  readonly history: Pick<HistoryStore, 'raw'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** A work unit since it was last asked which of its windows are to be told. */
interface UnitTold {
  readonly series: readonly number[]
  /** Everything before this was told, or waits to be. */
  readonly until: Micros
  /** The last change that was looked at. */
  readonly change: number
  /** When the next of its windows ends. */
  readonly next: Micros
}

const nextEnd = (windows: Windows, at: Micros): Micros =>
  Math.min(...windowKinds.map((kind) => windows.at(kind, at).to))

export function createKpis({ tenants, assets, production, history, audit, clock, log }: Needs): KpiService {
  const late = new LateSamples()
  const known = new Set<TenantId>()
  const asked = new Map<TenantId, ReadonlyMap<string, UnitTold>>()
  let running: Promise<void> = Promise.resolve()
  let closed = false
  let timer: Timer | undefined

  const seriesFor = async (
    reach: Reach,
    { unit }: UnitPlan,
    applied: ReturnType<typeof appliedAt>,
  ): Promise<(point: string) => number> => {
    const own = [unit.states?.point, ...Object.values(unit.counters).map((counter) => counter?.point)]
    const points = [...own, ...applied.flatMap((one) => Object.values(one.points))].filter((id) => id !== undefined)
    const found = await assets.withSeries(reach, points)
    const byPoint = new Map(found.map(({ point, series }) => [point.id, series.at(-1)!]))
    return (point) => byPoint.get(point)!
  }

  /** Asks which windows of a work unit are to be told, and puts them into the queue; returns the series it stands on. */
  const ask = async (tenant: TenantId, asset: string): Promise<UnitTold> => {
    const reach: Reach = { tenant }
    const now = Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS
    const ended = now - GRACE
    const before = await tenants.within(reach, (tx) => store.toldOf(tx, asset))
    const changes = await production.changesSince(reach, asset, before?.change ?? 0)
    const since = before ? before.since.getTime() * MICROS_PER_MS : now - BACK
    const until = before ? before.until.getTime() * MICROS_PER_MS : since
    const plan = await production.plan(reach, asset, dateOf(since), dateOf(now))
    const definitions = await tenants.within(reach, store.allDefinitions)
    // Any kind of window: series of all KPIs are listened to.
    const applied = (['hour', 'shift', 'day', 'week', 'month', 'order'] as const).flatMap((kind) =>
      appliedAt(definitions, asset, kind, dateOf(now)),
    )
    const subject = subjectFor(
      plan,
      [...new Map(applied.map((one) => [one.definition.id, one])).values()],
      await seriesFor(reach, plan, applied),
    )
    const series = seriesIn(subject.spec)
    const marks = late.of(tenant, asset, series, until)
    const byLate = await askedByLate(history, tenant, subject, marks, { since, until })
    const moved = changes.some(({ about }) => about === 'calendar' || about === 'order' || about === 'work_unit')
    await tenants.within(reach, async (tx) => {
      const asking = {
        plan,
        since,
        until,
        ended,
        changes: before ? changes : [],
        known: moved ? await store.windowsOf(tx, asset) : [],
      }
      const { windows, gone } = askedOf(asking)
      const asked = [...byLate.map((named) => ({ ...named, why: 'late' as const })), ...windows]
      const rows = [...new Map(asked.map((one) => [`${one.kind} ${one.begin.getTime()}`, one])).values()]
      for (const window of gone) await store.dropWindow(tx, { asset, ...window })
      await store.enqueue(
        tx,
        rows.map((row) => ({ ...row, tenant, asset, askedAt: dateOf(now) })),
      )
      const change = changes.at(-1)?.id ?? before?.change ?? 0
      await store.keepTold(tx, { tenant, asset, since: dateOf(since), until: dateOf(ended), change })
    })
    late.drop(asset, marks)
    const windows = windowsOf(plan)
    return { series, until: ended, change: changes.at(-1)?.id ?? before?.change ?? 0, next: nextEnd(windows, ended) }
  }

  /** Tells windows of the queue; true if others may be told after them. */
  const work = async (tenant: TenantId): Promise<boolean> => {
    const reach: Reach = { tenant }
    const rows = await tenants.within(reach, (tx) => store.waiting(tx, AT_ONCE))
    const definitions = rows.length > 0 ? await tenants.within(reach, store.allDefinitions) : []
    let told = 0
    for (const [asset, ofAsset] of Map.groupBy(rows, (row) => row.asset)) {
      if (closed) return false
      try {
        await tellSome(reach, asset, ofAsset, definitions)
        told += ofAsset.length
      } catch (thrown) {
        // A work unit that cannot be told comes again after the others, and does not hold them up.
        log.warn('windows of KPIs could not be told', { asset, windows: ofAsset.length, fault: sayFault(thrown) })
        const askedAt = dateOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
        await tenants.within(reach, (tx) =>
          store.enqueue(
            tx,
            ofAsset.map((row) => ({ ...row, askedAt })),
          ),
        )
      }
    }
    return rows.length === AT_ONCE && told > 0
  }

  /** Tells windows of one work unit: what is known of it is read once, and what was told is written at once. */
  const tellSome = async (
    reach: Reach,
    asset: string,
    rows: readonly store.QueueRow[],
    definitions: readonly store.DefinitionRow[],
  ): Promise<void> => {
    const begin = Math.min(...rows.map((row) => row.begin.getTime()))
    const end = Math.max(...rows.map((row) => row.end.getTime()))
    const plan = await production.plan(reach, asset, new Date(begin), new Date(end))
    const windows = windowsOf(plan)
    const subjects = new Map<string, ReturnType<typeof subjectFor>>()
    const told: { row: store.QueueRow; results: store.ResultRow[] }[] = []
    for (const row of rows) {
      const applied = appliedAt(definitions, asset, row.kind, row.begin)
      const versions = applied.map(({ definition, version }) => `${definition.id} ${version}`).join()
      const subject = subjects.get(versions) ?? subjectFor(plan, applied, await seriesFor(reach, plan, applied))
      subjects.set(versions, subject)
      const window = windows.at(row.kind, row.begin.getTime() * MICROS_PER_MS)
      const all = await tellFromHistory(history, reach.tenant, subject, window)
      const toldAt = dateOf(clock.now())
      told.push({ row, results: all.map((one) => rowOf(row, one, toldAt)) })
    }
    await tenants.within(reach, async (tx) => {
      await store.putResults(tx, asset, told)
      for (const { row } of told) await store.done(tx, row)
    })
  }

  /** Nothing ended, came late or was changed since it was last asked. */
  const isQuiet = async (tenant: TenantId, asset: string, unit: UnitTold): Promise<boolean> => {
    if (late.has(asset) || clock.now() - GRACE >= unit.next) return false
    return (await production.changesSince({ tenant }, asset, unit.change)).length === 0
  }

  const tell = async (tenant: TenantId): Promise<void> => {
    const listened = new Map<number, { asset: string; until: Micros }[]>()
    const units = new Map<string, UnitTold>()
    for (const { asset } of await production.units({ tenant })) {
      const before = asked.get(tenant)?.get(asset)
      const unit = before && (await isQuiet(tenant, asset, before)) ? before : await ask(tenant, asset)
      units.set(asset, unit)
      for (const one of unit.series) listened.set(one, [...(listened.get(one) ?? []), { asset, until: unit.until }])
    }
    asked.set(tenant, units)
    late.listen(tenant, listened)
    while (await work(tenant));
  }

  const round = async (): Promise<void> => {
    for (const tenant of known) {
      if (closed) return
      try {
        await tell(tenant)
      } catch (thrown) {
        log.error('KPIs could not be told', { tenant, fault: sayFault(thrown) })
      }
    }
  }

  const next = (): void => {
    if (closed) return
    timer = clock.after(EVERY_MS, () => {
      running = running.then(round)
      void running.then(next)
    })
  }
  next()

  const kpiOf = async (tx: TenantTx, key: string): Promise<KpiDefinition> => {
    const own = (await store.allDefinitions(tx)).findLast((row) => row.key === key)
    const found = iso22400.find(({ id }) => id === key) ?? own?.content
    if (!found) throw new Fault('kpis.unknown', { key })
    return found
  }

  const rangeOf = ({ from, to }: { from: string; to: string }): { from: Date; to: Date } => {
    const read = (text: string): number | undefined => (/^-?\d+$/.test(text) ? Number(text) : microsOf(text))
    const range = { from: read(from), to: read(to) }
    if (range.from === undefined || range.to === undefined || !(range.from < range.to))
      throw new Fault('kpis.range_malformed', { most: MOST, seen: `${from} to ${to}` })
    return { from: dateOf(range.from), to: dateOf(range.to) }
  }

  const readRows = async (
    tx: TenantTx,
    assetIds: readonly string[],
    query: { key: string; kind: WindowKind; from: string; to: string },
  ) => {
    const rows = await store.read(
      tx,
      { assets: assetIds, key: query.key, kind: query.kind, ...rangeOf(query) },
      MOST + 1,
    )
    if (rows.length > MOST) throw new Fault('kpis.range_malformed', { most: MOST, seen: 'more' })
    return rows
  }

  return {
    definitions: (reach) =>
      tenants.within(reach, async (tx) => [
        ...iso22400.map((content) => ({
          key: content.id,
          version: 1,
          content: structuredClone(content) as Definition['content'],
        })),
        ...(await store.allDefinitions(tx)).map(definitionView),
      ]),

    async define(reach, { content, bindings, validFrom }, actor) {
      const definition = content as KpiDefinition
      if (iso22400.some(({ id }) => id === definition.id)) throw new Fault('kpis.key_taken', { key: definition.id })
      const { measures, reads } = compileKpi(definition, new TextNumbers())
      for (const [asset, { points, constants = {} }] of Object.entries(bindings)) {
        await assets.asset(reach, asset)
        await assets.numbered(reach, Object.values(points))
        for (const name of [...measures.flatMap((measure) => measure.points)])
          if (!(name in points)) throw new Fault('kpi.input_unbound', { definition: definition.id, input: name })
        for (const { reading } of reads)
          if (reading.from === 'constant' && !(reading.name in constants))
            throw new Fault('kpi.input_unbound', { definition: definition.id, input: reading.name })
      }
      const at = dateOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
      return tenants.within(reach, async (tx) => {
        const version = await store.nextVersion(tx, definition.id)
        const by = { kind: actor.kind, id: actor.id, name: actor.name }
        const row = {
          id: newId(at.getTime()),
          tenant: tx.tenant,
          key: definition.id,
          version,
          content: definition,
          bindings,
          validFrom: new Date(validFrom),
          by,
          at,
        }
        const older = (await store.allDefinitions(tx)).filter(({ key }) => key === definition.id)
        await store.addDefinition(tx, row)
        const touched = [...older, row]
        for (const asset of new Set(touched.flatMap((one) => Object.keys(one.bindings)))) {
          const told = await store.toldOf(tx, asset)
          if (!told) continue
          const plan = await production.plan(reach, asset, told.since, told.until)
          const [from, until] = [Math.max(row.validFrom.getTime(), told.since.getTime()), told.until.getTime()]
          const kindsOf = new Set(touched.flatMap((one) => one.content.windows))
          const windows = [
            ...windowsIn(windowsOf(plan), from * MICROS_PER_MS, until * MICROS_PER_MS, until * MICROS_PER_MS),
          ]
          const anew = windows.filter(({ kind, begin }) => kindsOf.has(kind) && begin >= row.validFrom)
          await store.enqueue(
            tx,
            anew.map((named) => ({ ...named, tenant: tx.tenant, asset, why: 'definition', askedAt: at })),
          )
        }
        asked.delete(tx.tenant)
        const detail: Record<string, Json> = { version, formula: definition.formula, validFrom }
        await audit.record(tx, {
          actor,
          action: 'kpi.defined',
          target: { kind: 'kpi', id: row.id, name: definition.id },
          detail,
        })
        return definitionView(row)
      })
    },

    results: (reach, query) =>
      tenants.within(reach, async (tx) => {
        await kpiOf(tx, query.key)
        return (await readRows(tx, [query.asset], query)).map(resultView)
      }),

    together: (reach, query) =>
      tenants.within(reach, async (tx) => {
        const program = compileKpi(await kpiOf(tx, query.key), new TextNumbers())
        const rows = await readRows(tx, await store.unitsBelow(tx, query.below), query)
        const byWindow = Map.groupBy(rows, ({ begin, end }) => `${begin.getTime()} ${end.getTime()}`)
        return [...byWindow.values()].map((parts) => togetherView(parts, workOutTogether(program, parts.map(partOf))))
      }),

    async over(reach, key, span) {
      const { definition, units } = await tenants.within(reach, async (tx) => ({
        definition: await kpiOf(tx, key),
        units: await unitsAt(tx, span.asset),
      }))
      const windows = new Map<string, Windows>()
      for (const unit of units)
        windows.set(unit, windowsOf(await production.plan(reach, unit, dateOf(span.from), dateOf(span.to))))
      return tenants.within(reach, (tx) => valueOver(tx, definition, windows, span))
    },

    progress: (reach) =>
      tenants.within(reach, async (tx) => {
        const rows = await store.progress(tx)
        const oldest = rows.flatMap((row) => (row.oldest ? [new Date(row.oldest).getTime()] : []))
        return {
          waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
          why: Object.fromEntries(rows.map((row) => [row.why, row.waiting])),
          ...(oldest.length > 0 ? { oldest: new Date(Math.min(...oldest)).toISOString() } : {}),
        }
      }),

    heard: (tenant, batch) => late.heard(tenant, batch),
    async tell(tenant) {
      const turn = running.then(() => tell(tenant))
      // The next in turn begins whether this one failed or not; whoever asked hears of it.
      running = turn.catch(() => undefined)
      await turn
    },
    begin(tenant) {
      known.add(tenant)
    },
    async close() {
      closed = true
      timer?.cancel()
      await running
    },
  }
}
