import type { TextTable } from '@millrace/compute'
import { Fault } from '@millrace/core'
import '../faults.ts'

/** Longest text that goes on a wire. */
const MOST_CHARACTERS = 65_536

/** Numbers for texts. Those that nothing holds any more are forgotten, and their numbers used again. */
export class FlowTexts implements TextTable {
  readonly #numbers = new Map<string, number>()
  readonly #texts: (string | undefined)[] = []
  readonly #free: number[] = []
  readonly #most: number
  /** The first so many are of the flow itself, and stay. */
  #own = 0

  constructor(most: number) {
    this.#most = most
  }

  numberOf(given: string): number {
    const text = given.length > MOST_CHARACTERS ? given.slice(0, MOST_CHARACTERS) : given
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    if (this.#numbers.size >= this.#most)
      throw new Fault('flow.growing', { most: this.#most, what: 'different texts', node: 'the whole flow' })
    const number = this.#free.pop() ?? this.#texts.length
    this.#texts[number] = text
    this.#numbers.set(text, number)
    return number
  }

  textOf(number: number): string | undefined {
    return this.#texts[number]
  }

  /** What is known by now stays. */
  keep(): void {
    this.#own = this.#texts.length
  }

  get own(): readonly (string | undefined)[] {
    return this.#texts.slice(0, this.#own)
  }

  /** Half of the room is used: it is worth looking who holds what. */
  get isFull(): boolean {
    return this.#numbers.size - this.#own > (this.#most - this.#own) / 2
  }

  /** Forgets what is not among the numbers that somebody holds. */
  forget(held: ReadonlySet<number>): void {
    for (let number = this.#own; number < this.#texts.length; number++) {
      const text = this.#texts[number]
      if (text === undefined || held.has(number)) continue
      this.#texts[number] = undefined
      this.#numbers.delete(text)
      this.#free.push(number)
    }
  }

  save(): readonly (string | null)[] {
    return this.#texts.map((text) => text ?? null)
  }

  load(saved: readonly (string | null)[]): void {
    this.#numbers.clear()
    this.#free.length = 0
    this.#texts.length = 0
    saved.forEach((text, number) => {
      this.#texts.push(text ?? undefined)
      if (text === null) this.#free.push(number)
      else this.#numbers.set(text, number)
    })
  }
}
