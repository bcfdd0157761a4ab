import { type RowDefinition, RowSet } from '@millrace/compute'
import type { Fault, Micros, SampleBatch } from '@millrace/core'
import type { Evaluator } from './evaluator.ts'
import { ModelRows } from './model-rows.ts'

/** Rows for the models of one tenant; they run elsewhere, and its results are the rows, and what came late of their inputs. */
export class ModelEvaluator implements Evaluator<RowDefinition> {
  readonly #set: RowSet
  readonly #rows = new ModelRows()

  constructor(suspended: (number: number, fault: Fault) => void) {
    this.#set = new RowSet(suspended)
  }

  put(definitions: readonly RowDefinition[]): void {
    for (const one of definitions) this.#set.put(one)
  }

  remove(numbers: readonly number[]): void {
    for (const one of numbers) this.#set.remove(one)
  }

  feed(batch: SampleBatch, now: Micros): void {
    this.#set.feed(batch, now, this.#rows)
  }

  tick(now: Micros): void {
    this.#set.tick(now, this.#rows)
  }

  skipped(): void {
    this.#set.skipped()
  }

  take(): Float64Array<ArrayBuffer> | undefined {
    return this.#rows.take()
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
