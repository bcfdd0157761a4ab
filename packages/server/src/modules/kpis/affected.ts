import { type Schedule, type WindowKind, type Windows, windowKinds } from '@millrace/compute'
import { MICROS_PER_MS, type Micros } from '@millrace/core'

/** A window as rows name it. */
export interface Named {
  readonly kind: WindowKind
  readonly begin: Date
  readonly end: Date
  readonly name: string | null
}

export const dateOf = (at: Micros): Date => new Date(at / MICROS_PER_MS)

/** Windows that share time with a range and have ended, of every kind; of orders the orders alone. */
export function* windowsIn(windows: Windows, from: Micros, to: Micros, ended: Micros): Generator<Named> {
  for (const kind of windowKinds)
    for (const window of windows.between(kind, from, Math.min(to, ended))) {
      if (window.to > ended || (kind === 'order' && window.name === undefined)) continue
      yield { kind, begin: dateOf(window.from), end: dateOf(window.to), name: window.name ?? null }
    }
}

/** Windows that ended after one instant and not after another. */
export function* endedIn(windows: Windows, after: Micros, until: Micros): Generator<Named> {
  for (const window of windowsIn(windows, after, until, until))
    if (window.end.getTime() * MICROS_PER_MS > after) yield window
}

/** Whether two calendars plan a window alike: then one in place of the other changes nothing in it. */
export function plannedAlike(one: Schedule, other: Schedule, from: Micros, to: Micros): boolean {
  const text = (schedule: Schedule): string => {
    const parts: string[] = []
    let plan = -1
    // Stretches of one plan beside each other are one.
    for (const stretch of schedule.planned(from, to)) {
      if (stretch.plan !== plan) parts.push(`${stretch.from} ${stretch.plan}`)
      plan = stretch.plan
    }
    return parts.join(';')
  }
  return text(one) === text(other)
}
