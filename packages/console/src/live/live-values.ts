import { type LiveSample, platform } from '../platform.ts'

type Open = typeof platform.live
type Listener = () => void

/** Samples kept per watched point, for small live trends and the moving end of a chart. */
const tailLength = 1200
/** A page mounts its values in one breath; the stream is opened once for all of them. */
const settleMs = 60
/** After a page is left its points stay subscribed this long: going back costs no new stream. */
const lingerMs = 4000

export interface LiveState {
  readonly is: 'idle' | 'open' | 'lost'
}

/**
 * The one live stream of the console: every part on the screen says which points it shows, this holds one subscription
 * for all of them together and hands each part the newest sample. A sample older than the one held is ignored.
 */
export class LiveValues {
  readonly #open: Open
  readonly #watched = new Map<string, Set<Listener>>()
  readonly #latest = new Map<string, LiveSample>()
  readonly #tails = new Map<string, LiveSample[]>()
  readonly #stateListeners = new Set<Listener>()
  #state: LiveState = { is: 'idle' }
  #streamed = ''
  #close: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(open: Open = platform.live) {
    this.#open = open
  }

  watch(point: string, listener: Listener): () => void {
    const listeners = this.#watched.get(point) ?? new Set()
    listeners.add(listener)
    this.#watched.set(point, listeners)
    if (listeners.size === 1) this.#settle(settleMs)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#settle(lingerMs)
    }
  }

  latest(point: string): LiveSample | undefined {
    return this.#latest.get(point)
  }

  /** What came since the point is watched, oldest first, bounded: the oldest goes when it is full. */
  tail(point: string): readonly LiveSample[] {
    return this.#tails.get(point) ?? []
  }

  state = (): LiveState => this.#state

  watchState = (listener: Listener): (() => void) => {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#close?.()
    this.#close = undefined
    this.#streamed = ''
    this.#latest.clear()
    this.#tails.clear()
    this.#setState('idle')
  }

  #settle(delay: number): void {
    if (this.#timer && delay > settleMs) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#resubscribe()
    }, delay)
  }

  #resubscribe(): void {
    for (const [point, listeners] of this.#watched) {
      if (listeners.size > 0) continue
      this.#watched.delete(point)
      this.#latest.delete(point)
      this.#tails.delete(point)
    }
    const points = [...this.#watched.keys()].sort()
    const wanted = points.join(',')
    if (wanted === this.#streamed) return
    this.#close?.()
    this.#close = undefined
    this.#streamed = wanted
    if (points.length === 0) return this.#setState('idle')
    this.#close = this.#open(points, {
      samples: (batch) => this.#take(batch),
      state: (open) => this.#setState(open ? 'open' : 'lost'),
    })
  }

  #take(batch: readonly LiveSample[]): void {
    const changed = new Set<string>()
    for (const sample of batch) {
      const held = this.#latest.get(sample.point)
      if (!this.#watched.has(sample.point) || (held && held.time >= sample.time)) continue
      this.#latest.set(sample.point, sample)
      const tail = this.#tails.get(sample.point) ?? []
      tail.push(sample)
      if (tail.length > tailLength) tail.splice(0, tail.length - tailLength)
      this.#tails.set(sample.point, tail)
      changed.add(sample.point)
    }
    for (const point of changed) for (const listener of this.#watched.get(point) ?? []) listener()
  }

  #setState(is: LiveState['is']): void {
    if (this.#state.is === is) return
    this.#state = { is }
    for (const listener of this.#stateListeners) listener()
  }
}
