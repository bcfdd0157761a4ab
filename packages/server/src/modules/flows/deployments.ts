import { type Clock, type Closable, Fault, isoOf, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { DeviceService } from '../devices/index.ts'
import * as actionStore from './action-store.ts'
import { addressOf } from './addresses.ts'
import type { FlowBook } from './book.ts'
import * as store from './deployment-store.ts'
import type { Documents } from './documents.ts'
import type { EdgeFlows, EdgeStanding } from './edges.ts'
import './faults.ts'
import type { Feeds } from './feeds.ts'
import type { Furniture } from './furniture.ts'
import type { Leases } from './leases.ts'
import type { Recomputes } from './recomputes.ts'
import type { Action, ActionQuery, Deployment, DeploymentRequest, Document, FlowInbox, Run } from './schema.ts'
import * as flowStore from './store.ts'
import type { EdgePlace } from './tables.ts'
import type { Tally } from './tally.ts'
import type { Targets } from './targets.ts'
import type { OnWires, Watches } from './watches.ts'
import * as workStore from './work-store.ts'

/** Who puts another version in force, and how far they see points. */
interface Switching {
  readonly reach: Reach
  readonly seeing: Reach
  readonly actor: Actor
}

/** Where flows run. */
export interface FlowDeployments {
  deployments(reach: Reach, query: { readonly flow?: string | undefined }): Promise<Deployment[]>
  /** Throws `flows.deployment_unknown`, as all that follow with the id of a deployment. */
  deployment(reach: Reach, id: string): Promise<Deployment>
  runs(reach: Reach, id: string): Promise<Run[]>
  actions(reach: Reach, id: string, query: ActionQuery): Promise<Page<Action>>
  /**
   * Answered when it is in force. `seeing`: how far who deploys sees points. Throws `flows.*`, `assets.asset_unknown`,
   * `assets.point_unknown`, `quotas.exceeded`.
   */
  deploy(reach: Reach, seeing: Reach, request: DeploymentRequest & { flow: string }, actor: Actor): Promise<Deployment>
  undeploy(reach: Reach, id: string, actor: Actor): Promise<void>
  pause(reach: Reach, id: string, actor: Actor): Promise<Deployment>
  resume(reach: Reach, id: string, actor: Actor): Promise<Deployment>
  /** Acts with the rights of who upgrades it from now on. Throws `flows.same_version`, `not_published`, `of_app`, and as `deploy`. */
  upgrade(asking: Switching, id: string, version: number): Promise<Deployment>
  /** As `upgrade`. Throws `flows.no_version_before`. */
  rollBack(asking: Switching, id: string): Promise<Deployment>
  /** Gives its points anew out of the history; nothing is done a second time. */
  recompute(reach: Reach, id: string, from: string, actor: Actor): Promise<Deployment>
  /** Addresses at which it takes bodies from outside. */
  inbox(reach: Reach, id: string): Promise<FlowInbox['items']>
  /** Opens a stream of the newest samples on wires. Throws `assets.point_unknown` where an input may not be seen. */
  live(
    seeing: Reach,
    id: string,
    query: { readonly asset?: string | undefined; readonly watch?: string | undefined },
  ): Promise<(listener: OnWires) => Closable>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered' | 'takeTurn' | 'forget' | 'withPointsBelow'>
  readonly audit: AuditTrail
  readonly documents: Documents
  readonly targets: Targets
  readonly furniture: Furniture
  readonly leases: Pick<Leases, 'holds'>
  readonly tally: Tally
  readonly book: FlowBook
  readonly watches: Watches
  readonly recomputes: Pick<Recomputes, 'wake'>
  readonly feeds: Pick<Feeds, 'keep' | 'prime' | 'wake'>
  readonly edges: EdgeFlows
  readonly devices: Pick<DeviceService, 'device' | 'source'>
  readonly vault: Vault
  readonly clock: Clock
}

const iso = (date: Date): string => isoOf(date.getTime() * MICROS_PER_MS)

export function createDeployments(needs: Needs): FlowDeployments & {
  /** Assets come to be of a model or a class, and are no more. */
  retarget(tenant: TenantId): Promise<boolean>
} {
  const {
    tenants,
    assets,
    audit,
    documents,
    targets,
    furniture,
    leases,
    tally,
    book,
    watches,
    recomputes,
    feeds,
    edges,
    devices,
    vault,
    clock,
  } = needs
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  const must = async (tx: TenantTx, id: string): Promise<store.DeploymentRow> => {
    const row = await store.deploymentById(tx, id)
    if (!row) throw new Fault('flows.deployment_unknown', { id })
    return row
  }

  const published = async (tx: TenantTx, flow: string, number: number): Promise<flowStore.VersionRow> => {
    const row = await flowStore.versionOf(tx, flow, number)
    if (!row) throw new Fault('flows.version_unknown', { seen: number, id: flow })
    if (row.stage !== 'published') throw new Fault('flows.not_published', { version: number, stage: row.stage })
    return row
  }

  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    { id, name }: Pick<store.DeploymentRow, 'id' | 'name'>,
    detail: Record<string, Json> = {},
  ) =>
    audit.record(tx, {
      actor,
      action: `flow_deployment.${action}`,
      target: { kind: 'flow_deployment', id, name: name.en },
      detail,
    })

  /** Points that are given anew, of all runs together: as far as the one that is least far. */
  const backOf = (
    rows: readonly workStore.WorkRow[],
    ends: (run: number) => number | undefined,
  ): Pick<Deployment, 'back'> => {
    if (rows.length === 0) return {}
    const first = Math.min(...rows.map((row) => row.first))
    const end = Math.max(first, ...rows.map(({ run }) => ends(run) ?? 0))
    const broken = rows.find((row) => row.broken)?.broken
    const from = Math.min(...rows.map(({ begun }) => begun))
    return { back: { from: isoOf(from), at: isoOf(first), end: isoOf(end), ...(broken ? { broken } : {}) } }
  }

  const views = (reach: Reach, wanted: (row: store.DeploymentRow) => boolean): Promise<Deployment[]> =>
    tenants.within(reach, async (tx) => {
      const runs = Map.groupBy(await store.everyRun(tx), ({ deployment }) => deployment)
      const open = await store.openActions(tx)
      const work = await workStore.workOf(tx)
      const rows = (await store.everyDeployment(tx)).filter(wanted)
      const titles = await tenants.within({ tenant: reach.tenant }, (whole) => flowStore.titlesOf(whole))
      return rows.map((row): Deployment => {
        const own = runs.get(row.id) ?? []
        return {
          id: row.id,
          flow: row.flow,
          flowTitle: titles.get(row.flow) ?? row.name,
          version: row.version,
          ...(row.before === null ? {} : { before: row.before }),
          name: row.name,
          target: row.target,
          inputs: row.inputs,
          parameters: row.parameters,
          paused: row.paused,
          ...(row.edge ? { edge: row.edge } : {}),
          runs: own.length,
          broken: own.filter(({ broken }) => broken).length,
          open: open.get(row.id) ?? 0,
          ...backOf(work.get(row.id) ?? [], (run) => book.reachedOf(reach.tenant, run)),
          by: row.by,
          at: iso(row.at),
        }
      })
    })

  const one = async (reach: Reach, id: string): Promise<Deployment> => {
    const [found] = await views(reach, (row) => row.id === id)
    if (!found) throw new Fault('flows.deployment_unknown', { id })
    return found
  }

  /** Whoever changes a deployment sees every asset that it runs at, and none comes to it elsewhere. */
  const mine = async (reach: Reach, id: string): Promise<Deployment> => {
    const deployment = await one(reach, id)
    if (!reach.below) return deployment
    const runs = await tenants.within({ tenant: reach.tenant }, (tx) => store.everyRun(tx, id))
    if (!deployment.target.assets || runs.length > deployment.runs)
      throw new Fault('flows.elsewhere', { name: deployment.name.en })
    return deployment
  }

  /** Whoever deploys it sees every point that it names. */
  const seen = (seeing: Reach, document: Document, inputs: store.DeploymentRow['inputs']) =>
    assets.numbered(
      seeing,
      documents.ends(document).inputs.flatMap(({ node, id }) => inputs[node]?.point ?? id ?? []),
    )

  const placeOf = async (reach: Reach, id: string): Promise<EdgePlace> => {
    const { kind, name } = await devices.device(reach, id)
    const { group, node } = await devices.source(reach.tenant, id)
    if (kind !== 'edge_node' || group === undefined || node === undefined)
      throw new Fault('flows.edge_unknown', { seen: name })
    return { id, group, node }
  }

  /** Topics are those of any device. Throws `flows.topics_refused`. */
  const mayHear = (reach: Reach, { kind, name }: Actor, document: Document): void => {
    if ((reach.below || kind === 'app') && documents.ends(document).inboxes.some((end) => end.kind === 'mqtt'))
      throw new Fault('flows.topics_refused', { name })
  }

  /** Its points come from the node, which makes them itself. Throws `flows.edge_unfit`, `input_missing` to who asks for it. */
  const settleAtEdge = async (
    tx: TenantTx,
    row: store.DeploymentRow,
    { document, isAsked }: { readonly document: Document; readonly isAsked: boolean },
  ): Promise<boolean> => {
    const planned = await targets.plan(tx, row, document)
    const isOther = await targets.apply(
      tx,
      row,
      planned.map((one) => ({ ...one, outputs: [], inboxes: [] })),
    )
    const broken = await edges.misfits(tx, row, document)
    const [first] = broken.values()
    if (first && isAsked) throw new Fault('flows.edge_unfit', { node: row.name.en, seen: first.says })
    for (const run of await store.everyRun(tx, row.id))
      await store.setBroken(tx, [run.number], broken.get(run.number) ?? null)
    return isOther
  }

  /** Where it runs by its version as it is in the row; true where anything is another. */
  const settle = async (tx: TenantTx, row: store.DeploymentRow, isAsked = true): Promise<boolean> => {
    const { document } = await published(tx, row.flow, row.version)
    if (row.edge) return settleAtEdge(tx, row, { document, isAsked })
    const before = await store.everyRun(tx, row.id)
    const isOther = await targets.apply(tx, row, await targets.plan(tx, row, document))
    await furniture.keep(tx, row, { ends: documents.ends(document).outputs, before })
    await feeds.keep(tx, row.id)
    return isOther
  }

  /** What is kept holds for what comes from now on. */
  const inForce = async (tenant: TenantId, edge?: EdgePlace | null): Promise<void> => {
    assets.forget()
    if (edge) await edges.changed(tenant, edge)
    await feeds.prime(tenant)
    await book.changed(tenant)
    feeds.wake(tenant)
  }

  const changed = async (
    reach: Reach,
    id: string,
    run: (tx: TenantTx, row: store.DeploymentRow) => Promise<void>,
  ): Promise<Deployment> => {
    await mine(reach, id)
    await tenants.within({ tenant: reach.tenant }, async (tx) => {
      await assets.takeTurn(tx)
      await run(tx, await must(tx, id))
    })
    const now = await one(reach, id)
    await inForce(reach.tenant, now.edge)
    return now
  }

  /** What its thread said of runs stands no more, until it is said again. */
  const tryAgain = async (tx: TenantTx, id: string): Promise<void> => {
    const said = (await store.everyRun(tx, id)).filter(({ broken }) => /^(flow|live)\./.test(broken?.code ?? ''))
    await store.setBroken(
      tx,
      said.map(({ number }) => number),
      null,
    )
  }

  /**
   * From now on that version, with the points that it gives. What it does is what the flow does next: it acts as who puts it in force,
   * who sees every point that it names, or a version would borrow the rights of somebody else.
   */
  const switchTo = async (
    { reach, seeing, actor }: Switching,
    id: string,
    { action, to }: { readonly action: string; readonly to: (row: store.DeploymentRow) => number },
  ): Promise<Deployment> => {
    await mine(reach, id)
    const { row, version, document } = await tenants.within({ tenant: reach.tenant }, async (tx) => {
      const found = await must(tx, id)
      const wanted = to(found)
      return { row: found, version: wanted, ...(await published(tx, found.flow, wanted)) }
    })
    if (row.by.kind === 'app' && row.by.id !== actor.id) throw new Fault('flows.of_app', { app: row.by.name })
    mayHear(reach, actor, document)
    await seen(seeing, document, row.inputs)
    return changed(reach, id, async (tx, held) => {
      // Another was put in force meanwhile, and goes back elsewhere.
      if (to(held) !== version) throw new Fault('flows.no_version_before', { name: held.name.en, id })
      const { kind, id: by, name } = actor
      const set = { version, before: action === 'upgraded' ? held.version : null, by: { kind, id: by, name } }
      await store.changeDeployment(tx, id, set)
      await settle(tx, { ...held, ...set })
      // What was wrong with the other version is not with this one.
      await tryAgain(tx, id)
      await record(tx, actor, action, held, {
        version,
        before: held.version,
        ...(held.by.id === by ? {} : { acted: held.by.name }),
      })
    })
  }

  return {
    deployments: (reach, { flow }) => views(reach, (row) => flow === undefined || row.flow === flow),
    deployment: one,

    async runs(reach, id) {
      const deployment = await one(reach, id)
      const { rows, places } = await tenants.within(reach, async (tx) => {
        const rows = await store.everyRun(tx, id)
        return {
          rows,
          places: await assets.withPointsBelow(
            tx,
            rows.flatMap(({ asset }) => asset ?? []),
          ),
        }
      })
      const { edge } = deployment
      const standings = new Map<number, EdgeStanding>()
      if (edge && !deployment.paused)
        for (const { number } of rows) standings.set(number, await edges.standing(reach.tenant, edge, number))
      return rows.map(({ number, asset, inputs, outputs, broken: own }): Run => {
        const atEdge = own ? undefined : standings.get(number)
        const broken = own ?? atEdge?.broken
        const standing = tally.standing(number)
        const series = Object.values(outputs).map((output) => output.series)
        return {
          ...(asset === null ? {} : { asset }),
          path: [...((asset === null ? undefined : places.get(asset)?.path) ?? [])],
          inputs: Object.entries(inputs).map(([node, { inbox: _, ...input }]) => ({ node, ...input })),
          outputs: Object.entries(outputs).map(([node, { point }]) => ({ node, point })),
          state: deployment.paused
            ? 'paused'
            : broken
              ? 'broken'
              : atEdge
                ? atEdge.state
                : leases.holds(reach.tenant)
                  ? 'runs'
                  : 'elsewhere',
          ...(broken ? { broken } : {}),
          ...(atEdge?.digest === undefined ? {} : { digest: atEdge.digest }),
          ...(standing && standing.time !== null ? { time: isoOf(standing.time) } : {}),
          samples: standing?.samples ?? 0,
          late: standing?.late ?? 0,
          troubles: standing?.troubles ?? 0,
          ...(standing?.trouble ? { trouble: standing.trouble } : {}),
          ...tally.given(number, series),
        }
      })
    },

    async actions(reach, id, query) {
      await one(reach, id)
      const limit = query.limit ?? 100
      const rows = await tenants.within(reach, (tx) => actionStore.actionsOf(tx, id, query, limit + 1))
      return pageOf(rows, limit, {
        item: ({ asset, answer, endedAt, ...row }): Action => ({
          id: row.id,
          ...(asset === null ? {} : { asset }),
          node: row.node,
          kind: row.kind,
          at: isoOf(row.at),
          body: { ...row.body },
          state: row.state,
          tries: row.tries,
          ...(answer === null ? {} : { answer }),
          madeAt: iso(row.madeAt),
          ...(endedAt === null ? {} : { endedAt: iso(endedAt) }),
        }),
        keys: ({ at, id: last }) => [String(at), last],
      })
    },

    async deploy(reach, seeing, { flow, version, name, target, inputs = {}, parameters = {}, edge: at }, actor) {
      const { tenant } = reach
      if (reach.below && !target.assets) throw new Fault('flows.elsewhere', { name: name.en })
      for (const id of target.assets ?? []) await assets.asset(reach, id)
      const { document } = await tenants.within({ tenant }, (tx) => published(tx, flow, version))
      mayHear(reach, actor, document)
      documents.mustTake(document, parameters)
      await seen(seeing, document, inputs)
      const edge = at ? await placeOf(reach, at.node) : null
      const { kind, id: by, name: byName } = actor
      const row: store.DeploymentRow = {
        id: newId(clock.now() / MICROS_PER_MS),
        tenant,
        flow,
        version,
        before: null,
        name,
        target,
        inputs,
        parameters,
        paused: false,
        edge,
        by: { kind, id: by, name: byName },
        at: now(),
      }
      await tenants.within({ tenant }, async (tx) => {
        await assets.takeTurn(tx)
        await store.addDeployment(tx, row)
        await settle(tx, row)
        await record(tx, actor, 'begun', row, {
          flow,
          version,
          ...(edge ? { edge: `${edge.group}/${edge.node}` } : {}),
        })
      })
      await inForce(tenant, edge)
      return one(reach, row.id)
    },

    async undeploy(reach, id, actor) {
      const { edge } = await mine(reach, id)
      await tenants.within({ tenant: reach.tenant }, async (tx) => {
        const row = await must(tx, id)
        await furniture.leave(tx, await store.everyRun(tx, id), `Flow ${row.name.en}`, actor)
        await store.removeDeployment(tx, id)
        await record(tx, actor, 'removed', row)
      })
      if (edge) await edges.changed(reach.tenant, edge)
      await book.changed(reach.tenant)
    },

    pause: (reach, id, actor) =>
      changed(reach, id, async (tx, row) => {
        await store.changeDeployment(tx, id, { paused: true })
        await record(tx, actor, 'paused', row)
      }),

    resume: (reach, id, actor) =>
      changed(reach, id, async (tx, row) => {
        await store.changeDeployment(tx, id, { paused: false })
        await store.forgetSince(tx, id)
        await feeds.keep(tx, id, { anew: true })
        await tryAgain(tx, id)
        await record(tx, actor, 'resumed', row)
      }),

    upgrade: (asking, id, version) =>
      switchTo(asking, id, {
        action: 'upgraded',
        to(row) {
          if (row.version === version) throw new Fault('flows.same_version', { version })
          return version
        },
      }),

    rollBack: (asking, id) =>
      switchTo(asking, id, {
        action: 'rolled_back',
        to({ before, name }) {
          if (before === null) throw new Fault('flows.no_version_before', { name: name.en, id })
          return before
        },
      }),

    async recompute(reach, id, from, actor) {
      if ((await mine(reach, id)).edge) throw new Fault('flows.edge_refused', { what: 'points that are given anew' })
      const at = Date.parse(from) * MICROS_PER_MS
      await tenants.within({ tenant: reach.tenant }, async (tx) => {
        const row = await must(tx, id)
        const runs = await store.everyRun(tx, id)
        await workStore.addWork(
          tx,
          runs.filter(({ outputs }) => Object.keys(outputs).length > 0).map(({ number }) => number),
          at,
        )
        await record(tx, actor, 'recomputed', row, { from })
      })
      recomputes.wake()
      return one(reach, id)
    },

    async inbox(reach, id) {
      await mine(reach, id)
      const runs = await tenants.within({ tenant: reach.tenant }, (tx) => store.everyRun(tx, id))
      return runs.flatMap(({ asset, inputs }) =>
        Object.entries(inputs).flatMap(([node, { inbox }]) => {
          const address = inbox && addressOf(vault, reach.tenant, inbox)
          return address === undefined ? [] : [{ ...(asset === null ? {} : { asset }), node, address }]
        }),
      )
    },

    async live(seeing, id, { asset, watch }) {
      const { tenant } = seeing
      if ((await one(seeing, id)).edge) throw new Fault('flows.edge_refused', { what: 'values on wires' })
      const runs = await tenants.within(seeing, async (tx) => store.everyRun(tx, (await must(tx, id)).id))
      const run = asset === undefined ? runs[0] : runs.find((one) => one.asset === asset)
      if (!run) throw new Fault('assets.asset_unknown', { id: asset ?? id })
      // Whoever sees what goes by sees what it is made of.
      await assets.numbered(
        seeing,
        Object.values(run.inputs).flatMap(({ point }) => point ?? []),
      )
      const ports = (watch ?? '').split(',').filter((port) => port !== '')
      return (listener) => watches.open(tenant, run.number, ports, listener)
    },

    async retarget(tenant) {
      const followed = (await tenants.within(tenant, store.everyDeployment)).filter(
        ({ target }) => target.thingModel !== undefined || target.equipmentClass !== undefined,
      )
      let isOther = false
      for (const { id, edge } of followed) {
        const is = await tenants.within(tenant, async (tx) => {
          await assets.takeTurn(tx)
          const row = await store.deploymentById(tx, id)
          return row !== undefined && (await settle(tx, row, false))
        })
        if (is && edge) await edges.changed(tenant, edge)
        isOther ||= is
      }
      return isOther
    },
  }
}
