/** How far a long step is. */
export interface Progress {
  readonly files: number
  readonly ofFiles: number
  readonly bytes: number
  readonly ofBytes: number
}

/** Told often; whoever shows it chooses when. */
export type Tell = (progress: Progress) => void

/** Counts files and bytes of one step. */
export class Tally {
  readonly #tell: Tell
  readonly #ofFiles: number
  readonly #ofBytes: number
  #files = 0
  #bytes = 0

  constructor(tell: Tell, ofFiles: number, ofBytes: number) {
    this.#tell = tell
    this.#ofFiles = ofFiles
    this.#ofBytes = ofBytes
  }

  add(bytes: number): void {
    this.#files++
    this.#bytes += bytes
    this.#tell({ files: this.#files, ofFiles: this.#ofFiles, bytes: this.#bytes, ofBytes: this.#ofBytes })
  }
}

/** Runs over all items, a few at a time; the first failure ends it, after those under way have ended. */
export async function eachOf<T>(items: readonly T[], atOnce: number, run: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  let failed = false
  const work = async (): Promise<void> => {
    while (!failed && next < items.length) {
      const item = items[next++] as T
      try {
        await run(item)
      } catch (thrown) {
        failed = true
        throw thrown
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, work))
  const broken = ended.find((one) => one.status === 'rejected')
  if (broken) throw broken.reason
}
