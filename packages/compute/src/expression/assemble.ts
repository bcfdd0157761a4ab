import { Fault } from '@millrace/core'
import type { CheckedNode } from './checked.ts'
import type { TextTable } from './face.ts'
import './faults.ts'
import type { FunctionRow } from './functions.ts'
import { FIRST_CELL, Op, type Program } from './machine.ts'

/** Where a name's value stands: its slot in a frame; undefined where it has no place. */
export type SlotOf = (name: string) => number | undefined

/** The slot of a name. Throws `expression.slot_missing`. */
export function slotFor(name: string, slotOf: SlotOf): number {
  const slot = slotOf(name)
  if (slot !== undefined && Number.isInteger(slot) && slot >= 0) return slot
  throw new Fault('expression.slot_missing', { name, seen: String(slot) })
}

/** A checked expression as a program. */
export function assemble(root: CheckedNode, slotOf: SlotOf, texts: TextTable): Program {
  const assembler = new Assembler(slotOf, texts)
  assembler.into(root, FIRST_CELL)
  return assembler.program(FIRST_CELL)
}

const pairs = {
  '+': Op.Add,
  '-': Op.Subtract,
  '*': Op.Multiply,
  '/': Op.Divide,
  '^': Op.Power,
  '<': Op.Less,
  '<=': Op.AtMost,
  '>': Op.Less,
  '>=': Op.AtMost,
  '==': Op.Equal,
  '!=': Op.Other,
} as const

/** The largest number of parameters: a call reads so many cells, whatever it uses of them. */
const CALL_CELLS = 6

class Assembler {
  readonly #code: number[] = []
  readonly #slotOf: SlotOf
  readonly #texts: TextTable
  /** Constants stand behind the cells in between, whose number is known at the end: until then they count down from -1. */
  readonly #constants: number[] = []
  readonly #conversions: ((value: number) => number)[] = []
  readonly #functions: { readonly row: FunctionRow }[] = []
  #cells = FIRST_CELL

  constructor(slotOf: SlotOf, texts: TextTable) {
    this.#slotOf = slotOf
    this.#texts = texts
  }

  program(result: number): Program {
    this.#emit(Op.End, 0, result)
    const cells = new Float64Array(this.#cells + this.#constants.length)
    cells.set(this.#constants, this.#cells)
    const code = Int32Array.from(this.#code, (number) => (number < 0 ? this.#cells - 1 - number : number))
    return { code, cells, conversions: this.#conversions, functions: this.#functions }
  }

  /** The value of a part in that cell; cells behind it are free for what comes between. */
  into(node: CheckedNode, cell: number): void {
    this.#cells = Math.max(this.#cells, cell + 1)
    switch (node.step) {
      case 'number':
      case 'boolean':
      case 'text':
        this.#emit(Op.Move, cell, this.#constantOf(node))
        break
      case 'input':
        this.#emit(Op.Input, cell, slotFor(node.name, this.#slotOf))
        break
      case 'convert': {
        const { factor, convert } = node.conversion
        const operand = this.#operand(node.operand, cell)
        if (factor !== undefined) this.#emit(Op.Multiply, cell, operand, this.#constant(factor))
        else this.#emit(Op.Convert, cell, operand, this.#conversions.push(convert) - 1)
        break
      }
      case 'negate':
        this.#emit(Op.Negate, cell, this.#operand(node.operand, cell))
        break
      case 'not':
        this.#emit(Op.Not, cell, this.#operand(node.operand, cell))
        break
      case 'isgood':
      case 'isbad':
        this.#emit(Op.Begin, cell)
        this.into(node.operand, cell + 1)
        this.#emit(node.step === 'isgood' ? Op.IsGood : Op.IsBad, cell)
        break
      case 'fallback':
        this.#fallback(node.left, node.right, cell)
        break
      case 'if':
        this.#if(node.condition, node.then, node.otherwise, cell)
        break
      case 'in':
        this.#in(node.operand, node.among, cell)
        break
      case 'call': {
        // Every parameter that the machine reads has a cell.
        this.#cells = Math.max(this.#cells, cell + CALL_CELLS)
        for (const [at, operand] of node.operands.entries()) this.into(operand, cell + at)
        this.#emit(Op.Call, cell, cell, node.operands.length, this.#functions.push({ row: node.definition }) - 1)
        break
      }
      case 'and':
      case 'or':
        this.#logic(node.step === 'and' ? 0 : 1, node.left, node.right, cell)
        break
      default: {
        const left = this.#operand(node.left, cell)
        const right = this.#operand(node.right, left === cell ? cell + 1 : cell)
        const turned = node.step === '>' || node.step === '>='
        this.#emit(pairs[node.step], cell, turned ? right : left, turned ? left : right)
        break
      }
    }
  }

  /** The cell in which a part stands: a constant has one of its own. */
  #operand(node: CheckedNode, cell: number): number {
    if (node.step === 'number' || node.step === 'boolean' || node.step === 'text') return this.#constantOf(node)
    this.into(node, cell)
    return cell
  }

  #constantOf(node: CheckedNode & { readonly step: 'number' | 'boolean' | 'text' }): number {
    if (node.step === 'text') return this.#constant(this.#texts.numberOf(node.value))
    return this.#constant(Number(node.value))
  }

  #constant(value: number): number {
    return -this.#constants.push(value)
  }

  /** Of two conditions the one that decides counts alone, whichever stands first; a bad one that decides nothing does not count. */
  #logic(deciding: 0 | 1, left: CheckedNode, right: CheckedNode, cell: number): void {
    // The machine finds them beside the result: what was before, what the first is of, the second.
    const [before, ofLeft, second] = [cell + 1, cell + 2, cell + 3]
    this.#cells = Math.max(this.#cells, second + 1)
    this.#emit(Op.Begin, before)
    this.into(left, second)
    this.#emit(Op.Move, cell, second)
    const decided = this.#emitJump(Op.Decide, cell, deciding)
    this.#emit(Op.Begin, ofLeft)
    this.into(right, second)
    this.#emit(Op.Both, cell, deciding)
    this.#land(decided)
  }

  #if(condition: CheckedNode, then: CheckedNode, otherwise: CheckedNode, cell: number): void {
    this.into(condition, cell)
    const branch = this.#emitJump(Op.Branch, cell, cell)
    this.into(then, cell)
    const done = this.#emitJump(Op.Jump, 0)
    this.#code[branch - 1] = this.#code.length
    this.into(otherwise, cell)
    this.#land(branch)
    this.#code[done - 2] = this.#code.length
  }

  /** As equal to one or equal to the other …: the first that is equal decides, and counts alone beside what was asked for. */
  #in(operand: CheckedNode, among: readonly CheckedNode[], cell: number): void {
    const [ofOperand, all, before, asked, seen] = [cell + 1, cell + 2, cell + 3, cell + 4, cell + 5]
    this.#cells = Math.max(this.#cells, seen + 1)
    this.#emit(Op.Begin, before)
    this.into(operand, asked)
    this.#emit(Op.Begin, ofOperand)
    this.#emit(Op.Move, all, ofOperand)
    // Zero, or NaN of what is none.
    this.#emit(Op.Multiply, cell, asked, this.#constant(0))
    const found = among.map((other) => this.#emitJump(Op.Among, cell, asked, this.#operand(other, seen)))
    this.#emit(Op.Drop, 0, all)
    for (const jump of found) this.#land(jump)
    this.#emit(Op.Finish, cell, before, cell)
  }

  #fallback(left: CheckedNode, right: CheckedNode, cell: number): void {
    this.#emit(Op.Begin, cell)
    this.into(left, cell + 1)
    const kept = this.#emitJump(Op.Keep, cell)
    this.into(right, cell)
    this.#land(kept)
  }

  #emit(op: number, out: number, a = 0, b = 0, c = 0): void {
    this.#code.push(op, out, a, b, c)
  }

  /** An instruction that may go on elsewhere: {@link land} tells where. */
  #emitJump(op: number, out: number, a = 0, b = 0): number {
    this.#emit(op, out, a, b)
    return this.#code.length - 1
  }

  #land(jump: number): void {
    this.#code[jump] = this.#code.length
  }
}
