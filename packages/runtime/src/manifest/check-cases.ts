import { microsOf } from '@millrace/core'
import type { SayAt, Step } from '@millrace/core/profiles'
import { jsTypes } from './js-types.ts'
import type { CaseRow, ModelManifest } from './manifest.ts'

export function checkCases(manifest: ModelManifest, say: SayAt): void {
  const sources = manifest.sources.map(({ id }) => id)
  manifest.cases.forEach((one, i) => {
    const at = (...steps: Step[]): Step[] => ['cases', i, ...steps]
    if (!sources.includes(one.source)) say(at('source'), `is none of the sources ${sources.join(', ')}`)
    for (const name of Object.keys(one.parameters ?? {}))
      if (!manifest.parameters?.some((parameter) => parameter.name === name))
        say(at('parameters', name), 'is no parameter')
    if (manifest.stateful && one.rows.length > 1 && one.everyMs === undefined)
      say(at('rows'), 'has several rows of a stateful model: everyMs tells how far apart they are')
    if (one.begin !== undefined && microsOf(one.begin) === undefined) say(at('begin'), 'is no time of ISO 8601')
    one.rows.forEach((row, k) => {
      checkRow(manifest, row, at('rows', k), say)
    })
  })
}

function checkRow(manifest: ModelManifest, row: CaseRow, at: readonly Step[], say: SayAt): void {
  for (const { name, type, default: stand } of manifest.inputs) {
    const value = Object.hasOwn(row.inputs, name) ? row.inputs[name] : undefined
    if (value === undefined) {
      if (stand === undefined) say([...at, 'inputs'], `lacks the input ${name}, which has no default`)
    } else if (typeof value !== jsTypes[type]) say([...at, 'inputs', name], `must be a ${type}`)
  }
  for (const name of Object.keys(row.inputs))
    if (!manifest.inputs.some((input) => input.name === name)) say([...at, 'inputs', name], 'is no input')
  for (const [name, expected] of Object.entries(row.outputs)) {
    const output = manifest.outputs.find((one) => one.name === name)
    const isNumber = output?.type === 'number'
    const hasTolerance = expected.relative !== undefined || expected.absolute !== undefined
    if (!output) say([...at, 'outputs', name], 'is no output')
    else if (typeof expected.value !== jsTypes[output.type])
      say([...at, 'outputs', name, 'value'], `must be a ${output.type}`)
    else if (isNumber !== hasTolerance)
      say(
        [...at, 'outputs', name],
        isNumber
          ? 'has no tolerance: relative or absolute'
          : `has a tolerance, and a ${output.type} is equal or is not`,
      )
  }
}
