import type { FunctionDefinition } from './functions.ts'
import type { Gauge, Step } from './gauge.ts'

/** A call: its kernel sees finite numbers alone. */
export function functionStep(definition: FunctionDefinition, operands: readonly Step[], gauge: Gauge): Step {
  const { kernel } = definition
  if (definition.repeats) return repeating(definition, operands, gauge)
  const [a, b, c, d, e, f] = operands
  if (a === undefined) return () => gauge.finite(kernel(0, 0, 0, 0, 0, 0))
  if (b === undefined)
    return (frame) => {
      const first = a(frame)
      return Number.isNaN(first) ? first : gauge.finite(kernel(first, 0, 0, 0, 0, 0))
    }
  if (c === undefined)
    return (frame) => {
      const first = a(frame)
      const second = b(frame)
      return Number.isNaN(first + second) ? Number.NaN : gauge.finite(kernel(first, second, 0, 0, 0, 0))
    }
  const none: Step = () => 0
  const fourth = d ?? none
  const fifth = e ?? none
  const sixth = f ?? none
  return (frame) => {
    const at0 = a(frame)
    const at1 = b(frame)
    const at2 = c(frame)
    const at3 = fourth(frame)
    const at4 = fifth(frame)
    const at5 = sixth(frame)
    // The product with zero is zero of every finite number: their sums may be beyond all bounds.
    const unknown = Number.isNaN(at0 * 0 + at1 * 0 + at2 * 0 + at3 * 0 + at4 * 0 + at5 * 0)
    return unknown ? Number.NaN : gauge.finite(kernel(at0, at1, at2, at3, at4, at5))
  }
}

function repeating({ kernel, finish }: FunctionDefinition, operands: readonly Step[], gauge: Gauge): Step {
  const count = operands.length
  const first = operands[0]!
  return (frame) => {
    let gathered = first(frame)
    for (let at = 1; at < count; at++) {
      const next = operands[at]!(frame)
      gathered = Number.isNaN(gathered + next) ? Number.NaN : kernel(gathered, next, 0, 0, 0, 0)
    }
    return gauge.finite(finish === undefined ? gathered : finish(gathered, count))
  }
}
