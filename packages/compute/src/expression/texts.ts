import type { TextTable } from './face.ts'

/** Numbers for texts in the order in which they come, from 0. Holds every text that it was asked for until that is forgotten. */
export class TextNumbers implements TextTable {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#texts.push(text) - 1
    this.#numbers.set(text, number)
    return number
  }

  textOf(number: number): string | undefined {
    return this.#texts[number]
  }

  get count(): number {
    return this.#texts.length
  }

  /** All but the first so many. */
  forgetAfter(count: number): void {
    for (const text of this.#texts.splice(count)) this.#numbers.delete(text)
  }
}
