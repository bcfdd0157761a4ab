import type { CheckedNode } from './checked.ts'

/** Arithmetic on figures alone is done once; what has no finite result is left to say so when it runs. */
export function folded(node: CheckedNode): CheckedNode {
  const value = figureOf(node)
  return value !== undefined && Number.isFinite(value) ? { step: 'number', value, gives: node.gives } : node
}

function figureOf(node: CheckedNode): number | undefined {
  if (node.step === 'negate') return node.operand.step === 'number' ? -node.operand.value : undefined
  if (!('left' in node) || node.left.step !== 'number' || node.right.step !== 'number') return undefined
  const left = node.left.value
  const right = node.right.value
  switch (node.step) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '^':
      return left ** right
    default:
      return undefined
  }
}
