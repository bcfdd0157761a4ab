// Holds every model of a library against its schema, units and formulas, and runs its cases.
import { join } from 'node:path'
import { sayFault } from '@millrace/core'
import {
  type CaseResult,
  formulaRuntime,
  listModels,
  type ModelPackage,
  openScriptRuntime,
  type Runtime,
  readModelFolder,
  runCases,
} from '@millrace/runtime'

export const modelLibrary = join(import.meta.dirname, '..', 'library', 'models')

/** A model that was looked at. */
export interface LookedAt {
  readonly name: string
  /** Absent where it cannot be read. */
  readonly model?: ModelPackage
  readonly results: readonly CaseResult[]
  /** What does not hold. */
  readonly faults: readonly string[]
}

async function lookAt(folder: string, name: string, runtimes: readonly Runtime[]): Promise<LookedAt> {
  const faults: string[] = []
  const say = (reason: string): unknown => faults.push(`library/models/${name}: ${reason}`)
  try {
    const model = await readModelFolder(join(folder, name))
    const { id, licence, cases, runtime: spec } = model.manifest
    if (id !== `millrace/${name}`) say(`is ${id}, not millrace/${name} as its folder is named`)
    if (licence !== 'Apache-2.0') say(`what ships with the platform is Apache-2.0, not ${licence}`)
    if (cases.length === 0) say('has no case: nobody knows whether it is right')
    const runtime = runtimes.find(({ kind }) => kind === spec.kind)
    if (!runtime) say(`a model of the library is of ${runtimes.map(({ kind }) => kind).join(' or ')}, not ${spec.kind}`)
    const results = runtime ? await runCases(model, runtime) : []
    for (const result of results)
      for (const { holds, row, output, expected, seen, reason } of result.figures)
        if (!holds) say(`${result.name}: row ${row}: ${output} is ${seen ?? reason}, expected ${expected}`)
    return { name, model, results, faults }
  } catch (reason) {
    say(sayFault(reason))
    return { name, results: [], faults }
  }
}

/** Every model of a library, with what its cases give. */
export async function lookAtModels(folder: string): Promise<readonly LookedAt[]> {
  const script = openScriptRuntime()
  try {
    const looked: LookedAt[] = []
    for (const name of await listModels(folder)) looked.push(await lookAt(folder, name, [formulaRuntime, script]))
    return looked
  } finally {
    await script.close()
  }
}
