import type { TextTable } from '@millrace/compute'

/** Texts of the formulas themselves, and those of the call that runs: what callers send is forgotten after it. */
export class CallTexts implements TextTable {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []
  #own = 0

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

  /** What is known by now stays. */
  keep(): void {
    this.#own = this.#texts.length
  }

  forget(): void {
    for (const text of this.#texts.splice(this.#own)) this.#numbers.delete(text)
  }
}
