import {
  areCommensurable,
  coherentUnit,
  differenceUnit,
  Fault,
  productUnit,
  properUnit,
  type UnitConversion,
  unitConversion,
} from '@millrace/core'
import type { CheckedNode, PartType } from './checked.ts'

/** The unit of a number. */
export const unitOf = ({ unit }: PartType): string => unit ?? '1'

/** A number's type, of dimension one without a unit of its own. */
export const numberType = (unit: string, difference = false): PartType => ({
  type: 'number',
  ...(unit === '1' ? {} : { unit }),
  ...(difference ? { difference } : {}),
})

/** Whether values of the unit differ from those of another by a function and not by a factor: Cel, [pH], dB. */
export const isSpecial = (unit: string): boolean => properUnit(unit) !== unit

/** Whether a unit is a temperature with a zero of its own: Cel, [degF]. */
export const isScale = (unit: string): boolean => isSpecial(unit) && differenceUnit(unit) !== undefined

/** Whether one may be told in the unit of the other. */
export function fits(from: PartType, unit: string): boolean {
  return areCommensurable(unitOf(from), unit) && !(from.difference === true && isScale(unit))
}

/** A number in another unit of its dimension; {@link fits} was asked before. */
export function inUnit(node: CheckedNode, unit: string): CheckedNode {
  const from = unitOf(node.gives)
  if (from === unit) return node
  return converted(node, unitConversion(from, unit), numberType(unit, node.gives.difference))
}

/** A number in the unit that products are made of: an absolute temperature in K, a level in what it is a level of. */
export const inProperUnit = (node: CheckedNode): CheckedNode => inUnit(node, properUnit(unitOf(node.gives)))

/** Times a factor, after which it is of that type. */
export const scaled = (node: CheckedNode, factor: number, gives: PartType): CheckedNode =>
  converted(node, { factor, convert: (value) => value * factor }, gives)

function converted(operand: CheckedNode, conversion: UnitConversion, gives: PartType): CheckedNode {
  if (operand.step === 'number') {
    const value = conversion.convert(operand.value)
    if (Number.isFinite(value)) return { step: 'number', value, gives }
  }
  return conversion.factor === 1 ? { ...operand, gives } : { step: 'convert', operand, conversion, gives }
}

/** A base and the unit of its power: in the units it has, or else in those of the SI; undefined where neither gives whole exponents. */
export function powerOf(
  base: CheckedNode,
  exponent: number,
): { readonly base: CheckedNode; readonly unit: string } | undefined {
  for (const unit of [unitOf(base.gives), coherentUnit(unitOf(base.gives))]) {
    try {
      // Arbitrary units ([iU]) have no dimension, and are told in nothing else.
      if (fits(base.gives, unit)) return { unit: productUnit([[unit, exponent]]), base: inUnit(base, unit) }
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'core.unit_compound') throw thrown
    }
  }
  return undefined
}
