import { describe, it } from 'vitest'
import { runtimeContract } from '../contract/contract.ts'
import { wasmRuntime } from '../index.ts'
import { op } from './assembler.ts'
import { at, eachRow, input, moduleOf, output, reserve, wasmPackage } from './examples.ts'

const forever = [op.loop, op.branch(0), op.end, op.i32(0)]
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
  endless: () => wasmPackage('endless', moduleOf(forever)),
  greedy: {
    'grows until it cannot': () =>
      wasmPackage(
        'greedy',
        moduleOf([
          [
            op.block,
            op.loop,
            op.i32(16),
            op.memoryGrow,
            op.i32(-1),
            op.i32Equal,
            op.branchIf(1),
            op.branch(0),
            op.end,
            op.end,
          ],
          op.unreachable,
        ]),
      ),
    'has no place for its rows': () =>
      wasmPackage('greedy', moduleOf([op.i32(0)], { memory: { initial: 1, maximum: 1 }, functions: { reserve } })),
  },
  lying: {
    'a place beyond its memory': () =>
      wasmPackage('lying', moduleOf([op.i32(0)], { functions: { reserve: { takes: 1, body: [op.i32(65_536)] } } })),
    'a place that numbers cannot lie at': () =>
      wasmPackage(
        'lying',
        moduleOf([op.i32(0)], {
          memory: { initial: 4, maximum: 4 },
          functions: { reserve: { takes: 1, body: [op.i32(1_001)] } },
        }),
      ),
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
