import { type AppManifest, flowParametersOf, isCalled } from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { FlowService } from '../flows/index.ts'
import type { BroughtModel } from '../mechanisms/index.ts'
import './faults.ts'
import type { Unpacked } from './package-files.ts'
import type { Leaving } from './schema.ts'
import type { InstallationRow } from './store.ts'

type AppFlow = NonNullable<AppManifest['flows']>[number]
type Document = Parameters<FlowService['create']>[1]
type DeploymentRequest = Parameters<FlowService['deploy']>[2]

/** What an installation runs, and is to have of the platform. */
export interface Running {
  readonly row: InstallationRow
  readonly manifest: AppManifest
  readonly unpacked: Unpacked
  /** How far it may see points. */
  readonly seeing: Reach
}

/** A flow of the package as it is to run. */
interface Wanted {
  readonly name: string
  readonly key: string
  readonly document: Document
  readonly deployment: Omit<DeploymentRequest, 'version' | 'flow'> | undefined
}

const PAGE = 500
/** The same for the same, in whatever order its parts come. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/**
 * Flows that packages bring. What an installation has is known by who made it, the installation; so each step may be done again, and
 * what a kill cut off is finished by doing all of it once more.
 */
export class Brought {
  readonly #flows: FlowService

  constructor(flows: FlowService) {
    this.#flows = flows
  }

  /** Exactly the flows of the version that runs, each where it is bound. Throws `apps.flow_unfit`. */
  async settle(running: Running, models: readonly BroughtModel[]): Promise<void> {
    const { row, manifest } = running
    const { tenant, id } = row
    const reach = { tenant: tenant as TenantId }
    const actor: Actor = { kind: 'app', id, name: manifest.id }
    const wanted = (manifest.flows ?? []).map((flow) => wantedOf(flow, running, models))
    const deployed = (await this.#flows.deployments(reach, {})).filter(({ by }) => by.id === id)
    const kept = new Map<string, string>()
    for (const flow of await this.#made(reach, id, actor)) {
      const key = canonical(flow.draft)
      const [version] = flow.versions
      if (!kept.has(key) && version?.stage === 'published' && wanted.some((one) => one.key === key))
        kept.set(key, flow.id)
      else await this.#remove(reach, flow.id, deployed, actor)
    }
    const reads = isAgreed(row, 'point:read')
    for (const { name, key, document, deployment } of wanted) {
      const flow = kept.get(key) ?? (await this.#publish(reach, document, manifest, actor))
      if (!reads && deployment && (await this.#flows.reads(reach.tenant, document)))
        throw new Fault('apps.flow_unfit', {
          app: manifest.id,
          flow: name,
          seen: 'that it reads points, and point:read is not among what the app asks for',
        })
      this.#flows.mustTake(document, deployment?.parameters ?? {})
      const own = deployed.filter((one) => one.flow === flow)
      const same = own.find((one) => deployment && sayOf(one) === sayOf(deployment))
      for (const one of own) if (one !== same) await this.#flows.undeploy(reach, one.id, actor)
      const isPaused = row.state === 'suspended'
      const runs =
        same ??
        (deployment && (await this.#flows.deploy(reach, running.seeing, { ...deployment, flow, version: 1 }, actor)))
      if (runs && runs.paused !== isPaused)
        await (isPaused ? this.#flows.pause(reach, runs.id, actor) : this.#flows.resume(reach, runs.id, actor))
    }
  }

  /** Titles of what it has. */
  async titles(tenant: TenantId, installation: string, actor: Actor): Promise<Leaving['flows']> {
    return (await this.#made({ tenant }, installation, actor)).map(({ title }) => ({ ...title }))
  }

  /** Points that its flows alone gave, and what else stands on them but what goes `along`. */
  async points(
    tenant: TenantId,
    installation: string,
    along: readonly string[],
  ): Promise<{ points: Leaving['points']; used: string[] }> {
    const points = await this.#flows.made.of(tenant, installation)
    const used = points.length === 0 ? [] : await this.#flows.made.used(tenant, installation, along)
    return { points: points.map(({ id, path }) => ({ id, path: [...path] })), used }
  }

  /** What flows of another installation give by now is its own. */
  async handPoints(tenant: TenantId, from: string, to: string): Promise<void> {
    await this.#flows.made.handOver(tenant, { from, to })
  }

  /** They go with their history, once nothing gives them. */
  async takePoints(tenant: TenantId, installation: string, actor: Actor): Promise<void> {
    await this.#flows.made.takeAway(tenant, installation, actor)
  }

  /** Nothing of an installation is left but its points. */
  async takeAway(tenant: TenantId, installation: string, actor: Actor): Promise<void> {
    const reach = { tenant }
    const deployed = (await this.#flows.deployments(reach, {})).filter(({ by }) => by.id === installation)
    for (const flow of await this.#made(reach, installation, actor)) await this.#remove(reach, flow.id, deployed, actor)
  }

  async #made(reach: Reach, installation: string, actor: Actor) {
    const made: Awaited<ReturnType<FlowService['get']>>[] = []
    let cursor: string | undefined
    do {
      const page = await this.#flows.list(reach, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
      for (const { id } of page.items) {
        const flow = await this.#flows.get(reach, id, actor)
        if (flow.madeBy.id === installation) made.push(flow)
      }
      cursor = page.next
    } while (cursor !== undefined)
    return made
  }

  async #remove(
    reach: Reach,
    flow: string,
    deployed: readonly { readonly id: string; readonly flow: string }[],
    actor: Actor,
  ): Promise<void> {
    for (const one of deployed) if (one.flow === flow) await this.#flows.undeploy(reach, one.id, actor)
    await this.#flows.remove(reach, flow, actor)
  }

  async #publish(reach: Reach, document: Document, { id, version }: AppManifest, actor: Actor): Promise<string> {
    const flow = await this.#flows.create(reach, document, actor)
    const published = await this.#flows.publish(
      reach,
      flow.id,
      { revision: flow.revision, comment: `${id} ${version}` },
      actor,
    )
    if (published.stage !== 'published')
      throw new Fault('apps.flow_unfit', {
        app: id,
        flow: String((document['title'] as { en?: unknown } | undefined)?.en),
        seen: 'that flows wait for a second person here',
      })
    return flow.id
  }
}

export const isAgreed = ({ agreed }: Pick<InstallationRow, 'agreed'>, action: string): boolean =>
  agreed.some((one) => one.kind === 'action' && one.action === action)

/** What two deployments have to have in common to be the same. */
const sayOf = ({ target, parameters = {} }: Pick<DeploymentRequest, 'target' | 'parameters'>): string =>
  canonical({ target, parameters })

function wantedOf(
  flow: AppFlow,
  { row, manifest, unpacked: { files } }: Running,
  models: readonly BroughtModel[],
): Wanted {
  const { name, title, file, for: need } = flow
  const text = new TextDecoder().decode(files.get(file))
  let document: Document
  try {
    document = withModels(JSON.parse(text) as Document, models)
  } catch (thrown) {
    throw new Fault('apps.flow_unfit', { app: manifest.id, flow: name, seen: `no JSON in ${file}` }, thrown)
  }
  // What is tried runs at assets alone: of what is of the whole organisation there is one, that of the other version.
  const elsewhere = row.trialOf === null ? undefined : []
  const assets = need === undefined ? elsewhere : Object.hasOwn(row.bound, need) ? row.bound[need]! : []
  return {
    name,
    key: canonical(document),
    document,
    deployment:
      assets?.length === 0
        ? undefined
        : {
            name: title,
            target: assets ? { assets } : {},
            parameters: flowParametersOf(manifest, flow, { document, settings: row.settings }),
          },
  }
}

/** Models that the package brings, in place of what its flows call them: a version of the organisation. */
function withModels(document: Document, models: readonly BroughtModel[]): Document {
  const whole = structuredClone(document)
  for (const graph of [whole, ...Object.values((whole['subflows'] ?? {}) as Record<string, Document>)]) {
    const nodes = graph?.['nodes']
    if (!Array.isArray(nodes)) continue
    for (const { type, settings } of nodes as { type?: unknown; settings?: Record<string, unknown> }[]) {
      const called = settings?.['model']
      if (type !== 'model.run' || typeof called !== 'string') continue
      const own = models.find(({ folder, name }) => isCalled(called, { folder, id: name }))
      if (own) settings!['model'] = `${own.id}@${own.version}`
    }
  }
  return whole
}
