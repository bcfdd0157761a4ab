import { isDeepStrictEqual } from 'node:util'
import { checkFormulaOf, type DerivedDefinition, DerivedProgram, type ValueType } from '@millrace/compute'
import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  type Micros,
  microsOf,
  Status,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { DerivedBook } from '../../live/needs.ts'
import type { AssetService, Point } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { type Bring, PointBook } from './book.ts'
import './faults.ts'
import { definitionOf, dependentsOf, type Formula, namesOf, type Plant } from './plan.ts'
import { previewOf } from './preview.ts'
import { type HistoryProgress, Rounds } from './rounds.ts'
import type { Derived, DerivedChange, DerivedQuery, DerivedRequest, Preview, PreviewRequest } from './schema.ts'
import * as store from './store.ts'
import { derivedView } from './view.ts'

const DAY: Micros = 86_400_000_000
/** A point is worked out back over so many days at most. */
const MOST_BACK = 800
const PREVIEW_HOURS = 1
/** A point that is not there yet. */
const NONE = ''

export interface DerivedService extends Closable {
  list(reach: Reach, query: DerivedQuery): Promise<Derived[]>
  /**
   * A new point of an asset. Throws `derived.*`, `expression.*`, `assets.asset_unknown`, `assets.point_unknown`,
   * `assets.name_taken`, `assets.retired`, `quotas.exceeded`.
   */
  define(reach: Reach, request: DerivedRequest, actor: Actor): Promise<Derived>
  /** Throws as {@link DerivedService.define}, and `derived.unknown`. */
  change(reach: Reach, id: string, change: DerivedChange, actor: Actor): Promise<Derived>
  /** It is worked out no more; the point stays, with its history. Throws `derived.unknown`, `derived.used`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Works it out from a moment on. Throws `derived.unknown`, `derived.back_range`. */
  workBack(reach: Reach, id: string, from: string, actor: Actor): Promise<Derived>
  /** What a formula gives over the last hours; nothing is kept. Throws as {@link DerivedService.define}. */
  preview(reach: Reach, request: PreviewRequest): Promise<Preview>
  /** Works out what waits for the history. By itself every ten seconds, and soon after something came late. */
  tell(tenant: TenantId): Promise<void>
  /** Points have another type, unit or series; after the commit. */
  pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void>
  /** Gives live computing the derived points, and takes what it tells of them. */
  readonly book: DerivedBook
  begin(tenant: TenantId): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<
    AssetService,
    'asset' | 'numbered' | 'find' | 'findIn' | 'keepOwn' | 'speaks' | 'spoken' | 'leans' | 'takeTurn' | 'forget'
  >
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly progress: HistoryProgress
  readonly latest: Pick<LatestValues, 'read'>
  readonly quotas: Pick<QuotaService, 'keepWithin' | 'query'>
  readonly audit: AuditTrail
  readonly bring: Bring
  /** A derived point has another type or unit, after the commit. */
  readonly otherwise: (tenant: TenantId, point: string) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

const contentOf = ({ formula, inputs, gap }: store.DerivedRow) => ({ formula, inputs, gap })

type Content = Pick<DerivedChange, 'formula' | 'inputs' | 'unit' | 'gap'>

/** What a formula gives. Throws `expression.*`, `derived.text`. */
function givenBy({ formula, inputs, unit }: Content, plant: Plant): ValueType {
  const names = namesOf({ inputs }, plant)
  if (unit !== undefined) return checkFormulaOf({ formula, names }, { type: 'number', unit }).type
  const { type } = checkFormulaOf({ formula, names })
  if (type.type === 'text') throw new Fault('derived.text')
  return type
}

export function createDerived(needs: Needs): DerivedService {
  const { tenants, assets, history, quotas, audit, clock } = needs
  const book: PointBook = new PointBook({ ...needs, waits: (tenant) => rounds.soon(tenant) })
  const rounds = new Rounds({ ...needs, book })

  assets.leans(store.usesOf)
  assets.speaks('derived', async (tx) => (await store.everyRow(tx)).map(({ point }) => point))

  const backTo = (from: string): Micros => {
    const at = microsOf(from)
    const now = clock.now()
    if (at === undefined || at > now || now - at > MOST_BACK * DAY)
      throw new Fault('derived.back_range', { days: MOST_BACK, seen: from })
    return at
  }

  /** A formula among those that are there, as it would be; with every definition that rests on it. Throws what it is refused for. */
  const planned = async (
    { tx, shown }: { readonly tx: TenantTx; readonly shown: ReadonlySet<string> | undefined },
    rows: readonly store.DerivedRow[],
    id: string,
    { name, asset, ...content }: Content & { readonly name: string; readonly asset: string },
  ): Promise<{ given: ValueType; definition: DerivedDefinition; dependents: string[] }> => {
    const find = (ids: readonly string[]) => assets.findIn(tx, ids)
    const known = await book.plant(tx.tenant, rows, find)
    const inputIds = content.inputs.map(({ point }) => point)
    const points = new Map([...known.points, ...(await book.points(tx.tenant, inputIds, find))])
    const { formula, inputs, gap = null } = content
    const candidate: Formula = { point: id, series: known.formulas.get(id)?.series ?? 0, formula, inputs, gap }
    const formulas = new Map<string, Formula>([...known.formulas, [id, candidate]])
    const before = points.get(id)
    const blank = { id, name, assetId: asset, path: [], writable: false }
    // Its own type is not known yet; where it rests on itself that is said first.
    points.set(id, before ?? { point: { ...blank, type: 'double' as const }, series: 0 })
    definitionOf(id, { formulas, points, shown })
    const given = givenBy(content, { formulas, points })
    const { unit } = given
    const type = given.type === 'boolean' ? ('boolean' as const) : ('double' as const)
    points.set(id, { point: { ...blank, type, ...(unit === undefined ? {} : { unit }) }, series: candidate.series })
    const plant = { formulas, points, shown }
    const definition = definitionOf(id, plant)
    new DerivedProgram(definition)
    const dependents = dependentsOf(id, formulas)
    // What is broken already is not made worse.
    const broken = new Set(rows.flatMap((row) => (row.broken ? [row.point] : [])))
    for (const one of dependents) if (!broken.has(one)) new DerivedProgram(definitionOf(one, plant))
    return { given, definition, dependents }
  }

  /** Whose names may be told to whoever asks; undefined where they see the whole organisation. */
  const shownTo = async (reach: Reach): Promise<ReadonlySet<string> | undefined> =>
    reach.below && new Set((await views(reach, () => true)).map(([{ id }]) => id))

  const seen = (reach: Reach, { inputs }: Content): Promise<unknown> =>
    assets.numbered(reach, [...new Set(inputs.map(({ point }) => point))])

  const keep = async (
    reach: Reach,
    { id, asset, ...change }: DerivedChange & { readonly id?: string; readonly asset: string },
    actor: Actor,
  ): Promise<string> => {
    const { tenant } = reach
    const from = change.from === undefined ? undefined : backTo(change.from)
    const shown = await shownTo(reach)
    const { kept, dependents } = await tenants.within({ tenant }, async (tx) => {
      await assets.takeTurn(tx)
      const rows = await store.everyRow(tx)
      const before = rows.find((row) => row.point === id)
      if (id !== undefined && !before) throw new Fault('derived.unknown', { id })
      const { given, dependents } = await planned({ tx, shown }, rows, id ?? NONE, {
        ...change,
        asset,
        name: change.name.en,
      })
      const kept = await assets.keepOwn(tx, {
        ...(id === undefined ? { spoken: await assets.spoken(tx, 'derived') } : { id }),
        asset,
        name: change.name.en,
        type: given.type === 'boolean' ? 'boolean' : 'double',
        unit: given.unit === '1' ? undefined : given.unit,
        description: change.name.zh,
      })
      if (id === undefined && rows.some((row) => row.point === kept.id))
        throw new Fault('derived.exists', { name: change.name.en })
      if (kept.isNew) await quotas.keepWithin(tx, 'points')
      const { formula, inputs, gap = null, name } = change
      const by = { kind: actor.kind, id: actor.id, name: actor.name }
      const told = { formula, inputs, gap }
      const fresh = { print: null, since: null, backTo: null, broken: null }
      const stands = before ?? { ...fresh, point: kept.id, tenant }
      await store.keepRow(tx, {
        ...stands,
        ...told,
        name,
        series: kept.series,
        by,
        at: new Date(Math.floor(clock.now() / MICROS_PER_MS)),
      })
      // Another name alone changes nothing that was worked out.
      const isSame = before && isDeepStrictEqual(told, contentOf(before)) && !kept.isOther && from === undefined
      if (!isSame) await store.restart(tx, [kept.id, ...dependents], from)
      const detail: Record<string, Json> = { formula, ...(before ? { before: before.formula } : {}) }
      const action = id === undefined ? 'derived.defined' : 'derived.changed'
      await record(tx, actor, action, { id: kept.id, name: name.en }, detail)
      return { kept, dependents }
    })
    assets.forget()
    await book.changed(tenant)
    if (kept.isOther) for (const one of [kept.id, ...dependents]) await needs.otherwise(tenant, one)
    return kept.id
  }

  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    point: { readonly id: string; readonly name: string },
    detail: Record<string, Json>,
  ) => audit.record(tx, { actor, action, target: { kind: 'point', ...point }, detail })

  const views = async (reach: Reach, wanted: (row: store.DerivedRow) => boolean): Promise<[Derived, Point][]> => {
    const { rows, back } = await tenants.within(reach, async (tx) => ({
      rows: (await store.everyRow(tx)).filter(wanted),
      back: await store.backOf(tx),
    }))
    const ids = new Set(rows.flatMap((row) => [row.point, ...row.inputs.map(({ point }) => point)]))
    const found = await assets.find(reach, [...ids])
    return rows.flatMap((row): [Derived, Point][] => {
      const own = found.get(row.point)
      if (!own || own === 'several') return []
      const stretch = back.find((one) => one.point === row.point)
      return [[derivedView(row, own.point, found, stretch), own.point]]
    })
  }

  const one = async (reach: Reach, id: string): Promise<Derived> => {
    const [found] = await views(reach, ({ point }) => point === id)
    if (!found) throw new Fault('derived.unknown', { id })
    return found[0]
  }

  return {
    async list(reach, { asset }) {
      const below = asset === undefined ? [] : (await assets.asset(reach, asset)).path
      const all = await views(reach, () => true)
      return all.flatMap(([view, { path }]) => (below.every((name, depth) => path[depth] === name) ? [view] : []))
    },

    async define(reach, request, actor) {
      await assets.asset(reach, request.asset)
      await seen(reach, request)
      return one(reach, await keep(reach, request, actor))
    },

    async change(reach, id, change, actor) {
      const { asset } = await one(reach, id)
      await seen(reach, change)
      return one(reach, await keep(reach, { ...change, id, asset }, actor))
    },

    async remove(reach, id, actor) {
      await one(reach, id)
      const { tenant } = reach
      const shown = await shownTo(reach)
      const nameTo = ({ point, name }: store.DerivedRow): string => (shown && !shown.has(point) ? '…' : name.en)
      const series = await tenants.within({ tenant }, async (tx) => {
        await assets.takeTurn(tx)
        const rows = await store.everyRow(tx)
        const row = rows.find(({ point }) => point === id)
        if (!row) throw new Fault('derived.unknown', { id })
        const users = rows.filter(({ inputs }) => inputs.some(({ point }) => point === id))
        if (users.length > 0) throw new Fault('derived.used', { by: users.map(nameTo).join(', ') })
        await store.removeRow(tx, id)
        await record(tx, actor, 'derived.removed', { id, name: row.name.en }, { formula: row.formula })
        return row.series
      })
      await book.changed(tenant)
      await book.tellBad(tenant, series, Status.BadOutOfService)
    },

    async workBack(reach, id, from, actor) {
      const { name } = await one(reach, id)
      const at = backTo(from)
      await tenants.within({ tenant: reach.tenant }, async (tx) => {
        await store.askBack(tx, id, at)
        await record(tx, actor, 'derived.worked_back', { id, name: name.en }, { from: isoOf(at) })
      })
      await book.changed(reach.tenant)
      rounds.soon(reach.tenant)
      return one(reach, id)
    },

    async preview(reach, request) {
      const { tenant } = reach
      await seen(reach, request)
      const { point = NONE, hours = PREVIEW_HOURS } = request
      if (point !== NONE) await one(reach, point)
      const shown = await shownTo(reach)
      const { given, definition } = await tenants.within({ tenant }, async (tx) =>
        planned({ tx, shown }, await store.everyRow(tx), point, { ...request, asset: '', name: '…' }),
      )
      return quotas.query(tenant, () => previewOf({ history, tenant, definition, given, to: clock.now(), hours }))
    },

    tell: (tenant) => rounds.tell(tenant),
    pointsChanged: (tenant, points) => book.pointsChanged(tenant, points),
    book,
    begin: (tenant) => rounds.begin(tenant),
    close: () => rounds.close(),
  }
}
