import { isDeepStrictEqual } from 'node:util'
import {
  compileKpi,
  iso22400,
  type KpiDefinition,
  TextNumbers,
  type WindowKind,
  type Windows,
  workOutTogether,
} from '@millrace/compute'
import {
  areCommensurable,
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  microsOf,
  newId,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { KpiBook } from '../../live/needs.ts'
import type { AssetService, Point } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { ProductionService } from '../production/index.ts'
import { dateOf, windowsIn } from './affected.ts'
import { type HistoryProgress, UnitBook } from './book.ts'
import './faults.ts'
import { type Span, type Told, unitsAt, valueOver } from './over.ts'
import { readsOf } from './reads.ts'
import { Rounds } from './rounds.ts'
import type {
  Bindings,
  Checked,
  CheckRequest,
  Definition,
  DefinitionRequest,
  KpiResult,
  Progress,
  ResultQuery,
  Together,
  TogetherQuery,
} from './schema.ts'
import * as store from './store.ts'
import { windowsOf } from './telling.ts'
import { Units } from './units.ts'
import { definitionView, partOf, resultView, togetherView } from './view.ts'

/** Windows in an answer. */
const MOST = 5_000

export interface KpiService extends Closable {
  /** Of ISO 22400-2, and every version of the organisation's own. */
  definitions(reach: Reach): Promise<Definition[]>
  /** A new version. Throws what the definition is refused for, `kpis.key_taken`, `assets.asset_unknown`, `assets.point_unknown`. */
  define(reach: Reach, request: DefinitionRequest, actor: Actor): Promise<Definition>
  /** Whether an asset can be bound so. Throws as {@link KpiService.define}, but for the key. */
  mustBind(reach: Reach, content: Definition['content'], bindings: Bindings): Promise<void>
  /**
   * Binds one asset, or with null binds it no more, within a transaction of another module: a new version with this content and all
   * other bindings as they are. Undefined where it is so already.
   */
  bindIn(tx: TenantTx, asked: AssetBinding, actor: Actor): Promise<Definition | undefined>
  /**
   * Versions that apps made which are no more go, where they changed nothing in the end: nothing is bound by them, or all is as the last
   * version says that stays. `staying`: apps that are there.
   */
  forgetIn(tx: TenantTx, staying: readonly string[], actor: Actor): Promise<void>
  /** What a definition reads. Throws what it is refused for. */
  check(request: CheckRequest): Checked
  /** Throws `kpis.unknown`, `kpis.range_malformed`. */
  results(reach: Reach, query: ResultQuery): Promise<KpiResult[]>
  /** Of all work units below an asset, summed by what adds up. Throws as above. */
  together(reach: Reach, query: TogetherQuery): Promise<Together[]>
  /** What a KPI was over a time of one's own; undefined where it was not. Throws `kpis.unknown`. */
  over(reach: Reach, key: string, span: Span): Promise<Told | undefined>
  progress(reach: Reach): Promise<Progress>
  /** Asks which windows are to be told, and tells them. By itself every ten seconds, and soon after windows ended, too. */
  tell(tenant: TenantId): Promise<void>
  /** Gives live computing the work units, and takes what it tells of them. */
  readonly book: KpiBook
  begin(tenant: TenantId): void
}

/** How one asset is told a KPI. */
export interface AssetBinding {
  readonly content: Definition['content']
  readonly asset: string
  readonly binding: Bindings[string] | null
  /** ISO 8601: windows that begin from then on. */
  readonly validFrom: string
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered' | 'withSeries' | 'leans'>
  readonly production: Pick<ProductionService, 'units' | 'plan' | 'planIn' | 'changesSince' | 'countChanges'>
  readonly history: Pick<HistoryStore, 'raw'>
  readonly progress: HistoryProgress
  readonly latest: Pick<LatestValues, 'read'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** A point without a unit is believed to tell that of the input. Throws `kpis.point_unfit`. */
function mustFit({ id, inputs }: KpiDefinition, name: string, { unit: seen, name: point }: Point): void {
  const unit = inputs?.[name]?.unit
  if (unit !== undefined && seen !== undefined && !areCommensurable(unit, seen))
    throw new Fault('kpis.point_unfit', { definition: id, input: name, unit, point, seen })
}

export function createKpis(needs: Needs): KpiService {
  const { tenants, assets, production, audit, clock } = needs
  assets.leans(store.usesOf)
  const units = new Units(needs)
  const book: UnitBook = new UnitBook({ ...needs, units, arrived: (tenant) => rounds.soon(tenant) })
  const rounds = new Rounds({ ...needs, units, book })

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

  const mustBind: KpiService['mustBind'] = async (reach, content, bindings) => {
    const definition = content as KpiDefinition
    if (iso22400.some(({ id }) => id === definition.id)) throw new Fault('kpis.key_taken', { key: definition.id })
    const { measures, reads } = compileKpi(definition, new TextNumbers())
    for (const [asset, { points, constants = {} }] of Object.entries(bindings)) {
      await assets.asset(reach, asset)
      const names = Object.keys(points)
      const found = await assets.numbered(reach, Object.values(points))
      found.forEach(({ point }, i) => {
        mustFit(definition, names[i]!, point)
      })
      for (const name of measures.flatMap((measure) => measure.points))
        if (!(name in points) && !(name in constants))
          throw new Fault('kpi.input_unbound', { definition: definition.id, input: name })
      for (const { reading } of reads)
        if (reading.from === 'constant' && !(reading.name in constants))
          throw new Fault('kpi.input_unbound', { definition: definition.id, input: reading.name })
    }
  }

  const defineIn = async (
    tx: TenantTx,
    { content, bindings, validFrom }: DefinitionRequest,
    actor: Actor,
  ): Promise<Definition> => {
    const definition = content as KpiDefinition
    const at = dateOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
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
      const plan = await production.planIn(tx, asset, told.since, told.until)
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
    rounds.forget(tx.tenant)
    const detail: Record<string, Json> = { version, formula: definition.formula, validFrom }
    await audit.record(tx, {
      actor,
      action: 'kpi.defined',
      target: { kind: 'kpi', id: row.id, name: definition.id },
      detail,
    })
    return definitionView(row)
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

    async define(reach, request, actor) {
      await mustBind(reach, request.content, request.bindings)
      return tenants.within(reach, (tx) => defineIn(tx, request, actor))
    },

    mustBind,

    async bindIn(tx, { content, asset, binding, validFrom }, actor) {
      await store.takeKey(tx, content.id)
      const newest = (await store.allDefinitions(tx)).findLast(({ key }) => key === content.id)
      const { [asset]: before, ...others } = newest?.bindings ?? {}
      if (binding === null && !before) return undefined
      if (newest && isDeepStrictEqual(newest.content, content) && isDeepStrictEqual(before, binding ?? undefined))
        return undefined
      return defineIn(tx, { content, bindings: binding ? { ...others, [asset]: binding } : others, validFrom }, actor)
    },

    async forgetIn(tx, staying, actor) {
      for (const [key, versions] of Map.groupBy(await store.allDefinitions(tx), (row) => row.key)) {
        const last = versions.findLast(({ by }) => by.kind !== 'app' || staying.includes(by.id))
        const newest = versions.at(-1)!
        const isAsBefore = last
          ? isDeepStrictEqual([newest.content, newest.bindings], [last.content, last.bindings])
          : Object.keys(newest.bindings).length === 0
        if (newest === last || !isAsBefore) continue
        await store.takeKey(tx, key)
        await store.dropVersions(tx, key, last?.version)
        rounds.forget(tx.tenant)
        await audit.record(tx, {
          actor,
          action: 'kpi.removed',
          target: { kind: 'kpi', id: newest.id, name: key },
          detail: { versions: newest.version - (last?.version ?? 0) },
        })
      }
    },

    check: ({ content }) => readsOf(content as KpiDefinition),

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

    book,
    tell: (tenant) => rounds.tell(tenant),
    begin: (tenant) => rounds.begin(tenant),
    close: () => rounds.close(),
  }
}
