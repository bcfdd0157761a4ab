import { Fault, type Micros } from '@millrace/core'
import type { Schedule } from './calendar.ts'
import { type DayNumber, dateOf, MICROS_PER_DAY, MICROS_PER_HOUR, weekdayOf } from './zone.ts'
import './faults.ts'

/** Stretches over which a KPI is told. Every instant is in exactly one of each kind. */
export const windowKinds = ['hour', 'shift', 'day', 'week', 'month', 'order'] as const
export type WindowKind = (typeof windowKinds)[number]

export interface Window {
  readonly kind: WindowKind
  /** Inclusive, µs. */
  readonly from: Micros
  /** Exclusive, µs; Infinity of an order without an end. */
  readonly to: Micros
  /** The shift's or the order's; of a day, week or month its first date. Absent: between shifts, between orders, or an hour. */
  readonly name?: string
}

/** What a work unit made, from its begin to its end. */
export interface OrderRun {
  readonly id: string
  readonly from: Micros
  /** Infinity while it runs. */
  readonly to: Micros
  /** Planned run time per item, s (ISO 22400-2, PRI); absent where the product has none. */
  readonly secondsPerItem?: number
}

/** The windows of a place: its calendar, and the orders of one work unit. */
export class Windows {
  readonly schedule: Schedule
  readonly orders: readonly OrderRun[]

  /** Throws `kpi.orders_overlap`. */
  constructor(schedule: Schedule, orders: readonly OrderRun[] = []) {
    this.schedule = schedule
    this.orders = [...orders].sort((a, b) => a.from - b.from)
    this.orders.forEach((order, i) => {
      const before = this.orders[i - 1]
      if (before && before.to > order.from) throw new Fault('kpi.orders_overlap', { one: before.id, other: order.id })
    })
  }

  /** The window of a kind that holds this instant. */
  at(kind: WindowKind, at: Micros): Window {
    switch (kind) {
      case 'hour':
        return this.#hour(at)
      case 'shift':
        return this.#shift(at)
      case 'day':
        return this.#daysFrom('day', at, (day) => [day, day + 1])
      case 'week':
        return this.#daysFrom('week', at, (day) => {
          const first = day - ((weekdayOf(day) - this.schedule.weekBegins + 7) % 7)
          return [first, first + 7]
        })
      case 'month':
        return this.#daysFrom('month', at, monthAround)
      case 'order':
        return this.#order(at)
    }
  }

  /** Windows of a kind that share an instant with [from, to), in order. */
  *between(kind: WindowKind, from: Micros, to: Micros): Generator<Window> {
    for (let at = from; at < to; ) {
      const window = this.at(kind, at)
      yield window
      at = window.to
    }
  }

  /** Planned run time per item at an instant, s; NaN without an order, or without a figure of its product. */
  secondsPerItemAt(at: Micros): number {
    const order = this.orders[this.#orderIndex(at)]
    return order && at < order.to ? (order.secondsPerItem ?? Number.NaN) : Number.NaN
  }

  /** A whole hour of the clock on the wall; a clock that is put forward or back by less than an hour cuts it short. */
  #hour(at: Micros): Window {
    const { zone } = this.schedule
    const offset = zone.offsetAt(at)
    const begin = Math.floor((at + offset) / MICROS_PER_HOUR) * MICROS_PER_HOUR - offset
    const stretch = zone.stretchAround(at)
    return {
      kind: 'hour',
      from: Math.max(begin, stretch.from),
      to: Math.min(begin + MICROS_PER_HOUR, stretch.to),
    }
  }

  /** A shift, or the time between shifts of one production day. */
  #shift(at: Micros): Window {
    const { schedule } = this
    const shift = schedule.shiftAt(at)
    if (shift) return { kind: 'shift', from: shift.from, to: shift.to, name: shift.name }
    const day = this.at('day', at)
    let { from, to } = day
    const local = schedule.localDay(at)
    for (let of = local - 2; of <= local + 2; of++)
      for (const run of schedule.shiftsOf(of)) {
        if (run.to <= at) from = Math.max(from, run.to)
        else if (run.from > at) to = Math.min(to, run.from)
      }
    return { kind: 'shift', from, to }
  }

  #daysFrom(kind: WindowKind, at: Micros, around: (day: DayNumber) => readonly [DayNumber, DayNumber]): Window {
    const { zone, dayBegins } = this.schedule
    let day = Math.floor((zone.localOf(at) - dayBegins) / MICROS_PER_DAY)
    // Where clocks are put back over a day's beginning, the wall shows a time of the day before again.
    while (zone.instantOf(day, dayBegins) > at) day--
    while (zone.instantOf(day + 1, dayBegins) <= at) day++
    const [first, next] = around(day)
    return {
      kind,
      from: zone.instantOf(first, dayBegins),
      to: zone.instantOf(next, dayBegins),
      name: dateOf(first),
    }
  }

  #order(at: Micros): Window {
    const i = this.#orderIndex(at)
    const order = this.orders[i]
    if (order && at < order.to) return { kind: 'order', from: order.from, to: order.to, name: order.id }
    return { kind: 'order', from: order?.to ?? Number.NEGATIVE_INFINITY, to: this.orders[i + 1]?.from ?? Infinity }
  }

  /** Of the newest order that began not later; −1 if none did. */
  #orderIndex(at: Micros): number {
    let low = 0
    let high = this.orders.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.orders[middle]!.from <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

function monthAround(day: DayNumber): readonly [DayNumber, DayNumber] {
  const date = new Date(day * 86_400_000)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 86_400_000
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 86_400_000
  return [first, next]
}
