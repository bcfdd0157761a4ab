import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { deviceText } from '@millrace/core/profiles'
import { edgeDrivers, entryOf, importFile, missingIn } from '@millrace/edge'
import { reportImport } from './import-report.ts'
import './faults.ts'

const options = {
  driver: { type: 'string' },
  sheet: { type: 'string' },
  device: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  url: { type: 'string' },
  language: { type: 'string', default: 'en' },
} as const

/** `millrace edge import <file>`: devices and points of another program's configuration, as an edge's has them. */
export async function importDevices(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const usage = (expected: string): Fault => new Fault('cli.usage', { expected, seen: args.join(' '), command: 'edge' })
  const [file] = positionals
  const { driver, sheet, device, host, port, url, language } = values
  if (file === undefined) throw usage('a file of ThingsBoard, Neuron or OPC UA, or a table of points')
  if (language !== 'en' && language !== 'zh') throw usage('en or zh for --language')
  if (driver !== undefined && !edgeDrivers.some(({ kind }) => kind === driver))
    throw usage(`one of the drivers ${edgeDrivers.map(({ kind }) => kind).join(', ')} for --driver`)
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw usage('a number for --port')
  const imported = await importFile(file, edgeDrivers, {
    ...(driver === undefined ? {} : { driver }),
    ...(sheet === undefined ? {} : { sheet }),
  })
  const devices = imported.devices.filter(({ name }) => device === undefined || name === device)
  const { taken, refused } = reportImport({ ...imported, devices }, file)
  if (taken === 0) throw new Fault('edge_import.nothing_taken', { file, count: taken + refused })
  const connection = {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(url === undefined ? {} : { url }),
  }
  process.stdout.write('devices:\n')
  for (const one of devices) {
    const entry = entryOf(one, edgeDrivers, { language, connection })
    const missing = missingIn(entry, edgeDrivers)
    if (missing.length > 0)
      process.stderr.write(`note: add to the connection of ${entry.name}: ${missing.join(', ')}\n`)
    process.stdout.write(deviceText(entry))
  }
  return 0
}
