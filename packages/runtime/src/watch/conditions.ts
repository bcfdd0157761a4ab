/** What a watch may find of a model in use. `name`: of the output or the input; none where it is of the model as a whole. */
export const watchConditionKinds = [
  /** Mean of the residual of an output over a window, in standard deviations of the reference. */
  'residual_mean',
  /** Standard deviation of the same, beside that of the reference. */
  'residual_spread',
  /** CUSUM of the residual of an output, in standard deviations of the reference: small, but lasting. */
  'residual_drift',
  /** Population stability index of an input against the reference. */
  'input_shift',
  /** Share of rows in which an input lies outside the range that the model was made for. */
  'input_out_of_range',
  /** Share of rows in which an input is uncertain. */
  'input_uncertain',
  /** Share of rows in which an input is bad, or has no value. */
  'input_bad',
  /** Share of rows in which the model gave no output that can be. */
  'output_bad',
  /** Share of rows in which a rule of validity does not hold. */
  'validity',
  /** Time of a call that one in twenty passes, beside the limit. */
  'latency',
  /** Calls that failed, of the last 64. */
  'faults',
] as const
export type WatchConditionKind = (typeof watchConditionKinds)[number]

/** A figure that is watched: raised where its size passes `raise`, until it is no more than `clear`. */
export interface WatchFigure {
  readonly kind: WatchConditionKind
  readonly name?: string
  /** Of `residual_mean` and `residual_drift` above 0 where more is measured than the model says. */
  readonly value: number
  readonly raise: number
  readonly clear: number
}

export interface WatchCondition extends WatchFigure {
  /** µs since 1970-01-01 UTC, of the row with which it was raised; `value` is that of then. */
  readonly since: number
}

/** That a condition is raised, or over. */
export interface WatchEdge extends WatchFigure {
  readonly is: 'raised' | 'over'
  /** µs since 1970-01-01 UTC, of the row that told it. */
  readonly at: number
}

/**
 * Limits with what must be reached to be good again. Stability index: 0.1 and 0.25 (Siddiqi, Credit Risk Scorecards, 2006); the
 * sums of a CUSUM are over at nought; the others are settings of ours.
 */
export const watchLimits = {
  residual_mean: { raise: 1, clear: 0.5 },
  residual_spread: { raise: 2, clear: 1.5 },
  input_shift: { raise: 0.25, clear: 0.1 },
  input_out_of_range: { raise: 0.05, clear: 0.02 },
  input_uncertain: { raise: 0.2, clear: 0.1 },
  input_bad: { raise: 0.05, clear: 0.02 },
  output_bad: { raise: 0.01, clear: 0 },
  validity: { raise: 0.05, clear: 0.02 },
  latency: { raise: 0.8, clear: 0.6 },
  faults: { raise: 2, clear: 0 },
} as const satisfies Partial<Record<WatchConditionKind, { readonly raise: number; readonly clear: number }>>

/** Conditions that are raised, each with the same figure as long as it is not over. */
export class Conditions {
  readonly #raised: Map<string, WatchCondition>

  constructor(raised: readonly WatchCondition[] = []) {
    this.#raised = new Map(raised.map((one) => [keyOf(one), one]))
  }

  get raised(): WatchCondition[] {
    return [...this.#raised.values()]
  }

  /** The edge that a figure makes, if it makes one. */
  weigh(figure: WatchFigure, at: number): WatchEdge | undefined {
    const key = keyOf(figure)
    const size = Math.abs(figure.value)
    if (this.#raised.has(key)) {
      if (!(size <= figure.clear)) return undefined
      this.#raised.delete(key)
      return { ...figure, is: 'over', at }
    }
    if (!(size > figure.raise)) return undefined
    this.#raised.set(key, { ...figure, since: at })
    return { ...figure, is: 'raised', at }
  }
}

const keyOf = ({ kind, name = '' }: WatchFigure): string => `${kind} ${name}`
