import { describe, it } from 'vitest'
import { runtimeContract } from '../contract/contract.ts'
import { wasmRuntime } from '../index.ts'
import { op } from './assembler.ts'
import { at, eachRow, input, moduleOf, output, wasmPackage } from './examples.ts'
import { beyond, crooked, crowded, endless, growing } from './unruly.ts'

const negative = [input(0), op.f64(0), op.f64Less]
const NO_LUCK = 64
const TOTAL = 128

const sentences = runtimeContract({
  runtime: wasmRuntime,
  sum: () =>
    wasmPackage(
      'sum',
      moduleOf(eachRow(output(0, [input(0), input(1), op.get(at.parameters), op.f64Load, op.f64Multiply, op.f64Add]))),
      {
        inputs: ['a', 'b'],
        parameters: [{ name: 'gain', en: 'Gain', zh: '增益', default: 1 }],
      },
    ),
  total: () =>
    wasmPackage(
      'total',
      moduleOf(
        eachRow([
          [op.i32(TOTAL), op.i32(TOTAL), op.f64Load, input(0), op.f64Add, op.f64Store],
          output(0, [op.i32(TOTAL), op.f64Load]),
        ]),
        {
          functions: {
            state_pointer: { takes: 0, body: [op.i32(TOTAL)] },
            state_bytes: { takes: 0, body: [op.i32(8)] },
          },
        },
      ),
      { stateful: true },
    ),
  root: () => wasmPackage('root', moduleOf(eachRow(output(0, [input(0), op.f64Root])))),
  failing: () =>
    wasmPackage(
      'failing',
      moduleOf(eachRow([negative, op.if, op.i32(7), op.return, op.end, output(0, input(0))]), {
        functions: { reason: { takes: 1, body: [op.i32(NO_LUCK)] } },
        data: { [NO_LUCK]: 'no such luck\0' },
      }),
      { outputs: ['same'] },
    ),
  endless: () => wasmPackage('endless', endless),
  greedy: {
    'grows until it cannot': () => wasmPackage('greedy', growing),
    'has no place for its rows': () => wasmPackage('greedy', crowded),
  },
  lying: {
    'a place beyond its memory': () => wasmPackage('lying', beyond),
    'a place that numbers cannot lie at': () => wasmPackage('lying', crooked),
  },
  // It is asked where it remembers, and there is nothing to go back to.
  dying: () =>
    wasmPackage(
      'dying',
      moduleOf(eachRow(output(0, input(0))), {
        functions: {
          state_pointer: { takes: 0, body: [op.unreachable] },
          state_bytes: { takes: 0, body: [op.i32(8)] },
        },
      }),
      { stateful: true },
    ),
  broken: () => wasmPackage('broken', new TextEncoder().encode('no module')),
})

describe('the contract of runtimes: WASM', () => {
  for (const { says, run } of sentences) it(says, run)
})
