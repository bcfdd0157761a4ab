import { Fault, type Micros } from '@millrace/core'
import { type DayNumber, dateOf, dayOf, MICROS_PER_DAY, timeOfDay, weekdayOf, Zone } from './zone.ts'
import './faults.ts'

/** A stretch of a shift in which nobody is to produce. */
export interface Break {
  /** Time of day, `HH:MM`; before the shift's begin it is of the next day. */
  readonly begin: string
  readonly end: string
}

export interface ShiftTimes {
  readonly name: string
  /** `HH:MM`, local. */
  readonly begin: string
  /** `HH:MM`; not later than `begin` it is of the next day. */
  readonly end: string
  readonly breaks?: readonly Break[]
}

export interface Shift extends ShiftTimes {
  /** On which days of the week it begins: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[]
}

/** When a place is planned to work. As data, so that it can be kept, compared and changed from a day on. */
export interface Calendar {
  /** IANA time zone. */
  readonly zone: string
  /** When a production day begins, `HH:MM` local: a night shift that begins before it belongs to the day before. */
  readonly dayBegins: string
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekBegins: number
  readonly shifts: readonly Shift[]
  /** Days on which no shift begins, `YYYY-MM-DD`. */
  readonly holidays: readonly { readonly date: string; readonly name: string }[]
  /** Days with other shifts than their day of the week has; these win over holidays. */
  readonly exceptions: readonly {
    readonly date: string
    readonly name: string
    readonly shifts: readonly ShiftTimes[]
  }[]
}

/** What was planned for an instant: not at work, a break in a shift, or at work. */
export const Plan = { off: 0, stop: 1, busy: 2 } as const
export type Plan = (typeof Plan)[keyof typeof Plan]

interface Stretch {
  readonly from: Micros
  readonly to: Micros
}

/** One shift on one day, as instants. */
export interface ShiftRun extends Stretch {
  readonly name: string
  readonly breaks: readonly Stretch[]
}

export interface PlannedStretch extends Stretch {
  readonly plan: Plan
}

/** Times of a shift in µs since midnight of the day it begins on. */
interface ShiftOffsets extends Stretch {
  readonly name: string
  readonly breaks: readonly Stretch[]
}

/** A calendar made ready to be asked; keeps the days it was asked for. */
export class Schedule {
  readonly zone: Zone
  readonly dayBegins: Micros
  readonly weekBegins: number
  /** By the day of the week. */
  readonly #pattern: readonly (readonly ShiftOffsets[])[]
  readonly #special = new Map<DayNumber, readonly ShiftOffsets[]>()
  readonly #runs = new Map<DayNumber, readonly ShiftRun[]>()

  /**
   * Throws `kpi.zone_unknown`, `kpi.time_of_day_malformed`, `kpi.date_malformed`, `kpi.weekday_malformed`, `kpi.break_outside`,
   * `kpi.shifts_overlap`.
   */
  constructor(calendar: Calendar) {
    this.zone = new Zone(calendar.zone)
    this.dayBegins = timeOfDay(calendar.dayBegins, 'the beginning of the production day')
    checkWeekdays([calendar.weekBegins])
    this.weekBegins = calendar.weekBegins
    const pattern: ShiftOffsets[][] = Array.from({ length: 8 }, () => [])
    for (const shift of calendar.shifts) {
      checkWeekdays(shift.days)
      const offsets = offsetsOf(shift)
      for (const day of shift.days) pattern[day]!.push(offsets)
    }
    this.#pattern = pattern.map(inOrder)
    for (const holiday of calendar.holidays) this.#special.set(dayOf(holiday.date), [])
    for (const exception of calendar.exceptions)
      this.#special.set(dayOf(exception.date), inOrder(exception.shifts.map(offsetsOf)))
    // 2024-01-01 was a Monday; eight days from it hold every neighbourhood of the pattern.
    const monday = dayOf('2024-01-01')
    for (let day = monday; day < monday + 8; day++) this.#checkNeighbours(day, (at) => this.#pattern[weekdayOf(at)]!)
    for (const day of this.#special.keys())
      for (const at of [day - 1, day]) this.#checkNeighbours(at, (of) => this.#offsets(of))
  }

  /** Shifts that begin on this local day, in order. */
  shiftsOf(day: DayNumber): readonly ShiftRun[] {
    const known = this.#runs.get(day)
    if (known) return known
    const at = (time: Micros): Micros => this.zone.instantOf(day, time)
    const runs = this.#offsets(day)
      .map(({ name, from, to, breaks }) => ({
        name,
        from: at(from),
        to: at(to),
        breaks: breaks.map((rest) => ({ from: at(rest.from), to: at(rest.to) })).filter((rest) => rest.from < rest.to),
      }))
      // A shift within the hour that clocks skip does not take place.
      .filter(({ from, to }) => from < to)
    if (this.#runs.size > 5_000) this.#runs.clear()
    this.#runs.set(day, runs)
    return runs
  }

  /** The shift at this instant, or undefined between shifts. */
  shiftAt(at: Micros): ShiftRun | undefined {
    const day = this.localDay(at)
    for (const begun of [day, day - 1])
      for (const run of this.shiftsOf(begun)) if (run.from <= at && at < run.to) return run
    return undefined
  }

  /** The local day, from midnight to midnight. */
  localDay(at: Micros): DayNumber {
    return Math.floor(this.zone.localOf(at) / MICROS_PER_DAY)
  }

  /** What was planned from `from` to `to`, without gap or overlap, in order. */
  *planned(from: Micros, to: Micros): Generator<PlannedStretch> {
    for (let at = from; at < to; ) {
      const stretch = this.planAt(at)
      const end = Math.min(stretch.to, to)
      yield { from: at, to: end, plan: stretch.plan }
      at = end
    }
  }

  /** What was planned at an instant, and a stretch around it in which that holds; the same may hold beside it. */
  planAt(at: Micros): PlannedStretch {
    const shift = this.shiftAt(at)
    if (!shift) return { ...this.#offAround(at), plan: Plan.off }
    let { from } = shift
    for (const rest of shift.breaks) {
      if (at < rest.from) return { from, to: rest.from, plan: Plan.busy }
      if (at < rest.to) return { ...rest, plan: Plan.stop }
      from = rest.to
    }
    return { from, to: shift.to, plan: Plan.busy }
  }

  /** Of an instant between shifts: from the end of the one before to the begin of the next, a day each way at most. */
  #offAround(at: Micros): Stretch {
    const day = this.localDay(at)
    let from = this.zone.instantOf(day, 0)
    let to = this.zone.instantOf(day + 1, 0)
    for (const begun of [day - 1, day])
      for (const run of this.shiftsOf(begun)) {
        if (run.to <= at) from = Math.max(from, run.to)
        else if (run.from > at) to = Math.min(to, run.from)
      }
    return { from, to }
  }

  #offsets(day: DayNumber): readonly ShiftOffsets[] {
    return this.#special.get(day) ?? this.#pattern[weekdayOf(day)]!
  }

  #checkNeighbours(day: DayNumber, offsetsOn: (day: DayNumber) => readonly ShiftOffsets[]): void {
    const next = offsetsOn(day + 1).map((shift) => ({ ...shift, from: shift.from + MICROS_PER_DAY }))
    let before: ShiftOffsets | undefined
    for (const shift of [...offsetsOn(day), ...next]) {
      if (before && shift.from < before.to)
        throw new Fault('kpi.shifts_overlap', { one: before.name, other: shift.name, day: dateOf(day) })
      before = shift
    }
  }
}

function checkWeekdays(days: readonly number[]): void {
  const known = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  if (!known || new Set(days).size !== days.length)
    throw new Fault('kpi.weekday_malformed', { seen: days.join(', ') || 'none' })
}

function inOrder(shifts: readonly ShiftOffsets[]): readonly ShiftOffsets[] {
  return [...shifts].sort((a, b) => a.from - b.from)
}

function offsetsOf(shift: ShiftTimes): ShiftOffsets {
  const from = timeOfDay(shift.begin, `the begin of shift "${shift.name}"`)
  const end = timeOfDay(shift.end, `the end of shift "${shift.name}"`)
  const to = end > from ? end : end + MICROS_PER_DAY
  const breaks = (shift.breaks ?? [])
    .map(({ begin, end }) => {
      const what = `a break of shift "${shift.name}"`
      const start = timeOfDay(begin, what)
      const stop = timeOfDay(end, what)
      const first = start < from ? start + MICROS_PER_DAY : start
      return { begin, end, from: first, to: first + ((stop - start + MICROS_PER_DAY) % MICROS_PER_DAY) }
    })
    .sort((a, b) => a.from - b.from)
  let before = from
  for (const rest of breaks) {
    if (rest.from < before || rest.to > to || rest.from === rest.to)
      throw new Fault('kpi.break_outside', { shift: shift.name, begin: rest.begin, end: rest.end })
    before = rest.to
  }
  return { name: shift.name, from, to, breaks: breaks.map((rest) => ({ from: rest.from, to: rest.to })) }
}
