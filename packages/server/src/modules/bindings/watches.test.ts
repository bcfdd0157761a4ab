import { Status } from '@millrace/core'
import type { GuardedResults, ModelPackage } from '@millrace/runtime'
import { expect, it } from 'vitest'
import type { BoundItem, Known } from './known.ts'
import type { Program } from './plan.ts'
import { Watches } from './watches.ts'

const S = 1_000_000
const START = 1_774_674_000_000_000
const quantity = { name: 'x', en: 'X', zh: 'X', type: 'number' as const }
const program: Program = {
  definition: { number: 7, inputs: [] },
  columns: [{ name: 'x', slot: 0, convert: (value) => value }],
  outputs: [],
  measured: new Map([['y', { slot: 1, convert: (value) => value }]]),
}
const model = {
  manifest: {
    id: 'test/line',
    version: '1.0.0',
    inputs: [{ ...quantity, low: 0, high: 100 }],
    outputs: [{ ...quantity, name: 'y' }],
  },
} as unknown as ModelPackage
const known: Known = {
  number: 7,
  binding: 'b',
  program,
  definition: program.definition,
  print: 1,
  newest: 0,
  terms: [
    {
      from: 0,
      stored: { mechanism: 'm', name: 'test/line', version: '1.0.0', stage: 'published', model },
      parameters: {},
    },
  ],
}

/** A row a second: y is said to be 2 x, and measured with noise, and so much beside it. */
function run(watches: Watches, from: number, { rows, beside }: { rows: number; beside: number }): void {
  for (let row = from; row < from + rows; row++) {
    const x = 50 + 10 * Math.sin(row)
    const noise = ((Math.imul(row + 1, 0x9e3779b1) >>> 8) % 2_001) / 1_000 - 1
    const item: BoundItem = {
      known,
      program,
      time: START + row * S,
      values: Float64Array.of(x, 2 * x + noise + beside),
      status: new Uint32Array(2),
    }
    const results: GuardedResults = {
      length: 1,
      outputs: {
        y: { values: Float64Array.of(2 * x), status: Uint32Array.of(Status.Good), reason: new Uint32Array(1) },
      },
      reasons: [],
    }
    watches.ran({ items: [item], results, ms: 1 })
  }
}

it('what is measured drifts from what the model says: a condition stands at that asset, until it is another model', () => {
  const watches = new Watches()
  run(watches, 0, { rows: 1_500, beside: 0 })
  expect(watches.conditions(7)).toEqual([])
  run(watches, 1_500, { rows: 600, beside: 3 })
  const kinds = watches.conditions(7).map(({ kind, of }) => `${kind} ${of}`)
  expect(kinds).toContain('residual_mean y')
  expect(kinds).toContain('residual_drift y')
  expect(watches.conditions(8)).toEqual([])
  watches.forget(7)
  expect(watches.conditions(7)).toEqual([])
})
