import { readFileSync } from 'node:fs'
import { spearman } from '@millrace/compute'
import { expect, it } from 'vitest'
import { modelOf } from '../../package/archive.ts'
import type { AskedAnomaly } from '../face.ts'
import { asked, history, normals, quantity } from '../history-for-tests.ts'
import { uniforms } from '../random.ts'
import { growForest, scoreOfRow, usualDepth } from './forest.ts'
import { aucOf } from './spoil.ts'
import { trainAnomaly } from './train.ts'

const nothing = (): void => undefined
const noise = Float64Array.from({ length: 8_000 }, normals(5))

/** A pump with two ways of running. */
const speed = (i: number): number => (i % 50 < 35 ? 1_480 : 980) + 4 * noise[i]!
const flow = (i: number): number => speed(i) / 15 + noise[i + 2_000]!
const pump: AskedAnomaly = {
  ...asked,
  kind: 'anomaly',
  inputs: [quantity('speed', '/min'), quantity('flow', 'm3/h')],
  rows: history(1_200, { speed, flow }),
}

it('orders rows as scikit-learn does', () => {
  const told = JSON.parse(readFileSync(new URL('./scikit-learn/scores.json', import.meta.url), 'utf8')) as {
    readonly rows: readonly (readonly number[])[]
    readonly scores: readonly number[]
    readonly again: readonly number[]
  }
  const columns = [0, 1, 2, 3].map((i) => Float64Array.from(told.rows, (row) => row[i]!))
  const forest = growForest(columns, { trees: 100, sample: 256 }, uniforms(1))
  const own = Float64Array.from(told.rows, (row) => scoreOfRow(forest, row))
  const [theirs, again] = [Float64Array.from(told.scores), Float64Array.from(told.again)]
  const agreed = spearman(own, theirs).r
  expect(agreed).toBeGreaterThan(0.9)
  // No further from it than it is from itself.
  expect(agreed).toBeGreaterThan(spearman(theirs, again).r - 0.02)
  for (const [i, score] of own.entries()) expect(Math.abs(score - theirs[i]!)).toBeLessThan(0.1)
})

it('depths are those of the paper', () => {
  expect([0, 1, 2].map(usualDepth)).toEqual([0, 0, 1])
  expect(usualDepth(256)).toBeCloseTo(10.2448, 3)
})

it('what belongs to neither way of running is seen, which limits of each input do not', () => {
  const { report, files } = trainAnomaly(pump, nothing)
  const [{ validation, yardsticks, training }] = report.scores as [(typeof report.scores)[0]]
  expect(report.verdict).toBe('better')
  expect(validation.auc!).toBeGreaterThan(yardsticks[0]!.validation.auc! + 0.1)
  expect(training.flagged!).toBeCloseTo(0.01, 3)
  expect(validation.flagged!).toBeLessThan(0.05)
  expect(modelOf(files!).manifest.parameters).toMatchObject([{ name: 'threshold', default: report.series!.high[0] }])
})

it('noise around one place is seen as well by limits', () => {
  const rows = history(1_200, { speed: (i) => noise[i]!, flow: (i) => noise[i + 3_000]! })
  expect(trainAnomaly({ ...pump, rows }, nothing).report.verdict).toBe('no_better')
})

it('the same seed gives the same package, another seed another', () => {
  const code = (seed: number): string =>
    Buffer.from(trainAnomaly({ ...pump, seed }, nothing).files!.get('code/forest.js')!).toString()
  expect(code(3)).toBe(code(3))
  expect(code(3)).not.toBe(code(4))
})

it('nothing of the held-back time touches what is learnt', () => {
  const code = (rows: AskedAnomaly['rows']): string =>
    Buffer.from(trainAnomaly({ ...pump, rows }, nothing).files!.get('code/forest.js')!).toString()
  expect(code(history(1_200, { speed, flow: (i) => (i < 900 ? flow(i) : -i) }))).toBe(code(pump.rows))
})

it('a forest of ten inputs stays small', () => {
  const names = 'abcdefghij'.split('')
  const columns = Object.fromEntries(
    names.map((name, k) => [name, (i: number) => 1e6 + noise[(i * 7 + k * 800) % 8_000]!]),
  )
  const { files } = trainAnomaly(
    { ...pump, inputs: names.map((name) => quantity(name)), rows: history(2_000, columns) },
    nothing,
  )
  expect(files!.get('code/forest.js')!.length).toBeLessThan(1_000_000)
})

it('of too little nothing is made, and what does not vary is left out', () => {
  expect(trainAnomaly({ ...pump, rows: history(90, { speed, flow }) }, nothing)).toMatchObject({
    report: { verdict: 'too_little', warnings: [{ kind: 'few_rows', value: 67 }] },
  })
  const { report, files } = trainAnomaly({ ...pump, rows: history(1_200, { speed, flow: () => 5 }) }, nothing)
  expect(report.warnings).toEqual([{ kind: 'input_constant', name: 'flow' }])
  expect(modelOf(files!).manifest.inputs.map(({ name }) => name)).toEqual(['speed'])
})

it('what cannot be asked is refused', () => {
  const fault = expect.objectContaining({ code: 'learning.out_of_range' })
  expect(() => trainAnomaly({ ...pump, contamination: 0.5 }, nothing)).toThrow(fault)
  expect(() => trainAnomaly({ ...pump, inputs: [] }, nothing)).toThrow(fault)
})

it('the chance of being above is that of all pairs, equals by half', () => {
  expect(aucOf(Float64Array.of(3, 4), Float64Array.of(1, 2))).toBe(1)
  expect(aucOf(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBe(0.5)
  expect(aucOf(Float64Array.of(2), Float64Array.of(1, 2, 3, 3))).toBe(0.375)
})

it('an area under the curve of scores that are no numbers comes to an end', () => {
  expect(aucOf(Float64Array.of(Number.NaN, 1), Float64Array.of(Number.NaN, 0))).not.toBeNaN()
})
