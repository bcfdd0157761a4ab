/** Where a node stands in the text it was read from: from the character `at` up to, and without, `end`. */
interface Place {
  readonly at: number
  readonly end: number
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '^'
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!='
export type LogicOperator = 'and' | 'or'
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | LogicOperator

export interface NumberNode extends Place {
  readonly kind: 'number'
  /** Finite; negative where a minus stands right before the figure. */
  readonly value: number
  /** As written in brackets; not yet known to be UCUM. */
  readonly unit?: string
}
export interface TextNode extends Place {
  readonly kind: 'text'
  readonly value: string
}
export interface BooleanNode extends Place {
  readonly kind: 'boolean'
  readonly value: boolean
}
export interface NameNode extends Place {
  readonly kind: 'name'
  readonly name: string
}
export interface UnaryNode extends Place {
  readonly kind: 'unary'
  readonly operator: '-' | 'not'
  readonly operand: ExpressionNode
}
export interface BinaryNode extends Place {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: ExpressionNode
  readonly right: ExpressionNode
}
/** A function, an aggregate or `if`. */
export interface CallNode extends Place {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly ExpressionNode[]
}
export type ExpressionNode = NumberNode | TextNode | BooleanNode | NameNode | UnaryNode | BinaryNode | CallNode

/** What was read, with the text it was read from, to which the places of its nodes refer. */
export interface Expression {
  readonly source: string
  readonly root: ExpressionNode
}

/** A node and all that is in it, in the order in which they are written. */
export function* nodesOf(root: ExpressionNode): Generator<ExpressionNode> {
  const waiting = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    if (node.kind === 'unary') waiting.push(node.operand)
    else if (node.kind === 'binary') waiting.push(node.right, node.left)
    else if (node.kind === 'call') waiting.push(...node.arguments.toReversed())
  }
}

/** The names that an expression stands on, each once, in the order in which they are first written. */
export function namesOf({ root }: Expression): readonly string[] {
  const names = new Set<string>()
  for (const node of nodesOf(root)) if (node.kind === 'name') names.add(node.name)
  return [...names]
}
