import { parseUnit, ucum } from '@atomic-ehr/ucum'
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
  /** Its arbitrary units with their exponents: they convert to nothing but themselves (§24). */
  readonly arbitrary: string
}

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
  const factor = source.proper === target.proper ? 1 : ucum.convert(1, source.proper, target.proper)
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
  return one.arbitrary === other.arbitrary && ucum.isConvertible(one.proper, other.proper)
}

function read(code: string): Unit {
  const ast = unitTree(code)
  const alone = specialAlone(ast)
  if (alone) return alone
  const atoms: string[] = []
  for (const { atom, exponent } of factorsOf(ast, 1)) {
    // What every object has the library takes for units, too.
    if (atom in Object.prototype) throw new Fault('core.unit_unknown', { seen: code })
    if (specials.has(atom)) throw new Fault('core.unit_special', { seen: code })
    if (ucum.isSpecialUnit(atom)) throw new Fault('core.unit_unknown', { seen: code })
    if (ucum.isArbitraryUnit(atom)) atoms.push(`${atom}${exponent}`)
  }
  return { proper: code, prefix: 1, arbitrary: atoms.sort().join('.') }
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
function specialAlone(ast: UnitTree): Unit | undefined {
  if (ast.type === 'group') return specialAlone(ast.expression)
  if (ast.type !== 'unit' || (ast.exponent ?? 1) !== 1) return undefined
  const special = specials.get(ast.atom)
  if (!special) return undefined
  const prefix = ast.prefix === undefined ? 1 : ucum.convert(1, `${ast.prefix}m`, 'm')
  return { proper: special.proper, special, prefix, arbitrary: '' }
}

/** The units of an expression with their exponents, without prefixes. */
function* factorsOf(ast: UnitTree, sign: 1 | -1): Generator<{ readonly atom: string; readonly exponent: number }> {
  const inverse = sign === 1 ? -1 : 1
  if (ast.type === 'unit') yield { atom: ast.atom, exponent: sign * (ast.exponent ?? 1) }
  else if (ast.type === 'group') yield* factorsOf(ast.expression, sign)
  else if (ast.type === 'unary') yield* factorsOf(ast.operand, inverse)
  else if (ast.type === 'binary') {
    yield* factorsOf(ast.left, sign)
    yield* factorsOf(ast.right, ast.operator === '/' ? inverse : sign)
  }
}
