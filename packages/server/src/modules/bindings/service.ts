import { isDeepStrictEqual } from 'node:util'
import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  type Micros,
  microsOf,
  newId,
  Status,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { ModelHost } from '@millrace/runtime'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { ModelBook } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { Tell } from '../events/index.ts'
import type { MechanismService, StoredVersion } from '../mechanisms/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import type { ThingService } from '../things/index.ts'
import { BindingBook, type Bring } from './book.ts'
import { Canaries } from './canaries.ts'
import { checkBinding, checkFollows } from './checks.ts'
import { ConditionNews } from './condition-news.ts'
import './events.ts'
import './faults.ts'
import { lineageOf } from './lineage.ts'
import { type HistoryProgress, Rounds } from './rounds.ts'
import type {
  Binding,
  BindingChange,
  BindingPreview,
  BindingQuery,
  BindingRequest,
  BoundAsset,
  CalibrationList,
  CalibrationRequest,
  Comparison,
  Lineage,
} from './schema.ts'
import * as store from './store.ts'
import { Switches } from './switches.ts'
import { Targets } from './targets.ts'
import { Versions } from './versions.ts'
import { bindingView, boundView } from './view.ts'
import { Watches } from './watches.ts'
import * as workStore from './work-store.ts'

const DAY: Micros = 86_400_000_000
/** It is worked out back over so many days at most. */
const MOST_BACK = 800
const MOST_SHOWN = 100
/** Assets that came to be of a model or a class are looked for so often. */
const LOOK_MS = 30_000

/** How many bindings run a version. */
interface VersionUse {
  readonly id: string
  readonly version: string
  readonly bindings: number
}

/** Mechanism models that run at assets: bound once, for every asset of a class, as values come. */
export interface BindingService extends Closable {
  list(reach: Reach, query: BindingQuery): Promise<Binding[]>
  /** Throws `bindings.unknown`, as all that follow with the id of a binding. */
  get(reach: Reach, id: string): Promise<Binding>
  assets(reach: Reach, id: string): Promise<BoundAsset[]>
  /** Throws as {@link BindingService.define}. */
  preview(reach: Reach, request: BindingRequest): Promise<BindingPreview>
  /** Throws `bindings.*`, `mechanisms.unknown`, `assets.asset_unknown`, `quotas.exceeded`. */
  define(reach: Reach, request: BindingRequest, actor: Actor): Promise<Binding>
  change(reach: Reach, id: string, change: BindingChange, actor: Actor): Promise<Binding>
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  pause(reach: Reach, id: string, actor: Actor): Promise<Binding>
  resume(reach: Reach, id: string, actor: Actor): Promise<Binding>
  /** A version in the shadow of the one that is in force. */
  startCanary(reach: Reach, id: string, version: string, actor: Actor): Promise<Binding>
  comparison(reach: Reach, id: string): Promise<Comparison>
  endCanary(reach: Reach, id: string, actor: Actor): Promise<Binding>
  /** The canary, or another published version, is in force from now on. */
  promote(reach: Reach, id: string, version: string, actor: Actor): Promise<Binding>
  rollBack(reach: Reach, id: string, actor: Actor): Promise<Binding>
  workBack(reach: Reach, id: string, from: string, actor: Actor): Promise<Binding>
  calibrations(reach: Reach, id: string, asset: string): Promise<CalibrationList>
  /** These parameters hold at this asset from now on; the ones before can be taken up again. */
  calibrate(
    reach: Reach,
    id: string,
    asset: string,
    request: CalibrationRequest,
    actor: Actor,
  ): Promise<CalibrationList>
  lineage(reach: Reach, query: { readonly point: string; readonly time?: string | undefined }): Promise<Lineage>
  /** How many bindings run each version, or have it in the shadow. */
  used(tenant: TenantId): Promise<readonly VersionUse[]>
  /** Works out what waits for the history. By itself every ten seconds, and soon after something came late. */
  tell(tenant: TenantId): Promise<void>
  /** Assets are of another thing model, or bound otherwise; after the commit. By itself every 30 s. */
  follow(tenant: TenantId): Promise<void>
  /** Points have another type, unit or series; after the commit. */
  pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void>
  /** Gives live computing the rows that it is to make, and takes them. */
  readonly book: ModelBook
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<
    AssetService,
    | 'asset'
    | 'numbered'
    | 'find'
    | 'keepOwn'
    | 'leans'
    | 'speaks'
    | 'spoken'
    | 'takeTurn'
    | 'forget'
    | 'withPointsBelow'
  >
  readonly things: Pick<ThingService, 'assetsOf' | 'pointsOf'>
  readonly equipment: Pick<EquipmentService, 'assetsOf'>
  readonly mechanisms: Pick<MechanismService, 'stored'>
  readonly host: Pick<ModelHost, 'run'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly progress: HistoryProgress
  readonly latest: Pick<LatestValues, 'read'>
  readonly quotas: Pick<QuotaService, 'keepWithin'>
  readonly audit: AuditTrail
  readonly events: Tell
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
}

export function createBindings(needs: Needs): BindingService {
  const { tenants, assets, audit, clock, log } = needs
  const watch = new Watches()
  const versions = new Versions(needs.mechanisms)
  const targets = new Targets(needs)
  const book: BindingBook = new BindingBook({ ...needs, versions, watch, waits: (tenant) => rounds.soon(tenant) })
  const rounds = new Rounds({ ...needs, book })
  const canaries = new Canaries({ ...needs, versions, book })
  const switches = new Switches({ ...needs, book, canaries, watch })
  const begun = new Set<TenantId>()
  let looking: Promise<void> = Promise.resolve()
  const timer = clock.every(LOOK_MS, () => {
    looking = looking.then(look)
  })

  const news = new ConditionNews({ tenants, events: needs.events, watch })

  async function look(): Promise<void> {
    await news
      .look(begun)
      .catch((thrown: unknown) => log.warn('conditions of models not told', { fault: sayFault(thrown) }))
    for (const tenant of begun) await follow(tenant)
  }

  /** Assets come to be of a model or a class, and are no more. What fails is tried again. */
  async function follow(tenant: TenantId): Promise<void> {
    try {
      if (!(await retarget(tenant))) return
      assets.forget()
      await book.changed(tenant)
    } catch (thrown) {
      log.warn('assets of bindings not looked at', { tenant, fault: sayFault(thrown) })
    }
  }

  async function retarget(tenant: TenantId): Promise<boolean> {
    const rows = (await tenants.within(tenant, store.everyBinding)).filter(({ target }) => !target.assets)
    let isOther = false
    for (const { id, mechanism, version } of rows) {
      const { model } = await versions.get(tenant, mechanism, version)
      isOther =
        (await tenants.within(tenant, async (tx) => {
          await assets.takeTurn(tx)
          const row = await store.bindingById(tx, id)
          if (!row) return false
          const planned = await targets.plan(tx, row, model.manifest)
          return targets.apply(tx, row, { planned, manifest: model.manifest })
        })) || isOther
    }
    return isOther
  }

  const must = async (tx: TenantTx, id: string): Promise<store.BindingRow> => {
    const row = await store.bindingById(tx, id)
    if (!row) throw new Fault('bindings.unknown', { id })
    return row
  }

  const published = async ({ tenant }: Reach, mechanism: string, version: string): Promise<StoredVersion> => {
    const stored = await needs.mechanisms.stored({ tenant }, { id: mechanism, version })
    if (stored.stage !== 'published')
      throw new Fault('bindings.not_published', { version, model: stored.name, stage: stored.stage })
    return stored
  }

  const backTo = (from: string): Micros => {
    const at = microsOf(from)
    const now = clock.now()
    if (at === undefined || at > now || now - at > MOST_BACK * DAY)
      throw new Fault('bindings.back_range', { days: MOST_BACK, seen: from })
    return at
  }

  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    { id, name }: Pick<store.BindingRow, 'id' | 'name'>,
    detail: Record<string, Json> = {},
  ) => audit.record(tx, { actor, action, target: { kind: 'binding', id, name: name.en }, detail })

  const views = async (reach: Reach, wanted: (row: store.BindingRow) => boolean): Promise<Binding[]> => {
    const { rows, bound } = await tenants.within(reach, async (tx) => ({
      rows: (await store.everyBinding(tx)).filter(wanted),
      bound: Map.groupBy(await store.everyBound(tx), ({ binding }) => binding),
    }))
    return Promise.all(
      rows.map(async (row) => {
        const { model } = await versions.get(reach.tenant, row.mechanism, row.version)
        const own = bound.get(row.id) ?? []
        return bindingView(row, model.manifest, {
          assets: own.length,
          broken: own.filter(({ broken }) => broken).length,
          conditions: own.reduce((sum, { number }) => sum + watch.conditions(number).length, 0),
        })
      }),
    )
  }

  const one = async (reach: Reach, id: string): Promise<Binding> => {
    const [found] = await views(reach, (row) => row.id === id)
    if (!found) throw new Fault('bindings.unknown', { id })
    return found
  }

  /** Whoever changes a binding sees every asset that it runs at, and none comes to it elsewhere. */
  const mine = async (reach: Reach, id: string): Promise<Binding> => {
    const binding = await one(reach, id)
    if (!reach.below) return binding
    const rows = await tenants.within({ tenant: reach.tenant }, (tx) => store.everyBound(tx, id))
    if (!binding.target.assets || rows.length > binding.assets)
      throw new Fault('bindings.elsewhere', { name: binding.name.en })
    return binding
  }

  /** Whoever binds an asset or a point sees it. */
  const seen = async (reach: Reach, { name, target, inputs, measured = {} }: BindingChange): Promise<void> => {
    if (reach.below && !target.assets) throw new Fault('bindings.elsewhere', { name: name.en })
    if (reach.below) for (const id of target.assets ?? []) await assets.asset(reach, id)
    const points = Object.values({ ...inputs, ...measured }).flatMap(({ point }) => point ?? [])
    await assets.numbered(reach, points)
  }

  const personOf = ({ kind, id, name }: Actor) => ({ kind, id, name })
  const nowDate = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  const boundOf = async (reach: Reach, id: string, asset: string) => {
    const { binding, row } = await tenants.within(reach, async (tx) => ({
      binding: await must(tx, id),
      row: (await store.everyBound(tx, id)).find((each) => each.asset === asset),
    }))
    if (!row) throw new Fault('bindings.asset_not_bound', { name: binding.name.en, id: asset, binding: id })
    return { binding, row }
  }

  const calibrationList = async (reach: Reach, row: store.BoundRow): Promise<CalibrationList> => {
    const rows = await tenants.within(reach, (tx) => store.calibrationsOf(tx, row.number))
    return {
      items: rows.map(({ number, parameters, study, comment, by, at }) => ({
        number,
        parameters: { ...parameters },
        ...(study === null ? {} : { study }),
        ...(comment === null ? {} : { comment }),
        by,
        at: at.toISOString(),
        inForce: number === row.calibration,
      })),
    }
  }

  /** Something about a binding, in a transaction, with what holds of it afterwards. */
  const changed = async (
    reach: Reach,
    id: string,
    run: (tx: TenantTx, row: store.BindingRow) => Promise<void>,
  ): Promise<Binding> => {
    await mine(reach, id)
    await tenants.within({ tenant: reach.tenant }, async (tx) => run(tx, await must(tx, id)))
    await book.changed(reach.tenant)
    return one(reach, id)
  }

  return {
    async list(reach, { mechanism, asset }) {
      const at =
        asset === undefined
          ? undefined
          : new Set(
              (await tenants.within(reach, (tx) => store.everyBound(tx))).flatMap((row) =>
                row.asset === asset ? [row.binding] : [],
              ),
            )
      return views(
        reach,
        (row) => (mechanism === undefined || row.mechanism === mechanism) && (at?.has(row.id) ?? true),
      )
    },

    get: one,

    async assets(reach, id) {
      const { binding, rows, back, calibrations } = await tenants.within(reach, async (tx) => ({
        binding: await must(tx, id),
        rows: await store.everyBound(tx, id),
        back: await workStore.backOf(tx),
        calibrations: await store.everyCalibration(tx),
      }))
      const { model } = await versions.get(reach.tenant, binding.mechanism, binding.version)
      const ids = rows.flatMap(({ inputs }) => Object.values(inputs).flatMap(({ point }) => point ?? []))
      // Names of points are told to whoever may see them.
      const points = await book.points(reach.tenant, [...new Set(ids)], reach)
      const ofRows = rows.map(({ asset }) => asset)
      const places = await tenants.within(reach, (tx) => assets.withPointsBelow(tx, ofRows))
      return rows.map((row) =>
        boundView(row.asset, model.manifest, {
          path: places.get(row.asset)?.path ?? [],
          inputs: row.inputs,
          parameters: { ...binding.parameters, ...row.parameters },
          points,
          row,
          calibration: calibrations.find((each) => each.bound === row.number && each.number === row.calibration),
          last: book.last(row.number),
          back: back.find(({ bound }) => bound === row.number),
          conditions: watch.conditions(row.number),
        }),
      )
    },

    async preview(reach, request) {
      const { model } = await published(reach, request.mechanism, request.version)
      checkBinding(model.manifest, request)
      await seen(reach, request)
      const wanted = { ...request, measured: request.measured ?? {} }
      const planned = await tenants.within({ tenant: reach.tenant }, (tx) => targets.plan(tx, wanted, model.manifest))
      const ids = planned.flatMap(({ inputs }) => Object.values(inputs).flatMap(({ point }) => point ?? []))
      const points = await book.points(reach.tenant, [...new Set(ids)])
      const all = planned.map(({ asset, path, inputs }) =>
        boundView(asset, model.manifest, {
          path,
          inputs,
          parameters: request.parameters ?? {},
          points,
          conditions: [],
        }),
      )
      const problems = all.filter(({ inputs }) => inputs.some(({ problem }) => problem !== undefined)).length
      return {
        assets: all.slice(0, MOST_SHOWN),
        fit: all.length - problems,
        problems,
        more: Math.max(0, all.length - MOST_SHOWN),
      }
    },

    async define(reach, request, actor) {
      const { mechanism, version, name, target, inputs, outputs, parameters = {}, measured = {} } = request
      const { model } = await published(reach, mechanism, version)
      checkBinding(model.manifest, request)
      await seen(reach, request)
      const from = request.from === undefined ? undefined : backTo(request.from)
      const { tenant } = reach
      const row: store.BindingRow = {
        id: newId(),
        tenant,
        mechanism,
        version,
        name,
        target,
        inputs,
        parameters,
        outputs,
        measured,
        every: request.every ?? null,
        gap: request.gap ?? null,
        paused: false,
        canary: null,
        comparison: null,
        before: null,
        by: personOf(actor),
        at: nowDate(),
      }
      await tenants.within({ tenant }, async (tx) => {
        await assets.takeTurn(tx)
        await store.addBinding(tx, row)
        const planned = await targets.plan(tx, row, model.manifest)
        await targets.apply(tx, row, { planned, manifest: model.manifest })
        if (from !== undefined) await workStore.askBack(tx, row.id, from)
        await record(tx, actor, 'binding.defined', row, { mechanism: model.manifest.id, version })
      })
      assets.forget()
      await book.changed(tenant)
      return one(reach, row.id)
    },

    async change(reach, id, change, actor) {
      const { tenant } = reach
      const { model } = await mine(reach, id)
      const { manifest } = (await versions.get(tenant, model.mechanism, model.version)).model
      checkBinding(manifest, change)
      await seen(reach, change)
      const { name, target, inputs, outputs, parameters = {}, measured = {}, every = null, gap = null } = change
      await book.turn(tenant, async () => {
        await tenants.within({ tenant }, async (tx) => {
          await assets.takeTurn(tx)
          const before = await must(tx, id)
          const told = { name, target, inputs, outputs, parameters, measured, every, gap }
          await store.changeBinding(tx, id, { ...told, by: personOf(actor), at: nowDate() })
          const row = { ...before, ...told }
          const planned = await targets.plan(tx, row, manifest)
          await targets.apply(tx, row, { planned, manifest })
          if (!isDeepStrictEqual(parameters, before.parameters)) await switches.terms(tx, row)
          await record(tx, actor, 'binding.changed', row)
        })
        assets.forget()
        await book.changed(tenant)
      })
      return one(reach, id)
    },

    async remove(reach, id, actor) {
      await mine(reach, id)
      const { tenant } = reach
      const series = await book.turn(tenant, async () => {
        const gone = await tenants.within({ tenant }, async (tx) => {
          const row = await must(tx, id)
          const rows = await store.everyBound(tx, id)
          await store.removeBinding(tx, id)
          await record(tx, actor, 'binding.removed', row, { version: row.version })
          for (const { number } of rows) watch.forget(number)
          return rows.flatMap(({ outputs }) => Object.values(outputs).map((output) => output.series))
        })
        canaries.end(id)
        await book.changed(tenant)
        return gone
      })
      await book.tellBad(tenant, series, Status.BadOutOfService)
    },

    pause: (reach, id, actor) =>
      changed(reach, id, async (tx, row) => {
        if (row.paused) return
        await store.changeBinding(tx, id, { paused: true, by: personOf(actor), at: nowDate() })
        await record(tx, actor, 'binding.paused', row)
      }),

    resume: (reach, id, actor) =>
      changed(reach, id, async (tx, row) => {
        if (!row.paused) return
        await store.changeBinding(tx, id, { paused: false, by: personOf(actor), at: nowDate() })
        // What came meanwhile is told by nobody else.
        const rows = await store.everyBound(tx, id)
        await store.resume(
          tx,
          rows.map((each) => ({ number: each.number, from: book.newest(reach.tenant, each) + 1 })),
        )
        await record(tx, actor, 'binding.resumed', row)
      }),

    async startCanary(reach, id, version, actor) {
      const binding = await mine(reach, id)
      const { mechanism } = binding.model
      if (version === binding.model.version) throw new Fault('bindings.same_version', { version })
      const next = await published(reach, mechanism, version)
      const now = await versions.get(reach.tenant, mechanism, binding.model.version)
      checkFollows({ now: now.model.manifest, next: next.model.manifest }, binding)
      return changed(reach, id, async (tx, row) => {
        const canary = { version, since: isoOf(clock.now()), by: personOf(actor) }
        await store.changeBinding(tx, id, { canary, comparison: null })
        await record(tx, actor, 'binding.canary_started', row, { version })
        canaries.start(reach.tenant, { ...row, canary, comparison: null }, next)
      })
    },

    async comparison(reach, id) {
      const { model, canary, name } = await one(reach, id)
      const told = canary && (await canaries.told(reach.tenant, id))
      if (!told) throw new Fault('bindings.no_canary', { name: name.en, id })
      const { manifest } = (await versions.get(reach.tenant, model.mechanism, model.version)).model
      return told({
        version: model.version,
        canary: canary.version,
        since: canary.since,
        unitOf: (output) => manifest.outputs.find((each) => each.name === output)?.unit,
      })
    },

    endCanary: (reach, id, actor) =>
      changed(reach, id, async (tx, row) => {
        if (!row.canary) throw new Fault('bindings.no_canary', { name: row.name.en, id })
        canaries.end(id)
        await store.changeBinding(tx, id, { canary: null, comparison: null })
        await record(tx, actor, 'binding.canary_ended', row, { version: row.canary.version })
      }),

    async promote(reach, id, version, actor) {
      const binding = await mine(reach, id)
      const { mechanism } = binding.model
      if (version === binding.model.version) throw new Fault('bindings.same_version', { version })
      const next = await published(reach, mechanism, version)
      const now = await versions.get(reach.tenant, mechanism, binding.model.version)
      checkFollows({ now: now.model.manifest, next: next.model.manifest }, binding)
      await switches.to(reach.tenant, id, {
        stored: next,
        before: binding.model.version,
        by: personOf(actor),
        recorded: (tx, row) => record(tx, actor, 'binding.promoted', row, { version, before: binding.model.version }),
      })
      return one(reach, id)
    },

    async rollBack(reach, id, actor) {
      const { before: version, model, name } = await mine(reach, id)
      if (version === undefined) throw new Fault('bindings.no_version_before', { name: name.en, id })
      await switches.to(reach.tenant, id, {
        stored: await versions.get(reach.tenant, model.mechanism, version),
        before: null,
        by: personOf(actor),
        recorded: (tx, row) => record(tx, actor, 'binding.rolled_back', row, { version, before: model.version }),
      })
      return one(reach, id)
    },

    async workBack(reach, id, from, actor) {
      const at = backTo(from)
      const told = await changed(reach, id, async (tx, row) => {
        await workStore.askBack(tx, id, at)
        await record(tx, actor, 'binding.worked_back', row, { from: isoOf(at) })
      })
      rounds.soon(reach.tenant)
      return told
    },

    async calibrations(reach, id, asset) {
      return calibrationList(reach, (await boundOf(reach, id, asset)).row)
    },

    async calibrate(reach, id, asset, { parameters, study, comment }, actor) {
      const { binding, row } = await boundOf(reach, id, asset)
      const { tenant } = reach
      const { manifest } = (await versions.get(tenant, binding.mechanism, binding.version)).model
      const { name, target, inputs, outputs } = binding
      checkBinding(manifest, { name, target, inputs, outputs, parameters })
      await switches.calibrate(tenant, { binding, row }, async (tx) => {
        const [newest] = await store.calibrationsOf(tx, row.number)
        const number = (newest?.number ?? 0) + 1
        await store.addCalibration(tx, {
          tenant,
          bound: row.number,
          number,
          parameters,
          study: study ?? null,
          comment: comment ?? null,
          by: personOf(actor),
          at: nowDate(),
        })
        await store.changeBound(tx, row.number, { parameters, calibration: number })
        await record(tx, actor, 'binding.calibrated', binding, { asset, number })
      })
      return calibrationList(reach, (await boundOf(reach, id, asset)).row)
    },

    lineage: (reach, query) => lineageOf({ ...needs, versions, book }, reach, query),

    async used(tenant) {
      const used = new Map<string, VersionUse>()
      for (const { mechanism: id, version, canary } of await tenants.within(tenant, store.everyBinding))
        for (const each of [version, ...(canary ? [canary.version] : [])]) {
          const key = `${id} ${each}`
          used.set(key, { id, version: each, bindings: (used.get(key)?.bindings ?? 0) + 1 })
        }
      return [...used.values()]
    },

    tell: (tenant) => rounds.tell(tenant),
    follow,
    pointsChanged: (tenant, points) => book.pointsChanged(tenant, points),
    book,

    async begin(tenant) {
      begun.add(tenant)
      rounds.begin(tenant)
      await canaries.begin(tenant)
    },

    async close() {
      timer.cancel()
      await looking
      await rounds.close()
      await canaries.close()
    },
  }
}
