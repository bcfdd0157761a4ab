import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import './faults.ts'

/** The version of the face between platform and package that this platform speaks. */
export const DRIVER_API = 1

/** What the `millrace` part of a driver package's package.json says. */
export interface DriverManifest {
  /** Absolute. */
  readonly folder: string
  readonly name: string
  readonly version: string
  readonly licence: string
  /** The name of the driver in the edge configuration. */
  readonly kind: string
  /** The module whose default export is the DriverFactory; absolute. */
  readonly entry: string
  /** The module whose default export says how to try the driver; absolute. */
  readonly trial?: string
  /** True if the package brings compiled code; it is then less closed in. */
  readonly native: boolean
}

/** Reads the manifest of a driver package. Throws `driver_package.unreadable`, `driver_package.manifest_malformed`. */
export async function readManifest(place: string): Promise<DriverManifest> {
  const folder = resolve(place)
  let text: string
  try {
    text = await readFile(join(folder, 'package.json'), 'utf8')
  } catch (reason) {
    throw new Fault('driver_package.unreadable', { folder, seen: sayFault(reason) }, reason)
  }
  const malformed = (expected: string, seen: unknown): Fault =>
    new Fault('driver_package.manifest_malformed', { folder, expected, seen: JSON.stringify(seen) ?? 'nothing' })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (reason) {
    throw malformed('JSON', sayFault(reason))
  }
  const whole = objectOf(json) ?? {}
  const driver = objectOf(objectOf(whole['millrace'])?.['driver'])
  if (!driver) throw malformed('"millrace": { "driver": { "kind", "api", "entry" } }', whole['millrace'])
  const { name, version, license, type } = whole
  const { kind, api, entry, trial, native = false } = driver
  if (typeof name !== 'string' || name === '') throw malformed('"name", a text', name)
  if (typeof version !== 'string' || version === '') throw malformed('"version", a text', version)
  if (typeof license !== 'string' || license === '') throw malformed('"license", a text', license)
  if (type !== 'module') throw malformed('"type": "module"', type)
  if (typeof kind !== 'string' || !/^[a-z][a-z0-9-]{1,40}$/.test(kind))
    throw malformed('"kind" of small letters, digits and -, such as "acme-ups"', kind)
  if (api !== DRIVER_API) throw malformed(`"api": ${DRIVER_API}`, api)
  if (typeof native !== 'boolean') throw malformed('"native", true or false', native)
  const inside = (what: string, path: unknown): string => {
    if (typeof path !== 'string') throw malformed(`"${what}", a path within the package`, path)
    const absolute = resolve(folder, path)
    const way = relative(folder, absolute)
    if (way.startsWith('..') || isAbsolute(way)) throw malformed(`"${what}", a path within the package`, path)
    return absolute
  }
  return {
    folder,
    name,
    version,
    licence: license,
    kind,
    entry: inside('entry', entry),
    ...(trial === undefined ? {} : { trial: inside('trial', trial) }),
    native,
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}
