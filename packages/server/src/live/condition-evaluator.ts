import { type ConditionDefinition, type ConditionEdge, ConditionSet } from '@millrace/compute'
import type { Fault, Micros, SampleBatch } from '@millrace/core'
import type { Evaluator } from './evaluator.ts'
import type { StandingEdge } from './needs.ts'

const EDGE = 5
const STANDING = 3
const FIRST_ROOM = 64

/** Conditions of one tenant; its results are edges. */
export class ConditionEvaluator implements Evaluator<ConditionDefinition> {
  readonly #set: ConditionSet
  #rows = new Float64Array(FIRST_ROOM * EDGE)
  #count = 0

  constructor(suspended: (condition: number, fault: Fault) => void, monotonic: () => number) {
    this.#set = new ConditionSet({ suspended, monotonic })
  }

  put(definitions: readonly ConditionDefinition[], now: Micros): void {
    for (const one of definitions) this.#set.put(one, now)
  }

  remove(numbers: readonly number[]): void {
    for (const one of numbers) this.#set.remove(one)
  }

  feed(batch: SampleBatch, now: Micros): void {
    this.#set.evaluate(batch, now, this.#emit)
  }

  tick(now: Micros): void {
    this.#set.tick(now, this.#emit)
  }

  take(): Float64Array<ArrayBuffer> | undefined {
    if (this.#count === 0) return undefined
    const rows = this.#rows.slice(0, this.#count * EDGE)
    this.#count = 0
    return rows
  }

  /** What holds is decided by the next sample, whatever was left out before it. */
  skipped(): void {}

  reconcile(standing: Float64Array, now: Micros): void {
    const known = new Map<number, { active: boolean; at: Micros }>()
    for (let i = 0; i < standing.length; i += STANDING)
      known.set(standing[i] as number, { active: standing[i + 1] === 1, at: standing[i + 2] as number })
    this.#set.reconcile((condition) => known.get(condition), this.#emit)
    // What was taken comes first, so that what stands is not told again.
    this.#set.begin(now, this.#emit)
  }

  save(now: Micros): Uint8Array {
    return this.#set.save(now)
  }

  load(bytes: Uint8Array, now: Micros): void {
    this.#set.load(bytes, now)
  }

  readonly #emit = (condition: number, active: boolean, at: Micros, value: number, status: number): void => {
    const start = this.#count++ * EDGE
    if (start + EDGE > this.#rows.length) {
      const rows = new Float64Array(this.#rows.length * 2)
      rows.set(this.#rows)
      this.#rows = rows
    }
    this.#rows[start] = condition
    this.#rows[start + 1] = active ? 1 : 0
    this.#rows[start + 2] = at
    this.#rows[start + 3] = value
    this.#rows[start + 4] = status
  }
}

/** The results of a {@link ConditionEvaluator} as objects, for whoever takes them. */
export function edgesOf(rows: Float64Array): ConditionEdge[] {
  const edges: ConditionEdge[] = []
  for (let i = 0; i < rows.length; i += EDGE)
    edges.push({
      condition: rows[i] as number,
      active: rows[i + 1] === 1,
      at: rows[i + 2] as number,
      value: rows[i + 3] as number,
      status: rows[i + 4] as number,
    })
  return edges
}

export function standingRows(standing: readonly StandingEdge[]): Float64Array<ArrayBuffer> {
  return Float64Array.from(standing.flatMap(({ condition, active, at }) => [condition, active ? 1 : 0, at]))
}
