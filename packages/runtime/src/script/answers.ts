import type { Verdict } from './messages.ts'
import type { Program } from './program.ts'
import { isOutOfMemory, plain, wordsOf } from './words.ts'

/** A text of the engine as JSON. Whatever ran in there may have bent it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isTexts = (of: unknown): of is string[] => Array.isArray(of) && of.every((one) => typeof one === 'string')

const bent: Verdict = { is: 'lied', expected: 'what its outputs are', seen: 'something that cannot be read' }

/** What a call gave; everything is looked at, because a model may have bent the engine's own functions. */
export function doneOf(
  { outputs, stateful }: Program,
  { length, bytes, texts, state }: { length: number; bytes: Uint8Array; texts: string; state: string },
): Verdict {
  const saidBy = outputs.filter(({ type }) => type === 'text').length
  const said = parsed(texts)
  if (bytes.length !== 8 * length * (outputs.length - saidBy)) return bent
  if (!Array.isArray(said) || said.length !== saidBy) return bent
  if (!said.every((of: unknown) => isTexts(of) && of.length === length)) return bent
  if (stateful ? length > 0 && !isObject(parsed(state)) : state !== '') return bent
  // A copy, because doubles must lie at a multiple of eight; what is no number at all is no result.
  const numbers = new Float64Array(Uint8Array.from(bytes).buffer)
  for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) numbers[i] = Number.NaN
  return { is: 'done', numbers, texts: said as string[][], state }
}

const isObject = (of: unknown): boolean => typeof of === 'object' && of !== null && !Array.isArray(of)

/** What was told of a call that gave nothing. */
export function refusalOf(told: string): Verdict {
  const [is, ...words] = (parsed(told) ?? []) as unknown[]
  if (!isTexts(words)) return bent
  const [first = '', second = '', third = '', row = ''] = words
  if (is === 'lied') return { is, expected: plain(first), seen: plain(second) }
  if (is !== 'failed') return bent
  if (isOutOfMemory(first, second)) return { is: 'greedy' }
  return { is, seen: wordsOf({ name: first, message: second, stack: third }, Number(row)) }
}
