import type { NodeFace } from './face.ts'
import type { NodeKind } from './kind.ts'
import { inputs } from './nodes/inputs.ts'
import { outputs } from './nodes/outputs.ts'

const kinds: readonly NodeKind[] = [...inputs, ...outputs]
const byType = new Map(kinds.map((kind) => [kind.face.type, kind]))

export const kindOf = (type: string): NodeKind | undefined => byType.get(type)

/** Every kind of node, for an editor: plain JSON. */
export const nodeKinds = (): readonly NodeFace[] => kinds.map(({ face }) => face)
