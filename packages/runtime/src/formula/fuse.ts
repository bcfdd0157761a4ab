import type { CheckedExpression } from '@millrace/compute'
import { CONSTANTS, type ColumnCode, get, load, ops, SPARE, SUSPECT, set, tee } from './wasm.ts'

/** A part of a checked formula. */
export type Part = CheckedExpression['root']

/** Where the values of a part of a formula stand. */
export interface Places {
  /** Byte at which the column of a name begins. */
  columnOf(name: string): number
  /** The same of a part that is worked out before, by the kernels of compute. */
  foreign(part: Part): number
}

const pairs = { '+': ops.add, '-': ops.subtract, '*': ops.multiply } as const
const functions: ReadonlyMap<string, readonly number[]> = new Map([
  ['sqrt', ops.root],
  ['abs', ops.absolute],
])

/** Whether a part is arithmetic that {@link fuse} has instructions for; what it is made of need not be. */
export function isFusable(part: Part): boolean {
  if (part.step === 'convert') return part.conversion.factor !== undefined
  if (part.step === 'call') return functions.has(part.definition.name)
  return ['number', 'input', '+', '-', '*', '/', 'negate'].includes(part.step)
}

/**
 * A formula as one loop: what it takes from columns goes through all its operations before the next two rows come. Arithmetic alone;
 * what else there is in it is asked for as a column. Results are those of the kernels of compute, bit for bit: what is no finite
 * number on the way is none at the end. Sums, products and roots keep that by themselves; a quotient does not, as x/∞ is 0, so that
 * every divisor is suspect.
 */
export function fuse(root: Part, places: Places): Pick<ColumnCode, 'code' | 'constants'> {
  const code: number[] = []
  const constants: number[] = []
  const constant = (value: number): number[] => {
    const known = constants.findIndex((one) => Object.is(one, value))
    return get(CONSTANTS + (known >= 0 ? known : constants.push(value) - 1))
  }
  const write = (part: Part): void => {
    if (!isFusable(part)) {
      code.push(...load(places.foreign(part)))
      return
    }
    switch (part.step) {
      case 'number':
        code.push(...constant(part.value))
        break
      case 'input':
        code.push(...load(places.columnOf(part.name)))
        break
      case '+':
      case '-':
      case '*':
        write(part.left)
        write(part.right)
        code.push(...pairs[part.step])
        break
      case '/':
        write(part.left)
        write(part.right)
        code.push(...tee(SPARE), ...suspect, ...ops.divide)
        break
      case 'negate':
        write(part.operand)
        code.push(...ops.negate)
        break
      case 'convert':
        write(part.operand)
        code.push(...constant(part.conversion.factor!), ...ops.multiply)
        break
      case 'call':
        write(part.operands[0]!)
        code.push(...functions.get(part.definition.name)!)
        break
    }
  }
  write(root)
  code.push(...set(SPARE), ...suspect)
  code.push(...get(SPARE), ...constant(Number.NaN), ...get(SUSPECT), ...get(SUSPECT), ...ops.equal, ...ops.select)
  return { code, constants }
}

/** x − x is 0 of what is finite, and of all else no number, which stays. */
const suspect: readonly number[] = [
  ...[...get(SPARE), ...get(SPARE), ...ops.subtract],
  ...[...get(SUSPECT), ...ops.add, ...set(SUSPECT)],
]
