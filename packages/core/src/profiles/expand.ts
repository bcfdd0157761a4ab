import { Fault } from '../fault.ts'
import './faults.ts'
import { type DeviceProfile, type PointType, type ProfilePoint, pointsOf, type Words } from './profile.ts'

const MOST_DESCRIPTION = 2_000

/** A point as an edge's configuration has it. */
export interface PointEntry {
  readonly name: string
  readonly address: string
  readonly type: PointType
  readonly unit?: string
  readonly periodMs?: number
  readonly access?: 'r' | 'rw'
  readonly scale?: { readonly factor?: number; readonly offset?: number }
  readonly low?: number
  readonly high?: number
  readonly description?: string
}

export interface Expansion {
  readonly language?: keyof Words
  /** Before each name, so that several devices behind one gateway can be one device of the edge: `meter 3/`. */
  readonly prefix?: string
  /** Station that each address names; absent: the connection's. Only for Modbus, whose addresses can name one. */
  readonly unit?: number
  /** Values of the profile's parameters. */
  readonly parameters?: Readonly<Record<string, number>>
}

/** A point as an edge's configuration has it. Throws `profile.parameter_missing`, `profile.parameter_unknown`. */
export function expandPoints(profile: DeviceProfile, expansion: Expansion = {}): PointEntry[] {
  const { language = 'en', prefix = '', unit } = expansion
  const values = parametersOf(profile, expansion.parameters ?? {})
  return pointsOf(profile).map((point) => {
    const { name, type, unit: ucum, access, periodMs, low, high } = point
    const address = fillAddress(point.address, values)
    const scale = scaleOf(point, values)
    return {
      name: `${prefix}${name}`,
      address: unit === undefined ? address : `${unit}:${address}`,
      type,
      ...(ucum === undefined ? {} : { unit: ucum }),
      ...(periodMs === undefined ? {} : { periodMs }),
      ...(access === 'rw' ? { access } : {}),
      ...(scale ? { scale } : {}),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      description: describe(point, language),
    }
  })
}

export interface DeviceChoice extends Expansion {
  readonly name?: string
  /** One of the profile's; its first unless told. */
  readonly driver?: string
  /** Beside the profile's own defaults: where the device is. */
  readonly connection?: Readonly<Record<string, unknown>>
}

export interface DeviceEntry {
  readonly name: string
  readonly driver: string
  readonly connection: Readonly<Record<string, unknown>>
  readonly points: readonly PointEntry[]
}

/** A device as an edge's configuration has it. Throws `profile.driver_unknown` beside what {@link expandPoints} throws. */
export function expandDevice(profile: DeviceProfile, choice: DeviceChoice = {}): DeviceEntry {
  const { name = profile.model.replaceAll(/[+/#]/g, ' '), driver = profile.drivers[0]!, connection } = choice
  if (!profile.drivers.includes(driver))
    throw new Fault('profile.driver_unknown', { known: profile.drivers.join(', '), seen: driver })
  return {
    name,
    driver,
    connection: { ...profile.connection, ...connection },
    points: expandPoints(profile, choice),
  }
}

function parametersOf(profile: DeviceProfile, given: Readonly<Record<string, number>>): Map<string, number> {
  const known = Object.entries(profile.parameters ?? {})
  for (const seen of Object.keys(given)) {
    if (!known.some(([name]) => name === seen))
      throw new Fault('profile.parameter_unknown', { known: known.map(([name]) => name).join(', ') || 'none', seen })
  }
  const values = new Map<string, number>()
  for (const [name, { default: usual }] of known) {
    const value = given[name] ?? usual
    if (value !== undefined) values.set(name, value)
  }
  for (const [name, { says, address }] of known) {
    if (values.has(name)) continue
    // Where a device tells it may itself hang on a parameter, such as the start of its table.
    const where = address === undefined ? '' : ` The device tells it at ${fillAddress(address, values)}, as an int16.`
    throw new Fault('profile.parameter_missing', { name, says: says.en, where })
  }
  return values
}

/** Puts parameters where an address names them: `holding:{start+2}`. A name that is none is left as it stands. */
export function fillAddress(address: string, values: ReadonlyMap<string, number>): string {
  return address.replaceAll(/\{([A-Za-z]\w*)(?:\+(\d+))?\}/g, (all, name: string, plus: string | undefined) => {
    const value = values.get(name)
    return value === undefined ? all : String(value + Number(plus ?? 0))
  })
}

function scaleOf(point: ProfilePoint, values: ReadonlyMap<string, number>): PointEntry['scale'] {
  const { factor, offset, exponent } = point
  if (factor === undefined && offset === undefined && exponent === undefined) return undefined
  const power = exponent === undefined ? 1 : Number(`1e${values.get(exponent) ?? 0}`)
  // 12 digits are more than any device tells: 0.1 × 0.01 is to be 0.001.
  const whole = Number(((factor ?? 1) * power).toPrecision(12))
  return { factor: whole, ...(offset === undefined ? {} : { offset }) }
}

function describe(point: ProfilePoint, language: keyof Words): string {
  const states = Object.entries(point.states ?? {}).map(([value, words]) => `${value} = ${words[language]}`)
  const [colon, comma] = language === 'zh' ? ['：', '，'] : [': ', ', ']
  const text = states.length === 0 ? point[language] : `${point[language]}${colon}${states.join(comma)}`
  return text.length <= MOST_DESCRIPTION ? text : `${text.slice(0, MOST_DESCRIPTION - 1)}…`
}

/** The device under `devices:` of an edge's configuration, one point a line as people keep such files; JSON is YAML, too. */
export function deviceText({ points, ...device }: DeviceEntry): string {
  const head = Object.entries(device).map(
    ([key, value], i) => `${i === 0 ? '  - ' : '    '}${key}: ${JSON.stringify(value)}`,
  )
  return `${[...head, '    points:', ...points.map((point) => `      - ${JSON.stringify(point)}`)].join('\n')}\n`
}
