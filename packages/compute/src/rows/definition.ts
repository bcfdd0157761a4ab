import type { Micros } from '@millrace/core'
import type { ValueType } from '../expression/face.ts'

/** What looks at several series at once, instant by instant. */
export interface InstantDefinition {
  /** What is told is told under it. */
  readonly number: number
  /** Each series once. */
  readonly inputs: readonly InstantInput[]
  /** Source times count as the end of their step of a grid in UTC, µs. Absent: every instant for itself. */
  readonly every?: Micros
  /** What each input had when the definition was read, null where nothing; absent where nobody has asked. */
  readonly start?: readonly (InputSample | null)[]
  /** How often {@link start} was read: it is looked at again with another number, whatever it says. */
  readonly read?: number
}

export interface InstantInput {
  /** Number of the series. */
  readonly series: number
  readonly type: ValueType['type']
  /** It is told with the others, but nothing is told because of it. */
  readonly quiet?: boolean
}

export interface InputSample {
  readonly time: Micros
  /** Null where the sample has none. */
  readonly value: number | string | null
  readonly status: number
}

/** Rows of what its inputs had: numbers and conditions, for a row crosses threads as doubles. */
export interface RowDefinition extends InstantDefinition {
  /** An input stands at most so long, µs; older, it counts as bad for want of data. Absent: until its next sample. */
  readonly gap?: Micros
}

/** Series that are looked at. */
export const seriesOfInputs = ({ inputs }: Pick<InstantDefinition, 'inputs'>): number[] =>
  inputs.map(({ series }) => series)

/** The end of the step of its grid that a time lies in. */
export function cellOf(time: Micros, every: Micros | undefined): Micros {
  if (every === undefined) return time
  const into = time % every
  return into === 0 ? time : time - into + every
}
