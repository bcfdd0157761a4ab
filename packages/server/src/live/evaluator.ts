import type { Fault, Micros, SampleBatch } from '@millrace/core'

/** The kinds of what is evaluated live; each has an owner among the modules. */
export const evaluatorKinds = ['conditions', 'kpis', 'derived', 'models', 'flows'] as const
export type EvaluatorKind = (typeof evaluatorKinds)[number]

/**
 * Works something out of one tenant's samples as they come, in the thread of live computing: conditions, windows of KPIs,
 * derived points, rows for models, flows, and whatever else has this face. Results go out as rows of doubles, so that they cross threads without an object each.
 *
 * It must be deterministic in what it is fed: after a crash it is fed again from where it was last saved.
 */
export interface Evaluator<Definition> {
  /** Adds or replaces by number; keeps state where a definition is the same. Never throws: what cannot be evaluated is told as suspended. */
  put(definitions: readonly Definition[], now: Micros): void | Promise<void>
  remove(numbers: readonly number[]): void
  /** Samples, of series that its definitions look at and perhaps of others. `now`: wall. */
  feed(batch: SampleBatch, now: Micros): void
  /** Time went on without samples. */
  tick(now: Micros): void
  /** Samples were left out: whatever rests on having seen all of them begins anew. */
  skipped(now: Micros): void
  /** Works on what it left for later, for a moment; true while something is left. Without it nothing is left for later. */
  turn?(): boolean
  /** Results since it was last asked; undefined without any. */
  take(): Float64Array<ArrayBuffer> | undefined
  /** What whoever takes the results has of them already: where the two differ, results follow. Everything before was fed; `now`: wall. */
  reconcile(standing: Float64Array, now: Micros): void
  save(now: Micros): Uint8Array
  /** After the definitions were put. Throws a fault if it is no state of its kind, and is as before then. */
  load(bytes: Uint8Array, now: Micros): void
}

/** What the desk gives to each evaluator that it makes. */
export interface Making {
  /** A definition could not be evaluated. */
  readonly suspended: (number: number, fault: Fault) => void
  /** How long after its end a window of KPIs waits for values that are on their way. */
  readonly grace: Micros
  readonly now: Micros
  readonly monotonic: () => number
  /** Works for a definition from now on, by its number; for none with 0. Who watches the thread reads it. */
  readonly works: (number: number) => void
}
export type Make = (kind: EvaluatorKind, making: Making) => Evaluator<never>
