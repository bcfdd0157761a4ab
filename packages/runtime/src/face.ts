import type { Limits, ModelManifest, RuntimeKind } from './manifest/manifest.ts'

/** Values of one name: numbers, conditions as 0 and 1, or texts. */
export type Column = Float64Array | readonly string[]

/** Rows in columns: row i of every column is one moment; of a stateful model in the order of time. */
export interface Rows {
  readonly length: number
  /** µs since 1970-01-01 UTC. */
  readonly time: Float64Array
  /** By name. Every row holds a value: the guard lets no other reach a model. */
  readonly values: Readonly<Record<string, Column>>
}

/** What a model gave: `length` rows of every output. A row without a result holds NaN, or the empty text. */
export interface Results {
  readonly length: number
  readonly values: Readonly<Record<string, Column>>
}

/** The files of a package in memory, its manifest checked. */
export interface ModelPackage {
  readonly manifest: ModelManifest
  /** By path within the package, `/` between folders. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** `sha256:…` of digests.json, which holds that of every file: the same however they are packed. */
  readonly digest: string
}

/** Where models of one kind run: a thread or a process of their own. Formulas, which cannot loop, run where they are asked. */
export interface Runtime {
  readonly kind: RuntimeKind
  /** Throws `model.broken` with what is wrong in the package, `model.unsupported` where this machine cannot run it. */
  start(model: ModelPackage, limits: Limits): Promise<RunningModel>
}

/**
 * One model with its own state. Calls run one after the other. After a rejection that ended it (`model.slow`, `model.greedy`,
 * `model.died`) it must be started again; after `model.failed` it goes on.
 */
export interface RunningModel {
  readonly alive: boolean
  /** Rejects with `model.slow`, `model.greedy` (memory), `model.died`, `model.failed` (what its own code threw), `model.lied` (shape). */
  run(rows: Rows, parameters: Readonly<Record<string, number>>): Promise<Results>
  /** What a stateful model remembers, to be taken up by {@link restore} in another process; empty of others. */
  save(): Promise<Uint8Array>
  /** Throws `model.state_foreign`. */
  restore(state: Uint8Array): Promise<void>
  close(): Promise<void>
}

export const limitsUnlessTold: Limits = { timeMs: 1_000, memory: 64 * 1024 * 1024, rows: 10_000 }
