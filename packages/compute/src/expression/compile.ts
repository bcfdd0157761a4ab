import { Fault, Status, worst } from '@millrace/core'
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import type { CheckedExpression, CheckedNode } from './checked.ts'
import { functionStep } from './compile-function.ts'
import type { Frame, Kernel, TextTable, ValueType } from './face.ts'
import './faults.ts'
import { Gauge, type Step } from './gauge.ts'
import { isAtLeast, isAtMost, isEqual, isLess, isMore, isOther, raised } from './operations.ts'

/** Where a name's value stands in the frame; undefined where it has no place. */
export type SlotOf = (name: string) => number | undefined

/** An expression made ready to run on frames. Throws `expression.slot_missing`. */
export function compileExpression(expression: CheckedExpression, slotOf: SlotOf, texts: TextTable): Kernel {
  const gauge = new Gauge()
  return new FrameKernel(expression.type, new Compiler(gauge, slotOf, texts).step(expression.root), gauge)
}

class FrameKernel implements Kernel {
  readonly type: ValueType['type']
  readonly unit?: string
  readonly #step: Step
  readonly #gauge: Gauge

  constructor({ type, unit }: ValueType, step: Step, gauge: Gauge) {
    this.type = type
    if (unit !== undefined) this.unit = unit
    this.#step = step
    this.#gauge = gauge
  }

  get status(): number {
    return this.#gauge.status
  }

  evaluate(frame: Frame): number {
    this.#gauge.clear()
    const value = this.#step(frame)
    return this.#gauge.isBad ? Number.NaN : value
  }
}

/** Steps as closures: each gives its value, NaN where it has none, and tells the gauge of what counted. */
class Compiler {
  readonly #gauge: Gauge
  readonly #slotOf: SlotOf
  readonly #texts: TextTable

  constructor(gauge: Gauge, slotOf: SlotOf, texts: TextTable) {
    this.#gauge = gauge
    this.#slotOf = slotOf
    this.#texts = texts
  }

  step(node: CheckedNode): Step {
    switch (node.step) {
      case 'number': {
        const { value } = node
        return () => value
      }
      case 'boolean': {
        const value = node.value ? 1 : 0
        return () => value
      }
      case 'text': {
        const value = this.#texts.numberOf(node.value)
        return () => value
      }
      case 'input':
        return this.#input(node.name)
      case 'convert': {
        const operand = this.step(node.operand)
        const { factor, convert } = node.conversion
        const gauge = this.#gauge
        if (factor !== undefined) return (frame) => gauge.finite(operand(frame) * factor)
        return (frame) => gauge.finite(convert(operand(frame)))
      }
      case 'negate': {
        const operand = this.step(node.operand)
        return (frame) => -operand(frame)
      }
      case 'not': {
        const operand = this.step(node.operand)
        return (frame) => 1 - operand(frame)
      }
      case 'isgood':
      case 'isbad':
        return this.#quality(node.step, node.operand)
      case 'fallback':
        return this.#fallback(node.left, node.right)
      case 'if':
        return this.#if(node.condition, node.then, node.otherwise)
      case 'in':
        return this.#in(node.operand, node.among)
      case 'call':
        return functionStep(
          node.definition,
          node.operands.map((operand) => this.step(operand)),
          this.#gauge,
        )
      case 'and':
      case 'or':
        return this.#logic(node.step === 'and' ? 0 : 1, node.left, node.right)
      case '+':
      case '-':
      case '*':
      case '/':
      case '^':
        return this.#arithmetic(node.step, this.step(node.left), this.step(node.right))
      default:
        return this.#comparison(node.step, this.step(node.left), this.step(node.right))
    }
  }

  #input(name: string): Step {
    const slot = this.#slotOf(name)
    if (slot === undefined || !Number.isInteger(slot) || slot < 0)
      throw new Fault('expression.slot_missing', { name, seen: String(slot) })
    const gauge = this.#gauge
    return (frame) => {
      const value = frame.value[slot]!
      const status = frame.status[slot]!
      return status === 0 && value - value === 0 ? value : gauge.input(value, status)
    }
  }

  #arithmetic(operator: ArithmeticOperator, left: Step, right: Step): Step {
    const gauge = this.#gauge
    switch (operator) {
      case '+':
        return (frame) => gauge.finite(left(frame) + right(frame))
      case '-':
        return (frame) => gauge.finite(left(frame) - right(frame))
      case '*':
        return (frame) => gauge.finite(left(frame) * right(frame))
      case '/':
        return (frame) => gauge.finite(left(frame) / right(frame))
      case '^':
        return (frame) => gauge.finite(raised(left(frame), right(frame)))
    }
  }

  #comparison(operator: ComparisonOperator, left: Step, right: Step): Step {
    switch (operator) {
      case '<':
        return (frame) => isLess(left(frame), right(frame))
      case '<=':
        return (frame) => isAtMost(left(frame), right(frame))
      case '>':
        return (frame) => isMore(left(frame), right(frame))
      case '>=':
        return (frame) => isAtLeast(left(frame), right(frame))
      case '==':
        return (frame) => isEqual(left(frame), right(frame))
      case '!=':
        return (frame) => isOther(left(frame), right(frame))
    }
  }

  /** Of two conditions the one that decides counts alone, whichever stands first; a bad one that decides nothing does not count. */
  #logic(deciding: 0 | 1, one: CheckedNode, other: CheckedNode): Step {
    const left = this.step(one)
    const right = this.step(other)
    const gauge = this.#gauge
    return (frame) => {
      const before = gauge.begin()
      const a = left(frame)
      if (a === deciding) return gauge.end(before, a)
      const ofLeft = gauge.begin()
      const b = right(frame)
      if (b === deciding) return gauge.end(before, b)
      gauge.end(ofLeft, b)
      // Both are needed: known only where both are.
      return gauge.end(before, Number.isNaN(a) ? a : b)
    }
  }

  #if(asked: CheckedNode, one: CheckedNode, other: CheckedNode): Step {
    const condition = this.step(asked)
    const then = this.step(one)
    const otherwise = this.step(other)
    return (frame) => {
      const held = condition(frame)
      if (held === 1) return then(frame)
      return held === 0 ? otherwise(frame) : Number.NaN
    }
  }

  /** As equal to one or equal to the other …: the first that is equal decides, and counts alone beside what was asked for. */
  #in(asked: CheckedNode, others: readonly CheckedNode[]): Step {
    const operand = this.step(asked)
    const among = others.map((other) => this.step(other))
    const gauge = this.#gauge
    return (frame) => {
      const before = gauge.begin()
      const value = operand(frame)
      const ofValue = gauge.status
      let answer = Number.isNaN(value) ? value : 0
      let all = ofValue
      for (const other of among) {
        gauge.drop(Status.Good)
        const seen = other(frame)
        if (seen === value) {
          gauge.end(ofValue, seen)
          return gauge.end(before, 1)
        }
        if (Number.isNaN(seen)) answer = seen
        all = worst(all, gauge.status)
      }
      gauge.drop(all)
      return gauge.end(before, answer)
    }
  }

  #quality(asked: 'isgood' | 'isbad', node: CheckedNode): Step {
    const operand = this.step(node)
    const gauge = this.#gauge
    return (frame) => {
      const before = gauge.begin()
      operand(frame)
      const answer = asked === 'isgood' ? gauge.isGood : gauge.isBad
      gauge.drop(before)
      return answer ? 1 : 0
    }
  }

  #fallback(one: CheckedNode, other: CheckedNode): Step {
    const left = this.step(one)
    const right = this.step(other)
    const gauge = this.#gauge
    return (frame) => {
      const before = gauge.begin()
      const value = left(frame)
      if (!gauge.isBad) return gauge.end(before, value)
      gauge.drop(before)
      return right(frame)
    }
  }
}
