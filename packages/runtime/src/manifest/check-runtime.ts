import type { ValueType } from '@millrace/compute'
import { printName } from '@millrace/compute'
import { checkUnit } from '@millrace/core'
import { type SayAt, trying } from '@millrace/core/profiles'
import { checkOutput, checkStep, namesOfModel } from './formulas.ts'
import type { FmuSpec, FormulaSpec, ModelManifest, OnnxSpec } from './manifest.ts'

/** @param readable names and units hold, so that formulas can be read */
export function checkRuntime(
  manifest: ModelManifest,
  files: ReadonlySet<string> | undefined,
  readable: boolean,
  say: SayAt,
): void {
  const { runtime } = manifest
  for (const key of ['file', 'requirements'] as const) {
    const file = (runtime as Partial<Record<typeof key, string>>)[key]
    if (file !== undefined && files !== undefined && !files.has(file))
      say(['runtime', key], 'is no file of the package')
  }
  if (runtime.kind === 'formula') checkFormulas(manifest, runtime, readable, say)
  else if (runtime.kind === 'onnx') checkTensors(manifest, runtime, say)
  else if (runtime.kind === 'fmu') checkVariables(manifest, runtime, say)
  if (manifest.stateful && (runtime.kind === 'formula' || runtime.kind === 'onnx'))
    say(['stateful'], `has no meaning for ${runtime.kind}: a row knows of no other`)
}

function checkOutputNames(manifest: ModelManifest, given: Readonly<Record<string, unknown>>, say: SayAt): void {
  for (const { name } of manifest.outputs)
    if (!Object.hasOwn(given, name)) say(['runtime', 'outputs'], `lacks the output ${name}`)
  for (const name of Object.keys(given))
    if (!manifest.outputs.some((output) => output.name === name)) say(['runtime', 'outputs', name], 'is no output')
}

function checkFormulas(manifest: ModelManifest, runtime: FormulaSpec, readable: boolean, say: SayAt): void {
  checkOutputNames(manifest, runtime.outputs, say)
  const known = namesOfModel(manifest)
  let fits = readable
  ;(runtime.steps ?? []).forEach((step, i) => {
    const { name, unit } = step
    const taken = known.has(name)
    if (taken) say(['runtime', 'steps', i, 'name'], 'is the name of an input, a parameter or a step above')
    if (printName(name) !== name) say(['runtime', 'steps', i, 'name'], 'is a word of formulas')
    const unitFits = unit === undefined || trying(say, ['runtime', 'steps', i, 'unit'], () => checkUnit(unit) ?? true)
    fits &&= !taken && unitFits === true
    const checked = fits ? trying(say, ['runtime', 'steps', i, 'formula'], () => checkStep(step, known)) : undefined
    // What comes after speaks of it: without it everything there would be said to be unknown.
    fits &&= checked !== undefined
    known.set(name, checked?.type ?? ({ type: 'number' } satisfies ValueType))
  })
  if (!fits) return
  for (const output of manifest.outputs) {
    const formula = Object.hasOwn(runtime.outputs, output.name) ? runtime.outputs[output.name] : undefined
    if (formula !== undefined)
      trying(say, ['runtime', 'outputs', output.name], () => checkOutput(formula, output, known))
  }
}

function checkTensors(manifest: ModelManifest, runtime: OnnxSpec, say: SayAt): void {
  const numbers = [...manifest.inputs, ...(manifest.parameters ?? [])].map(({ name }) => name)
  runtime.tensors.forEach(({ columns }, i) => {
    columns.forEach((column, k) => {
      if (!numbers.includes(column)) say(['runtime', 'tensors', i, 'columns', k], 'is no input and no parameter')
    })
  })
  checkOutputNames(manifest, runtime.outputs, say)
}

function checkVariables(manifest: ModelManifest, runtime: FmuSpec, say: SayAt): void {
  const named = [...manifest.inputs, ...manifest.outputs, ...(manifest.parameters ?? [])].map(({ name }) => name)
  for (const name of Object.keys(runtime.variables ?? {}))
    if (!named.includes(name)) say(['runtime', 'variables', name], 'is no input, output or parameter')
}
