import type { Fault, TenantId } from '@millrace/core'
import type { FlowSurroundings } from '@millrace/flows'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Consumer } from './meter.ts'
import type { Fields, Words } from './schema.ts'

type Document = Record<string, unknown>

/** What is asked of the flows around, which stand on components. */
export interface FlowsAround {
  /** Models that a document runs. */
  readonly models: (tenant: TenantId, document: Document) => Promise<FlowSurroundings['models']>
  /** Whether versions are published when a second person agrees. */
  readonly secondPerson: (tx: TenantTx) => Promise<boolean>
  /** Flows by the components that they name, `name@number`. */
  readonly users: (tx: TenantTx, name?: string) => Promise<readonly FlowUser[]>
  /** Runs a document with one test over its inputs, in a thread of its own. */
  readonly run: (tenant: TenantId, document: Document) => Promise<RunSeen>
}

export interface FlowUser {
  readonly id: string
  readonly title: Words
  readonly drawn: readonly string[]
  readonly published: readonly string[]
}

interface RunSeen {
  readonly says: readonly string[]
  readonly seen: Readonly<Record<string, readonly (readonly [number, number | boolean | string | null, number])[]>>
}

/** A service of an app, by its name there. */
interface ServiceOf {
  readonly installation: string
  readonly service: string
}

/** Who calls, and how far they may do things themselves. `consumer`: whose use it is where it is not theirs. */
export interface Calling {
  readonly actor: Actor
  readonly consumer?: Consumer
  readonly reachFor: (action: Action) => Promise<Reach>
}

/** What is asked of the apps that are installed. */
export interface AppsAround {
  /**
   * What the manifest of the version that runs says of a service that may be called. Throws `apps.installation_unknown`, `apps.suspended`,
   * `app.service_unknown`, `app_services.not_open`.
   */
  readonly service: (tenant: TenantId, of: ServiceOf) => Promise<ServiceSeen>
  /** One that is tried in place of another goes when the trial ends. */
  readonly isTried: (tenant: TenantId, installation: string) => Promise<boolean>
  /** Calls one, as its installation. Throws what keeps it from being called; how it ended is told. */
  readonly call: (
    tenant: TenantId,
    of: ServiceOf,
    call: { readonly input: unknown; readonly beside: Calling; readonly key?: string },
  ) => Promise<ServiceEnd>
}

interface ServiceSeen {
  /** publisher/name */
  readonly app: string
  readonly version: string
  /** As its manifest tells; undefined where it tells none. */
  readonly takes?: Fields
  readonly gives?: Fields
}

interface ServiceEnd {
  /** ms that it computed. */
  readonly ms: number
  readonly output?: unknown
  readonly fault?: Fault
}
