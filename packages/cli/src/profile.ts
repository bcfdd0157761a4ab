import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { type DeviceProfile, deviceText, expandDevice, listProfiles, pointsOf } from '@millrace/core/profiles'
import { edgeDrivers, findProfile, missingIn, readProfile, simulateProfile } from '@millrace/edge'
import { profileFromFile } from './profile-import.ts'
import { profileOfPlatform } from './profile-platform.ts'
import './faults.ts'

const MOVE_MS = 1_000

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  unit: { type: 'string' },
  name: { type: 'string' },
  prefix: { type: 'string' },
  driver: { type: 'string' },
  language: { type: 'string', default: 'en' },
  set: { type: 'string', multiple: true },
} as const

/** `millrace profile …`: what the library knows about devices, as an edge's configuration wants it. */
export async function profile(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb === 'import') return profileFromFile(rest)
  if (verb === 'push' || verb === 'pull' || verb === 'remote') return profileOfPlatform(verb, rest)
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options })
  const id = positionals[0]
  if (verb === 'list') return list(id)
  if (id === undefined || !['show', 'config', 'simulate', 'check'].includes(verb ?? ''))
    throw usage(
      'list, show, config, simulate, check, import, push, pull or remote, and what it is about',
      args.join(' '),
    )
  if (verb === 'check') return check(positionals)
  const known = await findProfile(id, edgeDrivers)
  if (verb === 'show') return show(known)
  const choice = choiceOf(values, known)
  return verb === 'config' ? config(known, choice) : simulate(known, choice, numberOf('port', values.port) ?? 0)
}

const usage = (expected: string, seen: string): Fault => new Fault('cli.usage', { expected, seen, command: 'profile' })

function numberOf(what: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^-?\d{1,9}$/.test(text)) throw usage(`a whole number for --${what}`, text)
  return Number(text)
}

interface Given {
  readonly host?: string | undefined
  readonly port?: string | undefined
  readonly unit?: string | undefined
  readonly name?: string | undefined
  readonly prefix?: string | undefined
  readonly driver?: string | undefined
  readonly language: string
  readonly set?: readonly string[] | undefined
}

/** Whether a driver of ours finds its device by a host. */
function takesHost(kind: string): boolean {
  const schema = edgeDrivers.find((one) => one.kind === kind)?.configSchema as { properties?: object } | undefined
  return schema?.properties !== undefined && 'host' in schema.properties
}

function choiceOf(given: Given, known: DeviceProfile) {
  const { host, name, prefix, language, set = [] } = given
  // Whoever names a host means the network, though the device may have a serial line, too.
  const driver = given.driver ?? (host === undefined ? undefined : known.drivers.find(takesHost))
  if (language !== 'en' && language !== 'zh') throw usage('en or zh for --language', language)
  const parameters: Record<string, number> = {}
  for (const pair of set) {
    const [, parameter, value] = /^([A-Za-z]\w*)=(-?\d{1,9})$/.exec(pair) ?? []
    if (parameter === undefined) throw usage('--set NAME=NUMBER', pair)
    parameters[parameter] = Number(value)
  }
  const port = numberOf('port', given.port)
  const unit = numberOf('unit', given.unit)
  return {
    language,
    parameters,
    ...(name === undefined ? {} : { name }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(driver === undefined ? {} : { driver }),
    // Beside a prefix the station stands in each address, so that several stations fit into one device.
    ...(prefix !== undefined && unit !== undefined ? { unit } : {}),
    connection: {
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(prefix === undefined && unit !== undefined ? { unit } : {}),
    },
  } as const
}

async function list(part = ''): Promise<number> {
  for (const { id, file } of await listProfiles()) {
    const { kind, title, status } = await readProfile(file, edgeDrivers)
    if (`${id} ${kind} ${title.en} ${title.zh}`.toLowerCase().includes(part.toLowerCase()))
      process.stdout.write(`${id.padEnd(40)} ${kind.padEnd(20)} ${status.padEnd(10)} ${title.en}\n`)
  }
  return 0
}

function show(known: DeviceProfile): number {
  const { maker, model, variants, kind, title, note, drivers, parameters, sources, tables, alarms = [] } = known
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  say(`${maker} ${model}: ${title.en} (${title.zh})`)
  say(`${kind}, version ${known.version}, ${known.status}, ${known.licence}; drivers: ${drivers.join(', ')}`)
  if (variants) say(`also ${variants.join(', ')}`)
  if (note) say(note.en)
  for (const [name, { says, default: usual, address }] of Object.entries(parameters ?? {})) {
    const where = address === undefined ? '' : `, told by the device at ${address}`
    say(`parameter ${name}: ${says.en}${usual === undefined ? '' : `, ${usual} unless told`}${where}`)
  }
  for (const { id, title: text, publisher, revision, date, address, seen } of sources) {
    const facts = [publisher, revision, date, address].filter((fact) => fact !== undefined).join(', ')
    say(`source ${id}: ${text} (${facts})${seen === false ? ', named by another source and not read' : ''}`)
  }
  for (const { name, verified, points, sources: from = [] } of tables) {
    say(`\n${name}: ${verified} ${from.map(({ id, page }) => (page === undefined ? id : `${id} ${page}`)).join(', ')}`)
    for (const { name: point, address, type, unit = '', en } of points)
      say(`  ${point.padEnd(28)} ${address.padEnd(22)} ${type.padEnd(8)} ${unit.padEnd(8)} ${en}`)
  }
  if (alarms.length > 0) say('')
  for (const { severity, text, point, when } of alarms)
    say(`  ${severity.padEnd(9)} ${text.en}: ${point} ${Object.entries(when).flat().join(' ')}`)
  return 0
}

function config(known: DeviceProfile, choice: ReturnType<typeof choiceOf>): number {
  const device = expandDevice(known, choice)
  const { configSchema } = edgeDrivers.find(({ kind }) => kind === device.driver)!
  const settings = Object.keys((configSchema as { properties: object }).properties)
  const unknown = Object.keys(choice.connection).filter((name) => !settings.includes(name))
  if (unknown.length > 0)
    throw usage(
      `settings that ${device.driver} has (${settings.join(', ')})`,
      unknown.map((name) => `--${name}`).join(' '),
    )
  const missing = missingIn(device, edgeDrivers)
  if (missing.length > 0) process.stderr.write(`Add to the connection where the device is: ${missing.join(', ')}.\n`)
  process.stdout.write(deviceText(device))
  return 0
}

async function check(files: readonly string[]): Promise<number> {
  for (const file of files) {
    const read = await readProfile(file, edgeDrivers)
    process.stdout.write(
      `${file} holds: ${read.maker} ${read.model}, ${pointsOf(read).length} points, ${read.status}\n`,
    )
  }
  return 0
}

async function simulate(known: DeviceProfile, choice: ReturnType<typeof choiceOf>, port: number): Promise<number> {
  const { device, entry } = simulateProfile(known, choice)
  // Before anything is said: whoever reads that it answers may end it at once.
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  const open = await device.listen(port)
  const begun = performance.now()
  const moving = setInterval(() => device.move((performance.now() - begun) / 1_000), MOVE_MS)
  process.stdout.write(`${known.maker} ${known.model} answers on 127.0.0.1, port ${open}. As a device of an edge:\n`)
  process.stdout.write(deviceText(entry(open)))
  await promise
  clearInterval(moving)
  await device.close()
  return 0
}
