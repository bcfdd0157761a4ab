import type { Check, Document, TestResult, Words } from './schema.ts'

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
}

export interface Ends {
  readonly inputs: readonly PointEnd[]
  readonly outputs: readonly GivenEnd[]
}

/** What points are that inputs name, where it is known: by node. */
export type Types = ReadonlyMap<string, { readonly type: 'number' | 'boolean' | 'text'; readonly unit?: string }>

/** What the engine says of documents. */
export interface Documents {
  nodes(): Record<string, unknown>[]
  /** Never throws, whatever it is. */
  check(document: Document, types?: Types): Check
  /** Of a document without mistakes. */
  ends(document: Document, types?: Types): Ends
  test(document: Document): Promise<TestResult[]>
}
