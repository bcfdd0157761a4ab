import { windowKinds } from '@millrace/compute'
import { MICROS_PER_MS, type Micros, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { LiveUnit } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { ProductionService, TouchingChange, UnitPlan } from '../production/index.ts'
import * as store from './store.ts'
import { type Applied, appliedAt, type PointSeries, plannedUnit } from './telling.ts'

/** Orders and downtimes of so long ago touch a window that is open: a month, and days by which clocks and calendars differ. */
const OPEN_MS = 35 * 86_400_000
/** Whatever is planned counts for windows that are to come. */
const FOREVER = new Date('9999-12-31T00:00:00Z')

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'withSeries'>
  readonly production: Pick<ProductionService, 'plan' | 'changesSince'>
  readonly latest: Pick<LatestValues, 'read'>
}

/** How a work unit stands: what it is told by, and what was told of it. */
export interface UnitNow {
  readonly told: store.ToldRow | undefined
  /** Since it was last asked which windows are to be told. */
  readonly changes: readonly TouchingChange[]
  /** The last change of all. */
  readonly change: number
  readonly unit: UnitPlan['unit']
  readonly definitions: readonly store.DefinitionRow[]
  /** Of windows of any kind that begin now. */
  readonly applied: readonly Applied[]
  readonly pointOf: (point: string) => PointSeries
  /** Changes with anything by which it is told. */
  readonly fingerprint: string
}

/** Reads what is known of work units. */
export class Units {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The points of a work unit. Throws `assets.point_unknown`. */
  async pointsFor(
    tenant: TenantId,
    unit: UnitPlan['unit'],
    applied: readonly Applied[],
  ): Promise<(point: string) => PointSeries> {
    const own = [unit.states?.point, ...Object.values(unit.counters).map((counter) => counter?.point)]
    const points = [...own, ...applied.flatMap((one) => Object.values(one.points))].filter((id) => id !== undefined)
    const found = await this.#needs.assets.withSeries({ tenant }, points)
    const byPoint = new Map(
      found.map(({ point: { id, unit: told }, series }): [string, PointSeries] => [
        id,
        { series: series.at(-1)!, ...(told === undefined ? {} : { unit: told }) },
      ]),
    )
    return (point) => byPoint.get(point)!
  }

  /** How a work unit stands at an instant. */
  async now(tenant: TenantId, unit: UnitPlan['unit'], at: Date): Promise<UnitNow> {
    const { tenants, production } = this.#needs
    const { asset } = unit
    const told = await tenants.within(tenant, (tx) => store.toldOf(tx, asset))
    const before = told?.change ?? 0
    const changes = await production.changesSince({ tenant }, asset, before)
    const definitions = await tenants.within(tenant, store.allDefinitions)
    const ofKinds = windowKinds.flatMap((kind) => appliedAt(definitions, asset, kind, at))
    const applied = [...new Map(ofKinds.map((one) => [one.definition.id, one])).values()]
    const pointOf = await this.pointsFor(tenant, unit, applied)
    const change = changes.at(-1)?.id ?? before
    const points = [unit.states?.point, ...Object.values(unit.counters).map((counter) => counter?.point)]
      .concat(applied.flatMap(({ points }) => Object.values(points)))
      .map((point) => (point === undefined ? '' : Object.values(pointOf(point)).join(' ')))
    const versions = applied.map(({ definition, version }) => `${definition.id} ${version}`)
    const fingerprint = [change, ...versions, ...points].join()
    return { told, changes, change, unit, definitions, applied, pointOf, fingerprint }
  }

  /** A work unit for live computing. */
  async live(tenant: TenantId, now: UnitNow, at: Date): Promise<Omit<LiveUnit, 'number' | 'newest'>> {
    const { unit, applied, pointOf, fingerprint, told } = now
    const from = new Date(at.getTime() - OPEN_MS)
    const plan = await this.#needs.production.plan({ tenant }, unit.asset, from, FOREVER)
    const until = told ? told.until.getTime() * MICROS_PER_MS : Number.NEGATIVE_INFINITY
    return { ...plannedUnit(plan, applied, pointOf, fingerprint), until }
  }

  /** Time of the newest sample of some series, as far as it is held; −Infinity before the first. */
  newest(tenant: TenantId, series: readonly number[]): Micros {
    const { time, length } = this.#needs.latest.read(tenant, series)
    let newest = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) newest = Math.max(newest, time[i] as Micros)
    return newest
  }
}
