import {
  type Clock,
  Fault,
  type Log,
  type Micros,
  type SampleBatch,
  sayFault,
  type TenantId,
  valueAt,
} from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import { DefinitionListeners } from '../../live/listeners.ts'
import type { FlowBook as Book, FlowDefinition, FlowNews, FlowStanding, FlowUse } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Consumer, Used } from '../components/index.ts'
import { keepActions } from './action-store.ts'
import { consumerOf } from './consumers.ts'
import * as store from './deployment-store.ts'
import './faults.ts'
import type { Documents } from './documents.ts'
import type { Messages } from './messages.ts'
import type { ModelsOf } from './models.ts'
import { definitionOf, type Known, type Numbered, stoodIn } from './plan.ts'
import { titlesOf, versionOf } from './store.ts'
import type { Stood } from './tables.ts'
import type { Tally } from './tally.ts'
import type { Watches } from './watches.ts'

const POINTS_AT_ONCE = 5_000
/** Values that are not durable after so long are offered again. */
const BRING_MS = 10_000

/** Where samples go on their way into the journal. */
export type Bring = (tenant: TenantId, batch: SampleBatch, signal: AbortSignal) => Promise<void>

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly latest: Pick<LatestValues, 'read'>
  readonly documents: Pick<Documents, 'ends'>
  readonly models: ModelsOf
  readonly tally: Tally
  readonly watches: Pick<Watches, 'of' | 'tell'>
  readonly messages: Pick<Messages, 'put'>
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
  /** A run does not go on: whoever is to know is told. */
  readonly told: (
    tx: TenantTx,
    of: { readonly run: store.RunRow; readonly deployment: store.DeploymentRow },
    fault: Fault,
  ) => Promise<void>
  /** What components of runs did. */
  readonly used: (tenant: TenantId, used: readonly Used[]) => void
  /** Actions wait to be done. */
  readonly waits: (tenant: TenantId) => void
}

/** Flows as their thread has them, and what becomes of what they give. */
export class FlowBook implements Book {
  readonly #needs: Needs
  readonly #listeners: DefinitionListeners
  readonly #looked = new Map<TenantId, ReadonlySet<string>>()
  /** Ports that are looked at, as they were last told. */
  readonly #told = new Map<number, readonly string[]>()
  /** Whose use of components is counted, by number of the run. */
  readonly #consumers = new Map<number, Consumer>()
  /** As they were last given to their thread, by number. */
  readonly #definitions = new Map<TenantId, ReadonlyMap<number, FlowDefinition>>()
  /** Of the journal: what was taken is of what lies up to there. */
  readonly #positions = new Map<TenantId, number>()
  /** A version never changes: by flow and number. */
  readonly #versions = new Map<string, Known>()

  constructor(needs: Needs) {
    this.#needs = needs
    this.#listeners = new DefinitionListeners(needs.clock)
  }

  /** Definitions of a tenant are others than before; after the commit. Resolves when they hold for what comes from then on. */
  changed(tenant: TenantId): Promise<void> {
    return this.#listeners.inForce(tenant)
  }

  async pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void> {
    const looked = this.#looked.get(tenant)
    if (points.some((point) => looked?.has(point))) await this.changed(tenant)
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    return this.#listeners.add(listener)
  }

  async definitions(tenant: TenantId): Promise<readonly FlowDefinition[]> {
    const { tenants, messages } = this.#needs
    const { deployments, runs, titles } = await tenants.within(tenant, async (tx) => ({
      deployments: (await store.everyDeployment(tx)).filter(({ paused, edge }) => !paused && !edge),
      runs: Map.groupBy(await store.everyRun(tx), ({ deployment }) => deployment),
      titles: await titlesOf(tx),
    }))
    const all = deployments.flatMap(({ id }) => runs.get(id) ?? [])
    const ids = all.flatMap(({ inputs }) => Object.values(inputs).flatMap(({ point }) => point ?? []))
    // Before they are read: what changes meanwhile is told.
    this.#looked.set(tenant, new Set(ids))
    const points = await this.#points(tenant, [...new Set(ids)])
    const made: FlowDefinition[] = []
    for (const deployment of deployments) {
      const version = await this.#version(tenant, deployment)
      for (const run of runs.get(deployment.id) ?? [])
        try {
          this.#consumers.set(run.number, consumerOf(deployment, titles.get(deployment.flow)?.en))
          // Tried again only when somebody says so.
          if (run.broken?.code === 'live.flow_stuck') continue
          made.push(this.#watched(run, definitionOf(run, deployment, { ...version, points })))
          // What live computing said of it stands until it, or a point of it, is another.
          if (run.broken && isOurs(run.broken.code)) await this.#say(tenant, run, null)
        } catch (thrown) {
          if (!(thrown instanceof Fault)) throw thrown
          // An input is gone, or speaks otherwise: it is said at the asset, and the others go on.
          if (run.broken?.says !== thrown.message)
            await this.#say(tenant, run, { code: thrown.code, says: thrown.message })
        }
    }
    const begun = await this.#begin(tenant, made)
    this.#definitions.set(tenant, new Map(begun.map((one) => [one.number, one])))
    messages.put(tenant, begun)
    return begun
  }

  /** As it runs; undefined where it does not. */
  definitionOf(tenant: TenantId, number: number): FlowDefinition | undefined {
    return this.#definitions.get(tenant)?.get(number)
  }

  /** Flow time that live computing has come to; where it has said nothing yet, that of the newest sample of the inputs. */
  reachedOf(tenant: TenantId, number: number): Micros | undefined {
    const { tally, latest } = this.#needs
    const standing = tally.standing(number)?.time
    if (standing !== undefined && standing !== null) return standing
    const series = this.definitionOf(tenant, number)?.inputs.map((input) => input.series) ?? []
    const { time, length } = latest.read(tenant, series)
    return length === 0 ? undefined : Math.max(...time.subarray(0, length))
  }

  positionOf(tenant: TenantId): number {
    return this.#positions.get(tenant) ?? 0
  }

  /**
   * Actions first: they are known by their ids, and points by series and time, when both come again after a crash, or from another
   * platform that is fed the same. Who does them is decided by the lease.
   */
  async take(tenant: TenantId, news: readonly FlowNews[], position: number): Promise<void> {
    const { tenants, clock, tally, watches, waits } = this.#needs
    const actions = news.flatMap((one) => one.actions)
    if (actions.length > 0) {
      await tenants.within(tenant, (tx) => keepActions(tx, actions, new Date(Math.floor(clock.now() / 1_000))))
      waits(tenant)
    }
    for (const { samples } of news) if (samples.length > 0) await this.#bring(tenant, samples)
    this.#positions.set(tenant, position)
    tally.took(news)
    watches.tell(news.flatMap(({ glances }) => glances))
    const used = news.flatMap(({ uses }) => this.#usedBy(uses))
    if (used.length > 0) this.#needs.used(tenant, used)
  }

  async suspended(tenant: TenantId, number: number, fault: Fault): Promise<void> {
    const { tenants, told } = this.#needs
    await tenants.within(tenant, async (tx) => {
      await store.setBroken(tx, [number], { code: fault.code, says: fault.message })
      const found = await store.deploymentOfRun(tx, number)
      if (found) await told(tx, found, fault)
    })
  }

  async resumed(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    await this.#needs.tenants.within(tenant, (tx) => store.setBroken(tx, numbers, null))
  }

  standing(number: number): FlowStanding | undefined {
    return this.#needs.tally.standing(number)
  }

  /** Those that are new are in force from what their inputs have now on. */
  async #begin(tenant: TenantId, made: readonly FlowDefinition[]): Promise<readonly FlowDefinition[]> {
    const { tenants } = this.#needs
    const fresh = made.filter(({ since }) => since === 0)
    if (fresh.length === 0) return made
    const stands = fresh.map((one) => ({ number: one.number, ...this.#stands(tenant, one) }))
    const from = await tenants.within(tenant, (tx) => store.setSince(tx, stands))
    return made.map((one) => {
      const { since, stood } = from.get(one.number) ?? one
      const nodes = one.inputs.map(({ node }) => node)
      return { ...one, since, ...(stood ? { stood: stoodIn(stood, nodes) } : {}) }
    })
  }

  /** What its inputs have now, and since when the newest of them. */
  #stands(tenant: TenantId, { inputs }: FlowDefinition): { readonly since: Micros; readonly stood: Stood } {
    const series = inputs.map((input) => input.series)
    const batch = this.#needs.latest.read(tenant, series)
    const since = Math.max(1, ...batch.time.subarray(0, batch.length))
    const rows = new Map(Array.from({ length: batch.length }, (_, row) => [batch.series[row]!, row]))
    const stood = Object.fromEntries(
      inputs.flatMap((input) => {
        const row = rows.get(input.series)
        if (row === undefined || input.event) return []
        const value = valueAt(batch, row)
        const said = typeof value === 'bigint' ? Number(value) : value
        return [[input.node, { value: said, status: batch.status[row]! }]]
      }),
    )
    return {
      since,
      stood: stoodIn(
        stood,
        inputs.map(({ node }) => node),
      ),
    }
  }

  /** Who looks on changes nothing of one that does not run: it would be tried again. */
  #watched(run: store.RunRow, definition: FlowDefinition): FlowDefinition {
    const isBroken = run.broken !== null && !isOurs(run.broken.code)
    const watch = isBroken ? (this.#told.get(run.number) ?? []) : this.#needs.watches.of(run.number)
    if (watch.length === 0) this.#told.delete(run.number)
    else this.#told.set(run.number, watch)
    return watch.length === 0 ? definition : { ...definition, watch }
  }

  async #say(tenant: TenantId, { number }: store.RunRow, broken: store.RunRow['broken']): Promise<void> {
    await this.#needs.tenants.within(tenant, (tx) => store.setBroken(tx, [number], broken))
  }

  #usedBy(uses: readonly FlowUse[]): Used[] {
    return uses.flatMap(({ number, components }) => {
      const consumer = this.#consumers.get(number)
      return consumer ? components.map(({ values, ...counted }) => ({ ...counted, samples: values, consumer })) : []
    })
  }

  async #version(tenant: TenantId, { flow, version }: store.DeploymentRow): Promise<Known> {
    const key = `${tenant} ${flow} ${version}`
    const before = this.#versions.get(key)
    if (before) return before
    const { tenants, documents, models } = this.#needs
    const row = await tenants.within(tenant, (tx) => versionOf(tx, flow, version))
    if (!row) throw new Fault('flows.version_unknown', { seen: version, id: flow })
    const ends = new Map(documents.ends(row.document).inputs.map((end) => [end.node, end]))
    const known = { text: JSON.stringify(row.document), models: await models(tenant, row.document), ends }
    this.#versions.set(key, known)
    return known
  }

  async #points(tenant: TenantId, ids: readonly string[]): Promise<Map<string, Numbered>> {
    const points = new Map<string, Numbered>()
    for (let at = 0; at < ids.length; at += POINTS_AT_ONCE) {
      const found = await this.#needs.assets.find({ tenant }, ids.slice(at, at + POINTS_AT_ONCE))
      for (const [id, one] of found) if (one !== 'several') points.set(id, one)
    }
    return points
  }

  async #bring(tenant: TenantId, samples: SampleBatch): Promise<void> {
    const { bring, clock, log } = this.#needs
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('flows.held_up', { ms: BRING_MS })))
    try {
      await bring(tenant, samples, late.signal)
    } catch (thrown) {
      // Offering it again would only hold up those who have room.
      if (!(thrown instanceof Fault) || thrown.code !== 'ingest.refused') throw thrown
      log.warn('values of flows are refused', { tenant, fault: sayFault(thrown) })
    } finally {
      timer.cancel()
    }
  }
}

const isOurs = (code: string): boolean => !code.startsWith('flow.') && !code.startsWith('live.')
