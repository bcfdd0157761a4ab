import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault, sayFault } from '@millrace/core'
import type { DeviceProfile } from '@millrace/core/profiles'
import { edgeDrivers, pointsFromCsv, profileFromSunSpec, sunSpecWords, writeProfile } from '@millrace/edge'
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
  author: { type: 'string', default: 'Millrace' },
} as const

/** `millrace profile import <points.csv | model_103.json>`: prints a profile to go on with. */
export async function profileFromFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const usage = (expected: string): Fault =>
    new Fault('cli.usage', { expected, seen: args.join(' '), command: 'profile' })
  const [file] = positionals
  const { model, kind, title, document, publisher } = values
  if (file === undefined) throw usage('a CSV of points or a SunSpec model in JSON')
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
  const text = await readText(file)
  if (file.endsWith('.json')) {
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
  const points = await pointsFromCsv(text, file, driver)
  const wordOrder = values['word-order']
  const made: DeviceProfile = {
    maker: values.maker,
    model: model!,
    kind: kind!,
    title: titles,
    drivers: [driver.kind],
    ...(wordOrder === undefined ? {} : { connection: { wordOrder } }),
    sources: [source],
    tables: [{ name: basename(file, '.csv'), verified: 'document', sources: [{ id: source.id }], points }],
    licence: 'Apache-2.0',
    author: values.author,
    version: '0.1.0',
    status: 'draft',
  }
  process.stdout.write(writeProfile(made))
  return 0
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (reason) {
    throw new Fault('cli.file_unreadable', { file, seen: sayFault(reason) }, reason)
  }
}
