import type { Models } from './models.ts'
import type { Check, Document, TestResult, Words } from './schema.ts'
import type { RunInbox } from './tables.ts'

/** A node that names a point: takes it in, or writes to it. */
export interface PointEnd {
  readonly node: string
  /** One of them. */
  readonly id?: string
  readonly name?: string
  readonly property?: string
  /** That the node tells; a point without one is believed to be in it. */
  readonly unit?: string
  /** It writes there, and takes nothing in. */
  readonly writes?: true
}

/** A node that gives a point. */
export interface GivenEnd {
  readonly node: string
  readonly name: Words
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  readonly alarm?: GivenAlarm
}

/** Of a node that gives an alarm. */
export interface GivenAlarm {
  readonly message: string
  readonly priority: 'low' | 'medium' | 'high' | 'critical'
}

/** A node that is fed through an inbox of its own. */
export interface InboxEnd {
  readonly node: string
  readonly kind: RunInbox['kind']
  /** Topic, type of event, or alarm; empty for bodies. */
  readonly of: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
}

export interface Ends {
  readonly inboxes: readonly InboxEnd[]
  readonly inputs: readonly PointEnd[]
  readonly outputs: readonly GivenEnd[]
}

/** What points are that inputs name, where it is known: by node. */
export type Types = ReadonlyMap<string, { readonly type: 'number' | 'boolean' | 'text'; readonly unit?: string }>

/** What the engine says of documents. */
export interface Documents {
  nodes(): Record<string, unknown>[]
  /** Never throws, whatever it is. */
  check(document: Document, types?: Types, models?: Models): Check
  /** Of a document without mistakes. */
  ends(document: Document, types?: Types, models?: Models): Ends
  /** Throws `flow.parameter_malformed`. */
  mustTake(document: Document, parameters: Readonly<Record<string, number>>): void
  test(document: Document, models?: Models): Promise<TestResult[]>
}
