import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitLinear } from './regression.ts'

interface Certified {
  readonly name: string
  readonly degree: number
  readonly y: number[]
  readonly x: number[][]
  readonly estimates: number[]
  readonly deviations: number[]
  readonly residualDeviation: number
  readonly rSquared: number
  readonly f: number
  readonly rss: number
}

const { sets } = JSON.parse(readFileSync(new URL('./nist/strd.json', import.meta.url), 'utf8')) as { sets: Certified[] }

/** Digits on which two numbers agree: NIST's "log relative error". */
const digits = (seen: number, certified: number): number =>
  seen === certified ? 16 : -Math.log10(Math.abs(seen - certified) / Math.abs(certified))

/** Digits that double precision can hold of each; Filip's powers up to the tenth lose about ten of sixteen to the problem itself. */
const held: Readonly<Record<string, number>> = { Norris: 12, Pontius: 11, Longley: 10, Filip: 6 }

describe('the certified values of NIST’s reference data', () => {
  it.each(sets)('of $name are met', ({ name, degree, y, x, ...certified }) => {
    const drivers =
      degree === 1
        ? x.map((values, j) => ({ name: `x${j + 1}`, values: Float64Array.from(values) }))
        : Array.from({ length: degree }, (_, j) => ({
            name: `x^${j + 1}`,
            values: Float64Array.from(x[0]!, (value) => value ** (j + 1)),
          }))
    const fit = fitLinear(Float64Array.from(y), drivers)
    const agree = [
      ...fit.coefficients.map(({ estimate }, j) => digits(estimate, certified.estimates[j]!)),
      ...fit.coefficients.map(({ standardError }, j) => digits(standardError, certified.deviations[j]!)),
      digits(fit.residualDeviation, certified.residualDeviation),
      digits(fit.rSquared, certified.rSquared),
      digits(fit.rss, certified.rss),
      digits(fit.f, certified.f),
    ]
    expect(fit.coefficients).toHaveLength(certified.estimates.length)
    expect(Math.min(...agree), `${name}: ${agree.map((one) => one.toFixed(1)).join(' ')}`).toBeGreaterThan(held[name]!)
  })
})
