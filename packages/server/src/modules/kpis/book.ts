import { type BuiltUnit, buildUnit, Schedules, seriesOf, type WindowKind } from '@millrace/compute'
import { type Clock, type Fault, type Log, type Micros, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import { DefinitionListeners } from '../../live/listeners.ts'
import type { KpiBook, KpiNews, LiveUnit } from '../../live/needs.ts'
import type { ProductionService, UnitPlan } from '../production/index.ts'
import { dateOf } from './affected.ts'
import { keepLate, type LateMark } from './late-store.ts'
import { type Applied, type ToldKpi, tellPage } from './telling.ts'
import type { Units } from './units.ts'

/** Work units read beside each other. */
const AT_ONCE = 10

/** How far the history has come with what the journal has. */
export interface HistoryProgress {
  /** Everything up to this position of the journal can be read. */
  readonly position: number
  /** Resolves when it has come so far. */
  reached(position: number): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly production: Pick<ProductionService, 'units'>
  readonly units: Units
  readonly progress: HistoryProgress
  readonly clock: Clock
  readonly log: Log
  /** Windows were told as they ended. */
  readonly arrived: (tenant: TenantId) => void
}

type UnitRow = UnitPlan['unit']
type Fresh = Omit<LiveUnit, 'number' | 'newest'>
type PageNews = Extract<KpiNews, { is: 'page' }>

interface Known {
  readonly tenant: TenantId
  readonly unit: LiveUnit
  /** Made when its first window is told. */
  built?: BuiltUnit
  /** What live computing closed, and what it told of windows that ended; undefined before the first word. */
  closed?: Micros
  readonly pages: Map<string, PageNews>
}

const keyOf = (kind: WindowKind, begin: Micros): string => `${kind} ${begin}`

/** Work units as live computing has them, and what it told of them. */
export class UnitBook implements KpiBook {
  readonly #needs: Needs
  readonly #known = new Map<string, Known>()
  /** Units that are others than before have another number: what an old one closed says nothing of new series. */
  readonly #assetOf = new Map<number, string>()
  readonly #outdated = new Set<string>()
  readonly #listeners: DefinitionListeners
  readonly #schedules = new Schedules()
  #numbers = 0

  constructor(needs: Needs) {
    this.#needs = needs
    this.#listeners = new DefinitionListeners(needs.clock)
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    return this.#listeners.add(listener)
  }

  async definitions(tenant: TenantId): Promise<readonly LiveUnit[]> {
    const rows = await this.#needs.production.units({ tenant })
    const due = rows.filter(({ asset }) => !this.#known.has(asset) || this.#outdated.has(asset))
    const fresh: Fresh[] = []
    for (let i = 0; i < due.length; i += AT_ONCE)
      fresh.push(...(await Promise.all(due.slice(i, i + AT_ONCE).map((row) => this.#read(tenant, row)))).flat())
    const there = new Set(rows.map(({ asset }) => asset))
    for (const [asset, known] of this.#known)
      if (known.tenant === tenant && !there.has(asset)) this.#known.delete(asset)
    // What is the newest of each is looked up last, so that nothing can come between it and the thread.
    for (const unit of fresh) this.#know(tenant, unit)
    return rows.flatMap(({ asset }) => this.#known.get(asset)?.unit ?? [])
  }

  /** A work unit as it is now; none that cannot be read, which comes again with the next round. */
  async #read(tenant: TenantId, row: UnitRow): Promise<readonly Fresh[]> {
    const { units, clock, log } = this.#needs
    const { asset } = row
    this.#outdated.delete(asset)
    try {
      const at = dateOf(clock.now())
      return [await units.live(tenant, await units.now(tenant, row, at), at)]
    } catch (thrown) {
      this.#outdated.add(asset)
      log.warn('a work unit could not be read', { asset, fault: sayFault(thrown) })
      return []
    }
  }

  #know(tenant: TenantId, unit: Fresh): void {
    const { id: asset } = unit
    if (this.#known.get(asset)?.unit.fingerprint === unit.fingerprint) return
    this.#numbers++
    this.#assetOf.set(this.#numbers, asset)
    const newest = this.#needs.units.newest(tenant, seriesOf(unit))
    this.#known.set(asset, { tenant, unit: { ...unit, number: this.#numbers, newest }, pages: new Map() })
  }

  async take(tenant: TenantId, news: readonly KpiNews[], position: number): Promise<void> {
    const { tenants, progress } = this.#needs
    const marks = news.flatMap((one): LateMark[] => {
      const asset = one.is === 'late' ? this.#assetOf.get(one.number) : undefined
      return one.is === 'late' && asset !== undefined ? [{ ...one, asset }] : []
    })
    if (marks.length > 0) await tenants.within(tenant, (tx) => keepLate(tx, marks, position))
    const rest = news.filter(({ is }) => is !== 'late')
    if (rest.length > 0) void progress.reached(position).then(() => this.#hear(tenant, rest))
  }

  #hear(tenant: TenantId, news: readonly KpiNews[]): void {
    let hasPages = false
    for (const one of news) {
      const known = this.#known.get(this.#assetOf.get(one.number) ?? '')
      if (!known || known.unit.number !== one.number) continue
      if (one.is === 'page') {
        known.pages.set(keyOf(one.kind, one.from), one)
        hasPages = true
      } else if (one.is === 'closed') {
        // The first word says that all of its values are seen from now on: whatever waits for that goes on.
        hasPages ||= known.closed === undefined
        known.closed = Math.max(known.closed ?? one.until, one.until)
      }
    }
    if (hasPages) this.#needs.arrived(tenant)
  }

  async suspended(_tenant: TenantId, number: number, fault: Fault): Promise<void> {
    const asset = this.#assetOf.get(number)
    this.#needs.log.warn('a work unit is told from the history alone', { asset, fault: sayFault(fault) })
  }

  /** Up to when windows are closed of a unit that live computing has as it is now; undefined until it has it so. */
  closed(asset: string, fingerprint: string): Micros | undefined {
    const known = this.#known.get(asset)
    if (known && known.unit.fingerprint === fingerprint) return known.closed
    this.#outdated.add(asset)
    return undefined
  }

  /** Up to when windows are closed of a unit, however it is. */
  closedUntil(asset: string): Micros {
    return this.#known.get(asset)?.closed ?? Number.NEGATIVE_INFINITY
  }

  /** Lets live computing read what is not as it has it: units that are new, others than before, or gone. */
  settle(tenant: TenantId, assets: readonly string[]): void {
    const there = new Set(assets)
    const isGone = [...this.#known].some(([asset, known]) => known.tenant === tenant && !there.has(asset))
    if (isGone || assets.some((asset) => this.#outdated.has(asset) || !this.#known.has(asset)))
      this.#listeners.tell(tenant)
  }

  /** What was told of a window as it ended, by these KPIs; undefined where the history has to tell it. */
  told(
    asset: string,
    kind: WindowKind,
    begin: Micros,
    end: Micros,
    applied: readonly Applied[],
  ): ToldKpi[] | undefined {
    const known = this.#known.get(asset)
    const page = known?.pages.get(keyOf(kind, begin))
    if (!known || !page || page.to !== end) return undefined
    known.built ??= buildUnit(known.unit, this.#schedules)
    const { spec, kpis } = known.built
    const some = applied.map(({ definition, version }) =>
      kpis.find((kpi) => kpi.program.definition.id === definition.id && kpi.version === version),
    )
    const isWhole = some.every((kpi) => kpi !== undefined)
    if (!isWhole) return undefined
    return tellPage({ spec, kpis: some }, { window: spec.windows.at(kind, begin), cells: page.cells })
  }

  /** Pages up to here are used, or were of no use. */
  forget(asset: string, until: Micros): void {
    const pages = this.#known.get(asset)?.pages
    for (const [key, { to }] of pages ?? []) if (to <= until) pages?.delete(key)
  }
}
