import { readFileSync } from 'node:fs'
import type { DriverFactory } from '@millrace/drivers'
import { Compile } from 'typebox/schema'
import { checkPoints } from '../config/check-points.ts'
import { findingsOf } from '../config/findings.ts'
import { type Finding, type PlacedYaml, readPlacedYaml } from '../config/places.ts'
import { expandDevice, fillAddress } from './expand.ts'
import type { DeviceProfile, ProfileAlarm, ProfilePoint } from './profile.ts'

/** Where library/devices lies in this installation. */
export const libraryFolder = new URL('../../../../library/devices/', import.meta.url)

type Say = (at: readonly (string | number)[], reason: string) => void

let compiled: ReturnType<typeof Compile> | undefined
function checker(): ReturnType<typeof Compile> {
  compiled ??= Compile(
    JSON.parse(readFileSync(new URL('schema/device-profile.json', libraryFolder), 'utf8')) as Record<string, unknown>,
  )
  return compiled
}

export interface CheckedProfile {
  /** Absent when there are findings. */
  readonly profile?: DeviceProfile
  readonly findings: readonly Finding[]
}

/** Checks the text of a profile: by the schema, by the drivers' own reading of addresses, by UCUM; tells every mistake. */
export async function checkProfile(text: string, drivers: readonly DriverFactory[]): Promise<CheckedProfile> {
  const yaml = readPlacedYaml(text)
  if (yaml.findings.length > 0) return { findings: yaml.findings }
  const [, errors] = checker().Errors(yaml.value)
  if (errors.length > 0) return { findings: sorted(findingsOf(errors, yaml)) }
  const profile = yaml.value as DeviceProfile
  const findings: Finding[] = []
  const say: Say = (at, reason) => findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })
  checkSources(profile, say)
  checkParameters(profile, say)
  await checkTables(profile, drivers, say)
  checkAlarms(profile, say)
  checkConnection(profile, drivers, yaml, findings)
  return findings.length > 0 ? { findings: sorted(findings) } : { profile, findings }
}

const sorted = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => a.line - b.line || a.column - b.column)

/** What may be called how well known. */
function checkSources({ sources, tables, status }: DeviceProfile, say: Say): void {
  const known = new Map(sources.map((source) => [source.id, source]))
  for (const [i, { id }] of sources.entries())
    if (sources.findIndex((other) => other.id === id) < i) say(['sources', i, 'id'], 'is the id of a source above')
  for (const [i, { verified, sources: named = [] }] of tables.entries()) {
    const read = []
    for (const [k, { id }] of named.entries()) {
      const source = known.get(id)
      if (!source) say(['tables', i, 'sources', k, 'id'], `is none of the sources ${[...known.keys()].join(', ')}`)
      else if (source.seen !== false) read.push(source)
    }
    const at = ['tables', i, 'verified']
    if (verified === 'document' && !read.some(({ kind }) => kind === 'document'))
      say(at, 'is document, and the table names no document that was read')
    if (verified === 'software' && !read.some(({ kind }) => kind === 'software'))
      say(at, 'is software, and the table names none that was read')
    if (verified === 'memory' && status !== 'draft') say(at, `is memory: the profile must be a draft, not ${status}`)
    const publishers = new Set(read.filter(({ kind }) => kind === 'software').map(({ publisher }) => publisher))
    if (status === 'published' && verified === 'software' && publishers.size < 2)
      say(at, 'is software of one publisher: a published table needs two that agree, a document or a device')
  }
  if (status === 'tried' && !tables.some(({ verified }) => verified === 'device'))
    say(['status'], 'is tried, and no table was verified on a device')
}

function checkParameters({ parameters = {}, tables }: DeviceProfile, say: Say): void {
  const used = new Set<string>()
  const names = (address: string): string[] => [...address.matchAll(/\{([^}+]*)/g)].map(([, name]) => name!)
  for (const [i, { points }] of tables.entries()) {
    for (const [k, { address, exponent }] of points.entries()) {
      const at = ['tables', i, 'points', k]
      for (const name of names(address)) {
        used.add(name)
        if (!(name in parameters)) say([...at, 'address'], `names {${name}}, which is no parameter of the profile`)
      }
      if (exponent === undefined) continue
      used.add(exponent)
      if (!(exponent in parameters)) say([...at, 'exponent'], 'is no parameter of the profile')
    }
  }
  for (const [name, { address = '' }] of Object.entries(parameters)) {
    for (const other of names(address))
      if (parameters[other]?.default === undefined)
        say(['parameters', name, 'address'], `names {${other}}, which is no parameter with a default`)
    if (!used.has(name)) say(['parameters', name], 'is used by no point')
  }
}

async function checkTables(profile: DeviceProfile, drivers: readonly DriverFactory[], say: Say): Promise<void> {
  const { tables, status } = profile
  const factories = drivers.filter(({ kind }) => profile.drivers.includes(kind))
  if (factories.length === 0 && status !== 'draft')
    say(['drivers'], 'names no driver of ours: nothing could check the addresses, so the profile must be a draft')
  // 0 stands for what only the device knows; an address that holds for it holds for its neighbours.
  const values = new Map(
    Object.entries(profile.parameters ?? {}).map(([name, { default: usual }]) => [name, usual ?? 0]),
  )
  const all: { point: ProfilePoint; at: readonly (string | number)[] }[] = []
  for (const [i, { points }] of tables.entries())
    for (const [k, point] of points.entries()) all.push({ point, at: ['tables', i, 'points', k] })
  const settings = all.map(({ point }) => {
    const { name, type, unit, access, low, high } = point
    const { factor, offset } = point
    return {
      name,
      type,
      address: fillAddress(point.address, values),
      ...(unit === undefined ? {} : { unit }),
      ...(access === undefined ? {} : { access }),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      ...(factor === undefined && offset === undefined
        ? {}
        : { scale: { ...(factor === undefined ? {} : { factor }), ...(offset === undefined ? {} : { offset }) } }),
    }
  })
  const said = new Set<string>()
  for (const factory of factories.length > 0 ? factories : [undefined]) {
    await checkPoints(settings, factory, ([i, ...rest], reason) => {
      const at = [...all[Number(i)]!.at, ...rest.filter((step) => step !== 'scale')]
      if (said.has(`${at.join('/')} ${reason}`)) return
      said.add(`${at.join('/')} ${reason}`)
      say(at, reason)
    })
  }
  for (const { point, at } of all) checkMeaning(point, at, say)
}

/** What a reader of the point must be told beyond what an edge's configuration asks for. */
function checkMeaning(point: ProfilePoint, at: readonly (string | number)[], say: Say): void {
  const { type, unit, low, high, states, counter, exponent } = point
  const isNumber = type !== 'bool' && type !== 'string'
  const scaled = point.factor !== undefined || point.offset !== undefined || exponent !== undefined
  if (!isNumber) {
    for (const [field, value] of Object.entries({ unit, exponent, counter }))
      if (value !== undefined) say([...at, field], `has no meaning for a ${type}`)
  }
  if ((low === undefined) !== (high === undefined)) say(at, 'has one end of its range and lacks the other')
  if (isNumber && unit !== undefined && low === undefined && !counter)
    say(at, 'has a unit and lacks low and high; a value that only rises is a counter')
  if (counter && low !== undefined) say([...at, 'low'], 'has no meaning for a counter')
  if (states && (scaled || unit !== undefined || type.startsWith('float')))
    say([...at, 'states'], 'has a meaning only for whole numbers without unit and scale, for bool or for string')
  for (const state of Object.keys(states ?? {}))
    if (type !== 'string' && !/^-?\d+$/.test(state))
      say([...at, 'states', state], `is no whole number: only a string has texts`)
}

function checkAlarms({ alarms = [], tables }: DeviceProfile, say: Say): void {
  const points = new Map(tables.flatMap(({ points: some }) => some.map((point) => [point.name, point])))
  for (const [i, { name, point: of, when }] of alarms.entries()) {
    const at = ['alarms', i]
    if (alarms.findIndex((other) => other.name === name) < i) say([...at, 'name'], 'is the name of an alarm above')
    const point = points.get(of)
    if (!point) say([...at, 'point'], 'is no point of the profile')
    else {
      const reason = alarmFault(point, when)
      if (reason) say([...at, 'when'], reason)
    }
  }
}

function alarmFault(point: ProfilePoint, { bit, is, begins, above, below }: ProfileAlarm['when']): string | undefined {
  const { type, factor, offset, exponent } = point
  const bits = Number(/^u?int(\d+)$/.exec(type)?.[1] ?? 0)
  if (bit !== undefined) {
    if (bits === 0 || factor !== undefined || offset !== undefined || exponent !== undefined)
      return 'asks for a bit of what is no whole number without a scale'
    if (bit >= bits) return `asks for bit ${bit} of ${bits}`
  }
  const kind = type === 'bool' ? 'boolean' : type === 'string' ? 'string' : 'number'
  const compared = is ?? begins
  if (compared !== undefined && (typeof compared !== kind || (begins !== undefined && kind !== 'string')))
    return `compares a ${type} with ${String(compared)}`
  if ((above !== undefined || below !== undefined) && (type === 'bool' || type === 'string'))
    return `compares a ${type} with a number`
  return undefined
}

/** The connection's defaults, held against what each driver wants; its address stands for whatever the user gives. */
function checkConnection(
  profile: DeviceProfile,
  drivers: readonly DriverFactory[],
  yaml: PlacedYaml,
  findings: Finding[],
): void {
  for (const factory of drivers) {
    if (!profile.drivers.includes(factory.kind)) continue
    const whole = Compile(factory.configSchema as Record<string, unknown>)
    const { connection } = expandDevice({ ...profile, parameters: {}, tables: [] }, { driver: factory.kind })
    // What is missing is what the user gives: where the device is.
    for (const finding of findingsOf(whole.Errors(connection)[1], yaml, ['connection']))
      if (finding.path !== '/connection') findings.push(finding)
  }
}
