import type { ValueType } from '@millrace/compute'
import { areCommensurable, checkUnit, Fault } from '@millrace/core'
import type { FlowParameter } from '../document.ts'
import type { SettingFace } from '../face.ts'
import type { Settings } from '../kind.ts'
import '../faults.ts'

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
const MOST_ROWS = 1_000
const MOST_TEXT = 4_000
const MOST_CODE = 100_000

/** A number that the parameter of this name gives. */
export function parameterOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { parameter } = value as { readonly parameter?: unknown }
  return typeof parameter === 'string' && Object.keys(value).length === 1 ? parameter : undefined
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80)

function wrong(face: SettingFace, expected: string, value: unknown): Fault {
  return new Fault('flow.setting_malformed', { setting: face.name, expected, seen: shown(value) })
}

/** Every fault of the settings of a node, each with the name of its setting. */
export function* settingFaults(
  type: string,
  faces: readonly SettingFace[],
  settings: Settings,
  parameters: readonly FlowParameter[],
): Generator<{ readonly setting: string; readonly fault: Fault }> {
  for (const name of Object.keys(settings))
    if (!faces.some((face) => face.name === name))
      yield { setting: name, fault: new Fault('flow.setting_unknown', { type, setting: name }) }
  for (const face of faces) {
    const value = settings[face.name]
    if (value === undefined) {
      if (face.default === undefined && !face.optional)
        yield { setting: face.name, fault: new Fault('flow.setting_missing', { setting: face.name }) }
      continue
    }
    try {
      checkSetting(face, value, parameters)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      yield { setting: face.name, fault: thrown }
    }
  }
}

function checkSetting(face: SettingFace, value: unknown, parameters: readonly FlowParameter[]): void {
  switch (face.kind) {
    case 'number':
    case 'whole':
      checkNumber(face, value, parameters)
      return
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong(face, 'true or false', value)
      return
    case 'choice':
      if (!face.choices?.some((choice) => choice.value === value))
        throw wrong(face, `one of ${face.choices?.map((choice) => choice.value).join(', ')}`, value)
      return
    case 'unit':
      checkUnit(textIn(face, value, 40))
      return
    case 'clock':
      if (!CLOCK.test(textIn(face, value, 5))) throw wrong(face, 'a time such as 06:30', value)
      return
    case 'zone':
      checkZone(face, textIn(face, value, 60))
      return
    case 'code':
      textIn(face, value, MOST_CODE)
      return
    case 'rows':
      checkRows(face, value, parameters)
      return
    case 'list':
      if (!Array.isArray(value) || value.length > MOST_ROWS) throw wrong(face, 'a list', value)
      if (!value.every((one) => typeof one === 'number' || typeof one === 'string'))
        throw wrong(face, 'a list of numbers or texts', value)
      return
    case 'point':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(face, 'a point', value)
      return
    case 'json':
      return
    default:
      textIn(face, value, MOST_TEXT)
  }
}

function textIn(face: SettingFace, value: unknown, most: number): string {
  if (typeof value !== 'string' || value.length > most) throw wrong(face, `a text of at most ${most} characters`, value)
  return value
}

function checkNumber(face: SettingFace, value: unknown, parameters: readonly FlowParameter[]): void {
  const name = parameterOf(value)
  if (name !== undefined) {
    if (!parameters.some((parameter) => parameter.name === name)) throw wrong(face, 'a parameter of the flow', name)
    return
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(face, 'a number', value)
  if (face.kind === 'whole' && !Number.isInteger(value)) throw wrong(face, 'a whole number', value)
  checkRange(face, value)
}

/** Throws `flow.setting_malformed` outside the range of the setting. */
export function checkRange(face: SettingFace, value: number): void {
  const { low = -Infinity, high = Infinity } = face
  if (value >= low && value <= high) return
  const range = high === Infinity ? `at least ${low}` : low === -Infinity ? `at most ${high}` : `${low} to ${high}`
  throw wrong(face, `a number of ${range}`, value)
}

function checkZone(face: SettingFace, zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw wrong(face, 'a time zone such as Europe/Berlin', zone)
  }
}

function checkRows(face: SettingFace, value: unknown, parameters: readonly FlowParameter[]): void {
  if (!Array.isArray(value) || value.length > MOST_ROWS) throw wrong(face, `a list of at most ${MOST_ROWS} rows`, value)
  for (const row of value as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) throw wrong(face, 'rows of settings', row)
    for (const { setting, fault } of settingFaults(face.name, face.columns ?? [], row as Settings, parameters))
      throw new Fault('flow.setting_malformed', {
        setting: `${face.name}.${setting}`,
        expected: 'a right value',
        seen: fault.message,
      })
  }
}

/** Throws `core.unit_mismatch`: a parameter stands in a setting of another dimension. */
export function checkParameterUnit(parameter: FlowParameter, wanted: string | undefined): void {
  if (wanted === undefined) return
  if (!areCommensurable(parameter.unit ?? '1', wanted))
    throw new Fault('core.unit_mismatch', { expected: wanted, seen: parameter.unit ?? '1' })
}

export const parameterTypes = (parameters: readonly FlowParameter[]): Map<string, ValueType> =>
  new Map(
    parameters.map(({ name, unit }): [string, ValueType] => [
      name,
      unit === undefined ? { type: 'number' } : { type: 'number', unit },
    ]),
  )
