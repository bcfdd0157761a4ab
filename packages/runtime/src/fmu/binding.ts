import type { FmuSpec, ModelManifest } from '../manifest/manifest.ts'
import type { FmuDescription } from './description.ts'
import type { FmuVariableAt } from './messages.ts'
import { unitQuarrel } from './units.ts'

/** Which variables of the FMU are the inputs, outputs and parameters of the manifest, in its order. */
export interface FmuBinding {
  readonly inputs: readonly FmuVariableAt[]
  readonly outputs: readonly FmuVariableAt[]
  readonly parameters: readonly FmuVariableAt[]
}

interface Asked {
  readonly name: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  readonly as: 'input' | 'output' | 'parameter'
}

/** An output may be anything that the FMU works out. */
const causalities: Readonly<Record<Asked['as'], readonly string[]>> = {
  input: ['input'],
  output: ['output', 'local', 'calculatedParameter'],
  parameter: ['parameter'],
}
const textual = ['String', 'Binary', 'Clock']

/** Finds the variables, or says in words why one does not fit. */
export function bindVariables(
  manifest: ModelManifest,
  spec: FmuSpec,
  description: FmuDescription,
): FmuBinding | { readonly wrong: string } {
  const wrongs: string[] = []
  const bind = (asked: Asked): FmuVariableAt => {
    const { variables = {} } = spec
    const name = Object.hasOwn(variables, asked.name) ? variables[asked.name]! : asked.name
    const variable = description.variables.get(name)
    const wrong = (seen: string): FmuVariableAt => {
      wrongs.push(`${asked.as} ${asked.name}: ${seen}`)
      return { reference: 0, type: 'Real' }
    }
    if (!variable) return wrong(`no variable "${name}" in the FMU`)
    if (!causalities[asked.as].includes(variable.causality))
      return wrong(`"${name}" is of causality ${variable.causality}`)
    if (variable.isArray) return wrong(`"${name}" is an array`)
    if (asked.type === 'text' || textual.includes(variable.type))
      return wrong(`"${name}" is of type ${variable.type}; only numbers and conditions go through an FMU`)
    if ((asked.type === 'boolean') !== (variable.type === 'Boolean'))
      return wrong(`"${name}" is of type ${variable.type}, the manifest says ${asked.type}`)
    const { unit } = variable
    const quarrel = unit === undefined ? undefined : unitQuarrel(asked.unit, unit, description.units.get(unit))
    if (quarrel !== undefined) return wrong(`"${name}" has ${quarrel}`)
    return { reference: variable.reference, type: accessOf(variable.type, description.version) }
  }
  const binding: FmuBinding = {
    inputs: manifest.inputs.map((one) => bind({ ...one, as: 'input' })),
    outputs: manifest.outputs.map((one) => bind({ ...one, as: 'output' })),
    parameters: (manifest.parameters ?? []).map((one) => bind({ ...one, type: 'number', as: 'parameter' })),
  }
  return wrongs.length === 0 ? binding : { wrong: wrongs.join('; ') }
}

/** By which functions a type is read and written: enumerations go as whole numbers. */
const accessOf = (type: string, version: 2 | 3): string =>
  type === 'Enumeration' ? (version === 2 ? 'Integer' : 'Int64') : type
