import type { KeyObject } from 'node:crypto'
import { Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import { centreOnlyIn, type FlowDocument, flowContents, packFlow, signFlow } from '@millrace/flows'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { Sender } from '../../ingest/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { DeviceService } from '../devices/index.ts'
import * as store from './deployment-store.ts'
import './faults.ts'
import type { ModelsOf } from './models.ts'
import type { Document } from './schema.ts'
import { versionOf } from './store.ts'
import type { Broken, EdgePlace } from './tables.ts'

/** How a run at an edge stands, as the node tells it. */
export interface EdgeStanding {
  readonly state: 'waiting' | 'runs' | 'broken'
  /** That the node has, or gets. */
  readonly digest?: string
  readonly broken?: Broken
}

/** What stands on the topic of a node. */
export type Assign = (
  tenant: TenantId,
  node: { readonly group: string; readonly node: string },
  payload: Uint8Array,
) => Promise<void>

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'findIn' | 'withPointsBelow'>
  readonly devices: Pick<DeviceService, 'source'>
  readonly models: ModelsOf
  readonly assign: Assign
  /** Signs what is sent to nodes: those that ask for a key trust the platform's. */
  readonly signingKey: KeyObject
  readonly log: Log
}

interface AssignedFlow {
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly asset: readonly string[]
  readonly inputs: Readonly<Record<string, { readonly device: string; readonly point: string }>>
  readonly parameters: Readonly<Record<string, number>>
}

const keyOf = (tenant: string, { group, node }: Pick<EdgePlace, 'group' | 'node'>): string =>
  JSON.stringify([tenant, group, node])

/** Names of devices are parts of topics. */
const deviceName = (name: string, run: number): string => `${name.replaceAll(/[+/#\0]/g, ' ').slice(0, 150)} ${run}`

/** Flows that run at edge nodes: what each node is to run stands on its topic, it gets archives from here, and tells how it stands. */
export class EdgeFlows {
  readonly #needs: Needs
  /** As nodes told it, by run. */
  readonly #told = new Map<string, ReadonlyMap<string, { digest: string; state: string; says?: string }>>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Why a document, or a run of it, is none for that node; by number of the run. Throws `flows.edge_unfit` for the document. */
  async misfits(tx: TenantTx, row: store.DeploymentRow, document: Document): Promise<Map<number, Broken>> {
    const [foreign] = centreOnlyIn(document as FlowDocument)
    if (foreign)
      throw new Fault('flows.edge_unfit', {
        node: foreign.path,
        seen: `a node of the kind ${foreign.type}, which runs on the platform alone`,
      })
    const broken = new Map<number, Broken>()
    for (const run of await store.everyRun(tx, row.id)) {
      const { problem } = await this.#inputs(tx, run, row.edge!)
      if (problem) broken.set(run.number, { code: problem.code, says: problem.message })
    }
    return broken
  }

  /** What the node is to run is another than before; after the commit. What fails is made up for when the node is born again. */
  async changed(tenant: TenantId, place: Pick<EdgePlace, 'group' | 'node'>): Promise<void> {
    try {
      const flows = await this.#assignment(tenant, place)
      const payload = Buffer.from(JSON.stringify({ format: 'millrace-deployments/1', flows }))
      await this.#needs.assign(tenant, place, payload)
    } catch (thrown) {
      this.#needs.log.warn('an edge node was not told what to run', { ...place, fault: sayFault(thrown) })
    }
  }

  /** What a node says; at its birth it is told what it is to run. */
  told(tenant: TenantId, place: Pick<EdgePlace, 'group' | 'node'>, text: string, isBirth: boolean): void {
    this.#told.set(keyOf(tenant, place), standingsIn(text))
    if (isBirth) void this.changed(tenant, place)
  }

  async standing(tenant: TenantId, place: EdgePlace, number: number): Promise<EdgeStanding> {
    const told = this.#told.get(keyOf(tenant, place))?.get(String(number))
    const wanted = (await this.#assignment(tenant, place)).find(({ id }) => id === String(number))
    // What is said of another version is said no more.
    if (!told || told.digest !== wanted?.digest)
      return { state: 'waiting', ...(wanted ? { digest: wanted.digest } : {}) }
    const { digest, state, says = '' } = told
    if (state === 'running') return { state: 'runs', digest }
    return state === 'failed'
      ? { state: 'broken', digest, broken: { code: 'flows.edge_failed', says } }
      : { state: 'waiting', digest }
  }

  /** The archive of a flow that a node is to run, for that node alone. Throws `flows.archive_unknown`. */
  async archive({ tenant, speaks }: Sender, digest: string): Promise<Uint8Array> {
    const { tenants, signingKey } = this.#needs
    const rows =
      speaks.as === 'edge'
        ? (await tenants.within(tenant, store.everyDeployment)).filter(
            ({ edge }) => edge?.group === speaks.group && edge.node === speaks.node,
          )
        : []
    for (const row of rows) {
      const contents = await tenants.within(tenant, (tx) => this.#contents(tx, row))
      if (contents?.digest === digest) return packFlow(contents, signFlow(digest, signingKey))
    }
    throw new Fault('flows.archive_unknown', { seen: digest })
  }

  #assignment(tenant: TenantId, place: Pick<EdgePlace, 'group' | 'node'>): Promise<AssignedFlow[]> {
    return this.#needs.tenants.within(tenant, async (tx) => {
      const rows = (await store.everyDeployment(tx)).filter(
        ({ edge, paused }) => !paused && edge?.group === place.group && edge.node === place.node,
      )
      const flows: AssignedFlow[] = []
      for (const row of rows) {
        const contents = await this.#contents(tx, row)
        if (!contents) continue
        for (const run of await store.everyRun(tx, row.id)) {
          const { inputs, problem } = await this.#inputs(tx, run, row.edge!)
          const at = run.asset === null ? undefined : await this.#needs.assets.withPointsBelow(tx, [run.asset])
          const asset = at?.get(run.asset!)?.path
          if (problem || !asset || asset.length === 0) continue
          const name = deviceName(row.name.en, run.number)
          const { digest } = contents
          flows.push({ id: String(run.number), name, digest, asset, inputs, parameters: row.parameters })
        }
      }
      return flows
    })
  }

  async #contents(tx: TenantTx, { flow, version }: store.DeploymentRow) {
    const row = await versionOf(tx, flow, version)
    return row && flowContents(row.document, await this.#needs.models(tx.tenant, row.document))
  }

  /** Inputs by the names that they have at the node; what is none of that node is told. */
  async #inputs(
    tx: TenantTx,
    run: store.RunRow,
    { group, node: name }: EdgePlace,
  ): Promise<{ inputs: AssignedFlow['inputs']; problem?: Fault }> {
    const inputs: Record<string, { device: string; point: string }> = {}
    const ids = Object.values(run.inputs).flatMap(({ point }) => point ?? [])
    const found = await this.#needs.assets.findIn(tx, ids)
    for (const [node, { point: id, problem }] of Object.entries(run.inputs)) {
      const one = id === undefined ? undefined : found.get(id)
      if (!one || one === 'several')
        return { inputs, problem: new Fault('flows.input_missing', { node, problem: problem ?? 'missing' }) }
      const { deviceId } = one.point
      const source = deviceId === undefined ? undefined : await this.#needs.devices.source(tx.tenant, deviceId)
      if (source?.group !== group || source.node !== name || source.device === undefined)
        return {
          inputs,
          problem: new Fault('flows.edge_unfit', {
            node,
            seen: `the point ${one.point.name}, which is none of ${group}/${name}`,
          }),
        }
      inputs[node] = { device: source.device, point: one.point.name }
    }
    return { inputs }
  }
}

/** Whatever a node says of itself is looked at as what it may be. */
function standingsIn(text: string): Map<string, { digest: string; state: string; says?: string }> {
  const standings = new Map<string, { digest: string; state: string; says?: string }>()
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return standings
  }
  const flows = (told as { flows?: unknown } | null)?.flows
  if (!Array.isArray(flows)) return standings
  for (const one of flows.slice(0, 200) as Record<string, unknown>[]) {
    const { id, digest, state, says } = one ?? {}
    if (typeof id !== 'string' || typeof digest !== 'string' || typeof state !== 'string') continue
    standings.set(id, { digest, state, ...(typeof says === 'string' ? { says: says.slice(0, 1_000) } : {}) })
  }
  return standings
}
