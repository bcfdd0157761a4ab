import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AppPackage, askedBy, packApp, readAppFolder, signApp, unpackApp } from '@millrace/apps'
import { Fault, sayFault } from '@millrace/core'
import { fingerprintOf, pack } from '@millrace/packaging'
import { appHelp } from './app-help.ts'
import './faults.ts'

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  create: begin,
  new: begin,
  check,
  test: async (args) => (await import('./app-test.ts')).testApp(args),
  dev: async (args) => (await import('./app-dev/command.ts')).devApp(args),
  key,
  pack: packFolder,
  sign,
  verify,
  ...Object.fromEntries(
    (['publish', 'install', 'upgrade', 'uninstall', 'list', 'fetch', 'mirror'] as const).map((verb) => [
      verb,
      async (args: readonly string[]) => (await import('./app-platform/commands.ts')).appOfPlatform(verb, args),
    ]),
  ),
}

/** `millrace app …`: begins an app, checks it, packs and signs it, and looks into what somebody else packed. */
export async function app(args: readonly string[]): Promise<number> {
  const [verb = '', ...more] = args
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(appHelp)
    return 0
  }
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!run || (more.length === 0 && verb !== 'list'))
    throw new Fault('cli.usage', {
      expected: `${Object.keys(verbs).join(', ')}, and a folder or a file`,
      seen: args.join(' '),
      command: 'app',
    })
  return run(more)
}

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

async function begin([place = '']: readonly string[]): Promise<number> {
  const folder = resolve(place)
  const held = await readdir(folder).catch(() => [])
  if (held.length > 0) throw new Fault('cli.folder_not_empty', { folder, count: held.length })
  const template = fileURLToPath(new URL('../template', import.meta.resolve('@millrace/apps')))
  await cp(template, folder, { recursive: true })
  say(`An app is in ${folder}: app.yaml says what it is, needs and asks for.`)
  say(`Next: millrace app test ${place}`)
  return 0
}

async function check([folder = '']: readonly string[]): Promise<number> {
  tell(await readAppFolder(resolve(folder)))
  return 0
}

/** Makes a key that is the publisher's; it stays with him. */
async function key([file = '']: readonly string[]): Promise<number> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  try {
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  } catch (reason) {
    throw new Fault('cli.file_unwritable', { file, seen: sayFault(reason) }, reason)
  }
  const own = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  say(`A private key is in ${file}: keep it, and a copy where nobody else comes to.`)
  say(`What others know it by: ${fingerprintOf(own)}`)
  return 0
}

/** With its bill of materials in it; signed where a key is named. */
async function packFolder(args: readonly string[]): Promise<number> {
  const [folder = '', ...options] = args
  const keyFile = optionIn(options, '--key')
  const read = await readAppFolder(resolve(folder))
  const { app: whole, archive, signature } = packApp(read, keyFile === undefined ? undefined : await readKey(keyFile))
  const { id, version } = whole.manifest
  const out = optionIn(options, '--out') ?? `${id.replace('/', '-')}-${version}.zip`
  await writeArchive(out, archive)
  say(`${out}: ${id} ${version}, ${archive.length} bytes, ${whole.digest}`)
  say(
    signature
      ? `signed by ${fingerprintOf(signature.key)}`
      : 'not signed: millrace app key makes a key, --key or millrace app sign signs with it',
  )
  return 0
}

/** Signs what somebody packed without a key, or with another: its files stay as they are. */
async function sign([file = '', ...options]: readonly string[]): Promise<number> {
  const keyFile = optionIn(options, '--key')
  if (keyFile === undefined)
    throw new Fault('cli.usage', { expected: '--key with a file of millrace app key', seen: 'none', command: 'app' })
  const { app: whole } = await unpackApp(await readArchive(file))
  const signature = signApp(whole.digest, await readKey(keyFile))
  await writeArchive(optionIn(options, '--out') ?? file, pack(whole.files, signature))
  say(`${whole.digest}\nsigned by ${fingerprintOf(signature.key)}`)
  return 0
}

/** What a package is, asks for, and who signed it; nothing of it is run. */
async function verify([file = '']: readonly string[]): Promise<number> {
  const { app: read, signature } = await unpackApp(await readArchive(file))
  tell(read)
  say(`${basename(file)}: ${read.digest}`)
  say(signature ? `signed by ${signature.fingerprint}` : 'signed by nobody')
  return 0
}

function tell({ manifest }: AppPackage): void {
  const { id, version, title, owner, licence, needs = [] } = manifest
  say(`${id} ${version}: ${title.en} · ${title.zh}; ${owner}, ${licence}`)
  for (const { name, equipmentClass, thingModel, properties } of needs) {
    const listed = properties.map((one) => `${one.name}${one.unit ? ` [${one.unit}]` : ''}${one.optional ? '?' : ''}`)
    say(`needs ${name} (${equipmentClass ?? thingModel}): ${listed.join(', ')}`)
  }
  for (const { app: carried, version: its } of manifest.includes ?? []) say(`carries ${carried} ${its}`)
  for (const { kind, ...what } of askedBy(manifest)) say(`asks for ${kind} ${Object.values(what).join(' ')}`)
}

function optionIn(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  if (at < 0) return undefined
  const value = args[at + 1]
  if (value === undefined)
    throw new Fault('cli.usage', { expected: `a value of ${name}`, seen: 'none', command: 'app' })
  return value
}

async function readArchive(file: string): Promise<Uint8Array> {
  return readFile(file).catch((reason: unknown) => {
    throw new Fault('package.unreadable', { file, seen: sayFault(reason) }, reason)
  })
}

async function writeArchive(file: string, archive: Uint8Array): Promise<void> {
  await writeFile(file, archive).catch((reason: unknown) => {
    throw new Fault('cli.file_unwritable', { file, seen: sayFault(reason) }, reason)
  })
}

async function readKey(file: string): Promise<KeyObject> {
  const text = await readFile(file).catch((reason: unknown) => {
    throw new Fault('package.unreadable', { file, seen: sayFault(reason) }, reason)
  })
  try {
    return createPrivateKey(text)
  } catch (reason) {
    throw new Fault('package.key_unfit', { seen: `what is no key in ${file}` }, reason)
  }
}
