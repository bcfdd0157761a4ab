import { Fault, sayFault } from '@millrace/core'
import type { DeviceProfile, ProfileAlarm, ProfileParameter, ProfilePoint, Words } from '@millrace/core/profiles'
import type { DataType } from '@millrace/drivers'
import { orderedPoint } from './write.ts'
import './faults.ts'

/** What the importer reads of a SunSpec model file. */
interface SunSpecPoint {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly label?: string
  readonly desc?: string
  readonly units?: string
  readonly sf?: string | number
  readonly access?: string
  readonly symbols?: readonly { readonly name: string; readonly value: number }[]
}
interface SunSpecModel {
  readonly id: number
  readonly group: { readonly name: string; readonly label?: string; readonly points: readonly SunSpecPoint[] }
}

export interface SunSpecChoice {
  readonly model: string
  readonly kind: string
  readonly title: Words
  /** Register of the model's id in most devices, counted from 0: 40000 holds "SunS", the common model begins at 40002. */
  readonly start: number
  /** Chinese words by the English label. */
  readonly zh: Readonly<Record<string, string>>
  readonly source: DeviceProfile['sources'][number]
}

const types: Readonly<Record<string, DataType>> = {
  int16: 'int16',
  uint16: 'uint16',
  count: 'uint16',
  acc16: 'uint16',
  enum16: 'uint16',
  bitfield16: 'uint16',
  raw16: 'uint16',
  int32: 'int32',
  uint32: 'uint32',
  acc32: 'uint32',
  enum32: 'uint32',
  bitfield32: 'uint32',
  int64: 'int64',
  uint64: 'uint64',
  acc64: 'uint64',
  bitfield64: 'uint64',
  float32: 'float32',
  float64: 'float64',
}
/** UCUM has no var; reactive power is told in volt-amperes, which are of its dimension. */
const units: Readonly<Record<string, string>> = {
  A: 'A',
  V: 'V',
  W: 'W',
  VA: 'V.A',
  var: 'V.A',
  Var: 'V.A',
  Hz: 'Hz',
  Wh: 'W.h',
  WH: 'W.h',
  VAh: 'V.A.h',
  varh: 'V.A.h',
  Varh: 'V.A.h',
  Ah: 'A.h',
  AH: 'A.h',
  C: 'Cel',
  Secs: 's',
  Pct: '%',
  PF: '1',
  'cos()': '1',
  ohms: 'Ohm',
}
/** SunSpec gives no ranges; these are wide enough for a device of a plant. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  A: [-10_000, 10_000],
  V: [0, 2_000],
  Hz: [0, 100],
  W: [-10_000_000, 10_000_000],
  'V.A': [-10_000_000, 10_000_000],
  'W.h': [0, 1_000_000_000],
  'A.h': [0, 100_000],
  Cel: [-50, 150],
  s: [0, 86_400],
  '%': [-100, 100],
  '1': [-1, 1],
}

const notImplemented: Words = {
  en: 'What a device does not have it shows as FFFFh (unsigned), 8000h (signed), 0 (counters) or NaN (floats), likewise in two registers: leave such points out. Models follow one another: where one begins differs from device to device.',
  zh: '设备不具备的点位读数为FFFFh（无符号）、8000h（有符号）、0（累计量）或NaN（浮点），双寄存器同理，请删去这些点位。各模型依次排列，起始寄存器因设备而异。',
}

/** A profile of a SunSpec model: scale registers become parameters, bit fields alarms. Throws `profile.model_malformed`. */
export function profileFromSunSpec(
  text: string,
  choice: SunSpecChoice,
): { profile: DeviceProfile; untranslated: string[] } {
  const { id, group } = readModel(text)
  const untranslated = new Set<string>()
  const words = (en: string): Words => {
    const zh = choice.zh[en]
    if (zh === undefined) untranslated.add(en)
    return { en, zh: zh ?? en }
  }
  const parameters: Record<string, ProfileParameter> = {
    start: {
      says: { en: `first register of model ${id}, that of its id`, zh: `模型${id}的首个寄存器（模型编号所在处）` },
      default: choice.start,
    },
  }
  const points: ProfilePoint[] = []
  const alarms: ProfileAlarm[] = []
  let at = 0
  for (const point of group.points) {
    const address = `holding:{start+${at}}`
    at += point.size
    if (point.type === 'sunssf') {
      const { name } = point
      parameters[name] = { says: { en: `scale exponent ${name}`, zh: `比例指数${name}` }, address }
    } else if (point.name !== 'ID' && point.name !== 'L' && point.type !== 'pad') {
      points.push(pointOf(point, address, words))
      alarms.push(...alarmsOf(point, words))
    }
  }
  const { model, kind, title, source } = choice
  const used = new Set(points.map(({ exponent }) => exponent))
  const profile: DeviceProfile = {
    maker: 'SunSpec',
    model,
    kind,
    title,
    note: notImplemented,
    drivers: ['modbus-tcp', 'modbus-rtu'],
    connection: { wordOrder: 'ABCD' },
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => name === 'start' || used.has(name))),
    sources: [source],
    tables: [
      { name: `model ${id}`, verified: 'document', sources: [{ id: source.id, page: `model_${id}.json` }], points },
    ],
    ...(alarms.length > 0 ? { alarms } : {}),
    licence: 'Apache-2.0',
    author: 'Millrace',
    version: '1.0.0',
    status: 'published',
  }
  return { profile, untranslated: [...untranslated] }
}

/** Whether JSON looks like a model of SunSpec: an id and a group. */
export function isSunSpecModel(text: string): boolean {
  try {
    const { id, group } = JSON.parse(text) as Partial<SunSpecModel>
    return id !== undefined && typeof group === 'object'
  } catch {
    return false
  }
}

function readModel(text: string): SunSpecModel {
  let model: Partial<SunSpecModel>
  try {
    model = JSON.parse(text) as Partial<SunSpecModel>
  } catch (reason) {
    throw new Fault('profile.model_malformed', { seen: sayFault(reason) }, reason)
  }
  const { id, group } = model
  if (typeof id !== 'number' || !Array.isArray(group?.points))
    throw new Fault('profile.model_malformed', { seen: 'no id or no group of points' })
  for (const { name, type, size } of group.points as readonly Partial<SunSpecPoint>[])
    if (typeof name !== 'string' || typeof type !== 'string' || !Number.isInteger(size))
      throw new Fault('profile.model_malformed', { seen: `a point without name, type or size: ${String(name)}` })
  return { id, group }
}

function pointOf(point: SunSpecPoint, address: string, words: (en: string) => Words): ProfilePoint {
  const { name, size, sf, symbols } = point
  const text = words(point.label ?? name)
  if (point.type === 'string') return { name, address: `${address}/${size * 2}`, type: 'string', ...text }
  const type = types[point.type]
  if (!type) throw new Fault('profile.model_malformed', { seen: `a point ${name} of type ${point.type}` })
  const counter = point.type.startsWith('acc')
  const asked = point.units?.trim()
  const unit =
    asked === undefined ? undefined : asked.startsWith('%') ? (asked.endsWith('/sec') ? '%/s' : '%') : units[asked]
  if (asked !== undefined && unit === undefined)
    throw new Fault('profile.model_malformed', { seen: `a point ${name} in "${asked}"` })
  const range = unit === undefined || counter ? undefined : (ranges[unit] ?? [0, 100])
  const low = range && (type.startsWith('u') ? Math.max(0, range[0]) : range[0])
  const isEnum = point.type.startsWith('enum')
  return orderedPoint({
    name,
    address,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(typeof sf === 'string' ? { exponent: sf } : typeof sf === 'number' ? { factor: Number(`1e${sf}`) } : {}),
    ...(range && low !== undefined ? { low, high: range[1] } : {}),
    ...(counter ? { counter } : {}),
    ...(point.access === 'RW' ? { access: 'rw' } : {}),
    ...(isEnum && symbols && symbols.length > 0
      ? { states: Object.fromEntries(symbols.map(({ name: sign, value }) => [value, words(spoken(sign))])) }
      : {}),
    ...text,
  })
}

function alarmsOf({ name, type, symbols = [] }: SunSpecPoint, words: (en: string) => Words): ProfileAlarm[] {
  if (!type.startsWith('bitfield') || !/^Evt\d*$/.test(name)) return []
  return symbols
    .filter(({ name: sign }) => !/reserved|OEM/i.test(sign))
    .map(({ name: sign, value }) => ({
      name: spoken(sign),
      point: name,
      when: { bit: value },
      severity: /warning|manual/i.test(sign) ? 'warning' : 'critical',
      text: words(spoken(sign)),
    }))
}

/** `M_EVENT_Over_Current` and `ggSHUTTING_DOWN` as people say them. */
function spoken(sign: string): string {
  const plain = sign
    .replace(/^M_EVENT_|^gg/, '')
    .replaceAll('_', ' ')
    .toLowerCase()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
