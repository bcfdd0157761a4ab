import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'

const seen = { timeout: 30_000 }

/** What a person did, as it is told and counted. */
export interface Pace {
  readonly actions: number
  readonly letters: number
  readonly reads: number
}

/** s; of somebody who has not seen it before and does not hurry. */
const ACTION = 2
const LETTER = 0.3
const READ = 8

/** How long a person takes for it: each press and drag, each letter, and each page or dialog that is read. */
export const minutesOf = ({ actions, letters, reads }: Pace): number =>
  (actions * ACTION + letters * LETTER + reads * READ) / 60

/** Somebody at a page: every press, drag and letter is counted, waiting is not. */
export class Person {
  readonly page: Page
  readonly chapters: { name: string; pace: Pace }[] = []
  #actions = 0
  #letters = 0
  #reads = 0

  constructor(page: Page) {
    this.page = page
  }

  /** A new page or dialog is looked at; waited for by what stands on it. */
  async reads(what: Locator): Promise<void> {
    this.#reads += 1
    await what.first().waitFor(seen)
  }
  async press(what: Locator): Promise<void> {
    this.#actions += 1
    await what.first().click(seen)
  }
  async types(into: Locator, text: string): Promise<void> {
    this.#actions += 1
    this.#letters += text.length
    await into.first().fill(text, seen)
  }
  async key(name: string): Promise<void> {
    this.#actions += 1
    await this.page.keyboard.press(name)
  }
  /** Something of a list that is found by typing. */
  async chooses(field: Locator, text: string, option: RegExp): Promise<void> {
    await this.types(field, text)
    await this.press(this.page.getByRole('option', { name: option }))
  }
  /** Pulls from one place to another; a sheet that is drawn anew just then takes no press (`caught`), and is pressed again. */
  async drags(from: Locator, to: Locator, caught: Locator): Promise<void> {
    this.#actions += 1
    const { mouse } = this.page
    await vi.waitUntil(async () => {
      await from.hover(seen)
      const end = await to.boundingBox()
      if (!end) return false
      await mouse.down()
      await mouse.move(end.x - 30, end.y - 10, { steps: 4 })
      if ((await caught.count()) > 0) return true
      await mouse.up()
      return false
    }, seen)
    const end = await to.boundingBox(seen)
    await mouse.move((end?.x ?? 0) + (end?.width ?? 0) / 2, (end?.y ?? 0) + (end?.height ?? 0) / 2, { steps: 4 })
    await mouse.up()
  }

  get pace(): Pace {
    return { actions: this.#actions, letters: this.#letters, reads: this.#reads }
  }
  /** What was done since the last chapter ended. */
  chapter(name: string): void {
    const told = this.chapters.reduce(
      (sum, { pace }) => ({
        actions: sum.actions + pace.actions,
        letters: sum.letters + pace.letters,
        reads: sum.reads + pace.reads,
      }),
      { actions: 0, letters: 0, reads: 0 },
    )
    const { actions, letters, reads } = this.pace
    const pace = { actions: actions - told.actions, letters: letters - told.letters, reads: reads - told.reads }
    this.chapters.push({ name, pace })
  }
}
