import { type Day, dayAt, dayOf, minutesOf, momentAt, weekdayOf } from './zone.ts'

export interface RotaPlan {
  readonly zone: string
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  /** hh:mm. */
  readonly at: string
  /** ISO date. */
  readonly beginsOn: string
  readonly people: readonly string[]
}

/** Who stands in, from and until, ms UTC. The one that was made last counts. */
export interface StandInSpan {
  readonly person: string
  readonly beginsAt: number
  readonly endsAt: number
}

/** Somebody on call without a break, ms UTC. */
export interface Span {
  readonly person: string
  readonly beginsAt: number
  readonly endsAt: number
  readonly standsIn: boolean
}

/** The last day of the hand-over that is not after this one. */
const handOverDay = (day: Day, weekday: number): Day => day - ((weekdayOf(day) - weekday + 7) % 7)

const momentOf = ({ zone, at }: RotaPlan, day: Day): number => momentAt(zone, day, minutesOf(at))

/** The day whose hand-over begins the week in which this moment lies. */
function weekAt(plan: RotaPlan, ms: number): Day {
  const day = handOverDay(dayAt(plan.zone, ms), plan.weekday)
  return momentOf(plan, day) <= ms ? day : day - 7
}

function personOf({ people, beginsOn, weekday }: RotaPlan, week: Day): string | undefined {
  // Weeks are counted on the calendar, so that one with a changed clock counts as one.
  const weeks = (week - handOverDay(dayOf(beginsOn), weekday)) / 7
  return weeks < 0 ? undefined : people[weeks % people.length]
}

/** Undefined before the rota begins. */
export function onCall(plan: RotaPlan, standIns: readonly StandInSpan[], ms: number): string | undefined {
  const other = standIns.findLast(({ beginsAt, endsAt }) => beginsAt <= ms && ms < endsAt)
  return other?.person ?? personOf(plan, weekAt(plan, ms))
}

/** Who is on call from the week of that moment on, for so many weeks. */
export function turns(plan: RotaPlan, standIns: readonly StandInSpan[], ms: number, weeks: number): Span[] {
  const first = weekAt(plan, ms)
  const bounds = Array.from({ length: weeks + 1 }, (_, i) => momentOf(plan, first + i * 7))
  const begin = bounds[0] as number
  const end = bounds.at(-1) as number
  const cuts = [...bounds, ...standIns.flatMap(({ beginsAt, endsAt }) => [beginsAt, endsAt])]
  const moments = [...new Set(cuts)].filter((at) => at >= begin && at <= end).sort((a, b) => a - b)
  const spans: Span[] = []
  for (const [i, beginsAt] of moments.slice(0, -1).entries()) {
    const person = onCall(plan, standIns, beginsAt)
    if (person === undefined) continue
    const endsAt = moments[i + 1] as number
    const standsIn = standIns.some((one) => one.beginsAt <= beginsAt && beginsAt < one.endsAt)
    const last = spans.at(-1)
    const follows = last?.person === person && last.endsAt === beginsAt && last.standsIn === standsIn
    // Two weeks of a rota of one stay two: a bound is a hand-over.
    if (last && follows && !bounds.includes(beginsAt)) spans[spans.length - 1] = { ...last, endsAt }
    else spans.push({ person, beginsAt, endsAt, standsIn })
  }
  return spans
}
