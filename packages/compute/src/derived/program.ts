import { isBad, type Micros, Status } from '@millrace/core'
import { hashText } from '../conditions/hash.ts'
import { checkExpression } from '../expression/check.ts'
import type { CheckedExpression } from '../expression/checked.ts'
import { compileExpression } from '../expression/compile.ts'
import type { Frame, Kernel, TextTable, ValueType } from '../expression/face.ts'
import { newFrame } from '../expression/frame.ts'
import { parseExpression } from '../expression/parse.ts'
import type { Places } from '../rows/instant.ts'
import type { DerivedDefinition, DerivedStep } from './definition.ts'

/** Texts by their hash: nothing is kept of what devices send, and state that was saved means the same after a restart. */
export const textHashes: TextTable = { numberOf: hashText, textOf: () => undefined }

/** Types and units of a formula hold; `wanted` is what it is to give. Throws the faults of parsing and checking. */
export function checkFormulaOf(
  { formula, names }: Pick<DerivedStep, 'formula'> & { readonly names: readonly (ValueType & { name: string })[] },
  wanted?: ValueType,
): CheckedExpression {
  const types = names.map(({ name, type, unit }): [string, ValueType] => [
    name,
    unit === undefined ? { type } : { type, unit },
  ])
  return checkExpression(parseExpression(formula), new Map(types), wanted)
}

interface Step {
  readonly kernel: Kernel
  readonly frame: Frame
  readonly from: readonly number[]
  readonly gap: Micros
}

/** The formulas of a derived point, made ready to run one after the other. */
export class DerivedProgram {
  readonly #steps: readonly Step[]
  readonly #inputs: number
  /** Inputs, and steps behind them. */
  readonly places: number

  /** Throws the faults of parsing and checking. */
  constructor({ inputs, steps }: Pick<DerivedDefinition, 'inputs' | 'steps'>) {
    this.#inputs = inputs.length
    this.places = inputs.length + steps.length
    this.#steps = steps.map((step) => {
      const { names, gap = Number.POSITIVE_INFINITY } = step
      const wanted = step.unit === undefined ? { type: step.type } : { type: step.type, unit: step.unit }
      const slots = new Map(names.map(({ name }, slot) => [name, slot]))
      const kernel = compileExpression(checkFormulaOf(step, wanted), (name) => slots.get(name), textHashes)
      return { kernel, frame: newFrame(names.length), from: names.map(({ from }) => from), gap }
    })
  }

  /**
   * Works out every step of what the inputs hold, each at the time of the newest sample that it rests on: that is when it had its
   * own last value, whatever else has come since.
   */
  run({ time, value, status }: Places): void {
    this.#steps.forEach(({ kernel, frame, from, gap }, i) => {
      let at = Number.NEGATIVE_INFINITY
      for (const place of from) at = Math.max(at, time[place]!)
      for (let slot = 0; slot < from.length; slot++) {
        const place = from[slot]!
        const told = at - time[place]! > gap && !isBad(status[place]!) ? Status.BadNoData : status[place]!
        frame.status[slot] = told
        frame.value[slot] = isBad(told) ? Number.NaN : value[place]!
      }
      const place = this.#inputs + i
      const result = kernel.evaluate(frame)
      time[place] = at
      status[place] = Number.isNaN(result) && !isBad(kernel.status) ? Status.BadNoData : kernel.status
      value[place] = result
    })
  }
}
