import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { entriesOf, openTarget, readSnapshot, verifyTarget } from '@millrace/backup'
import { Fault, isoOf, sayFault, systemClock } from '@millrace/core'
import { type BackupSettings, backUpOnce } from './backup-once.ts'
import './faults.ts'
import { megabytes, progressLine, say } from './progress-line.ts'

const usage = (expected: string, seen: string): Fault => new Fault('cli.usage', { expected, seen, command: 'backup' })

/**
 * `millrace backup <target> [--every 15m] [--keep N]`, `millrace backup verify <target>`, `millrace backup list <target>`. The
 * platform is the one of MILLRACE_DATA, running or not.
 */
export async function backup(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args)
  const [first, second, ...more] = positionals
  const isVerb = second !== undefined && (first === 'verify' || first === 'list')
  const target = isVerb ? second : first
  if (target === undefined || more.length > 0 || (!isVerb && second !== undefined))
    throw usage('a folder or s3://bucket/prefix', args.join(' '))
  if (isVerb && first === 'verify') return verify(target)
  if (isVerb) return list(target)
  const settings = { target, keep: countOf(values.keep) }
  const every = periodOf(values.every)
  return every === undefined ? once(settings) : forever(settings, every)
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { every: { type: 'string' }, keep: { type: 'string' } },
    })
  } catch (thrown) {
    throw new Fault('cli.usage', { expected: '--every or --keep', seen: args.join(' '), command: 'backup' }, thrown)
  }
}

function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,4}$/.test(text)) throw usage('--keep with a whole number from 1', text)
  return Number(text)
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `15m`, `1h`, `2d`; ms. */
function periodOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, count, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? []
  if (count === undefined || unit === undefined) throw usage('--every with a time such as 15m, 1h or 1d', text)
  return Number(count) * (units[unit] as number)
}

async function once(settings: BackupSettings): Promise<number> {
  const stop = new AbortController()
  const end = (): void => stop.abort(new Fault('cli.interrupted', { command: 'backup' }))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  await backUpOnce(settings, stop.signal)
  return 0
}

/** A failure is told and the next time is waited for: whoever set it up at night wants the next one all the same. */
async function forever(settings: BackupSettings, every: number): Promise<number> {
  const stop = new AbortController()
  const end = (): void => stop.abort(new Fault('cli.interrupted', { command: 'backup' }))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  while (!stop.signal.aborted) {
    const begun = systemClock.monotonic()
    try {
      await backUpOnce(settings, stop.signal)
    } catch (thrown) {
      if (stop.signal.aborted) break
      say(sayFault(thrown))
    }
    const left = every - (systemClock.monotonic() - begun)
    // Woken by the signal that ends it; nothing else can fail in a pause.
    await pause(Math.max(1_000, left), undefined, { signal: stop.signal }).catch(() => undefined)
  }
  return 0
}

async function verify(text: string): Promise<number> {
  const target = await openTarget(text, { environment: process.env, clock: systemClock })
  const line = progressLine('reading')
  try {
    const { snapshots, objects, bytes, unnamed, faults } = await verifyTarget(target, line.tell)
    line.end()
    for (const fault of faults) process.stdout.write(`DAMAGED: ${fault.message}\n  What to do: ${fault.remedy}\n`)
    const left = unnamed === 0 ? '' : `, ${unnamed} objects that no snapshot names`
    process.stdout.write(
      `${faults.length === 0 ? 'Intact' : `${faults.length} damaged`}: ${snapshots} snapshots, ${objects} objects, ${megabytes(bytes)}${left}.\n`,
    )
    return faults.length === 0 ? 0 : 1
  } finally {
    await target.close()
  }
}

async function list(text: string): Promise<number> {
  const target = await openTarget(text, { environment: process.env, clock: systemClock })
  try {
    const entries = await entriesOf(target)
    for (const { key, at } of entries) {
      try {
        const { snapshot } = await readSnapshot(target, key)
        const bytes = snapshot.files.reduce((sum, file) => sum + file.bytes, 0)
        const { rows } = snapshot.history
        process.stdout.write(
          `${isoOf(at)}  ${rows.toLocaleString('en').padStart(15)} values  ${megabytes(bytes).padStart(12)}  ${snapshot.files.length} files  release ${snapshot.release}\n`,
        )
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        process.stdout.write(`${isoOf(at)}  DAMAGED: ${thrown.message}\n`)
      }
    }
    if (entries.length === 0) process.stdout.write(`No snapshots in ${target.name}.\n`)
    return 0
  } finally {
    await target.close()
  }
}
