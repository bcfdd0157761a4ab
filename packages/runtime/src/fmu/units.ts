import { Fault, unitConversion } from '@millrace/core'
import type { BaseUnit } from './description.ts'

/** Of a factor as tools print it: 0.0174533 for a degree. */
const NEAR = 1e-5

/**
 * What speaks against a variable of a unit standing for a quantity of another: nothing, or words. `unit` is UCUM, `stated` what
 * the FMU says, `base` its definition there; without one only the same text can be known to mean the same.
 */
export function unitQuarrel(unit: string | undefined, stated: string, base: BaseUnit | undefined): string | undefined {
  const ours = unit ?? '1'
  if (stated === '' || stated === ours || (ours === '1' && stated === '-')) return undefined
  if (!base) return `the unit "${stated}", which the FMU does not define in base units, instead of "${ours}"`
  // Tools differ in whether an angle counts.
  const { rad: _, ...plain } = base.powers
  const fits = [base.powers, plain].some((powers) => isSame(ours, { ...base, powers }))
  return fits ? undefined : `the unit "${stated}", which is not "${ours}"`
}

function isSame(unit: string, { powers, factor, offset }: BaseUnit): boolean {
  const proper = Object.entries(powers)
    .map(([base, power]) => (power === 1 ? base : `${base}${power}`))
    .join('.')
  try {
    const { convert } = unitConversion(unit, proper === '' ? '1' : proper)
    const near = (one: number, other: number): boolean => Math.abs(one - other) <= NEAR * Math.abs(factor)
    return near(convert(0), offset) && near(convert(1), factor + offset)
  } catch (thrown) {
    if (thrown instanceof Fault) return false
    throw thrown
  }
}
