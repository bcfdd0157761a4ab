import type { NodeFace } from './face.ts'
import type { NodeKind } from './kind.ts'
import { code } from './nodes/code.ts'
import { combine } from './nodes/combine.ts'
import { control } from './nodes/control.ts'
import { filters } from './nodes/filters.ts'
import { formulas } from './nodes/formulas.ts'
import { inputs } from './nodes/inputs.ts'
import { logic } from './nodes/logic.ts'
import { lookup } from './nodes/lookup.ts'
import { math } from './nodes/math.ts'
import { outputs } from './nodes/outputs.ts'
import { stats } from './nodes/stats.ts'
import { componentPort, subflows } from './nodes/subflows.ts'
import { texts } from './nodes/texts.ts'
import { time } from './nodes/time.ts'

const kinds: readonly NodeKind[] = [
  ...inputs,
  ...formulas,
  ...math,
  ...logic,
  ...time,
  ...filters,
  ...combine,
  ...stats,
  ...control,
  ...lookup,
  ...texts,
  ...code,
  ...outputs,
]
const byType = new Map([...kinds, componentPort].map((kind) => [kind.face.type, kind]))

/** What runs; subflows and components are put in before. */
export const kindOf = (type: string): NodeKind | undefined => byType.get(type)

/** Every kind of node, for an editor: plain JSON. */
export const nodeKinds = (): readonly NodeFace[] => [...kinds.map(({ face }) => face), ...subflows]
