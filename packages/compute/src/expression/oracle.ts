import { isBad, isGood, Status, worst } from '@millrace/core'
import type { CheckedNode } from './checked.ts'

/** A value with its quality, as the documentation tells of them. */
export interface Told {
  readonly value: number
  readonly status: number
}

/** What an expression gives, computed the plain way, an object a part: tests hold the kernels against it. */
export function tellOf(node: CheckedNode, inputs: ReadonlyMap<string, Told>, texts: (text: string) => number): Told {
  const tell = (part: CheckedNode): Told => tellOf(part, inputs, texts)
  switch (node.step) {
    case 'number':
      return good(node.value)
    case 'boolean':
      return good(node.value ? 1 : 0)
    case 'text':
      return good(texts(node.value))
    case 'input': {
      const { value, status } = inputs.get(node.name)!
      return isBad(status) ? { value: Number.NaN, status } : made(value, [{ value, status }])
    }
    case 'convert':
      return of([tell(node.operand)], ([value]) => node.conversion.convert(value!))
    case 'negate':
      return of([tell(node.operand)], ([value]) => -value!)
    case 'not':
      return of([tell(node.operand)], ([value]) => 1 - value!)
    case 'isgood':
      return good(isGood(tell(node.operand).status) ? 1 : 0)
    case 'isbad':
      return good(isBad(tell(node.operand).status) ? 1 : 0)
    case 'fallback': {
      const first = tell(node.left)
      return isBad(first.status) ? tell(node.right) : first
    }
    case 'if': {
      const condition = tell(node.condition)
      if (isBad(condition.status)) return condition
      const taken = tell(condition.value === 1 ? node.then : node.otherwise)
      return { value: taken.value, status: worst(condition.status, taken.status) }
    }
    case 'and':
    case 'or':
      return decided([tell(node.left), tell(node.right)], node.step === 'and' ? 0 : 1)
    case 'in': {
      const asked = tell(node.operand)
      return decided(
        node.among.map((other) => of([asked, tell(other)], ([a, b]) => (a === b ? 1 : 0))),
        1,
      )
    }
    case 'call': {
      const { kernel, repeats, finish } = node.definition
      return of(node.operands.map(tell), (values) => {
        if (!repeats) return (kernel as (...all: number[]) => number)(...values)
        const gathered = values.reduce((one, other) => kernel(one, other, 0, 0, 0, 0))
        return finish ? finish(gathered, values.length) : gathered
      })
    }
    default:
      return of([tell(node.left), tell(node.right)], ([a, b]) => binary(node.step, a!, b!))
  }
}

const good = (value: number): Told => ({ value, status: Status.Good })

/** A function of values that are all there. */
function of(parts: readonly Told[], compute: (values: readonly number[]) => number): Told {
  const known = parts.every(({ status }) => !isBad(status))
  return made(known ? compute(parts.map(({ value }) => value)) : Number.NaN, parts)
}

function made(value: number, parts: readonly Told[]): Told {
  const status = parts.reduce((seen, part) => worst(seen, part.status), Status.Good as number)
  return Number.isFinite(value) ? { value, status } : { value: Number.NaN, status: worst(status, Status.BadOutOfRange) }
}

/** The first that decides counts alone; without one all count. */
function decided(parts: readonly Told[], deciding: 0 | 1): Told {
  return parts.find(({ value }) => value === deciding) ?? of(parts, () => 1 - deciding)
}

function binary(step: string, a: number, b: number): number {
  switch (step) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '^':
      return a ** b
    case '<':
      return Number(a < b)
    case '<=':
      return Number(a <= b)
    case '>':
      return Number(a > b)
    case '>=':
      return Number(a >= b)
    case '==':
      return Number(a === b)
    default:
      return Number(a !== b)
  }
}
