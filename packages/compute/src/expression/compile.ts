import { assemble, type SlotOf } from './assemble.ts'
import type { CheckedExpression } from './checked.ts'
import type { Frame, Kernel, TextTable, ValueType } from './face.ts'
import { type Program, RESULT, RESULT_STATUS, run } from './machine.ts'

/** An expression made ready to run on frames. Throws `expression.slot_missing`. */
export function compileExpression(expression: CheckedExpression, slotOf: SlotOf, texts: TextTable): Kernel {
  return new FrameKernel(expression.type, assemble(expression.root, slotOf, texts))
}

class FrameKernel implements Kernel {
  readonly type: ValueType['type']
  readonly unit?: string
  readonly #program: Program

  constructor({ type, unit }: ValueType, program: Program) {
    this.type = type
    if (unit !== undefined) this.unit = unit
    this.#program = program
  }

  get status(): number {
    return this.#program.cells[RESULT_STATUS]!
  }

  evaluate(frame: Frame): number {
    run(this.#program, frame)
    return this.#program.cells[RESULT]!
  }
}
