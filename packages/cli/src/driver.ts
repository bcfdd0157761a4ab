import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Fault, processLog, sayFault, systemClock } from '@millrace/core'
import { type ContractSubject, DriverPackages, driverContract, readManifest } from '@millrace/drivers'
import './faults.ts'

const SENTENCE_MS = 60_000

/** What a package's trial module says; the platform knows the rest. */
type Trial = Omit<ContractSubject<unknown>, 'factory' | 'folder'>

/** `millrace driver new <folder>` begins a driver package, `millrace driver test <folder>` holds one against the contract. */
export async function driver(args: readonly string[]): Promise<number> {
  const [verb, folder] = args
  if (folder === undefined || (verb !== 'new' && verb !== 'test'))
    throw new Fault('cli.usage', { expected: 'new or test, and a folder', seen: args.join(' '), command: 'driver' })
  return verb === 'new' ? begin(resolve(folder)) : tryOut(resolve(folder))
}

async function begin(folder: string): Promise<number> {
  const held = await readdir(folder).catch(() => [])
  if (held.length > 0) throw new Fault('cli.folder_not_empty', { folder, count: held.length })
  const template = fileURLToPath(new URL('../template', import.meta.resolve('@millrace/drivers')))
  await cp(template, folder, { recursive: true })
  process.stdout.write(`A driver package that works is in ${folder}.\nTry it: millrace driver test ${folder}\n`)
  return 0
}

async function tryOut(folder: string): Promise<number> {
  const manifest = await readManifest(folder)
  if (!manifest.trial) {
    throw new Fault('driver_package.manifest_malformed', {
      folder,
      expected: '"trial", the module that says how to try the driver',
      seen: 'none',
    })
  }
  const { default: trial } = (await import(pathToFileURL(manifest.trial).href)) as { default: Trial }
  const kept = await mkdtemp(join(tmpdir(), 'millrace-driver-'))
  const packages = new DriverPackages({ clock: systemClock, log: processLog('driver') })
  let failed = 0
  let count = 0
  try {
    const factory = await packages.load(folder, kept)
    for (const { says, run } of driverContract({ ...trial, ownClock: true, factory, folder: kept })) {
      count++
      const wrong = await within(SENTENCE_MS, run)
      process.stdout.write(
        `${wrong === undefined ? 'ok  ' : 'FAIL'} ${says}\n${wrong === undefined ? '' : `     ${wrong}\n`}`,
      )
      if (wrong !== undefined) failed++
    }
  } finally {
    await packages.close()
    await rm(kept, { recursive: true, force: true })
  }
  const { name, version, kind } = manifest
  process.stdout.write(
    `${name} ${version}, driver ${kind}: ${count - failed} of ${count} sentences hold${failed === 0 ? '' : ', the driver must not be used yet'}\n`,
  )
  return failed === 0 ? 0 : 1
}

/** Why the sentence does not hold; undefined if it does. */
async function within(ms: number, run: () => Promise<void>): Promise<string | undefined> {
  const late = Promise.withResolvers<string>()
  const timer = setTimeout(() => late.resolve(`no end within ${ms / 1_000} s`), ms)
  try {
    return await Promise.race([run().then(() => undefined), late.promise])
  } catch (reason) {
    return sayFault(reason)
  } finally {
    clearTimeout(timer)
  }
}

// A package imports the kit of this installation, wherever the package lies.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith('@millrace/') ? { ...context, parentURL: import.meta.url } : context),
})
