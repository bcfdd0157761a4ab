import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Problem, type Solution, solve } from './levenberg-marquardt.ts'
import { pivotedQr, variancesOf } from './pivoted-qr.ts'

interface Certified {
  readonly name: string
  readonly x: number[]
  readonly y: number[]
  readonly starts: number[][]
  readonly estimates: number[]
  readonly deviations: (number | null)[]
  readonly rss: number
}

const { sets } = JSON.parse(readFileSync(new URL('./nist/strd-nonlinear.json', import.meta.url), 'utf8')) as {
  sets: Certified[]
}

const models: Readonly<Record<string, (x: number, b: readonly number[]) => number>> = {
  Misra1a: (x, [b1, b2]) => b1! * (1 - Math.exp(-b2! * x)),
  DanWood: (x, [b1, b2]) => b1! * x ** b2!,
  Thurber: (x, [b1, b2, b3, b4, b5, b6, b7]) =>
    (b1! + x * (b2! + x * (b3! + x * b4!))) / (1 + x * (b5! + x * (b6! + x * b7!))),
  MGH09: (x, [b1, b2, b3, b4]) => (b1! * (x * x + x * b2!)) / (x * x + x * b3! + b4!),
  MGH10: (x, [b1, b2, b3]) => b1! * Math.exp(b2! / (x + b3!)),
  Eckerle4: (x, [b1, b2, b3]) => (b1! / b2!) * Math.exp(-0.5 * ((x - b3!) / b2!) ** 2),
  Rat42: (x, [b1, b2, b3]) => b1! / (1 + Math.exp(b2! - b3! * x)),
  MGH17: (x, [b1, b2, b3, b4, b5]) => b1! + b2! * Math.exp(-x * b4!) + b3! * Math.exp(-x * b5!),
}

const unbounded = (n: number, value: number) => new Float64Array(n).fill(value)
const problemOf = (
  model: (x: number, b: readonly number[]) => number,
  { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] },
  start: readonly number[],
): Problem => ({
  residualsAt: async (b) => {
    const residuals = Float64Array.from(x, (one, i) => y[i]! - model(one, [...b]))
    return residuals.every(Number.isFinite) ? residuals : undefined
  },
  start: Float64Array.from(start),
  low: unbounded(start.length, Number.NEGATIVE_INFINITY),
  high: unbounded(start.length, Number.POSITIVE_INFINITY),
  sizes: Float64Array.from(start, Math.abs),
  noise: 2 ** -52,
  mostRuns: 5_000,
})
const deviationsOf = ({ jacobian, residuals, sumOfSquares }: Solution): Float64Array => {
  const variances = variancesOf(pivotedQr(jacobian, residuals, 1e-9))
  return variances.map((one) => Math.sqrt((one * sumOfSquares) / (residuals.length - jacobian.length)))
}
/** Digits on which two numbers agree: NIST's "log relative error". */
const digits = (seen: number, certified: number): number =>
  Math.min(15, -Math.log10(Math.abs(seen - certified) / Math.abs(certified)))

/** Starts from which it ends elsewhere, as others' methods do, too: thousands of times too far, without any bounds. */
const tooFar = ['MGH10 1', 'MGH17 1']
const everyStart = sets.flatMap((set) =>
  set.starts.map((start, i) => ({ ...set, start, from: `${set.name} ${i + 1}` })),
)

describe('the certified values of NIST’s reference data', () => {
  it.each(everyStart.filter(({ from }) => !tooFar.includes(from)))(
    'are met from start $from',
    async ({ name, start, ...set }) => {
      const solution = (await solve(problemOf(models[name]!, set, start)))!
      const deviations = deviationsOf(solution)
      const agree = [
        digits(solution.sumOfSquares, set.rss),
        ...set.estimates.map((estimate, j) => digits(solution.x[j]!, estimate)),
        ...set.deviations.flatMap((deviation, j) => (deviation === null ? [] : [digits(deviations[j]!, deviation)])),
      ]
      expect(solution.converged).toBe(true)
      expect(Math.min(...agree), agree.map((one) => one.toFixed(1)).join(' ')).toBeGreaterThan(6)
    },
  )

  it.each(everyStart.filter(({ from }) => tooFar.includes(from)))(
    'are not met from start $from, and the end says so',
    async ({ name, start, ...set }) => {
      const solution = (await solve(problemOf(models[name]!, set, start)))!
      expect(solution.converged && deviationsOf(solution).every(Number.isFinite)).toBe(false)
    },
  )

  it('are met within bounds from a start that is too far without', async () => {
    const { starts, ...set } = sets.find(({ name }) => name === 'MGH17')!
    const problem = problemOf(models.MGH17!, set, [0.5, 1.5, -1, 1, 0.01])
    const low = Float64Array.of(0, 0, -5, 0.001, 0.001)
    const high = Float64Array.of(1, 5, 0, 0.1, 0.1)
    const solution = (await solve({ ...problem, start: Float64Array.of(0.5, 1.5, -1, 0.1, 0.1), low, high }))!
    expect(starts[0]![3]).toBe(1)
    expect(digits(solution.sumOfSquares, set.rss)).toBeGreaterThan(6)
  })
})

const finite = fc.double({ min: -10, max: 10, noNaN: true })

it('ends at the least within the bounds: of straight lines the gradient of what is free is nought, of what is held outwards', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(finite, finite, finite), { minLength: 8, maxLength: 20 }),
      fc.array(finite, { minLength: 20, maxLength: 20 }),
      fc.tuple(finite, finite, finite),
      async (rows, y, bounds) => {
        const columns = [0, 1, 2].map((j) => Float64Array.from(rows, (row) => row[j]!))
        // Columns that nearly depend on each other have no least that double precision finds.
        const { rank } = pivotedQr(columns, Float64Array.from(y.slice(0, rows.length)), 1e-3)
        fc.pre(rank === 3)
        const low = Float64Array.from(bounds, (bound) => bound - 1)
        const high = Float64Array.from(bounds, (bound) => bound + 1)
        const residualsAt = async (x: Float64Array) =>
          Float64Array.from(rows, (row, i) => y[i]! - row[0] * x[0]! - row[1] * x[1]! - row[2] * x[2]!)
        const problem = { residualsAt, start: low.slice(), low, high, sizes: new Float64Array(3).fill(1) }
        const { x, residuals, converged } = (await solve({ ...problem, noise: 2 ** -52, mostRuns: 500 }))!
        expect(converged).toBe(true)
        columns.forEach((column, j) => {
          expect(x[j]! >= low[j]! && x[j]! <= high[j]!).toBe(true)
          // Of half the squares.
          const slope = -column.reduce((sum, value, i) => sum + value * residuals[i]!, 0)
          const nought = 1e-5 * (1 + Math.hypot(...column) * Math.hypot(...residuals))
          if (x[j]! > low[j]!) expect(slope).toBeLessThan(nought)
          if (x[j]! < high[j]!) expect(slope).toBeGreaterThan(-nought)
        })
      },
    ),
    { seed: 7 },
  )
})

it('goes nowhere where the model gives nothing', async () => {
  const visited: number[] = []
  const problem: Problem = {
    residualsAt: async ([x]) => {
      if (!(x! > 0)) return undefined
      visited.push(x!)
      return Float64Array.of(Math.log(x!) - Math.log(0.01), 0)
    },
    start: Float64Array.of(5),
    low: unbounded(1, Number.NEGATIVE_INFINITY),
    high: unbounded(1, Number.POSITIVE_INFINITY),
    sizes: Float64Array.of(5),
    noise: 2 ** -52,
    mostRuns: 500,
  }
  const solution = (await solve(problem))!
  expect(solution.x[0]).toBeCloseTo(0.01, 8)
  expect(visited.every((x) => x > 0)).toBe(true)
  expect(await solve({ ...problem, start: Float64Array.of(-1) })).toBeUndefined()
})

describe('what columns tell', () => {
  it('is not told of two that say the same, and is of a third', () => {
    const a = Float64Array.of(1, 2, 3, 4)
    const b = Float64Array.of(1, 0, 1, 0)
    const variances = variancesOf(pivotedQr([a, b, a.map((value) => 3 * value)], new Float64Array(4), 1e-9))
    expect([...variances].map(Number.isNaN)).toEqual([true, false, true])
    // (XᵀX)⁻¹ of a and b alone: 30/(30·2 − 4²).
    expect(variances[1]).toBeCloseTo(30 / 44, 12)
  })

  it('is nothing of one without effect', () => {
    const variances = variancesOf(pivotedQr([new Float64Array(3), Float64Array.of(1, 1, 1)], new Float64Array(3), 1e-9))
    expect([...variances]).toEqual([Number.NaN, expect.closeTo(1 / 3, 12)])
  })
})
