import { checkExpression } from '../expression/check.ts'
import { compileExpression } from '../expression/compile.ts'
import type { Kernel, TextTable } from '../expression/face.ts'
import { parseExpression } from '../expression/parse.ts'
import type { ExpressionCondition } from './definition.ts'
import { hashText } from './hash.ts'

/** Texts by their hash: nothing is kept of what devices send, and state that was saved means the same after a restart. */
const hashes: TextTable = { numberOf: hashText, textOf: () => undefined }

/** Makes the expression of a condition ready to run on its inputs in their order. Throws the faults of parsing and checking. */
export function compileCondition({ expression, inputs }: ExpressionCondition): Kernel {
  const names = new Map(inputs.map(({ name, type, unit }) => [name, unit === undefined ? { type } : { type, unit }]))
  const checked = checkExpression(parseExpression(expression), names, { type: 'boolean' })
  const places = new Map(inputs.map(({ name }, place) => [name, place]))
  return compileExpression(checked, (name) => places.get(name), hashes)
}
