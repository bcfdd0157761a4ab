import type { TextTable, ValueType } from '@millrace/compute'
import { convertUnit, Fault, MICROS_PER_S, type Micros } from '@millrace/core'
import { checkRange, parameterOf } from '../check/settings.ts'
import { settingUnit } from '../check/typing.ts'
import type { Making, Settings } from '../kind.ts'
import '../faults.ts'
import type { PlannedNode } from './program.ts'

/** What a node is made of, for one run. Throws `flow.setting_malformed` where a parameter is out of a setting's range. */
export function makingOf({ typed, script, parameters }: PlannedNode, texts: TextTable): Making {
  const { settings, kind, model } = typed
  const faceOf = (name: string) => kind.face.settings.find((face) => face.name === name)!
  const number = (name: string): number => {
    const value = settings[name]
    const parameter = parameters.get(parameterOf(value) ?? '')
    if (!parameter) return typeof value === 'number' ? value : Number.NaN
    const face = faceOf(name)
    const unit = settingUnit(face, typed) ?? '1'
    const from = parameter.unit ?? '1'
    const converted = from === unit ? parameter.value : convertUnit(parameter.value, from, unit)
    checkRange(face, converted)
    return face.kind === 'whole' ? Math.round(converted) : converted
  }
  const port = (name: string) => [...typed.inputs, ...typed.outputs].find(({ face }) => face.name === name)
  return {
    path: typed.path,
    settings,
    number,
    micros: (name): Micros => Math.round(number(name) * MICROS_PER_S),
    text: (name) => (typeof settings[name] === 'string' ? settings[name] : ''),
    flag: (name) => settings[name] === true,
    rows: (name) => (settings[name] as readonly Settings[] | undefined) ?? [],
    type: (name): ValueType => {
      const type = port(name)?.type
      if (!type) throw new Fault('flow.input_missing', { port: name })
      return type
    },
    slot: (name) => {
      let slot = 0
      for (const { face, wires } of typed.inputs) {
        if (face.name === name) return slot
        slot += Math.max(1, wires.length)
      }
      return -1
    },
    wired: (name) => typed.inputs.some(({ face, wires }) => face.name === name && wires.length > 0),
    wires: (name) => typed.inputs.find(({ face }) => face.name === name)?.wires.length ?? 0,
    texts,
    parameters,
    model,
    script,
  }
}
