import { microsOf } from '../parts/time-text.ts'
import { type Live, type LiveListener, type PointSample, platform } from '../platform.ts'

type Open = (points: readonly string[], listener: LiveListener) => Live
type Listener = () => void

/** Samples kept per watched point, for small live trends and the moving end of a chart. */
const tailLength = 1200
/** A page mounts its values in one breath; the stream is opened once for all of them. */
const settleMs = 80
/** After a page is left its points stay subscribed this long: going back costs no new stream. */
const lingerMs = 4000
/** A stream that brings nothing for so long may be cut without a word, as after a sleep of the computer. */
const quietMs = 60_000
/** The platform's limit for one stream; no page shows so many at once. */
const mostPoints = 500

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
  readonly #latest = new Map<string, PointSample>()
  readonly #tails = new Map<string, PointSample[]>()
  readonly #stateListeners = new Set<Listener>()
  #state: LiveState = { is: 'idle' }
  #streamed = ''
  #stream: Live | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #quiet: ReturnType<typeof setTimeout> | undefined

  constructor(open: Open = (points, listener) => platform.live(points, listener)) {
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

  latest(point: string): PointSample | undefined {
    return this.#latest.get(point)
  }

  /** What came since the point is watched, oldest first, bounded: the oldest goes when it is full. */
  tail(point: string): readonly PointSample[] {
    return this.#tails.get(point) ?? []
  }

  state = (): LiveState => this.#state

  watchState = (listener: Listener): (() => void) => {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** Opens the stream anew: a connection can be dead without either end knowing. The first event brings what is newest. */
  renew(): void {
    this.#streamed = ''
    this.#resubscribe()
  }

  close(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#quiet)
    this.#timer = undefined
    this.#stream?.close()
    this.#stream = undefined
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
    this.#stream?.close()
    this.#stream = undefined
    this.#streamed = wanted
    this.#hear()
    if (points.length === 0) {
      clearTimeout(this.#quiet)
      this.#setState('idle')
      return
    }
    this.#stream = this.#open(points.slice(0, mostPoints), {
      samples: (batch) => this.#take(batch),
      open: (isOpen) => this.#setState(isOpen ? 'open' : 'lost'),
    })
  }

  /** Starts the wait for the next sign of life anew. */
  #hear(): void {
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => this.renew(), quietMs)
  }

  #take(batch: readonly PointSample[]): void {
    this.#hear()
    const changed = new Set<string>()
    for (const sample of batch) {
      const held = this.#latest.get(sample.point)
      if (!this.#watched.has(sample.point) || (held && microsOf(held.time) >= microsOf(sample.time))) continue
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
