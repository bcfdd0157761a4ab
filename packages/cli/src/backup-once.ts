import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Held, holdTarget, openTarget, prune, type TidyTarget, writeSnapshot } from '@millrace/backup'
import { type Closable, Fault, Owned, silentLog, systemClock } from '@millrace/core'
import { MillraceClient, PlatformFault } from '@millrace/sdk'
import { holdStopped } from '@millrace/server/backup'
import './faults.ts'
import { addressesIn, localFiles } from './local-platform.ts'
import { megabytes, progressLine, say } from './progress-line.ts'

export interface BackupSettings {
  /** Folder or s3://bucket/prefix. */
  readonly target: string
  /** Snapshots that stay. */
  readonly keep: number | undefined
}

/** A platform that is held, by itself or by us. */
interface Holder extends Closable {
  readonly held: Held
  readonly seal: (sha256: string) => Promise<string>
  /** Ends when nothing is held any more. */
  readonly signal: AbortSignal
}

/** One backup of the platform of MILLRACE_DATA. */
export async function backUpOnce({ target: text, keep }: BackupSettings, stop: AbortSignal): Promise<void> {
  const begun = performance.now()
  const owned = new Owned()
  try {
    const target = owned.add(await openTarget(text, { environment: process.env, clock: systemClock }))
    owned.add(await holdTarget(target, systemClock))
    const dataFolder = resolve(process.env['MILLRACE_DATA'] || './data')
    const holder = owned.add((await holdOnline(dataFolder, stop)) ?? (await holdOffline(dataFolder, stop)))
    await copy(target, holder, begun)
    if (keep !== undefined) {
      const { snapshots, objects, bytes } = await prune(target, keep)
      if (snapshots + objects > 0) say(`dropped ${snapshots} snapshots and ${objects} objects, ${megabytes(bytes)}`)
    }
  } finally {
    await owned.close()
  }
}

async function copy(target: TidyTarget, { held, seal, signal }: Holder, begun: number): Promise<void> {
  const line = progressLine('copying file')
  try {
    const written = await writeSnapshot({ target, held, seal, tell: line.tell, warn: say, signal })
    line.end()
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
    process.stdout.write(
      `${written.key}: ${held.history.rows.toLocaleString('en')} values in segments, ${written.files} files, ${megabytes(written.bytes)}; new ${megabytes(written.newBytes)} in ${written.newFiles} files; ${seconds} s\n`,
    )
    say(`It opens with the master key ${held.masterKey} alone, which is no part of it: keep that key elsewhere.`)
  } catch (thrown) {
    line.end()
    // What was copied from is gone with the platform: that is the reason, whatever the disk says.
    signal.throwIfAborted()
    throw thrown
  }
}

/** Asks the platform that runs; undefined if none does. */
async function holdOnline(dataFolder: string, stop: AbortSignal): Promise<Holder | undefined> {
  const files = localFiles(dataFolder)
  const [addresses, token] = await Promise.all([textOf(files.addresses), textOf(files.token)])
  if (addresses === undefined || token === undefined) return undefined
  const { localAddress } = addressesIn(addresses)
  const client = new MillraceClient({ address: localAddress, token, retries: 0 })
  const leave = new AbortController()
  const gone = new AbortController()
  stop.addEventListener('abort', () => gone.abort(stop.reason), { once: true })
  const events = client.backups.hold(AbortSignal.any([leave.signal, stop]))
  const file = await heldFile(events).catch((thrown: unknown) => {
    stop.throwIfAborted()
    if (!(thrown instanceof PlatformFault || thrown instanceof Fault)) throw new Fault('cli.platform_gone', {}, thrown)
    // What a killed platform left behind; who holds the folder is seen by taking it.
    if (thrown.code === 'sdk.unreachable') return undefined
    throw thrown
  })
  if (file === undefined) return undefined
  const ended = drain(events, gone)
  return {
    held: JSON.parse(await readFile(file, 'utf8')) as Held,
    seal: async (sha256) => (await client.backups.seal(sha256)).seal,
    signal: gone.signal,
    close: async () => {
      leave.abort()
      await ended
    },
  }
}

async function heldFile(
  events: AsyncGenerator<{ readonly file: string } | { readonly step: string }>,
): Promise<string> {
  for (;;) {
    const { done, value } = await events.next()
    if (done) throw new Fault('cli.platform_gone')
    if ('file' in value) return value.file
  }
}

/** Waits for the end of a stream that tells nothing more: when it ends by itself, the platform is gone. */
async function drain(events: AsyncGenerator<unknown>, gone: AbortController): Promise<void> {
  try {
    await events.next()
    gone.abort(new Fault('cli.platform_gone'))
  } catch (thrown) {
    gone.abort(new Fault('cli.platform_gone', {}, thrown))
  }
}

async function holdOffline(dataFolder: string, stop: AbortSignal): Promise<Holder> {
  const given = (name: string): string | undefined => process.env[name] || undefined
  const hold = await holdStopped(
    {
      dataFolder,
      databaseUrl: given('DATABASE_URL'),
      masterKey: given('MILLRACE_MASTER_KEY'),
      clock: systemClock,
      log: silentLog,
    },
    () => undefined,
    stop,
  )
  if (!hold) throw new Fault('cli.platform_elsewhere', { folder: dataFolder })
  say('The platform does not run; its folder is backed up as it is.')
  return {
    held: JSON.parse(await readFile(hold.file, 'utf8')) as Held,
    seal: hold.seal,
    signal: stop,
    close: () => hold.close(),
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Fault('cli.file_unreadable', { file, seen: (thrown as Error).message }, thrown)
  }
}
