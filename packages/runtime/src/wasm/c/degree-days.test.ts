import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rowsOf } from '../../contract/contract.ts'
import { wasmPackage } from '../examples.ts'
import { loadModule } from '../module.ts'

const file = new Uint8Array(readFileSync(join(import.meta.dirname, 'degree_days.wasm')))
const { manifest } = wasmPackage('days', file, {
  inputs: ['outside'],
  stateful: true,
  parameters: [{ name: 'base', en: 'Base', zh: '基准', default: 15 }],
})
const load = () => loadModule({ manifest, file: new Uint8Array(file), memory: 4 * 1024 * 1024 })
/** Of rows a second apart, all 10 K below 15 °C: what a compiler made of C adds up. */
const after = (seconds: number): number => (10 * seconds) / 86_400

it('a model in C adds up over time, remembers, and says what it does not take', async () => {
  const model = await load()
  const rows = rowsOf({ outside: Array.from({ length: 10_000 }, () => 5) })
  const days = (await model.run(rows, {})).values['days'] as Float64Array
  expect(days[0]).toBe(0)
  expect(days[9_999]).toBeCloseTo(after(9_999), 9)

  const state = model.save()
  const other = await load()
  other.restore(state)
  const next = { ...rowsOf({ outside: [5] }), time: Float64Array.of(rows.time[9_999]! + 1e6) }
  expect((await other.run(next, {})).values['days']?.[0]).toBeCloseTo(after(10_000), 9)

  const impossible = { ...rowsOf({ outside: [5, -300] }), time: next.time.map((time) => time + 1e6) }
  await expect(async () => model.run(impossible, {})).rejects.toMatchObject({
    code: 'model.failed',
    facts: { seen: 'colder than there is' },
  })
  expect((await model.run(next, { base: -10 })).values['days']?.[0]).toBe(days[9_999])
})
