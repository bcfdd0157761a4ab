import { op } from '../wasm/assembler.ts'
import { eachRow, input, moduleOf, output, wasmPackage } from '../wasm/examples.ts'
import { beginning, beyond, crooked, crowded, endless, growing, trapping } from '../wasm/unruly.ts'
import { type Attack, asSent, broken, failed, lied, slugOf, starved, stopped, TOLD } from './attack.ts'

const modules: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
  ['a loop without end', endless, stopped],
  ['memory without end', growing, starved],
  ['a start function', beginning, broken],
  ['no place for rows', crowded, starved],
  ['a place beyond its memory', beyond, lied],
  ['a place that is none', crooked, lied],
  ['a trap', trapping, failed],
  [
    'an import',
    moduleOf([op.i32(0)], { sections: { 2: [1, 3, ...Buffer.from('env'), 3, ...Buffer.from('now'), 0, 0] } }),
    broken,
  ],
  ['a memory without a maximum', moduleOf([op.i32(0)], { memory: { initial: 1 } }), broken],
  ['nothing at all', new TextEncoder().encode('no module'), broken],
  ['rows that it does not write', moduleOf([op.i32(0)]), [TOLD]],
  ['a number that is none', moduleOf(eachRow(output(0, [op.f64(-1), op.f64Root, input(0), op.f64Add]))), [TOLD]],
]

export const wasmAttacks: readonly Attack[] = modules.map(([name, file, ends]) => ({
  kind: 'wasm',
  name,
  ends,
  model: () => asSent(wasmPackage(slugOf('wasm', name), file, { outputs: ['out'] })),
}))
