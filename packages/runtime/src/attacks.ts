import type { Attack } from './attacks/attack.ts'
import { fmuAttacks } from './attacks/fmu.ts'
import { formulaAttacks } from './attacks/formula.ts'
import { onnxAttacks } from './attacks/onnx.ts'
import { pythonAttacks } from './attacks/python.ts'
import { scriptAttacks } from './attacks/script.ts'
import { wasmAttacks } from './attacks/wasm.ts'
import type { Bait } from './python/attempts.ts'

export { type Attack, TOLD } from './attacks/attack.ts'
export { neighbours } from './attacks/neighbours.ts'
export type { Bait } from './python/attempts.ts'

/** Every attack of every kind that can make it, for drills. Of each kind those come first that a small drill makes. */
export const attacksWith = (bait: Bait): readonly Attack[] => [
  ...formulaAttacks,
  ...scriptAttacks,
  ...pythonAttacks(bait),
  ...onnxAttacks,
  ...wasmAttacks,
  ...fmuAttacks,
]
