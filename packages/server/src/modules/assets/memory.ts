import type { Clock } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { NumberedPoint } from './reach-store.ts'

/** How long an answer is believed; what is placed or granted in this process counts at once. */
const BELIEVED_MS = 10_000
const MOST = 200_000

interface Entry {
  readonly point: NumberedPoint
  readonly until: number
}

/** Answers of the database are kept for the reach they were given to: what one may see is never found for another. */
const keyOf = ({ tenant, below, points, grant }: Reach): string =>
  below === undefined ? tenant : `${tenant} ${grant?.id ?? ''} ${below.join()} ${points?.join() ?? ''}`

/** Points that were asked for of late: values are asked for again and again, where points stand changes seldom. */
export class PointMemory {
  readonly #clock: Clock
  readonly #reaches = new Map<string, Map<string, Entry>>()
  #size = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Puts what is remembered of `ids` into `found`; returns the others. */
  take(reach: Reach, ids: readonly string[], found: Map<string, NumberedPoint>): string[] {
    const held = this.#reaches.get(keyOf(reach))
    if (!held) return [...ids]
    const now = this.#clock.monotonic()
    return ids.filter((id) => {
      const entry = held.get(id)
      if (!entry || entry.until <= now) return true
      found.set(id, entry.point)
      return false
    })
  }

  keep(reach: Reach, points: readonly NumberedPoint[]): void {
    if (this.#size + points.length > MOST) this.forget()
    const key = keyOf(reach)
    const held = this.#reaches.get(key) ?? new Map<string, Entry>()
    this.#reaches.set(key, held)
    const until = this.#clock.monotonic() + BELIEVED_MS
    for (const point of points) held.set(point.point.id, { point, until })
    this.#size += points.length
  }

  forget(): void {
    this.#reaches.clear()
    this.#size = 0
  }
}
