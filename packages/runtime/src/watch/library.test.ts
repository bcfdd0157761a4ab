import { expect, it } from 'vitest'
import { calibrate } from '../calibration/calibrate.ts'
import { libraryModel, noisy, rowsWithin } from '../calibration/library-for-tests.ts'
import { ModelWatch } from './model-watch.ts'
import { referenceOf } from './reference.ts'

const ranges = { hot_in: [80, 95], cold_in: [15, 25], hot_flow: [5, 12], cold_flow: [8, 15] } as const

it('a heat exchanger that was calibrated is quiet until it fouls', async () => {
  const { model, run } = await libraryModel('heat-exchanger-entu')
  const plant = async (length: number, seed: number, fouling: number) => {
    const rows = rowsWithin(length, seed, ranges)
    const { values, status } = (await run(rows, { fouling })).outputs.hot_out!
    return { rows, measured: { hot_out: { values: noisy(values as Float64Array, 0.4, seed + 1), status } } }
  }
  const history = await plant(1_000, 1, 2e-4)
  const { parameters } = await calibrate({ model, run, ...history, free: [{ name: 'fouling' }] })
  const fitted = { fouling: parameters[0]!.value }
  const reference = referenceOf({ ...history, results: await run(history.rows, fitted) })
  expect(Object.keys(reference.inputs)).toEqual(Object.keys(ranges))
  const watch = new ModelWatch(model, { reference })
  const clean = await plant(2_000, 3, 2e-4)
  expect(watch.feed({ ...clean, results: await run(clean.rows, fitted), ms: 5 })).toEqual([])
  const fouled = await plant(500, 5, 2.6e-4)
  const edges = watch.feed({ ...fouled, results: await run(fouled.rows, fitted), ms: 5 })
  expect(edges.map(({ kind, name, is }) => [kind, name, is])).toContainEqual(['residual_drift', 'hot_out', 'raised'])
  // Hotter than the model says: less heat goes over.
  expect(edges.every(({ kind, value }) => kind.startsWith('residual_') && value > 0)).toBe(true)
})
