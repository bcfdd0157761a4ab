/** The rules of a curve through samples; see `CurveQuery` of the history. */
export interface CurveRules {
  readonly linear: boolean
  /** µs. */
  readonly gap: number
  /** Samples that are no usable number are passed over. */
  readonly skip: boolean
  readonly from: number
  readonly to: number
}

/** A known part of the curve of series `i`, within the range: from the value `begin` in a line to `end`. */
export type TakePiece = (i: number, from: number, to: number, begin: number, end: number) => void

/** The point of a line; a level line keeps its value, infinite ones too. */
export const between = (t0: number, v0: number, t1: number, v1: number, time: number): number =>
  v0 === v1 ? v0 : v0 + (v1 - v0) * ((time - t0) / (t1 - t0))

/** Makes curves of samples that come in the order of their times, series by series or mixed. */
export class Curve {
  readonly #rules: CurveRules
  readonly #take: TakePiece
  readonly #time: Float64Array
  /** NaN: nothing stands. */
  readonly #number: Float64Array

  constructor(size: number, rules: CurveRules, take: TakePiece) {
    this.#rules = rules
    this.#take = take
    this.#time = new Float64Array(size)
    this.#number = new Float64Array(size).fill(Number.NaN)
  }

  /** `number` is NaN for a sample that is none to be used. */
  sample(i: number, time: number, number: number): void {
    const none = Number.isNaN(number)
    if (none && this.#rules.skip) return
    this.#until(i, time, number)
    this.#time[i] = time
    this.#number[i] = number
  }

  /** No further sample of the series is known. */
  end(i: number): void {
    this.#until(i, Number.POSITIVE_INFINITY, Number.NaN)
  }

  #until(i: number, next: number, number: number): void {
    const value = this.#number[i] as number
    if (Number.isNaN(value)) return
    const time = this.#time[i] as number
    const { linear, gap, from, to } = this.#rules
    const begin = Math.max(time, from)
    if (linear && !Number.isNaN(number) && next - time <= gap) {
      const end = Math.min(next, to)
      if (begin >= end) return
      const at = (moment: number): number => between(time, value, next, number, moment)
      this.#take(i, begin, end, at(begin), at(end))
      return
    }
    const end = Math.min(next, time + gap, to)
    if (begin < end) this.#take(i, begin, end, value, value)
  }
}
