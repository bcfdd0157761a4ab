import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import { type Finding, findingsOf, type PlacedYaml, readPlacedYaml, sayFinding } from '@millrace/core/profiles'
import type { DriverFactory, DriverPackages } from '@millrace/drivers'
import { Compile } from 'typebox/schema'
import { checkAddress } from '../enrolment/ask.ts'
import { readAuthorities } from './authorities.ts'
import { checkEnrolment, type EnrolmentConfiguration } from './check-enrolment.ts'
import { checkFlows } from './check-flows.ts'
import { checkModels } from './check-models.ts'
import { checkPoints } from './check-points.ts'
import type { DeviceConfiguration } from './device.ts'
import { type ConfigurationInput, ConfigurationSchema } from './schema.ts'
import { readSecret, resolveSecrets } from './secrets.ts'
import './faults.ts'

export interface EdgeConfiguration {
  readonly node: { readonly group: string; readonly name: string }
  readonly uplink: {
    readonly url: string
    readonly username?: string
    readonly password?: string
    /** PEM: the only authorities whose brokers count. */
    readonly ca?: string
    readonly enrolment?: EnrolmentConfiguration
    /** Absent: nobody is waited for. */
    readonly primaryHost?: string
    readonly replayValuesPerSecond: number
  }
  readonly buffer: { readonly folder: string; readonly limitBytes: number }
  /** Every protocol this edge speaks: its own and those of the driver packages. */
  readonly drivers: readonly DriverFactory[]
  /** Those of the file, then its models and its flows, whose outputs are points like all others. */
  readonly devices: readonly DeviceConfiguration[]
  /** Absent: the platform may not. */
  readonly deployments?: DeploymentsConfiguration
}

/** The platform may deploy here. */
export interface DeploymentsConfiguration {
  /** Where archives come from; the only authorities that count there, PEM. */
  readonly from: { readonly url: string; readonly ca?: string }
  /** Fingerprints of keys, one of which must have signed them; without it none is asked for. */
  readonly trusts?: readonly string[]
}

export interface ConfigurationNeeds {
  /** The edge's own. */
  readonly drivers: readonly DriverFactory[]
  /** Loads the driver packages that the file names. */
  readonly packages: Pick<DriverPackages, 'load'>
  /** Folder that relative paths start from. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface CheckedConfiguration {
  /** Absent when there are findings, unless they tell of packages of models and flows alone: these are refused, and all else runs. */
  readonly configuration?: EdgeConfiguration
  readonly findings: readonly Finding[]
}

const checker = Compile(ConfigurationSchema)
const GIB = 1_073_741_824
const isSecure = /^(mqtts|ssl):/

/** Checks the text of a configuration file; tells every mistake with its place, at once. Reads the secret files it names. */
export async function checkConfiguration(text: string, needs: ConfigurationNeeds): Promise<CheckedConfiguration> {
  const yaml = readQuickly(text) ?? readPlacedYaml(text)
  if (yaml.findings.length > 0) return { findings: yaml.findings }
  const findings: Finding[] = []
  if (!checker.Check(yaml.value)) {
    // Only now the places are worth their price: a plant's file holds 100,000 points.
    findings.push(...findingsOf(checker.Errors(yaml.value)[1], readPlacedYaml(text)))
    return { findings: sorted(findings) }
  }
  const input: ConfigurationInput = yaml.value
  const { folder, env } = needs
  let places: PlacedYaml | undefined
  const placed = (): PlacedYaml => {
    places ??= readPlacedYaml(text)
    return places
  }
  const at = (path: readonly (string | number)[], reason: string, key?: 'key'): Finding => ({
    ...placed().placeOf(path, key),
    path: `/${path.join('/')}`,
    reason,
  })
  const find = (...mistake: Parameters<typeof at>): void => {
    findings.push(at(...mistake))
  }
  const bufferFolder = resolve(folder, input.buffer.folder)
  const kept = join(bufferFolder, 'drivers')
  const drivers = await loadDrivers(input.drivers ?? [], { ...needs, kept }, (at, reason) =>
    find(['drivers', ...at], reason),
  )
  const byKind = new Map(drivers.map((driver) => [driver.kind, driver]))
  const names = new Map<string, number>()
  const devices: DeviceConfiguration[] = []
  for (const [i, device] of input.devices.entries()) {
    const path = ['devices', i]
    const twin = names.get(device.name)
    if (twin !== undefined) find([...path, 'name'], `is the name of device ${twin + 1} already`)
    names.set(device.name, i)
    const driver = byKind.get(device.driver)
    if (!driver) find([...path, 'driver'], `must be one of ${[...byKind.keys()].join(', ')}`)
    const connection = await resolveSecrets(device.connection, { folder, env }, (at, reason) =>
      find([...path, 'connection', ...at], reason, 'key'),
    )
    if (driver) {
      const [valid, errors] = checkerOf(driver).Errors(connection)
      if (!valid) findings.push(...findingsOf(errors, placed(), [...path, 'connection']))
    }
    await checkPoints(device.points, driver, (at, reason) => find([...path, 'points', ...at], reason))
    devices.push({
      ...device,
      connection,
      points: device.points.map((point) => ({
        ...point,
        periodMs: point.periodMs ?? 1_000,
        access: point.access ?? 'r',
      })),
    })
  }
  const refused: Finding[] = []
  for (const kind of ['models', 'flows'] as const)
    for (const [i, { name }] of (input[kind] ?? []).entries()) {
      if (names.has(name)) find([kind, i, 'name'], 'is the name of a device, a model or a flow already')
      names.set(name, i)
    }
  const models = await checkModels(input.models ?? [], {
    folder,
    devices,
    fault: (path, reason) => find(['models', ...path], reason),
    refused: (path, reason) => refused.push(at(['models', ...path], reason)),
  })
  const flows = await checkFlows(input.flows ?? [], {
    folder,
    devices: [...devices, ...models],
    fault: (path, reason) => find(['flows', ...path], reason),
    refused: (path, reason) => refused.push(at(['flows', ...path], reason)),
  })
  const { url, ca, username, passwordFile, passwordEnv, primaryHost, replayValuesPerSecond } = input.uplink
  if (passwordFile !== undefined && passwordEnv !== undefined) {
    find(['uplink', 'passwordEnv'], 'stands beside passwordFile; keep one of them', 'key')
  }
  const password = await readSecret(
    {
      ...(passwordFile === undefined ? {} : { file: passwordFile }),
      ...(passwordEnv === undefined ? {} : { env: passwordEnv }),
    },
    { folder, env },
    (reason) => find(['uplink', passwordFile === undefined ? 'passwordEnv' : 'passwordFile'], reason),
  )
  const authorities =
    ca === undefined ? undefined : await readAuthorities(ca, folder, (reason) => find(['uplink', 'ca'], reason))
  if (ca !== undefined && !isSecure.test(url)) find(['uplink', 'url'], 'must begin with mqtts:// beside ca')
  const enrolment =
    input.uplink.enrolment &&
    (await checkEnrolment(input.uplink.enrolment, { folder, env }, (at, reason) => find(['uplink', ...at], reason)))
  if (enrolment) {
    if (!isSecure.test(url)) find(['uplink', 'url'], 'must begin with mqtts:// beside enrolment')
    for (const other of ['username', 'passwordFile', 'passwordEnv', 'ca'] as const) {
      if (input.uplink[other] !== undefined) find(['uplink', other], 'stands beside enrolment; keep one of them', 'key')
    }
  }
  const deployments = await checkDeployments(input, folder, (at, reason) => find(at, reason))
  if (findings.length > 0) return { findings: sorted([...findings, ...refused]) }
  return {
    findings: refused,
    configuration: {
      node: input.node,
      uplink: {
        url,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
        ...(authorities === undefined ? {} : { ca: authorities }),
        ...(enrolment ? { enrolment } : {}),
        ...(primaryHost === null ? {} : { primaryHost: primaryHost ?? 'millrace' }),
        replayValuesPerSecond: replayValuesPerSecond ?? 20_000,
      },
      buffer: { folder: bufferFolder, limitBytes: input.buffer.limitBytes ?? GIB },
      drivers,
      devices: [...devices, ...models, ...flows],
      ...(deployments ? { deployments } : {}),
    },
  }
}

/** Reads and checks a file. Throws `edge_config.unreadable` or `edge_config.invalid`, which names every mistake. */
export async function loadConfiguration(
  file: string,
  needs: Omit<ConfigurationNeeds, 'folder'>,
): Promise<EdgeConfiguration> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (reason) {
    throw new Fault('edge_config.unreadable', { file, seen: sayFault(reason) }, reason)
  }
  const { configuration, findings } = await checkConfiguration(text, { ...needs, folder: dirname(resolve(file)) })
  if (!configuration) {
    throw new Fault('edge_config.invalid', {
      file,
      count: findings.length,
      findings: findings.map(sayFinding).join('\n'),
    })
  }
  return configuration
}

async function checkDeployments(
  { platform, deployments }: ConfigurationInput,
  folder: string,
  fault: (at: readonly string[], reason: string) => void,
): Promise<DeploymentsConfiguration | undefined> {
  if (platform)
    try {
      checkAddress(platform.url)
    } catch (reason) {
      fault(['platform', 'url'], sayFault(reason))
    }
  if (!deployments) return undefined
  if (!platform) {
    fault(['deployments'], 'needs the address of the platform: write platform: { url: … }')
    return undefined
  }
  const { url, ca } = platform
  const authorities =
    ca === undefined ? undefined : await readAuthorities(ca, folder, (reason) => fault(['platform', 'ca'], reason))
  return {
    from: { url, ...(authorities === undefined ? {} : { ca: authorities }) },
    ...(deployments.trusts ? { trusts: deployments.trusts } : {}),
  }
}

/** The edge's own drivers and those of the packages that a file names. */
async function loadDrivers(
  places: readonly string[],
  { drivers, packages, folder, kept }: ConfigurationNeeds & { readonly kept: string },
  fault: (at: readonly number[], reason: string) => void,
): Promise<readonly DriverFactory[]> {
  const all = [...drivers]
  for (const [i, place] of places.entries()) {
    try {
      const loaded = await packages.load(resolve(folder, place), kept)
      if (all.some(({ kind }) => kind === loaded.kind))
        fault([i], `brings a driver ${loaded.kind}, which is there already`)
      else all.push(loaded)
    } catch (reason) {
      fault([i], `is no driver package: ${reason instanceof Fault ? reason.message : sayFault(reason)}`)
    }
  }
  return all
}

const checkers = new WeakMap<object, ReturnType<typeof Compile>>()

function checkerOf({ configSchema }: DriverFactory): ReturnType<typeof Compile> {
  const known = checkers.get(configSchema) ?? Compile(configSchema)
  checkers.set(configSchema, known)
  return known
}

/** JSON is YAML too, and read a hundred times faster; its mistakes are left to the reader that knows places. */
function readQuickly(text: string): PlacedYaml | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return { value: JSON.parse(text), findings: [], placeOf: () => ({ line: 1, column: 1 }) }
  } catch {
    return undefined
  }
}

const sorted = (findings: Finding[]): Finding[] => findings.sort((a, b) => a.line - b.line || a.column - b.column)
