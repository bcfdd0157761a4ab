import { Fault } from '@millrace/core'
import '../faults.ts'

const FORMAT = 'millrace.script-state/1'

/** What a model remembers, as it is kept: the engine's JSON behind the format and the model that it is of. */
export const saveState = (model: string, state: string): Uint8Array =>
  new TextEncoder().encode(
    `{"format":"${FORMAT}","model":${JSON.stringify(model)},"state":${state === '' ? 'null' : state}}`,
  )

/** Throws `model.state_foreign`. */
export function loadState(model: string, bytes: Uint8Array): string {
  const foreign = (seen: string): Fault => new Fault('model.state_foreign', { model, seen })
  const saved = parsed(bytes)
  if (!isObject(saved)) throw foreign(`${bytes.length} bytes that are no JSON object`)
  if (saved['format'] !== FORMAT) throw foreign(`the format ${String(saved['format'])}`)
  if (saved['model'] !== model) throw foreign(`that of ${String(saved['model'])}`)
  const { state } = saved
  if (state !== null && !isObject(state)) throw foreign('a state that is no object')
  return state === null ? '' : JSON.stringify(state)
}

const isObject = (of: unknown): of is Record<string, unknown> =>
  typeof of === 'object' && of !== null && !Array.isArray(of)

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
