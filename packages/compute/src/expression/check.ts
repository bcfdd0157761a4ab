import { areCommensurable, checkUnit, differenceUnit, type Facts, Fault, productUnit, properUnit } from '@millrace/core'
import { isAggregate } from './aggregate-table.ts'
import './arithmetic.ts'
import type { BinaryNode, CallNode, Expression, ExpressionNode, NumberNode, UnaryNode } from './ast.ts'
import { checkCall } from './check-call.ts'
import type { CheckedExpression, CheckedNode, PartType } from './checked.ts'
import { type Checking, sayType } from './checking.ts'
import type { ValueType } from './face.ts'
import { folded } from './fold.ts'
import { faultAt } from './place.ts'
import { printName } from './print.ts'
import { fits, inProperUnit, inUnit, isScale, isSpecial, numberType, powerOf, scaled, unitOf } from './units.ts'

/** So many names are listed where an unknown one was seen. */
const MOST_LISTED = 20

/**
 * An expression with its types and units: sums and comparisons in one unit, products in the units that follow. `wanted` is what it is
 * to give: its unit is converted to. Throws `expression.name_unknown`, `.function_unknown`, `.arguments`, `.type_mismatch`,
 * `.unit_mismatch`, `.aggregate_place`.
 */
export function checkExpression(
  expression: Expression,
  names: ReadonlyMap<string, PartType>,
  wanted?: ValueType,
): CheckedExpression {
  const checker = new Checker(expression.source, names)
  const { root } = expression
  const node = checker.check(root)
  const given = wanted === undefined ? node : checker.as(root, node, wanted)
  const { type, unit } = given.gives
  return { source: expression.source, root: given, type: unit === undefined ? { type } : { type, unit } }
}

class Checker implements Checking {
  readonly #source: string
  readonly #names: ReadonlyMap<string, PartType>

  constructor(source: string, names: ReadonlyMap<string, PartType>) {
    this.#source = source
    this.#names = names
  }

  fault(code: string, node: ExpressionNode, facts: Facts): Fault {
    return faultAt(code, this.#source, node.at, facts)
  }

  check(node: ExpressionNode): CheckedNode {
    switch (node.kind) {
      case 'number':
        return this.#number(node)
      case 'text':
        return { step: 'text', value: node.value, gives: { type: 'text' } }
      case 'boolean':
        return { step: 'boolean', value: node.value, gives: { type: 'boolean' } }
      case 'name': {
        const gives = this.#names.get(node.name)
        if (gives === undefined)
          throw this.fault('name_unknown', node, { seen: printName(node.name), known: this.#known() })
        if (gives.unit !== undefined) this.#checkUnit(node, gives.unit)
        return { step: 'input', name: node.name, gives }
      }
      case 'unary':
        return this.#unary(node)
      case 'binary':
        return this.#binary(node)
      case 'call':
        return this.#call(node)
    }
  }

  as(node: ExpressionNode, checked: CheckedNode, wanted: ValueType): CheckedNode {
    if (checked.gives.type !== wanted.type)
      throw this.fault('type_mismatch', node, { expected: sayType(wanted), seen: sayType(checked.gives) })
    return wanted.type === 'number' ? this.in(node, checked, unitOf(wanted)) : checked
  }

  number(node: ExpressionNode): CheckedNode {
    const checked = this.check(node)
    if (checked.gives.type === 'number') return checked
    throw this.fault('type_mismatch', node, { expected: 'a number', seen: sayType(checked.gives) })
  }

  condition(node: ExpressionNode): CheckedNode {
    const checked = this.check(node)
    if (checked.gives.type === 'boolean') return checked
    throw this.fault('type_mismatch', node, { expected: 'a condition', seen: sayType(checked.gives) })
  }

  in(node: ExpressionNode, checked: CheckedNode, unit: string): CheckedNode {
    if (fits(checked.gives, unit)) return inUnit(checked, unit)
    const from = unitOf(checked.gives)
    const expected = unit === '1' ? 'a number without a unit' : `a unit that converts to ${unit}`
    let remedy = 'Choose a unit of the same dimension.'
    if (areCommensurable(from, unit)) remedy = `A difference of temperatures is told in K, not in ${unit}: 5[K].`
    else if (from === '1') remedy = `Write the unit with the figure, as in 5[${unit}].`
    else if (unit === '1') remedy = `Divide by a unit to get a plain number, as in x / 1[${properUnit(from)}].`
    throw this.fault('unit_mismatch', node, { expected, seen: this.#told(node, checked.gives), remedy })
  }

  #told(node: ExpressionNode, gives: PartType): string {
    const type = gives.difference ? `a difference of temperatures in ${unitOf(gives)}` : sayType(gives)
    return node.kind === 'name' ? `${printName(node.name)}, ${type}` : type
  }

  #known(): string {
    const names = [...this.#names.keys()].slice(0, MOST_LISTED).map(printName)
    if (names.length === 0) return 'none is known'
    return `${names.join(', ')}${this.#names.size > MOST_LISTED ? ', …' : ''}`
  }

  #number(node: NumberNode): CheckedNode {
    if (node.unit !== undefined) this.#checkUnit(node, node.unit)
    return { step: 'number', value: node.value, gives: numberType(node.unit ?? '1') }
  }

  #checkUnit(node: ExpressionNode, unit: string): void {
    try {
      checkUnit(unit)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      const expected = thrown.code === 'core.unit_special' ? 'a special unit to stand alone' : 'a UCUM unit'
      throw this.fault('unit_mismatch', node, { expected, seen: `[${unit}]`, remedy: thrown.remedy })
    }
  }

  #unary(node: UnaryNode): CheckedNode {
    if (node.operator === 'not')
      return { step: 'not', operand: this.condition(node.operand), gives: { type: 'boolean' } }
    const operand = this.number(node.operand)
    this.fromZero(node.operand, operand)
    return folded({ step: 'negate', operand, gives: operand.gives })
  }

  fromZero(node: ExpressionNode, { gives }: CheckedNode): void {
    if (!isSpecial(unitOf(gives))) return
    const expected = 'a value that counts from a true zero'
    const remedy = isScale(unitOf(gives))
      ? 'Take a difference: x - 0[Cel] is in K.'
      : `Multiply by 1 to take it in ${properUnit(unitOf(gives))}.`
    throw this.fault('unit_mismatch', node, { expected, seen: this.#told(node, gives), remedy })
  }

  #binary(node: BinaryNode): CheckedNode {
    const { operator } = node
    switch (operator) {
      case 'and':
      case 'or': {
        const left = this.condition(node.left)
        return { step: operator, left, right: this.condition(node.right), gives: { type: 'boolean' } }
      }
      case '+':
      case '-':
        return this.#sum(node, operator)
      case '*':
      case '/': {
        const left = inProperUnit(this.number(node.left))
        const right = inProperUnit(this.number(node.right))
        const unit = this.#product(node, [
          [unitOf(left.gives), 1],
          [unitOf(right.gives), operator === '*' ? 1 : -1],
        ])
        // Half a difference of temperatures is one, too.
        const difference = [left.gives, right.gives].some((part) => part.difference === true && unitOf(part) === unit)
        return folded({ step: operator, left, right, gives: numberType(unit, difference) })
      }
      case '^':
        return this.#power(node)
      default:
        return this.#comparison(node, operator)
    }
  }

  #product(node: ExpressionNode, powers: readonly (readonly [string, number])[]): string {
    try {
      return productUnit(powers)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      const { remedy } = thrown
      throw this.fault('unit_mismatch', node, { expected: 'a product with a unit', seen: thrown.message, remedy })
    }
  }

  #sum(node: BinaryNode, step: '+' | '-'): CheckedNode {
    const left = this.number(node.left)
    const right = this.number(node.right)
    for (const [part, checked] of [
      [node.left, left],
      [node.right, right],
    ] as const) {
      if (!isSpecial(unitOf(checked.gives)) || isScale(unitOf(checked.gives))) continue
      const remedy = `Compare with < or >, or multiply by 1 to take it in ${properUnit(unitOf(checked.gives))}.`
      const seen = this.#told(part, checked.gives)
      throw this.fault('unit_mismatch', part, { expected: 'a unit whose steps are alike', seen, remedy })
    }
    const unit = unitOf(left.gives)
    const other = unitOf(right.gives)
    if (isScale(unit) && isScale(other)) return this.#ofTwoScales(node, step, left, right)
    if (step === '+' && isScale(other)) return this.#onScale(node.left, step, right, left)
    if (isScale(unit)) return this.#onScale(node.right, step, left, right)
    // K less Cel: both as they are above the true zero.
    const gives = numberType(unit, left.gives.difference && (right.gives.difference ?? isScale(other)))
    return folded({ step, left, right: this.in(node.right, right, unit), gives })
  }

  /** Two temperatures: their difference, in K. Their sum means nothing. */
  #ofTwoScales(node: BinaryNode, step: '+' | '-', left: CheckedNode, right: CheckedNode): CheckedNode {
    const unit = unitOf(left.gives)
    if (step === '+')
      throw this.fault('unit_mismatch', node, {
        expected: `a difference of temperatures in K to add to one in ${unit}`,
        seen: `a second one in ${unitOf(right.gives)}`,
        remedy: 'Write the difference in K, as in t + 5[K]; the mean of two temperatures is mean(a, b).',
      })
    const { unit: kelvin, step: degree } = differenceUnit(unit)!
    const inner = folded({ step, left, right: inUnit(right, unit), gives: left.gives })
    return scaled(inner, degree, numberType(kelvin, true))
  }

  /** A temperature and a difference in K: a temperature on the same scale. */
  #onScale(node: ExpressionNode, step: '+' | '-', scale: CheckedNode, difference: CheckedNode): CheckedNode {
    const unit = unitOf(scale.gives)
    const { unit: kelvin, step: degree } = differenceUnit(unit)!
    const degrees = scaled(this.in(node, difference, kelvin), 1 / degree, scale.gives)
    return folded({ step, left: scale, right: degrees, gives: scale.gives })
  }

  #power(node: BinaryNode): CheckedNode {
    const base = inProperUnit(this.number(node.left))
    const exponent = this.in(node.right, this.number(node.right), '1')
    if (areCommensurable(unitOf(base.gives), '1'))
      return folded({ step: '^', left: inUnit(base, '1'), right: exponent, gives: numberType('1') })
    const raised = exponent.step === 'number' ? powerOf(base, exponent.value) : undefined
    if (raised === undefined)
      throw this.fault('unit_mismatch', node.right, {
        expected: `an exponent that leaves whole exponents in ${unitOf(base.gives)}`,
        seen: exponent.step === 'number' ? `${exponent.value}` : 'one that is not known before',
        remedy: `Divide by a unit before, as in (x / 1[${unitOf(base.gives)}]) ^ n.`,
      })
    return folded({ step: '^', left: raised.base, right: exponent, gives: numberType(raised.unit) })
  }

  #comparison(node: BinaryNode, step: '<' | '<=' | '>' | '>=' | '==' | '!='): CheckedNode {
    const left = this.check(node.left)
    const right = this.check(node.right)
    const gives = { type: 'boolean' } as const
    if (step !== '==' && step !== '!=' && left.gives.type !== 'number')
      throw this.fault('type_mismatch', node.left, {
        expected: 'a number (texts and conditions compare with == and !=)',
        seen: sayType(left.gives),
      })
    if (left.step === 'number' && right.gives.type === 'number')
      return { step, left: this.as(node.left, left, right.gives), right, gives }
    return { step, left, right: this.as(node.right, right, left.gives), gives }
  }

  #call(node: CallNode): CheckedNode {
    if (isAggregate(node.name)) throw this.fault('aggregate_place', node, { seen: `${node.name}()` })
    return checkCall(this, node)
  }
}
