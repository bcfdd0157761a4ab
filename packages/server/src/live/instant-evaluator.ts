import type { Micros, SampleBatch } from '@millrace/core'
import type { Evaluator } from './evaluator.ts'

/** Definitions that look at several series instant by instant: derived points, and rows for models. */
interface InstantSet<Definition, Told> {
  put(definition: Definition): void
  remove(number: number): void
  feed(batch: SampleBatch, now: Micros, told: Told): void
  tick(now: Micros, told: Told): void
  skipped(): void
  save(): Uint8Array
  load(bytes: Uint8Array): void
}

/** What such a set tells, gathered as rows of doubles until somebody takes them. */
interface Gathered {
  take(): Float64Array<ArrayBuffer> | undefined
}

/** Of one tenant: its results are what is told at instants, and what came late of their inputs. */
export abstract class InstantEvaluator<Definition, Told extends Gathered> implements Evaluator<Definition> {
  readonly #set: InstantSet<Definition, Told>
  readonly #told: Told

  constructor(set: InstantSet<Definition, Told>, told: Told) {
    this.#set = set
    this.#told = told
  }

  put(definitions: readonly Definition[]): void {
    for (const one of definitions) this.#set.put(one)
  }

  remove(numbers: readonly number[]): void {
    for (const one of numbers) this.#set.remove(one)
  }

  feed(batch: SampleBatch, now: Micros): void {
    this.#set.feed(batch, now, this.#told)
  }

  tick(now: Micros): void {
    this.#set.tick(now, this.#told)
  }

  skipped(): void {
    this.#set.skipped()
  }

  take(): Float64Array<ArrayBuffer> | undefined {
    return this.#told.take()
  }

  /** Nothing to make equal: what comes again changes nothing. */
  reconcile(): void {}

  save(): Uint8Array {
    return this.#set.save()
  }

  load(bytes: Uint8Array): void {
    this.#set.load(bytes)
  }
}
