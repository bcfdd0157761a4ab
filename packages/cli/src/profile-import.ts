import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { type DeviceProfile, sayFinding } from '@millrace/core/profiles'
import {
  checkProfile,
  edgeDrivers,
  importBytes,
  isSunSpecModel,
  profileFromImport,
  profileFromSunSpec,
  readBytes,
  sunSpecWords,
  writeProfile,
} from '@millrace/edge'
import { reportImport } from './import-report.ts'
import './faults.ts'

const options = {
  maker: { type: 'string' },
  model: { type: 'string' },
  kind: { type: 'string' },
  title: { type: 'string' },
  'title-zh': { type: 'string' },
  driver: { type: 'string', default: 'modbus-tcp' },
  'word-order': { type: 'string' },
  document: { type: 'string' },
  publisher: { type: 'string' },
  revision: { type: 'string' },
  address: { type: 'string' },
  start: { type: 'string', default: '40070' },
  sheet: { type: 'string' },
  device: { type: 'string' },
  author: { type: 'string', default: 'Millrace' },
} as const

/** `millrace profile import <file>`: prints a profile to go on with, of a table, a NodeSet2, a SunSpec model or another program's list. */
export async function profileFromFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const usage = (expected: string): Fault =>
    new Fault('cli.usage', { expected, seen: args.join(' '), command: 'profile' })
  const [file] = positionals
  const { model, kind, title, document, publisher } = values
  if (file === undefined)
    throw usage('a table of points, a SunSpec model, a NodeSet2 or a list of ThingsBoard or Neuron')
  for (const [name, value] of Object.entries({ model, kind, title, document, publisher }))
    if (value === undefined) throw usage(`--${name}`)
  const source: DeviceProfile['sources'][number] = {
    id: 'document',
    kind: 'document',
    title: document!,
    publisher: publisher!,
    ...(values.revision === undefined ? {} : { revision: values.revision }),
    ...(values.address === undefined ? {} : { address: values.address }),
  }
  const titles = { en: title!, zh: values['title-zh'] ?? title! }
  const bytes = await readBytes(file)
  const text = file.endsWith('.json') ? new TextDecoder().decode(bytes) : ''
  if (file.endsWith('.json') && isSunSpecModel(text)) {
    if (!/^\d{1,5}$/.test(values.start)) throw usage('a register for --start')
    const made = profileFromSunSpec(text, {
      model: model!,
      kind: kind!,
      title: titles,
      start: Number(values.start),
      zh: await sunSpecWords(),
      source,
    })
    for (const word of made.untranslated) process.stderr.write(`no Chinese words for "${word}" yet\n`)
    process.stdout.write(writeProfile(made.profile))
    return 0
  }
  const driver = edgeDrivers.find((one) => one.kind === values.driver)
  if (!driver) throw usage(`one of the drivers ${edgeDrivers.map((one) => one.kind).join(', ')} for --driver`)
  if (values.maker === undefined) throw usage('--maker')
  const imported = await importBytes(bytes, file, {
    drivers: edgeDrivers,
    choice: { driver: driver.kind, ...(values.sheet === undefined ? {} : { sheet: values.sheet }) },
  })
  const { taken, refused } = reportImport(imported, file)
  if (taken === 0) throw new Fault('edge_import.nothing_taken', { file, count: taken + refused })
  const wordOrder = values['word-order']
  const written = writeProfile(
    profileFromImport(imported, file, {
      maker: values.maker,
      model: model!,
      kind: kind!,
      title: titles,
      author: values.author,
      source,
      ...(wordOrder === undefined ? {} : { connection: { wordOrder } }),
      ...(values.device === undefined ? {} : { device: values.device }),
    }),
  )
  process.stdout.write(written)
  const { findings } = await checkProfile(written, edgeDrivers)
  if (findings.length > 0)
    process.stderr.write(`${findings.length} things to mend before millrace profile check passes:\n`)
  for (const finding of findings) process.stderr.write(`${sayFinding(finding)}\n`)
  return 0
}
