import { StateFrame } from '../state/frame.ts'
import { MOST_DEPTH, MOST_STATE } from './guest.ts'

/** What a model remembers, as it is kept: the engine's JSON, empty before its first row. Of any version of the model. */
export const saveState = (model: string, state: string): Uint8Array =>
  new StateFrame(model, `script ${model}`).wrap(new TextEncoder().encode(state))

/** Throws `model.state_foreign`. */
export function loadState(model: string, bytes: Uint8Array): string {
  const frame = new StateFrame(model, `script ${model}`)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(frame.unwrap(bytes))
  if (text === '') return text
  if (text.length > MOST_STATE) throw frame.foreign(`${text.length} characters`)
  const saved = parsed(text)
  if (typeof saved !== 'object' || saved === null || Array.isArray(saved))
    throw frame.foreign('a state that is no object')
  if (!isShallow(saved, MOST_DEPTH)) throw frame.foreign(`a state nested deeper than ${MOST_DEPTH}`)
  return text
}

const isShallow = (of: unknown, depth: number): boolean =>
  typeof of !== 'object' || of === null || (depth > 0 && Object.values(of).every((one) => isShallow(one, depth - 1)))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
