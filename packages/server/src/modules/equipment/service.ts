import { isDeepStrictEqual } from 'node:util'
import { classDifferences, type EquipmentClass } from '@millrace/compute'
import { Fault, isoOf, type Log, MICROS_PER_MS } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { AlarmService, Outlook } from '../alarms/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { KpiService, KpiVersion } from '../kpis/index.ts'
import type { ProductionService } from '../production/index.ts'
import { type Bindable, misfit, type ThingService } from '../things/index.ts'
import { type BroughtClasses, createBrought } from './brought.ts'
import './faults.ts'
import { createLibrary } from './library.ts'
import { type Chosen, matchPoints, propertyOf, unitsOf } from './match.ts'
import { modelKey, modelOf } from './model.ts'
import {
  type AlarmIdea,
  alarmIdeas,
  type KpiIdea,
  kpiIdeas,
  type Machine,
  mustBeNames,
  parametersOf,
  plannedAlarm,
  retiredAlarm,
  sealOf,
} from './plan.ts'
import type { Reaches } from './reaches.ts'
import { createRemoval, type EquipmentRemoval, type RemovalNeeds } from './removal.ts'
import type {
  Application,
  ApplicationRequest,
  ClassListed,
  ClassView,
  Plan,
  PlannedAlarm,
  PlannedKpi,
} from './schema.ts'
import * as store from './store.ts'
import type { Proposed } from './tables.ts'
import { applicationView, classView, listedView } from './view.ts'

export interface EquipmentService extends EquipmentRemoval {
  /** For apps that bring classes. */
  readonly brought: BroughtClasses
  classes(reach: Reach): Promise<ClassListed[]>
  /** Throws `equipment.class_unknown`. */
  class(reach: Reach, name: string): Promise<ClassView>
  /** Assets that a class was applied to, within a transaction of another module. */
  assetsOf(tx: TenantTx, name: string): Promise<readonly string[]>
  /** Assets that any class was applied to. */
  classed(tx: TenantTx): Promise<readonly string[]>
  /** What was applied to an asset. Throws `assets.asset_unknown`, `equipment.not_applied`. */
  application(reach: Reach, asset: string): Promise<Application>
  /** The same; none where nothing was applied. Throws `assets.asset_unknown`. */
  applications(reach: Reach, asset: string): Promise<Application[]>
  /** Whether somebody bound its points otherwise since, or made it of another model. */
  isTouched(reach: Reach, asset: string): Promise<boolean>
  /**
   * What would come of a class at an asset; nothing is written. Throws `assets.asset_unknown`, `assets.point_unknown`,
   * `equipment.class_unknown`, `name_unknown`, `parameter_outside`, `point_elsewhere`, `point_unfit`, `point_twice`, `production.unknown`.
   */
  plan(reaches: Reaches, asset: string, request: ApplicationRequest): Promise<Plan>
  /**
   * Does so in one transaction: thing model and binding, alarms as changes that wait for their approval, KPIs, and where it is asked
   * for the work unit that they are told of. Again it changes nothing. Throws as `plan`, `equipment.stale`, and what things, alarms and kpis refuse.
   */
  apply(reaches: Reaches, asset: string, request: ApplicationRequest, actor: Actor): Promise<Plan>
}

interface Needs extends RemovalNeeds {
  readonly assets: Pick<AssetService, 'asset' | 'point' | 'everyWithSeries' | 'takeTurn'>
  readonly things: RemovalNeeds['things'] & Pick<ThingService, 'list' | 'adopt' | 'settleAt'>
  readonly production: Pick<ProductionService, 'units' | 'calendars' | 'usualCalendar' | 'makeUnitIn'>
  readonly alarms: RemovalNeeds['alarms'] & Pick<AlarmService, 'outlook'>
  readonly kpis: RemovalNeeds['kpis'] & Pick<KpiService, 'mustBind'>
  readonly log: Log
}

/** Everything that was worked out for an asset, before anything is written. */
interface Worked {
  readonly plan: Plan
  readonly machine: Machine & { readonly name: string }
  readonly before: store.ApplicationRow | undefined
  readonly alarms: readonly (AlarmIdea & { readonly planned: PlannedAlarm })[]
  readonly retired: readonly PlannedAlarm[]
  readonly kpis: readonly KpiIdea[]
  /** KPIs that the class has no more, with the newest version of each. */
  readonly removed: readonly { readonly planned: PlannedKpi; readonly content: KpiVersion['content'] }[]
  /** What is kept of it. */
  readonly chosen: Chosen
}

export function createEquipment(needs: Needs): EquipmentService {
  const { tenants, assets, things, production, alarms, kpis, audit, clock, log } = needs
  const library = createLibrary(tenants, log)

  const pointsOf = async (reach: Reach, asset: string): Promise<Bindable[]> => {
    const points: Bindable[] = []
    for await (const page of assets.everyWithSeries(reach, asset)) points.push(...page.map(({ point }) => point))
    return points
  }

  /** What was said of points: now, else before, as long as that point is there and fits. Throws as points are looked for. */
  const chosenOf = async (
    reach: Reach,
    {
      equipment,
      variant,
      points,
      name,
    }: { equipment: EquipmentClass; variant: string | undefined; points: readonly Bindable[]; name: string },
    asked: Chosen,
    held: Chosen,
  ): Promise<Record<string, string | null>> => {
    mustBeNames(equipment, 'a point', Object.keys(asked), equipment.points)
    const byId = new Map(points.map((point) => [point.id, point]))
    for (const id of Object.values(asked))
      if (id !== null && !byId.has(id)) {
        const point = await assets.point(reach, id)
        throw new Fault('equipment.point_elsewhere', { asset: name, point: point.name })
      }
    const unitOf = unitsOf(equipment, variant)
    const chosen: Record<string, string | null> = {}
    const used = new Set(Object.values(asked))
    for (const point of equipment.points) {
      const [said, before] = [asked[point.name], held[point.name]]
      if (said !== undefined) chosen[point.name] = said
      else if (before === null) chosen[point.name] = null
      else if (before !== undefined && !used.has(before)) {
        const still = byId.get(before)
        if (still && misfit(propertyOf(point, unitOf), still) === undefined) chosen[point.name] = before
      }
    }
    return chosen
  }

  const work = async (reaches: Reaches, asset: string, request: ApplicationRequest): Promise<Worked> => {
    const place = await assets.asset(reaches.plant, asset)
    for (const reach of [reaches.alarms, reaches.kpis]) await assets.asset(reach, asset)
    const { equipment } = await library.one(reaches.plant, request.class)
    const { variant } = request
    if (variant !== undefined) mustBeNames(equipment, 'a variant', [variant], equipment.variants ?? [])
    const points = await pointsOf(reaches.plant, asset)
    const before = await tenants.within(reaches.plant, (tx) => store.byAsset(tx, asset))
    const alike = before?.class === equipment.class ? before : undefined
    const chosen = await chosenOf(
      reaches.plant,
      { equipment, variant, points, name: place.name },
      request.points ?? {},
      alike?.points ?? {},
    )
    const matches = matchPoints({ equipment, variant, points, chosen })
    const parameters = parametersOf(equipment, variant, request.parameters ?? {}, alike?.parameters ?? {})
    const machine = { asset, equipment, variant, parameters, matches, name: place.name }
    const gone = Object.entries(before?.alarms ?? {}).filter(
      ([name]) => !alike || !equipment.alarms.some((one) => one.name === name),
    )
    const retiredNames = gone.map(([name]) => ({ name }))
    mustBeNames(equipment, 'an alarm', request.alarms ?? [], [...equipment.alarms, ...retiredNames])
    mustBeNames(equipment, 'a KPI', request.kpis ?? [], [
      ...equipment.kpis,
      ...Object.keys(before?.kpis ?? {}).map((name) => ({ name })),
    ])

    const { ideas, planned } = await standingIdeas(reaches.alarms, alarmIdeas(machine, alike))
    const allAlarms = ideas.map((idea, i) => ({
      ...idea,
      planned: plannedAlarm(idea, planned[i], request.alarms, alike?.without.alarms ?? []),
    }))
    const retired = await retiredOf(reaches.alarms, gone, request.alarms)
    const versions = await kpis.definitions(reaches.kpis)
    const allKpis = kpiIdeas(machine, versions, request.kpis, alike?.without.kpis ?? [])
    const removed = Object.entries(before?.kpis ?? {}).flatMap(([name, key]) => {
      if (allKpis.some((idea) => idea.planned.key === key)) return []
      const newest = versions.findLast((one) => one.key === key)
      // One that only lost its points stays bound to what it was: that is told, and for people to decide.
      const left = alike && equipment.kpis.some((one) => one.name === name) && alike.variant === (variant ?? null)
      if (!newest?.bindings?.[asset] || left) return []
      const { name: words, unit } = newest.content
      return [{ planned: { name, ...words, unit, key, is: 'removed' as const, chosen: true }, content: newest.content }]
    })
    const model = await modelPlan(reaches.plant, machine)
    const workUnit = (await production.units(reaches.kpis)).some((unit) => unit.asset === asset)
    const alarmPlans = [...allAlarms.map((one) => one.planned), ...retired]
    const kpiPlans = [...allKpis.map((one) => one.planned), ...removed.map((one) => one.planned)]
    const isSame =
      alike !== undefined &&
      alike.version === equipment.version &&
      alike.variant === (variant ?? null) &&
      isDeepStrictEqual(alike.parameters, parameters) &&
      isDeepStrictEqual(alike.points, chosen) &&
      isDeepStrictEqual(alike.without, withoutOf(alarmPlans, kpiPlans, alike))
    const unitWith = workUnit ? undefined : await unitPlan(reaches.kpis, asset, request.calendar)
    const changes =
      !isSame ||
      model.is !== 'same' ||
      unitWith?.chosen === true ||
      [...alarmPlans, ...kpiPlans].some((one) => one.chosen)
    const told = {
      asset,
      class: equipment.class,
      kind: equipment.kind,
      version: equipment.version,
      title: { ...equipment.title },
      ...(variant === undefined ? {} : { variant }),
      parameters: equipment.parameters.map((one) => ({
        ...one,
        unit: unitsOf(equipment, variant)(one.name) ?? one.unit,
        value: parameters[one.name]!,
      })),
      ...pointPlan(machine, points),
      model,
      alarms: alarmPlans,
      kpis: kpiPlans,
      ...(before
        ? {
            before: {
              class: before.class,
              version: before.version,
              by: before.by,
              at: isoOf(before.at.getTime() * MICROS_PER_MS),
            },
          }
        : {}),
      differences: alike
        ? classDifferences(alike.content, equipment).map((one) => ({ ...one, fields: [...one.fields] }))
        : [],
      workUnit,
      ...(unitWith ? { unitWith } : {}),
      changes,
    }
    const plan: Plan = { ...told, seen: sealOf(told), applied: false }
    return { plan, machine, before, alarms: allAlarms, retired, kpis: allKpis, removed, chosen }
  }

  /** Of those that have a definition what would come of it; in the order of the ideas. */
  const outlooks = async (reach: Reach, ideas: readonly AlarmIdea[]): Promise<(Outlook | undefined)[]> => {
    const asked = ideas.flatMap(({ definition, before }, i) =>
      definition ? [{ i, asked: { definition, ...(before ? { alarm: before.alarm } : {}) } }] : [],
    )
    const told = await alarms.outlook(
      reach,
      asked.map((one) => one.asked),
    )
    const all: (Outlook | undefined)[] = ideas.map(() => undefined)
    asked.forEach(({ i }, k) => {
      all[i] = told[k]
    })
    return all
  }

  /** With how they stand, and whether what waits of them is what the class proposed before. */
  const standingIdeas = async (reach: Reach, all: readonly AlarmIdea[]) => {
    const planned = await outlooks(reach, all)
    const waiting = all.flatMap(({ before }, i) => (before && planned[i]?.is === 'waits' ? [{ i, before }] : []))
    const told = await alarms.outlook(
      reach,
      waiting.map(({ before }) => before),
    )
    const asBefore = new Set(
      waiting.flatMap(({ i }, k) => {
        const one = told[k]
        return one?.is === 'waits' && one.asAsked ? [i] : []
      }),
    )
    return { planned, ideas: all.map((idea, i) => (asBefore.has(i) ? { ...idea, waitsAsBefore: true } : idea)) }
  }

  /** Alarms that the class has no more, as far as they are in force or wait to be. */
  const retiredOf = async (
    reach: Reach,
    gone: readonly (readonly [string, Proposed])[],
    wanted: readonly string[] | undefined,
  ): Promise<PlannedAlarm[]> => {
    const told = await alarms.outlook(
      reach,
      gone.map(([, proposed]) => proposed),
    )
    return gone.flatMap(([name, proposed], i) => retiredAlarm(name, proposed, told[i], wanted))
  }

  /** The calendar with which an asset becomes a work unit, or would usually. */
  const unitPlan = async (reach: Reach, asset: string, asked: string | undefined): Promise<Plan['unitWith']> => {
    if (asked === undefined) {
      const usual = await production.usualCalendar(reach, asset)
      return usual && { calendar: usual.id, name: usual.name, chosen: false }
    }
    const calendar = (await production.calendars(reach)).find(({ id }) => id === asked)
    if (!calendar) throw new Fault('production.unknown', { what: 'calendar', id: asked })
    return { calendar: calendar.id, name: calendar.name, chosen: true }
  }

  const modelPlan = async (reach: Reach, { asset, equipment, variant, matches }: Machine): Promise<Plan['model']> => {
    const key = modelKey(equipment, variant)
    const there = (await things.list(reach, { key, limit: 500 })).items.some(
      ({ version }) => version === equipment.version,
    )
    const now = await instanceOf(reach, asset)
    if (!now) return { key, is: there ? 'there' : 'new' }
    if (now.key !== key || now.version !== equipment.version) {
      const { key: old, version, title } = now
      return { key, is: there ? 'there' : 'new', replaces: { key: old, version, title } }
    }
    const bound = new Map(now.bindings.flatMap(({ property, point }) => (point ? [[property, point] as const] : [])))
    const same = matches.every(({ name, point }) => point === undefined || bound.get(name) === point.id)
    return { key, is: same ? 'same' : 'there' }
  }

  const instanceOf = async (reach: Reach, asset: string) => {
    try {
      return await things.instance(reach, asset)
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'things.model_missing') return undefined
      throw thrown
    }
  }

  /** Writes what was worked out. */
  const carryOut = async (tx: TenantTx, worked: Worked, kpisFrom: string, actor: Actor): Promise<Plan> => {
    const { machine, before, plan } = worked
    const { equipment, variant, asset, matches } = machine
    const model = { key: plan.model.key, version: equipment.version, content: modelOf(equipment, variant) }
    const { id } = await things.adopt(tx, model, actor)
    const bindings = matches.flatMap(({ name, point, how }) =>
      point ? [{ property: name, point: point.id, how: how === 'name' ? ('name' as const) : ('hand' as const) }] : [],
    )
    await things.settleAt(tx, { asset: { id: asset, name: machine.name }, model: id }, bindings, actor)

    const place = { id: asset, name: machine.name }
    if (plan.unitWith?.chosen)
      await production.makeUnitIn(tx, { asset: place, calendar: plan.unitWith.calendar }, actor)

    const alike = before?.class === equipment.class ? before : undefined
    const reason = `${equipment.class} ${equipment.version}: ${equipment.title.zh} / ${equipment.title.en}`
    const proposed: Record<string, Proposed> = {}
    const told = new Map<string, string>()
    const over = [...worked.alarms.map((one) => one.planned), ...worked.retired].flatMap(({ is, chosen, change }) =>
      is !== 'waits' && chosen && change !== undefined ? [change] : [],
    )
    // In the order in which approvals take them.
    for (const change of over.sort()) await alarms.withdrawIn(tx, change, reason, actor)
    for (const { alarm, definition, before: held, planned } of worked.alarms) {
      if (held) proposed[alarm.name] = held
      if (!planned.chosen || !definition) continue
      if (planned.is === 'leaving' && planned.alarm !== undefined) {
        proposed[alarm.name] = { alarm: planned.alarm, definition }
        told.set(alarm.name, planned.change!)
        if (!planned.difference) continue
      }
      if (planned.is === 'replaced' && planned.alarm !== undefined) {
        proposed[alarm.name] = { alarm: planned.alarm, definition }
        if (!planned.difference) continue
      }
      const of =
        planned.is === 'leaving' || planned.is === 'replaced' || planned.is === 'changed' ? planned.alarm : undefined
      const change = await alarms.proposeIn(
        tx,
        { ...(of === undefined ? {} : { alarm: of }), definition, reason },
        actor,
      )
      proposed[alarm.name] = { alarm: change.alarm, definition }
      told.set(alarm.name, change.id)
    }
    for (const { name, is, chosen, alarm } of worked.retired) {
      if (!chosen || is === 'withdrawn' || alarm === undefined) continue
      told.set(name, (await alarms.proposeIn(tx, { alarm, retire: true, reason }, actor)).id)
    }
    const bound: Record<string, string> = { ...alike?.kpis }
    for (const { planned, content, binding } of worked.kpis) {
      if (!content || !binding) continue
      if (planned.chosen) await kpis.bindIn(tx, { content, asset, binding, validFrom: kpisFrom }, actor)
      if (planned.chosen || planned.is === 'same') bound[planned.name] = content.id
    }
    for (const { planned, content } of worked.removed) {
      await kpis.bindIn(tx, { content, asset, binding: null, validFrom: kpisFrom }, actor)
      if (bound[planned.name] === planned.key) delete bound[planned.name]
    }
    await store.put(tx, {
      asset: asset as store.ApplicationRow['asset'],
      tenant: tx.tenant,
      class: equipment.class,
      version: equipment.version,
      variant: variant ?? null,
      content: equipment,
      parameters: machine.parameters,
      points: worked.chosen,
      alarms: proposed,
      kpis: bound,
      without: withoutOf(plan.alarms, plan.kpis, alike),
      by: { kind: actor.kind, id: actor.id, name: actor.name },
      at: new Date(clock.now() / MICROS_PER_MS),
    })
    await audit.record(tx, {
      actor,
      action: 'equipment.applied',
      target: { kind: 'asset', id: asset, name: machine.name },
      detail: {
        class: equipment.class,
        version: equipment.version,
        alarms: [...told.keys()],
        kpis: plan.kpis.flatMap(({ chosen, name }) => (chosen ? [name] : [])),
        ...(plan.unitWith?.chosen ? { calendar: plan.unitWith.name } : {}),
      },
    })
    return {
      ...plan,
      workUnit: plan.workUnit || plan.unitWith?.chosen === true,
      applied: true,
      alarms: plan.alarms.map((one) => {
        const change = told.get(one.name)
        const alarm = proposed[one.name]?.alarm
        return { ...one, ...(change === undefined ? {} : { change }), ...(alarm === undefined ? {} : { alarm }) }
      }),
    }
  }

  const applications = async (reach: Reach, asset: string): Promise<Application[]> => {
    await assets.asset(reach, asset)
    const row = await tenants.within(reach, (tx) => store.byAsset(tx, asset))
    return row ? [applicationView(row, (await library.all(reach)).get(row.class)?.equipment.version)] : []
  }

  return {
    ...createRemoval(needs),
    assetsOf: store.ofClass,
    classed: store.ofAnyClass,
    brought: createBrought(library),
    classes: async (reach) => [...(await library.all(reach)).values()].map(listedView),
    class: async (reach, name) => classView(await library.one(reach, name)),

    async application(reach, asset) {
      const [applied] = await applications(reach, asset)
      if (!applied) throw new Fault('equipment.not_applied', { name: (await assets.asset(reach, asset)).name })
      return applied
    },
    applications,

    async isTouched(reach, asset) {
      const row = await tenants.within(reach, (tx) => store.byAsset(tx, asset))
      if (!row) return false
      const { content, version, points: chosen } = row
      const variant = row.variant ?? undefined
      const now = await instanceOf(reach, asset)
      if (now?.key !== modelKey(content, variant) || now.version !== version) return true
      const matches = matchPoints({ equipment: content, variant, points: await pointsOf(reach, asset), chosen })
      const expected = new Map(matches.map(({ name, point }) => [name, point?.id]))
      return now.bindings.some(
        ({ property, point, how }) =>
          (how === 'hand' || typeof chosen[property] === 'string') && point !== expected.get(property),
      )
    },

    plan: async (reaches, asset, request) => (await work(reaches, asset, request)).plan,

    async apply(reaches, asset, request, actor) {
      const worked = await work(reaches, asset, request)
      const { plan, before } = worked
      if (request.seen !== undefined && request.seen !== plan.seen) throw new Fault('equipment.stale')
      if (!plan.changes) return { ...plan, applied: true }
      for (const { planned, content, binding } of worked.kpis)
        if (planned.chosen && content && binding) await kpis.mustBind(reaches.kpis, content, { [asset]: binding })
      const from = request.kpisFrom ?? isoOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
      // Who may do it was seen under their own sight; what comes of it is the organisation's.
      return tenants.within(reaches.plant.tenant, async (tx) => {
        await library.mustBe(tx, request.class)
        await assets.takeTurn(tx)
        const now = await store.byAsset(tx, asset)
        if (now?.at.getTime() !== before?.at.getTime()) throw new Fault('equipment.stale')
        return carryOut(tx, worked, from, actor)
      })
    },
  }
}

/** What somebody did not want of what could be had. */
function withoutOf(
  alarmPlans: readonly PlannedAlarm[],
  kpiPlans: readonly PlannedKpi[],
  before: store.ApplicationRow | undefined,
): store.ApplicationRow['without'] {
  const left = (
    plans: readonly { readonly name: string; readonly is: string; readonly chosen: boolean }[],
    held: readonly string[] = [],
  ) =>
    plans
      .filter(({ name, is, chosen }) => {
        if (chosen) return false
        return ['new', 'changed', 'leaving', 'replaced', 'joins'].includes(is) || held.includes(name)
      })
      .map(({ name }) => name)
  return { alarms: left(alarmPlans, before?.without.alarms), kpis: left(kpiPlans, before?.without.kpis) }
}

/** Matches for people to look at, with what else each could be. */
function pointPlan(
  { equipment, variant, matches }: Machine,
  points: readonly Bindable[],
): Pick<Plan, 'points' | 'available'> {
  const unitOf = unitsOf(equipment, variant)
  const fits = new Map(
    equipment.points.map((wanted) => {
      const property = propertyOf(wanted, unitOf)
      return [wanted.name, points.filter((point) => misfit(property, point) === undefined).map(({ id }) => id)]
    }),
  )
  const any = new Set([...fits.values()].flat())
  return {
    available: points
      .filter(({ id }) => any.has(id))
      .map(({ id, path, name, unit }) => ({ id, path: [...path, name], ...(unit === undefined ? {} : { unit }) })),
    points: equipment.points.map((wanted, i) => {
      const { name, en, zh, type, need } = wanted
      const { point, how, problem } = matches[i]!
      const unit = unitOf(name)
      return {
        name,
        en,
        zh,
        type,
        ...(unit === undefined ? {} : { unit }),
        need,
        ...(point ? { point: point.id } : {}),
        ...(point?.unit === undefined ? {} : { pointUnit: point.unit }),
        ...(how ? { how } : {}),
        ...(problem ? { problem } : {}),
        ...(wanted.else === undefined ? {} : { standsIn: wanted.else }),
        fits: fits.get(name)!,
      }
    }),
  }
}
