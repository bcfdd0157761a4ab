import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import { type Live, type LiveListener, openEvents } from './live.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Flow = Schemas['Flow']
export type FlowAction = Schemas['FlowAction']
export type FlowCheck = Schemas['FlowCheck']
export type FlowDeployment = Schemas['FlowDeployment']
export type FlowDeploymentRequest = Schemas['FlowDeploymentRequest']
export type FlowDifferences = Schemas['FlowDifferences']
export type FlowDocument = Schemas['FlowDocument']
export type FlowListed = Schemas['FlowListed']
export type FlowReplay = Schemas['FlowReplay']
export type FlowReplayRequest = Schemas['FlowReplayRequest']
export type FlowRun = Schemas['FlowRun']
export type FlowSecret = Schemas['FlowSecret']
export type FlowSecretRequest = Schemas['FlowSecretRequest']
export type FlowSettings = Schemas['FlowSettings']
export type FlowTestAnswer = Schemas['FlowTestAnswer']
export type FlowVersion = Schemas['FlowVersion']
export type FlowQuery = NonNullable<QueryOf<'/api/v1/flows'>>
export type FlowActionQuery = NonNullable<QueryOf<'/api/v1/flows/deployments/{id}/actions'>>

/** The newest sample of each watched wire, by node.port. */
export type FlowWires = Readonly<
  Record<string, { readonly time: string; readonly value: number | boolean | string | null; readonly status: number }>
>

export interface FlowLiveListener extends Pick<LiveListener, 'open' | 'refused'> {
  wires(newest: FlowWires): void
}

/** What people wire: flows, their versions, and where they run. */
export class FlowsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Kinds of nodes: ports, settings, help. */
  async nodes(signal?: AbortSignal): Promise<Schemas['FlowNodeList']['items']> {
    return (await this.#connection.json<Schemas['FlowNodeList']>('GET', '/flow-nodes', { signal })).items
  }

  list(query: FlowQuery = {}, signal?: AbortSignal): Promise<Page<FlowListed>> {
    return this.#connection.json('GET', '/flows', { query, signal })
  }

  read(id: string, signal?: AbortSignal): Promise<Flow> {
    return this.#connection.json('GET', `/flows/${segment(id)}`, { signal })
  }

  create(document: FlowDocument): Promise<Flow> {
    return this.#connection.json('POST', '/flows', { body: { document } })
  }

  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/flows/${segment(id)}`)
  }

  /** `revision`: that of the draft one started from. Refused where somebody saved another since. */
  saveDraft(id: string, document: FlowDocument, revision: number): Promise<Flow> {
    return this.#connection.json('PUT', `/flows/${segment(id)}/draft`, { body: { document, revision } })
  }

  /** Every mistake, and what each port carries. `asset`: names of points are looked for below it. */
  check(document: FlowDocument, { asset, signal }: { asset?: string; signal?: AbortSignal } = {}): Promise<FlowCheck> {
    const body = { document, ...(asset === undefined ? {} : { asset }) }
    return this.#connection.json('POST', '/flows/check', { body, signal })
  }

  test(document: FlowDocument, signal?: AbortSignal): Promise<FlowTestAnswer> {
    return this.#connection.json('POST', '/flows/test', { body: { document }, signal })
  }

  /** What runs longer than a few seconds is asked for again by its id. */
  replay(request: FlowReplayRequest, signal?: AbortSignal): Promise<FlowReplay> {
    return this.#connection.json('POST', '/flows/replay', { body: request, signal })
  }

  replayed(id: string, signal?: AbortSignal): Promise<FlowReplay> {
    return this.#connection.json('GET', `/flows/replays/${segment(id)}`, { signal })
  }

  /** Cancels one that runs; forgets one that ended. */
  endReplay(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/flows/replays/${segment(id)}`)
  }

  /** Publishes the draft, or lets it wait for a second person. */
  publish(id: string, request: Schemas['FlowPublishRequest']): Promise<FlowVersion> {
    return this.#connection.json('POST', `/flows/${segment(id)}/versions`, { body: request })
  }

  version(id: string, version: number, signal?: AbortSignal): Promise<FlowVersion> {
    return this.#connection.json('GET', `/flows/${segment(id)}/versions/${version}`, { signal })
  }

  review(id: string, version: number, request: Schemas['FlowReviewRequest']): Promise<FlowVersion> {
    return this.#connection.json('POST', `/flows/${segment(id)}/versions/${version}/review`, { body: request })
  }

  /** Without `b`: what the draft has otherwise than version `a`. */
  differences(id: string, a: number, b?: number, signal?: AbortSignal): Promise<FlowDifferences> {
    return this.#connection.json('GET', `/flows/${segment(id)}/diff`, { query: { a, b }, signal })
  }

  settings(signal?: AbortSignal): Promise<FlowSettings> {
    return this.#connection.json('GET', '/flow-settings', { signal })
  }

  setSettings(settings: FlowSettings): Promise<FlowSettings> {
    return this.#connection.json('PUT', '/flow-settings', { body: settings })
  }

  /** Headers that requests of flows bear, by name; their values are told to nobody. */
  async secrets(signal?: AbortSignal): Promise<FlowSecret[]> {
    return (await this.#connection.json<Schemas['FlowSecretList']>('GET', '/flow-secrets', { signal })).items
  }

  setSecret(name: string, request: FlowSecretRequest): Promise<FlowSecret> {
    return this.#connection.json('PUT', `/flow-secrets/${segment(name)}`, { body: request })
  }

  removeSecret(name: string): Promise<void> {
    return this.#connection.done('DELETE', `/flow-secrets/${segment(name)}`)
  }

  /** Answered when it is in force. */
  deploy(id: string, request: FlowDeploymentRequest): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/${segment(id)}/deployments`, { body: request })
  }

  async deployments(query: { flow?: string } = {}, signal?: AbortSignal): Promise<FlowDeployment[]> {
    const path = '/flows/deployments'
    return (await this.#connection.json<Schemas['FlowDeploymentList']>('GET', path, { query, signal })).items
  }

  deployment(id: string, signal?: AbortSignal): Promise<FlowDeployment> {
    return this.#connection.json('GET', `/flows/deployments/${segment(id)}`, { signal })
  }

  /** How it stands at each asset. */
  async runs(id: string, signal?: AbortSignal): Promise<FlowRun[]> {
    const path = `/flows/deployments/${segment(id)}/runs`
    return (await this.#connection.json<Schemas['FlowRunList']>('GET', path, { signal })).items
  }

  /** Addresses at which it takes bodies from outside. */
  async inbox(id: string, signal?: AbortSignal): Promise<Schemas['FlowInbox']['items']> {
    const path = `/flows/deployments/${segment(id)}/inbox`
    return (await this.#connection.json<Schemas['FlowInbox']>('GET', path, { signal })).items
  }

  /** The newest first. */
  actions(id: string, query: FlowActionQuery = {}, signal?: AbortSignal): Promise<Page<FlowAction>> {
    return this.#connection.json('GET', `/flows/deployments/${segment(id)}/actions`, { query, signal })
  }

  /** It runs no more; its points and their history stay. */
  undeploy(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/flows/deployments/${segment(id)}`)
  }

  pause(id: string): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/deployments/${segment(id)}/pause`)
  }

  resume(id: string): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/deployments/${segment(id)}/resume`)
  }

  upgrade(id: string, version: number): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/deployments/${segment(id)}/upgrade`, { body: { version } })
  }

  rollBack(id: string): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/deployments/${segment(id)}/rollback`)
  }

  /** Gives its points anew out of the history; nothing is done a second time. */
  recompute(id: string, from: string): Promise<FlowDeployment> {
    return this.#connection.json('POST', `/flows/deployments/${segment(id)}/recompute`, { body: { from } })
  }

  /** Values on the wires of one run as they come. `watch`: node.port; without any, all. */
  live(
    id: string,
    { asset, watch = [] }: { readonly asset?: string; readonly watch?: readonly string[] },
    listener: FlowLiveListener,
  ): Live {
    const query = {
      ...(asset === undefined ? {} : { asset }),
      ...(watch.length === 0 ? {} : { watch: watch.join(',') }),
    }
    const wanted = { path: `/flows/deployments/${segment(id)}/live`, event: 'wires', query }
    return openEvents(this.#connection, wanted, {
      ...listener,
      told: (data) => listener.wires(JSON.parse(data) as FlowWires),
    })
  }
}
