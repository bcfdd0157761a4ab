import type { TenantId } from '@millrace/core'
import type { FlowSurroundings } from '@millrace/flows'
import type { TenantTx } from '../../database/index.ts'
import type { Words } from './schema.ts'

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
