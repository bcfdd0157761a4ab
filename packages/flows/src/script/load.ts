import { Fault } from '@millrace/core'
import { limitsUnlessTold, loadScriptAtOnce, type ScriptAtOnce, type ScriptSource } from '@millrace/runtime'
import type { TypedNode } from '../check/typing.ts'
import '../faults.ts'

/** Of a script in a flow: a step of the flow waits for it. */
const limits = { ...limitsUnlessTold, timeMs: 500, memory: 32 * 1024 * 1024 }

const FILE = 'script.js'

/** The script of a node that has one, ready to run. Throws `flow.script_broken`. */
export async function loadScript({
  path,
  kind,
  settings,
  inputs,
  outputs,
  model,
}: TypedNode): Promise<ScriptAtOnce | undefined> {
  const { type } = kind.face
  if (type === 'model.run' && model?.manifest.runtime.kind === 'script') return loaded(model)
  if (type !== 'code.script') return undefined
  const named = (of: TypedNode['inputs'] | TypedNode['outputs']) =>
    of.map(({ face, type: known }) => ({ name: face.name, type: known?.type ?? 'number' }))
  const runtime = { kind: 'script', file: FILE }
  return loaded({
    manifest: { id: path, inputs: named(inputs), outputs: named(outputs), stateful: true, runtime },
    files: new Map([[FILE, new TextEncoder().encode(String(settings['code']))]]),
  })
}

async function loaded(source: ScriptSource): Promise<ScriptAtOnce> {
  try {
    const script = await loadScriptAtOnce(source, limits)
    if ('is' in script) throw new Fault('flow.script_broken', { seen: script.is === 'done' ? '' : script.seen })
    return script
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'model.broken') throw thrown
    throw new Fault('flow.script_broken', { seen: String(thrown.facts['seen']) }, thrown)
  }
}
