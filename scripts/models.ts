// Holds every model of library/models against its schema, units and formulas, and runs the cases of those that are formulas.
import { join } from 'node:path'
import { sayFault } from '@millrace/core'
import { formulaRuntime, listModels, readModelFolder, runCases } from '@millrace/runtime'

/** Says what does not hold in a library. */
export async function models(folder: string): Promise<string[]> {
  const faults: string[] = []
  for (const name of await listModels(folder)) {
    const say = (reason: string): unknown => faults.push(`library/models/${name}: ${reason}`)
    try {
      const model = await readModelFolder(join(folder, name))
      const { manifest } = model
      if (manifest.id !== `millrace/${name}`) say(`is ${manifest.id}, not millrace/${name} as its folder is named`)
      if (manifest.licence !== 'Apache-2.0') say(`what ships with the platform is Apache-2.0, not ${manifest.licence}`)
      if (manifest.cases.length === 0) say('has no case: nobody knows whether it is right')
      if (manifest.runtime.kind !== 'formula') continue
      for (const result of await runCases(model, formulaRuntime))
        for (const { holds, row, output, expected, seen, reason } of result.figures)
          if (!holds) say(`${result.name}: row ${row}: ${output} is ${seen ?? reason}, expected ${expected}`)
    } catch (reason) {
      say(sayFault(reason))
    }
  }
  return faults
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'library', 'models')
  const faults = await models(folder)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.stdout.write(`        ${(await listModels(folder)).length} models\n`)
  process.exit(faults.length > 0 ? 1 : 0)
}
