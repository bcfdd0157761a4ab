import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openTarget } from '@millrace/backup'
import { Fault, microsOf, silentLog, systemClock } from '@millrace/core'
import { restorePlatform } from '@millrace/server/backup'
import './faults.ts'
import { megabytes, progressLine } from './progress-line.ts'

/** `millrace restore <target> <folder> [--at TIME] [--master-key FILE]`: a data folder of a backup, to be started. */
export async function restore(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args)
  const [place, folder, ...more] = positionals
  if (place === undefined || folder === undefined || more.length > 0)
    throw usage('a place of backups and an empty folder', args.join(' '))
  const at = values.at === undefined ? undefined : microsOf(values.at)
  if (values.at !== undefined && at === undefined)
    throw usage('--at with a time such as 2026-11-26T17:00:00Z', values.at)
  const file = values['master-key']
  const begun = performance.now()
  const lines = { files: progressLine('fetching file'), metadata: progressLine('metadata') }
  const target = await openTarget(place, { environment: process.env, clock: systemClock })
  try {
    const dataFolder = resolve(folder)
    const restored = await restorePlatform({
      target,
      at,
      dataFolder,
      databaseUrl: process.env['DATABASE_URL'] || undefined,
      masterKey: file === undefined ? process.env['MILLRACE_MASTER_KEY'] || undefined : await keyIn(file),
      // Whoever keeps it in a file has it in the data folder; whoever keeps it in the environment does not want it on that disk.
      keepMasterKey: file !== undefined,
      clock: systemClock,
      log: silentLog,
      tell: ({ step, ...progress }) => lines[step].tell(progress),
    })
    for (const line of Object.values(lines)) line.end()
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
    process.stdout.write(
      `Restored ${restored.snapshot}: the platform as of ${restored.at}, ${restored.rows.toLocaleString('en')} values in segments, ${restored.files} files, ${megabytes(restored.bytes)}; ${seconds} s\n` +
        `Start it: MILLRACE_DATA=${relative('.', dataFolder) || dataFolder} millrace up\n` +
        'What was withdrawn after that moment (people, keys, certificates, shares) holds again: look through it before others get in.\n',
    )
    return 0
  } finally {
    for (const line of Object.values(lines)) line.end()
    await target.close()
  }
}

const usage = (expected: string, seen: string, cause?: unknown): Fault =>
  new Fault('cli.usage', { expected, seen, command: 'restore' }, cause)

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { at: { type: 'string' }, 'master-key': { type: 'string' } },
    })
  } catch (thrown) {
    throw usage('--at or --master-key', args.join(' '), thrown)
  }
}

async function keyIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (thrown) {
    throw new Fault('cli.file_unreadable', { file, seen: (thrown as Error).message }, thrown)
  }
}
