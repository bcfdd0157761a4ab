import { Fault } from '@millrace/core'
import type { BinaryOperator, Expression, ExpressionNode } from './ast.ts'
import './faults.ts'
import { faultAt } from './place.ts'
import { type Token, tokensOf } from './tokens.ts'

/** The longest text of an expression, in UTF-16 units. */
export const MOST_CHARACTERS = 10_000
const MOST_NODES = 2_000
/** Of parentheses, arguments and prefixes: each takes a piece of the stack. */
const MOST_NESTING = 100

/** How tight an operator binds. Comparisons do not chain; ^ binds to the right. */
export const precedence: Readonly<Record<BinaryOperator | 'not' | 'negative', number>> = {
  or: 1,
  and: 2,
  not: 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  negative: 7,
  '^': 8,
}
const COMPARISON = precedence['==']

const operators: ReadonlyMap<string, BinaryOperator> = new Map([
  ...(['or', 'and', '<', '<=', '>', '>=', '==', '!=', '+', '-', '*', '/', '^'] as const).map(
    (sign) => [sign, sign] as const,
  ),
  ['||', 'or'] as const,
  ['&&', 'and'] as const,
])

/** Words that are no names; as names they stand in backticks. `if` is a function. */
export const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false'])

/** Throws `expression.syntax` and `expression.too_large`. Takes time in proportion to the length of the text. */
export function parseExpression(text: string): Expression {
  if (text.length > MOST_CHARACTERS) throw new Fault('expression.too_large', { most: `${MOST_CHARACTERS} characters` })
  return { source: text, root: new Parser(text).whole() }
}

class Parser {
  readonly #source: string
  readonly #tokens: readonly Token[]
  #next = 0
  #nodes = 0
  #nesting = 0

  constructor(source: string) {
    this.#source = source
    this.#tokens = tokensOf(source)
  }

  whole(): ExpressionNode {
    const root = this.#expression(0)
    if (this.#token.kind !== 'end')
      this.#fail(this.#token.text === ')' ? 'no ) that was not opened' : 'an operator or the end')
    return root
  }

  get #token(): Token {
    return this.#tokens[this.#next]!
  }

  /** An expression whose operators bind tighter than `floor`. */
  #expression(floor: number): ExpressionNode {
    if (++this.#nesting > MOST_NESTING) throw new Fault('expression.too_large', { most: `${MOST_NESTING} levels` })
    let left = this.#operand()
    for (;;) {
      const { kind, text } = this.#token
      const operator = kind === 'sign' || kind === 'word' ? operators.get(text) : undefined
      if (operator === undefined || precedence[operator] <= floor) break
      this.#next++
      // 2 ^ 3 ^ 2 is 2 ^ (3 ^ 2).
      const right = this.#expression(operator === '^' ? precedence['^'] - 1 : precedence[operator])
      left = this.#made({ kind: 'binary', operator, left, right, at: left.at, end: right.end })
      const after = operators.get(this.#token.text)
      if (precedence[operator] === COMPARISON && after !== undefined && precedence[after] === COMPARISON)
        this.#fail('"and" between two comparisons')
    }
    this.#nesting--
    return left
  }

  #operand(): ExpressionNode {
    const token = this.#token
    const { kind, text, at, end } = token
    this.#next++
    switch (kind) {
      case 'number':
        return this.#number(token, 1)
      case 'text':
        return this.#made({ kind, value: text, at, end })
      case 'quoted':
        return this.#made({ kind: 'name', name: text, at, end })
      case 'word':
        return this.#word(token)
      case 'sign':
        if (text === '(') return this.#parenthesis()
        if (text === '-') return this.#negative(token)
        if (text === '!') return this.#not(token)
    }
    this.#next--
    return this.#fail('a value')
  }

  #word({ text, at, end }: Token): ExpressionNode {
    if (text === 'not') return this.#not(this.#tokens[this.#next - 1]!)
    if (this.#token.text === '(' && this.#token.kind === 'sign') {
      if (!reserved.has(text)) return this.#call(text, at)
    } else if (text === 'true' || text === 'false')
      return this.#made({ kind: 'boolean', value: text === 'true', at, end })
    if (!reserved.has(text)) return this.#made({ kind: 'name', name: text, at, end })
    this.#next--
    return this.#fail('a value (a name that is also a word of the grammar stands in backticks)')
  }

  #call(name: string, at: number): ExpressionNode {
    this.#next++
    const args: ExpressionNode[] = []
    while (!this.#at(')')) {
      if (args.length > 0) {
        if (!this.#at(',')) this.#fail(', or )')
        this.#next++
      }
      args.push(this.#expression(0))
    }
    const { end } = this.#token
    this.#next++
    return this.#made({ kind: 'call', name, arguments: args, at, end })
  }

  #parenthesis(): ExpressionNode {
    const inner = this.#expression(0)
    if (!this.#at(')')) this.#fail('an operator or )')
    this.#next++
    return inner
  }

  #negative({ at }: Token): ExpressionNode {
    const first = this.#token
    // -5[Cel] is five degrees below zero and not the negative of a temperature; -2^2 is -(2^2).
    if (first.kind === 'number') {
      this.#next++
      const after = this.#tokens[this.#token.kind === 'unit' ? this.#next + 1 : this.#next]
      if (after?.text !== '^') return { ...this.#number(first, -1), at }
      this.#next--
    }
    const operand = this.#expression(precedence.negative)
    return this.#made({ kind: 'unary', operator: '-', operand, at, end: operand.end })
  }

  #not({ at }: Token): ExpressionNode {
    const operand = this.#expression(precedence.not)
    return this.#made({ kind: 'unary', operator: 'not', operand, at, end: operand.end })
  }

  #number({ text, at, end }: Token, sign: 1 | -1): ExpressionNode {
    const value = sign * Number(text)
    if (!Number.isFinite(value))
      throw faultAt('syntax', this.#source, at, { expected: 'a number below 1.8e308', seen: text })
    if (this.#token.kind !== 'unit') return this.#made({ kind: 'number', value, at, end })
    const unit = this.#token
    this.#next++
    return this.#made({ kind: 'number', value, unit: unit.text, at, end: unit.end })
  }

  #made(node: ExpressionNode): ExpressionNode {
    if (++this.#nodes > MOST_NODES)
      throw new Fault('expression.too_large', { most: `${MOST_NODES} values, operators and functions` })
    return node
  }

  #at(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === sign
  }

  #fail(expected: string): never {
    const { kind, at, end } = this.#token
    const seen = kind === 'end' ? 'the end' : this.#source.slice(at, Math.min(end, at + 40))
    throw faultAt('syntax', this.#source, at, { expected, seen })
  }
}
