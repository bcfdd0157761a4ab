import { Fault, isBad, isGood, Status, worst } from '@millrace/core'
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import type { CheckedExpression, CheckedNode } from './checked.ts'
import { arithmeticLoops, comparisonLoops, functionLoop, type Loop } from './column-loops.ts'
import { BLOCK, Part } from './column-part.ts'
import type { SlotOf } from './compile.ts'
import type { Frame, TextTable, ValueType } from './face.ts'
import './faults.ts'

/** An expression made ready to run over columns: a row has a place in each of them. */
export interface ColumnKernel extends ValueType {
  /** The results of the first `rows` rows, equal to those of a Kernel on a frame of each row. The columns of inputs stand by slot. */
  evaluate(inputs: readonly Frame[], rows: number, into: Frame): void
}

/** The rows that are worked on. */
interface Block {
  readonly inputs: readonly Frame[]
  readonly from: number
  readonly rows: number
}

type PartStep = (block: Block) => Part

/** An expression made ready to run over history. Throws `expression.slot_missing`. */
export function compileColumns(expression: CheckedExpression, slotOf: SlotOf, texts: TextTable): ColumnKernel {
  const step = new ColumnCompiler(slotOf, texts).step(expression.root)
  return {
    ...expression.type,
    evaluate: (inputs, rows, into) => {
      for (let from = 0; from < rows; from += BLOCK) {
        const length = Math.min(BLOCK, rows - from)
        const part = step({ inputs, from, rows: length })
        into.value.set(part.value.subarray(0, length), from)
        into.status.set(part.statuses().subarray(0, length), from)
      }
    },
  }
}

class ColumnCompiler {
  readonly #slotOf: SlotOf
  readonly #texts: TextTable

  constructor(slotOf: SlotOf, texts: TextTable) {
    this.#slotOf = slotOf
    this.#texts = texts
  }

  step(node: CheckedNode): PartStep {
    switch (node.step) {
      case 'number':
        return constant(node.value)
      case 'boolean':
        return constant(node.value ? 1 : 0)
      case 'text':
        return constant(this.#texts.numberOf(node.value))
      case 'input':
        return this.#input(node.name)
      case 'convert': {
        const { factor, convert } = node.conversion
        return this.#each(node.operand, factor === undefined ? convert : (value) => value * factor)
      }
      case 'negate':
        return this.#each(node.operand, (value) => -value)
      case 'not':
        return this.#each(node.operand, (value) => 1 - value)
      case 'isgood':
      case 'isbad':
        return this.#quality(node.operand, node.step === 'isgood' ? isGood : isBad)
      case 'fallback':
        return this.#fallback(node.left, node.right)
      case 'if':
        return this.#if(node.condition, node.then, node.otherwise)
      case 'in':
        return this.#in(node.operand, node.among)
      case 'call': {
        const out = new Part()
        const operands = node.operands.map((operand) => this.step(operand))
        const loop = functionLoop(node.definition, operands.length)
        return (block) => {
          const parts = operands.map((operand) => operand(block))
          loop(
            parts.map(({ value }) => value),
            out.value,
            block.rows,
          )
          out.gather(parts, block.rows)
          out.settle(block.rows)
          return out
        }
      }
      case 'and':
      case 'or':
        return this.#logic(node.step === 'and' ? 0 : 1, node.left, node.right)
      case '+':
      case '-':
      case '*':
      case '/':
      case '^':
        return this.#arithmetic(node.step, node.left, node.right)
      default:
        return this.#comparison(node.step, node.left, node.right)
    }
  }

  #input(name: string): PartStep {
    const slot = this.#slotOf(name)
    if (slot === undefined || !Number.isInteger(slot) || slot < 0)
      throw new Fault('expression.slot_missing', { name, seen: String(slot) })
    const out = new Part()
    return ({ inputs, from, rows }) => {
      const { value, status } = inputs[slot]!
      out.clean = true
      for (let row = 0; row < rows; row++) {
        const given = status[from + row]!
        if (given !== 0) out.soil()[row] = given
        out.value[row] = isBad(given) ? Number.NaN : value[from + row]!
      }
      out.settle(rows)
      return out
    }
  }

  #each(node: CheckedNode, change: (value: number) => number): PartStep {
    const operand = this.step(node)
    const out = new Part()
    return (block) => {
      const part = operand(block)
      for (let row = 0; row < block.rows; row++) out.value[row] = change(part.value[row]!)
      out.gather([part], block.rows)
      out.settle(block.rows)
      return out
    }
  }

  #pair(left: CheckedNode, right: CheckedNode, loop: Loop, settles: boolean): PartStep {
    const one = this.step(left)
    const other = this.step(right)
    const out = new Part()
    return (block) => {
      const a = one(block)
      const b = other(block)
      loop(a.value, b.value, out.value, block.rows)
      out.gather([a, b], block.rows)
      if (settles) out.settle(block.rows)
      return out
    }
  }

  #arithmetic(operator: ArithmeticOperator, left: CheckedNode, right: CheckedNode): PartStep {
    return this.#pair(left, right, arithmeticLoops[operator], true)
  }

  /** What compares is finite or bad: there is nothing to settle. */
  #comparison(operator: ComparisonOperator, left: CheckedNode, right: CheckedNode): PartStep {
    return this.#pair(left, right, comparisonLoops[operator], false)
  }

  /** As the kernel of frames: what decides counts alone. */
  #logic(deciding: 0 | 1, one: CheckedNode, other: CheckedNode): PartStep {
    const left = this.step(one)
    const right = this.step(other)
    const out = new Part()
    return (block) => {
      const a = left(block)
      const b = right(block)
      out.gather([a, b], block.rows)
      const ofA = a.statuses()
      const ofB = b.statuses()
      const status = out.clean ? undefined : out.soil()
      for (let row = 0; row < block.rows; row++) {
        const first = a.value[row]!
        const second = b.value[row]!
        if (first === deciding) {
          out.value[row] = first
          if (status) status[row] = ofA[row]!
        } else if (second === deciding) {
          out.value[row] = second
          if (status) status[row] = ofB[row]!
        } else out.value[row] = Number.isNaN(first) ? first : second
      }
      return out
    }
  }

  #if(asked: CheckedNode, one: CheckedNode, other: CheckedNode): PartStep {
    const condition = this.step(asked)
    const then = this.step(one)
    const otherwise = this.step(other)
    const out = new Part()
    return (block) => {
      const held = condition(block)
      const a = then(block)
      const b = otherwise(block)
      const [ofHeld, ofA, ofB] = [held.statuses(), a.statuses(), b.statuses()]
      out.clean = true
      const status = held.clean && a.clean && b.clean ? undefined : out.soil()
      for (let row = 0; row < block.rows; row++) {
        const taken = held.value[row]!
        out.value[row] = taken === 1 ? a.value[row]! : taken === 0 ? b.value[row]! : taken
        if (status === undefined) continue
        const ofTaken = taken === 1 ? ofA[row]! : taken === 0 ? ofB[row]! : Status.Good
        status[row] = worst(ofHeld[row]!, ofTaken)
      }
      return out
    }
  }

  #in(asked: CheckedNode, others: readonly CheckedNode[]): PartStep {
    const operand = this.step(asked)
    const among = others.map((other) => this.step(other))
    const out = new Part()
    return (block) => {
      const part = operand(block)
      const ofPart = part.statuses()
      const parts = among.map((other) => other(block))
      out.gather([part, ...parts], block.rows)
      const status = out.clean ? undefined : out.soil()
      for (let row = 0; row < block.rows; row++) {
        const value = part.value[row]!
        let answer = Number.isNaN(value) ? value : 0
        for (const other of parts) {
          const seen = other.value[row]!
          if (seen === value) {
            answer = 1
            if (status) status[row] = worst(ofPart[row]!, other.clean ? Status.Good : other.statuses()[row]!)
            break
          }
          if (Number.isNaN(seen)) answer = seen
        }
        out.value[row] = answer
      }
      return out
    }
  }

  #quality(node: CheckedNode, holds: (status: number) => boolean): PartStep {
    const operand = this.step(node)
    const out = new Part()
    return (block) => {
      const status = operand(block).statuses()
      for (let row = 0; row < block.rows; row++) out.value[row] = holds(status[row]!) ? 1 : 0
      return out
    }
  }

  #fallback(one: CheckedNode, other: CheckedNode): PartStep {
    const left = this.step(one)
    const right = this.step(other)
    const out = new Part()
    return (block) => {
      const a = left(block)
      if (a.clean) return a
      const b = right(block)
      const [ofA, ofB] = [a.statuses(), b.statuses()]
      out.clean = true
      const status = out.soil()
      for (let row = 0; row < block.rows; row++) {
        const taken = isBad(ofA[row]!)
        out.value[row] = taken ? b.value[row]! : a.value[row]!
        status[row] = taken ? ofB[row]! : ofA[row]!
      }
      return out
    }
  }
}

function constant(value: number): PartStep {
  const out = new Part()
  out.value.fill(value)
  return () => out
}
