import { type AppPointValue, platform } from '../../../platform.ts'
import type { PageRelay, PageStart, RelayedCall } from './host.ts'
import type { PageFault } from './protocol.ts'

/** How often what pages watch is asked for, and how often while the platform does not answer: ms. */
const EVERY_MS = 1_000
const AGAIN_MS = 5_000
/** That one request may name. */
const MOST_POINTS = 200

interface Around {
  /** On whose page it stands. */
  readonly asset: string | undefined
  readonly at: PageStart['at']
  open(asset: string): void
  words(thrown: unknown): PageFault
}

interface Watch {
  readonly points: readonly string[]
  readonly changed: () => void
}

/** Has the platform do what a page of an installation asks. */
export class InstallationRelay implements PageRelay {
  readonly #id: string
  readonly #around: Around
  readonly #watches = new Set<Watch>()
  readonly #newest = new Map<string, AppPointValue>()
  #next: ReturnType<typeof setTimeout> | undefined

  constructor(id: string, around: Around) {
    this.#id = id
    this.#around = around
  }

  async start(signal: AbortSignal): Promise<PageStart> {
    const { asset, at } = this.#around
    return { ...(await platform.apps.start(this.#id, signal)), at, ...(asset ? { asset } : {}) }
  }

  ask(call: RelayedCall, signal: AbortSignal): Promise<unknown> {
    const { apps } = platform
    switch (call.call) {
      case 'call':
        return apps.call(this.#id, call.service, call.input, signal)
      case 'rows': {
        const { call: _, table, ...query } = call
        return apps.rows(this.#id, table, query, signal)
      }
      case 'put':
        return apps.putRows(this.#id, call.table, [call.row])
      case 'remove':
        return apps.removeRows(this.#id, call.table, call.key)
      default:
        return apps.ask(this.#id, call, signal)
    }
  }

  watch(points: readonly string[], changed: () => void): () => void {
    const watch = { points, changed }
    this.#watches.add(watch)
    this.#after(0)
    return () => {
      this.#watches.delete(watch)
      if (this.#watches.size === 0) this.#stop()
    }
  }

  newest(points: readonly string[]): readonly AppPointValue[] {
    return points.map((point) => this.#newest.get(point) ?? { point, value: null, quality: 'bad', time: null })
  }

  open(asset: string): void {
    this.#around.open(asset)
  }

  words(thrown: unknown): PageFault {
    return this.#around.words(thrown)
  }

  #stop(): void {
    clearTimeout(this.#next)
    this.#next = undefined
  }

  #after(ms: number): void {
    this.#stop()
    this.#next = setTimeout(() => void this.#look(), ms)
  }

  async #look(): Promise<void> {
    const points = [...new Set([...this.#watches].flatMap((watch) => watch.points))]
    let wait = EVERY_MS
    // What nobody sees needs no newest values.
    if (!document.hidden)
      try {
        for (let i = 0; i < points.length; i += MOST_POINTS) await this.#read(points.slice(i, i + MOST_POINTS))
      } catch {
        // The console tells that the platform does not answer; what was told last stands with its time.
        wait = AGAIN_MS
      }
    if (this.#watches.size > 0) this.#after(wait)
  }

  async #read(points: readonly string[]): Promise<void> {
    const values = await platform.apps.latest(this.#id, points)
    const changed = new Set<string>()
    for (const value of values) {
      const before = this.#newest.get(value.point)
      if (before?.time === value.time && before.value === value.value && before.quality === value.quality) continue
      this.#newest.set(value.point, value)
      changed.add(value.point)
    }
    for (const watch of this.#watches) if (watch.points.some((point) => changed.has(point))) watch.changed()
  }
}
