import type { Limits } from './control-charts.ts'

/**
 * Patterns that chance makes seldom. Nelson's eight (Journal of Quality Technology 16(4), 1984) and the four of Western
 * Electric's Statistical Quality Control Handbook (1956, p. 25–28), of which the fourth asks for eight on one side, not nine.
 */
export const runRules = {
  nelson1: 'one point beyond three sigma',
  nelson2: 'nine points in a row on one side of the centre',
  nelson3: 'six points in a row, all rising or all falling',
  nelson4: 'fourteen points in a row, up and down in turn',
  nelson5: 'two of three points in a row beyond two sigma on one side',
  nelson6: 'four of five points in a row beyond one sigma on one side',
  nelson7: 'fifteen points in a row within one sigma',
  nelson8: 'eight points in a row beyond one sigma, on both sides',
  western1: 'one point beyond three sigma',
  western2: 'two of three points in a row beyond two sigma on one side',
  western3: 'four of five points in a row beyond one sigma on one side',
  western4: 'eight points in a row on one side of the centre',
} as const
export type RunRule = keyof typeof runRules

export const ruleSets = {
  nelson: ['nelson1', 'nelson2', 'nelson3', 'nelson4', 'nelson5', 'nelson6', 'nelson7', 'nelson8'],
  western: ['western1', 'western2', 'western3', 'western4'],
} as const satisfies Readonly<Record<string, readonly RunRule[]>>

export interface Signal {
  readonly rule: RunRule
  /** Place of the point that completed the pattern. */
  readonly at: number
}

/** By rule and place; each place at which a pattern is complete is told. Points that are NaN break every row. */
export function signalsOf(points: Float64Array, limits: Limits, rules: readonly RunRule[]): Signal[] {
  const sigma = (limits.upper - limits.centre) / 3
  const z = points.map((point) => (point - limits.centre) / sigma)
  const found: Signal[] = []
  for (const rule of rules) for (let at = 0; at < z.length; at++) if (isComplete[rule](z, at)) found.push({ rule, at })
  return found
}

type Test = (z: Float64Array, at: number) => boolean

/** Whether all of the last `length` points up to `at` are so. */
const row =
  (length: number, isSo: (value: number, before: number, i: number) => boolean): Test =>
  (z, at) => {
    if (at + 1 < length) return false
    for (let i = at - length + 1; i <= at; i++) if (!isSo(z[i] as number, z[i - 1] as number, i)) return false
    return true
  }

const either =
  (...tests: readonly Test[]): Test =>
  (z, at) =>
    tests.some((test) => test(z, at))

/** The last point, and `least` of the last `length`, beyond `sigmas` on one side; NaN among them breaks it. */
const someOf = (least: number, length: number, sigmas: number): Test =>
  either(
    ...[1, -1].map(
      (side): Test =>
        (z, at) => {
          if (at + 1 < length || !(side * (z[at] as number) > sigmas)) return false
          const last = z.subarray(at - length + 1, at + 1)
          return !last.some(Number.isNaN) && last.filter((value) => side * value > sigmas).length >= least
        },
    ),
  )

const oneSide = (length: number): Test =>
  either(
    row(length, (value) => value > 0),
    row(length, (value) => value < 0),
  )

/** Six points have five steps between them. */
const trend = (points: number): Test => {
  const steps = either(
    row(points - 1, (value, before) => value > before),
    row(points - 1, (value, before) => value < before),
  )
  return (z, at) => at + 1 >= points && steps(z, at)
}

const inTurn = (points: number): Test => {
  const steps = either(
    row(points - 1, (value, before, i) => (i % 2 === 0 ? value > before : value < before)),
    row(points - 1, (value, before, i) => (i % 2 === 0 ? value < before : value > before)),
  )
  return (z, at) => at + 1 >= points && steps(z, at)
}

const mixture: Test = (z, at) => {
  const eight = row(8, (value) => Math.abs(value) > 1)
  if (!eight(z, at)) return false
  const last = z.subarray(at - 7, at + 1)
  return last.some((value) => value > 0) && last.some((value) => value < 0)
}

const beyondThree: Test = (z, at) => Math.abs(z[at] as number) > 3
const twoOfThree = someOf(2, 3, 2)
const fourOfFive = someOf(4, 5, 1)

const isComplete: Readonly<Record<RunRule, Test>> = {
  nelson1: beyondThree,
  nelson2: oneSide(9),
  nelson3: trend(6),
  nelson4: inTurn(14),
  nelson5: twoOfThree,
  nelson6: fourOfFive,
  nelson7: row(15, (value) => Math.abs(value) < 1),
  nelson8: mixture,
  western1: beyondThree,
  western2: twoOfThree,
  western3: fourOfFive,
  western4: oneSide(8),
}
