import type { WorkCalendarRequest } from '../../platform.ts'

type Content = WorkCalendarRequest['content']
type ShiftTimes = Content['exceptions'][number]['shifts'][number]

export const MINUTES_A_DAY = 1_440

/** Minutes since midnight of `HH:MM`; NaN of what is none. */
export function minutesOf(clock: string): number {
  const parts = /^(\d{2}):(\d{2})$/.exec(clock)
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : Number.NaN
}

/** A piece of a shift as it stands on one line of the picture: from midnight to midnight. */
export interface Piece {
  /** Day of the week, 1 is Monday. */
  readonly day: number
  readonly shift: string
  /** Place of the shift in its calendar. */
  readonly index: number
  /** Minutes since midnight. */
  readonly from: number
  readonly to: number
  readonly isBreak: boolean
}

/** Of a time of day after another one: of the next day if it is not later. */
const after = (from: number, to: number): number => (to > from ? to : to + MINUTES_A_DAY)

function* split(day: number, from: number, to: number): Generator<{ day: number; from: number; to: number }> {
  for (let at = from; at < to; ) {
    const midnight = (Math.floor(at / MINUTES_A_DAY) + 1) * MINUTES_A_DAY
    const end = Math.min(to, midnight)
    const days = Math.floor(at / MINUTES_A_DAY)
    yield {
      day: ((day - 1 + days) % 7) + 1,
      from: at - days * MINUTES_A_DAY,
      to: end - days * MINUTES_A_DAY,
    }
    at = end
  }
}

function* piecesOf(day: number, index: number, { name, begin, end, breaks = [] }: ShiftTimes): Generator<Piece> {
  const from = minutesOf(begin)
  const to = after(from, minutesOf(end))
  // Half-typed times have no picture.
  if (Number.isNaN(from) || Number.isNaN(to)) return
  for (const piece of split(day, from, to)) yield { ...piece, shift: name, index, isBreak: false }
  for (const rest of breaks) {
    const start = minutesOf(rest.begin)
    const stop = minutesOf(rest.end)
    if (Number.isNaN(start) || Number.isNaN(stop)) continue
    const first = start < from ? start + MINUTES_A_DAY : start
    for (const piece of split(day, first, after(first % MINUTES_A_DAY, stop) + first - (first % MINUTES_A_DAY)))
      yield { ...piece, shift: name, index, isBreak: true }
  }
}

/** The common week of a calendar: its shifts as they lie on the days. */
export const weekOf = ({ shifts }: Pick<Content, 'shifts'>): Piece[] =>
  shifts.flatMap((shift, index) => shift.days.flatMap((day) => [...piecesOf(day, index, shift)]))

/** Days of the week from the one it begins with. */
export const daysFrom = (first: number): number[] => Array.from({ length: 7 }, (_, k) => ((first - 1 + k) % 7) + 1)

/** Planned minutes of the common week, without breaks. */
export const plannedMinutes = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { from, to, isBreak }) => sum + (isBreak ? from - to : to - from), 0)
