import type { Micros } from '@millrace/core'
import type { ValueType } from '../expression/face.ts'
import type { InputSample } from '../rows/definition.ts'

/**
 * A condition as data: what must hold of which series before an alarm may come of it. Who makes one has checked units: every
 * limit here is in the unit of its input.
 *
 * A sample whose status is bad, or that holds no number where one is needed, changes nothing: the condition stays as it is, and
 * what was about to change begins its delay anew. An uncertain sample counts like a good one. A sample older than the newest of
 * its series changes nothing either: the history has it, the alarm does not go back in time.
 */
export type ConditionDefinition =
  | LimitCondition
  | RateCondition
  | DeviationCondition
  | AbsenceCondition
  | StateCondition
  | QualityCondition
  | ExpressionCondition

interface Common {
  /** Given by whoever defines it; dense over all tenants, and never given to another condition. */
  readonly number: number
  /** On-delay (ANSI/ISA-18.2, IEC 62682): active only after it held without a break for so long, µs; 0 is at once. */
  readonly onDelay: Micros
  /** Off-delay (ANSI/ISA-18.2, IEC 62682): inactive only after it did not hold for so long, µs; 0 is at once. */
  readonly offDelay: Micros
  /**
   * What each input had when the definition was read, null where nothing. It counts for inputs of which no sample was seen yet; a
   * rate and an absence are of what comes.
   */
  readonly start?: readonly (InputSample | null)[]
  /** Wall time at which it came into force: what stood before holds from then on. Absent: when it is put. */
  readonly since?: Micros
}

/** A condition on one series. */
interface OfOne extends Common {
  /** Number of the series. */
  readonly input: number
}

/** The value is above its high limit or below its low one. */
export interface LimitCondition extends OfOne {
  readonly is: 'limit'
  readonly side: 'high' | 'low'
  /** Passed when the value is strictly beyond it. */
  readonly limit: number
  /** How far behind the limit the value must come back before it no longer holds; 0 or more. */
  readonly deadband: number
}

/** The value changes too fast. */
export interface RateCondition extends OfOne {
  readonly is: 'rate'
  readonly side: 'rising' | 'falling' | 'either'
  /** In the unit of the input per second, 0 or more: a fall counts as positive on the falling side. */
  readonly limit: number
  /** Time over which the change is taken, µs; the value then is the one that was held. Known to a sixteenth of it. */
  readonly window: Micros
  /** How far below the limit the rate must come before it no longer holds, per second; 0 or more. */
  readonly deadband: number
}

/** The value is away from where it should be. */
export interface DeviationCondition extends OfOne {
  readonly is: 'deviation'
  /** Where it should be: the newest value of a series in the unit of the input, or a number. */
  readonly reference: { readonly series: number } | { readonly value: number }
  readonly side: 'above' | 'below' | 'either'
  /** 0 or more. */
  readonly limit: number
  readonly deadband: number
}

/** No sample came, of whatever quality. */
export interface AbsenceCondition extends OfOne {
  readonly is: 'absence'
  /** µs since the newest one, or since it was defined. A time in which the platform did not run does not count. */
  readonly after: Micros
}

/** The value is one of some. A boolean is compared as a boolean, or as 0 and 1; a text exactly. */
export interface StateCondition extends OfOne {
  readonly is: 'state'
  readonly values: readonly (number | string | boolean)[]
}

/** The samples are bad, or come without a value; for how long is the on-delay. */
export interface QualityCondition extends OfOne {
  readonly is: 'quality'
}

/** An expression over the newest values of some series gives true. */
export interface ExpressionCondition extends Common {
  readonly is: 'expression'
  /** In the expression language of the house; of type boolean. */
  readonly expression: string
  readonly inputs: readonly ExpressionInput[]
}

/** What a name in an expression stands for. */
export interface ExpressionInput extends ValueType {
  readonly name: string
  /** Number of the series. */
  readonly series: number
}
