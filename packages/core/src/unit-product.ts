import { toCanonicalForm } from '@atomic-ehr/ucum'
import { Fault } from './fault.ts'
import { properUnit, type UnitTree, unitTree } from './unit.ts'

/** More factors than any quantity has: what has more is no unit that anybody reads. */
const MOST_FACTORS = 24
const MOST_EXPONENT = 99

/** A unit with its prefix and annotation, or a number, to a power. */
interface Factor {
  readonly code: string
  readonly annotation: string
  readonly number: number | undefined
  exponent: number
}

/**
 * The unit of a product of powers of quantities: [['kW.h', 1], ['t', -1]] is kW.h/t. Equal units are counted together, so that kW.h by
 * kW is h; units that are not equal stay as they are (m3/h by min is m3.min/h), so that no value needs a factor. Special units count as
 * their proper ones (Cel as K): values are to be converted to {@link properUnit} before.
 * Throws `core.unit_compound` where an exponent comes out broken or beyond ±99, or factors are more than 24; and as checkUnit.
 */
export function productUnit(powers: readonly (readonly [unit: string, exponent: number])[]): string {
  const factors = new Map<string, Factor>()
  for (const [unit, exponent] of powers) gather(unitTree(properUnit(unit)), exponent, factors)
  const told = [...factors.values()].filter(({ exponent }) => Math.abs(exponent) > 1e-9)
  const seen = (): string => powers.map(([unit, exponent]) => `(${unit})^${exponent}`).join(' * ')
  if (told.length > MOST_FACTORS) throw new Fault('core.unit_compound', { seen: seen() })
  for (const factor of told) {
    const whole = Math.round(factor.exponent)
    // A third of three is no whole number in binary.
    if (Math.abs(whole - factor.exponent) > 1e-9 || Math.abs(whole) > MOST_EXPONENT)
      throw new Fault('core.unit_compound', { seen: seen() })
    factor.exponent = whole
  }
  const above = told.filter(({ exponent }) => exponent > 0).map(print)
  const below = told.filter(({ exponent }) => exponent < 0).map((factor) => `/${print(factor)}`)
  return above.length + below.length === 0 ? '1' : `${above.join('.')}${below.join('')}`
}

function gather(tree: UnitTree, exponent: number, into: Map<string, Factor>): void {
  if (tree.type === 'group') gather(tree.expression, exponent, into)
  else if (tree.type === 'unary') gather(tree.operand, -exponent, into)
  else if (tree.type === 'binary') {
    gather(tree.left, exponent, into)
    gather(tree.right, tree.operator === '/' ? -exponent : exponent, into)
  } else if (tree.type === 'factor') {
    if (tree.value === 1 && tree.annotation === undefined) return
    count({ code: '', annotation: tree.annotation ?? '', number: tree.value, exponent }, into)
  } else {
    const code = `${tree.prefix ?? ''}${tree.atom}`
    const times = exponent * (tree.exponent ?? 1)
    count({ code, annotation: tree.annotation ?? '', number: undefined, exponent: times }, into)
  }
}

function count(factor: Factor, into: Map<string, Factor>): void {
  const key = `${factor.code} ${factor.number ?? ''}{${factor.annotation}`
  const known = into.get(key)
  if (known) known.exponent += factor.exponent
  else into.set(key, factor)
}

function print({ code, annotation, number, exponent }: Factor): string {
  const power = Math.abs(exponent)
  const note = annotation === '' ? '' : `{${annotation}}`
  if (number === undefined) return `${code}${power === 1 ? '' : power}${note}`
  const whole = number ** power
  if (whole > Number.MAX_SAFE_INTEGER) throw new Fault('core.unit_compound', { seen: `${number}^${exponent}` })
  return whole === 1 && note !== '' ? note : `${whole}${note}`
}

/** The unit of the same dimension made of kg, m, s, rad, K, C and cd alone: Pa is kg/m/s2. Throws as checkUnit. */
export function coherentUnit(code: string): string {
  const bases: readonly { readonly unit: string; readonly exponent: number }[] = toCanonicalForm(properUnit(code)).units
  // UCUM counts in grams, the SI in kilograms.
  return productUnit(bases.map(({ unit, exponent }) => [unit === 'g' ? 'kg' : unit, exponent]))
}
