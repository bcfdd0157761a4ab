import { expect, test } from 'vitest'
import { java } from './java.ts'
import { madeUp, withinOf } from './own.ts'
import { python } from './python.ts'
import { typescript } from './typescript.ts'

const own = {
  ...madeUp,
  address: 'https://plant.example',
  model: {
    id: '0199f1c2-7d52-7000-8000-00000000000f',
    name: 'millrace/stack-loss',
    inputs: [
      { name: 'oxygen', value: withinOf({ low: 0, high: 15 }) },
      { name: 'air_temperature', value: withinOf({ low: -30, high: 60 }) },
    ],
    output: 'loss',
  },
}

test('a model is called with its own inputs, within their ranges', () => {
  expect(typescript.model(own)).toContain('  oxygen: [7.5],\n  air_temperature: [15],\n})')
  expect(python.model(own)).toContain('    "oxygen": [7.5],\n    "air_temperature": [15],\n})')
  expect(java.model(own)).toContain('.numbers("oxygen", 7.5)\n        .numbers("air_temperature", 15));')
  expect(java.model(own)).toContain('outputs.numbers("loss")[0]')
})
