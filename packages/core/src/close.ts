/** What opens something returns one of these; closing twice is harmless. */
export interface Closable {
  close(): Promise<void> | void
}

/** Owns what a part opened and closes it in reverse, even if one close fails; the first failure is thrown at the end. */
export class Owned implements Closable {
  #parts: Closable[] = []
  #closing: Promise<void> | undefined

  add<T extends Closable>(part: T): T {
    this.#parts.push(part)
    return part
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = []
    for (const part of this.#parts.reverse()) {
      try {
        await part.close()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
