import { type DerivedDefinition, DerivedSet } from '@millrace/compute'
import type { Fault, Micros, SampleBatch } from '@millrace/core'
import { DerivedRows } from './derived-rows.ts'
import type { Evaluator } from './evaluator.ts'

/** Derived points of one tenant; its results are their samples, and what came late of their inputs. */
export class DerivedEvaluator implements Evaluator<DerivedDefinition> {
  readonly #set: DerivedSet
  readonly #rows = new DerivedRows()

  constructor(suspended: (number: number, fault: Fault) => void, monotonic: () => number) {
    this.#set = new DerivedSet({ suspended, monotonic })
  }

  put(definitions: readonly DerivedDefinition[]): void {
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
