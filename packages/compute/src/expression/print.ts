import type { Expression, ExpressionNode } from './ast.ts'
import { precedence, reserved } from './parse.ts'

/** The expression as text that reads as the same expression; with the fewest parentheses. */
export function printExpression({ root }: Expression): string {
  return print(root)
}

/** A name as it is written in an expression: in backticks where it is no word. */
export function printName(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !reserved.has(name)
  return plain ? name : `\`${name.replaceAll('`', '``')}\``
}

function print(node: ExpressionNode): string {
  switch (node.kind) {
    case 'number': {
      // A number prints no plus in its exponent only because none is needed: 1e+21 is read as well.
      const figure = Object.is(node.value, -0) ? '-0' : String(node.value)
      return node.unit === undefined ? figure : `${figure}[${node.unit}]`
    }
    case 'text':
      return `"${node.value.replace(/["\\]/g, '\\$&')}"`
    case 'boolean':
      return String(node.value)
    case 'name':
      return printName(node.name)
    case 'unary':
      return node.operator === '-' ? `-${negated(node.operand)}` : `not ${within(node.operand, precedence.not)}`
    case 'binary': {
      const own = precedence[node.operator]
      const [left, right] =
        node.operator === '^' ? [own + 1, own] : own === precedence['=='] ? [own + 1, own + 1] : [own, own + 1]
      return `${within(node.left, left)} ${node.operator} ${within(node.right, right)}`
    }
    case 'call':
      return `${node.name}(${node.arguments.map(print).join(', ')})`
  }
}

/** In parentheses unless it binds at least as tight as asked for. */
const within = (node: ExpressionNode, floor: number): string =>
  tightness(node) < floor ? `(${print(node)})` : print(node)

/** A figure right behind the minus would become a negative figure. */
const negated = (node: ExpressionNode): string =>
  node.kind === 'number' || node.kind === 'unary' ? `(${print(node)})` : within(node, precedence.negative)

function tightness(node: ExpressionNode): number {
  if (node.kind === 'binary') return precedence[node.operator]
  // A sign in front takes in all that follows it: as an operand it stands in parentheses, always.
  if (node.kind === 'unary') return node.operator === 'not' ? precedence.not : 0
  return node.kind === 'number' && (node.value < 0 || Object.is(node.value, -0)) ? precedence.negative : 9
}
