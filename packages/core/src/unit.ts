import { parseUnit, toCanonicalForm, ucum } from '@atomic-ehr/ucum'
import { Fault } from './fault.ts'

/** A unit as UCUM's grammar reads it; told here because the types of the library do not resolve, and are then no types. */
export type UnitTree =
  | { readonly type: 'group'; readonly expression: UnitTree }
  | { readonly type: 'unary'; readonly operator: '/'; readonly operand: UnitTree }
  | { readonly type: 'binary'; readonly operator: '.' | '/'; readonly left: UnitTree; readonly right: UnitTree }
  | { readonly type: 'factor'; readonly value: number; readonly annotation?: string }
  | {
      readonly type: 'unit'
      readonly prefix?: string
      readonly atom: string
      readonly exponent?: number
      readonly annotation?: string
    }

/** How a special unit (UCUM §21) relates to a proper one: not by a factor, but by a function and its inverse. */
interface SpecialUnit {
  readonly proper: string
  /** Of a scale whose degrees are all alike (temperatures): proper units to one of its degrees. */
  readonly degree?: number
  readonly toProper: (value: number) => number
  readonly fromProper: (value: number) => number
}

/** A level: `perDecade` of the unit stand for a factor of ten above the reference of `scale` proper units. */
const level = (proper: string, scale: number, perDecade: number): SpecialUnit => ({
  proper,
  toProper: (value) => 10 ** (value / perDecade) * scale,
  fromProper: (value) => perDecade * Math.log10(value / scale),
})

/**
 * UCUM's special units, by ourselves: the library loses prefixes and the scale of the other unit (10 dB became 10 %,
 * 25 Cel became 298 mK). Homeopathic ones are left out, and are then no units here.
 */
const specials: ReadonlyMap<string, SpecialUnit> = new Map([
  ['Cel', { proper: 'K', degree: 1, toProper: (value) => value + 273.15, fromProper: (value) => value - 273.15 }],
  [
    '[degF]',
    { proper: 'K', degree: 5 / 9, toProper: (v) => ((v + 459.67) * 5) / 9, fromProper: (v) => (v * 9) / 5 - 459.67 },
  ],
  [
    '[degRe]',
    { proper: 'K', degree: 5 / 4, toProper: (v) => (v * 5) / 4 + 273.15, fromProper: (v) => ((v - 273.15) * 4) / 5 },
  ],
  ["[p'diop]", { proper: 'rad', toProper: (v) => Math.atan(v / 100), fromProper: (v) => Math.tan(v) * 100 }],
  ['%[slope]', { proper: 'rad', toProper: (v) => Math.atan(v / 100), fromProper: (v) => Math.tan(v) * 100 }],
  ['[m/s2/Hz^(1/2)]', { proper: 'm2/s4/Hz', toProper: (value) => value * value, fromProper: Math.sqrt }],
  ['[pH]', { proper: 'mol/L', toProper: (value) => 10 ** -value, fromProper: (value) => -Math.log10(value) }],
  ['bit_s', { proper: '1', toProper: (value) => 2 ** value, fromProper: Math.log2 }],
  ['Np', { proper: '1', toProper: Math.exp, fromProper: Math.log }],
  ['B', level('1', 1, 1)],
  ['B[W]', level('W', 1, 1)],
  ['B[kW]', level('kW', 1, 1)],
  ['B[SPL]', level('Pa', 2e-5, 2)],
  ['B[V]', level('V', 1, 2)],
  ['B[mV]', level('mV', 1, 2)],
  ['B[uV]', level('uV', 1, 2)],
  ['B[10.nV]', level('nV', 10, 2)],
])

interface Unit {
  /** The unit that differs from this one by a factor alone: itself, unless it is special. */
  readonly proper: string
  readonly special?: SpecialUnit
  /** Of the prefix of a special unit: 0.1 for dB. */
  readonly prefix: number
  /** How many of the base units one of the proper unit is. */
  readonly magnitude: number
  /** Its base units with their exponents, and its arbitrary ones: those convert to nothing but themselves (§24). */
  readonly dimension: string
}

/** To read a unit takes a tenth of a millisecond, and a plant has few: those of late are kept. */
const MOST_KEPT = 2_000
const kept = new Map<string, Unit>()

/** Throws `core.unit_unknown` unless the text is a UCUM unit (case-sensitive codes, ucum.org §§ 1–20), `core.unit_special`. */
export function checkUnit(code: string): void {
  read(code)
}

/** Whether values of one unit can be told in the other: both have the same dimension. Throws as {@link checkUnit}. */
export function areCommensurable(one: string, other: string): boolean {
  return commensurable(read(one), read(other))
}

/**
 * A value in another unit of the same dimension; special units (°C, °F, pH, dB) by their functions of UCUM table 5.
 * Exact to about 14 digits; NaN or −∞ where a logarithmic unit has no number for the value.
 * Throws `core.unit_mismatch`, and as {@link checkUnit}.
 */
export function convertUnit(value: number, from: string, to: string): number {
  return unitConversion(from, to).convert(value)
}

/** How values of one unit become values of another. */
export interface UnitConversion {
  /** Undefined where a special unit has a part in it, so that no factor does it. */
  readonly factor: number | undefined
  readonly convert: (value: number) => number
}

/** {@link convertUnit} for many values: the units are read once. Throws as that. */
export function unitConversion(from: string, to: string): UnitConversion {
  const source = read(from)
  const target = read(to)
  if (!commensurable(source, target)) throw new Fault('core.unit_mismatch', { expected: to, seen: from })
  if (from === to) return { factor: 1, convert: (value) => value }
  const factor = source.magnitude / target.magnitude
  if (!source.special && !target.special) return { factor, convert: (value) => value * factor }
  const { toProper } = source.special ?? { toProper: (value: number) => value }
  const { fromProper } = target.special ?? { fromProper: (value: number) => value }
  return {
    factor: undefined,
    convert: (value) => fromProper(toProper(value * source.prefix) * factor) / target.prefix,
  }
}

/** The unit that differs from this one by no function but a factor: itself, unless it is special (Cel: K; dB: 1). Throws as {@link checkUnit}. */
export function properUnit(code: string): string {
  return read(code).proper
}

/** In what the difference of two values is told. */
export interface DifferenceUnit {
  readonly unit: string
  /** So many of them are one of the unit asked for. */
  readonly step: number
}

/**
 * The unit of the difference of two values of a unit: itself; for a temperature with a zero of its own K, one to a Cel and 5/9 to a
 * [degF]. Undefined for the other special units (pH, dB …): their steps are not alike. Throws as {@link checkUnit}.
 */
export function differenceUnit(code: string): DifferenceUnit | undefined {
  const { special, prefix, proper } = read(code)
  if (!special) return { unit: code, step: 1 }
  return special.degree === undefined ? undefined : { unit: proper, step: special.degree * prefix }
}

function commensurable(one: Unit, other: Unit): boolean {
  return one.dimension === other.dimension
}

function read(code: string): Unit {
  const known = kept.get(code)
  if (known) return known
  const unit = readAnew(code)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(code, unit)
  return unit
}

function readAnew(code: string): Unit {
  const tree = unitTree(code)
  const alone = specialAlone(tree)
  if (alone) return { proper: alone.special.proper, ...alone, ...measureOf(alone.special.proper, []) }
  const arbitrary: Power[] = []
  for (const { unit, exponent } of factorsOf(tree, 1)) {
    // What every object has the library takes for units, too.
    if (unit in Object.prototype) throw new Fault('core.unit_unknown', { seen: code })
    if (specials.has(unit)) throw new Fault('core.unit_special', { seen: code })
    if (ucum.isSpecialUnit(unit)) throw new Fault('core.unit_unknown', { seen: code })
    if (ucum.isArbitraryUnit(unit)) arbitrary.push({ unit, exponent })
  }
  return { proper: code, prefix: 1, ...measureOf(code, arbitrary) }
}

/** A unit without its prefix, to a power. */
interface Power {
  readonly unit: string
  readonly exponent: number
}

function measureOf(proper: string, arbitrary: readonly Power[]): Pick<Unit, 'magnitude' | 'dimension'> {
  const { magnitude } = toCanonicalForm(proper)
  const exponents = new Map<string, number>()
  for (const { unit, exponent } of [...basesOf(proper), ...arbitrary])
    exponents.set(unit, (exponents.get(unit) ?? 0) + exponent)
  const told = [...exponents].filter(([, exponent]) => exponent !== 0).map(([unit, exponent]) => `${unit}${exponent}`)
  return { magnitude, dimension: told.sort().join('.') }
}

/** The base units (m, g, s, rad, K, C, cd) that a proper unit is made of; one may come more than once. */
export function basesOf(proper: string): readonly Power[] {
  return toCanonicalForm(proper).units
}

/** Throws `core.unit_unknown` unless the text is made as UCUM's grammar wants it, of units that UCUM has. */
export function unitTree(code: string): UnitTree {
  const tree = parse(code)
  if (!tree) throw new Fault('core.unit_unknown', { seen: code })
  return tree
}

function parse(code: string): UnitTree | undefined {
  // UCUM has no characters outside US-ASCII (§3).
  if (!/^[\x21-\x7e]+$/.test(code)) return undefined
  try {
    return ucum.validate(code).valid ? parseUnit(code).ast : undefined
  } catch {
    // The library's lexer throws on signs that begin no unit, such as an underscore.
    return undefined
  }
}

/** A special unit that stands alone, with or without a prefix; in a compound §22 forbids it. */
function specialAlone(tree: UnitTree): Pick<Required<Unit>, 'special' | 'prefix'> | undefined {
  if (tree.type === 'group') return specialAlone(tree.expression)
  if (tree.type !== 'unit' || (tree.exponent ?? 1) !== 1) return undefined
  const special = specials.get(tree.atom)
  if (!special) return undefined
  const prefix = tree.prefix === undefined ? 1 : ucum.convert(1, `${tree.prefix}m`, 'm')
  return { special, prefix }
}

/** The units of a unit with their exponents, without prefixes. */
function* factorsOf(tree: UnitTree, sign: 1 | -1): Generator<Power> {
  const inverse = sign === 1 ? -1 : 1
  if (tree.type === 'unit') yield { unit: tree.atom, exponent: sign * (tree.exponent ?? 1) }
  else if (tree.type === 'group') yield* factorsOf(tree.expression, sign)
  else if (tree.type === 'unary') yield* factorsOf(tree.operand, inverse)
  else if (tree.type === 'binary') {
    yield* factorsOf(tree.left, sign)
    yield* factorsOf(tree.right, tree.operator === '/' ? inverse : sign)
  }
}
