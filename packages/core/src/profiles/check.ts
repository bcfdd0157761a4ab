import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/schema'
import { checkPoints, type IsPointName, type SayAt, type Step } from './check-points.ts'
import type { PointEntry } from './expand.ts'
import { findingsOf } from './findings.ts'
import { libraryFolder } from './library.ts'
import { type Finding, type PlacedYaml, readPlacedYaml } from './places.ts'
import type { DeviceProfile, ProfileAlarm, ProfilePoint, ProfileStatus } from './profile.ts'

/** SPDX ids under which others may use, change and pass on a profile; LicenseRef-… names terms of one's own. */
export const profileLicences = [
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
] as const

let compiled: ReturnType<typeof Compile> | undefined
function checker(): ReturnType<typeof Compile> {
  compiled ??= Compile(
    JSON.parse(readFileSync(new URL('schema/device-profile.json', libraryFolder), 'utf8')) as Record<string, unknown>,
  )
  return compiled
}

/** What may be an anchor, an alias or a tag; to read many of them takes far longer than to count them. */
const markOfYaml = /(?<![^\s,[\]{}:?-])[&*!][^\s]/g
const MOST_MARKS = 200
const DEEPEST = 20

export interface ProfileRules {
  readonly isPointName: IsPointName
  /** What it is to be called; absent: what its text says. */
  readonly status?: ProfileStatus
}

export interface ReadProfile {
  /** Absent when it has not the shape of a profile; it may have findings none the less. */
  readonly profile?: DeviceProfile
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
  readonly yaml: PlacedYaml
}

/** Checks the text of a profile by all that needs no driver: schema, units, ranges, alarms, sources. Tells every mistake. */
export function checkProfile(text: string, { isPointName, status }: ProfileRules): ReadProfile {
  const marks = text.match(markOfYaml)?.length ?? 0
  const yaml = readPlacedYaml(marks > MOST_MARKS ? '' : text)
  if (marks > MOST_MARKS) {
    const reason = `has ${marks} anchors, aliases and tags; a profile may have ${MOST_MARKS}, and needs none`
    return { findings: [{ line: 1, column: 1, path: '', reason }], yaml }
  }
  if (yaml.findings.length > 0) return { findings: yaml.findings, yaml }
  const [, errors] = checker().Errors(yaml.value)
  if (errors.length > 0) return { findings: sortedFindings(findingsOf(errors, yaml)), yaml }
  const read = yaml.value as DeviceProfile
  const profile = status === undefined ? read : { ...read, status }
  const findings: Finding[] = []
  const say: SayAt = (at, reason) => findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })
  checkTexts(profile, [], say)
  checkLicence(profile, say)
  checkSources(profile, say)
  checkParameters(profile, say)
  checkTables(profile, isPointName, say)
  checkAlarms(profile, say)
  return { profile, findings: sortedFindings(findings), yaml }
}

export const sortedFindings = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => a.line - b.line || a.column - b.column)

/** What commands a terminal or ends a text there; tab and newline alone are text (RFC 20, ECMA-48). */
const control = /[^\P{Cc}\t\n]/u

/** What no database and no JSON can hold as it is, and what a terminal would not show but obey. */
export function checkTexts(value: unknown, at: readonly Step[], say: SayAt): void {
  if (at.length > DEEPEST) say(at.slice(0, 1), `is nested deeper than ${DEEPEST}`)
  else if (typeof value === 'string') {
    if (control.test(value) || !value.isWellFormed()) say(at, 'has a control character, or one that is none in Unicode')
  } else if (Array.isArray(value)) for (const [i, item] of value.entries()) checkTexts(item, [...at, i], say)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) {
      checkTexts(key, [...at, key], say)
      checkTexts(item, [...at, key], say)
    }
}

function checkLicence({ licence }: DeviceProfile, say: SayAt): void {
  if ((profileLicences as readonly string[]).includes(licence) || /^LicenseRef-[A-Za-z0-9.-]{1,60}$/.test(licence))
    return
  say(
    ['licence'],
    `must be an SPDX id of these: ${profileLicences.join(', ')}; or LicenseRef-NAME for terms of your own`,
  )
}

const MOST_NAMED = 10
const someOf = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`

/** What may be called how well known. */
function checkSources({ sources, tables, status }: DeviceProfile, say: SayAt): void {
  const known = new Map(sources.map((source) => [source.id, source]))
  for (const [i, { id }] of sources.entries())
    if (sources.findIndex((other) => other.id === id) < i) say(['sources', i, 'id'], 'is the id of a source above')
  for (const [i, { verified, sources: named = [] }] of tables.entries()) {
    const read = []
    for (const [k, { id }] of named.entries()) {
      const source = known.get(id)
      if (!source) say(['tables', i, 'sources', k, 'id'], `is none of the sources ${someOf([...known.keys()])}`)
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

function checkParameters({ parameters = {}, tables }: DeviceProfile, say: SayAt): void {
  const used = new Set<string>()
  const names = (address: string): string[] => [...address.matchAll(/\{([^}+]*)/g)].map(([, name]) => name!)
  for (const [i, { points }] of tables.entries()) {
    for (const [k, { address, exponent }] of points.entries()) {
      const at = ['tables', i, 'points', k]
      for (const name of names(address)) {
        used.add(name)
        if (!Object.hasOwn(parameters, name))
          say([...at, 'address'], `names {${name}}, which is no parameter of the profile`)
      }
      if (exponent === undefined) continue
      used.add(exponent)
      if (!Object.hasOwn(parameters, exponent)) say([...at, 'exponent'], 'is no parameter of the profile')
    }
  }
  for (const [name, { address = '' }] of Object.entries(parameters)) {
    for (const other of names(address))
      if (parameters[other]?.default === undefined)
        say(['parameters', name, 'address'], `names {${other}}, which is no parameter with a default`)
    if (!used.has(name)) say(['parameters', name], 'is used by no point')
  }
}

function checkTables({ tables }: DeviceProfile, isPointName: IsPointName, say: SayAt): void {
  const all = placedPoints(tables)
  checkPoints(
    all.map(({ point }) => entryOf(point)),
    isPointName,
    ([i, ...rest], reason) => say([...all[Number(i)]!.at, ...rest.filter((step) => step !== 'scale')], reason),
  )
  for (const { point, at } of all) checkMeaning(point, at, say)
}

/** Every point with the way to it. */
export const placedPoints = (
  tables: DeviceProfile['tables'],
): readonly { readonly point: ProfilePoint; readonly at: readonly (string | number)[] }[] =>
  tables.flatMap(({ points }, i) => points.map((point, k) => ({ point, at: ['tables', i, 'points', k] })))

function entryOf({ name, address, type, unit, access, low, high, factor, offset }: ProfilePoint): PointEntry {
  return {
    name,
    type,
    address,
    ...(unit === undefined ? {} : { unit }),
    ...(access === undefined ? {} : { access }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(factor === undefined && offset === undefined
      ? {}
      : { scale: { ...(factor === undefined ? {} : { factor }), ...(offset === undefined ? {} : { offset }) } }),
  }
}

/** What a reader of the point must be told beyond what an edge's configuration asks for. */
function checkMeaning(point: ProfilePoint, at: readonly (string | number)[], say: SayAt): void {
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

function checkAlarms({ alarms = [], tables }: DeviceProfile, say: SayAt): void {
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
