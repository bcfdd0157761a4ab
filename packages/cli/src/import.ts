import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Clock, Fault, systemClock } from '@millrace/core'
import { type Import, type MillraceClient, PlatformFault } from '@millrace/sdk'
import './faults.ts'
import { type ImportOptions, importHelp, importOptions } from './import-options.ts'
import { withPlatform } from './platform-client.ts'

const PART = 4 * 2 ** 20
/** Of each end of the file, for its fingerprint. */
const END = 2 ** 20
const LOOK_MS = 500
/** The platform may restart meanwhile; what was sent is kept. */
const TRIES = 60
const SHOWN = 20

/** `millrace import FILE`: 0 if all was stored, 2 if some was refused. */
export async function importFile(args: readonly string[], clock: Clock = systemClock): Promise<number> {
  const options = importOptions(args)
  if (!options) {
    process.stdout.write(importHelp)
    return 0
  }
  const file = await opened(options.file)
  try {
    const { size } = await file.stat()
    return await withPlatform(options, async (client) => {
      const begun = await known(client, file, { options, size })
      say(`import ${begun.id}${begun.received > 0 ? `, going on after ${mib(begun.received)}` : ''}\n`)
      const sent = begun.state === 'receiving' ? await send({ client, file, clock }, begun) : begun
      return follow({ client, clock }, sent)
    })
  } finally {
    await file.close()
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (thrown) {
    throw new Fault('cli.file_unreadable', { file: path, seen: (thrown as Error).message }, thrown)
  }
}

/** The import of this file that was cut off before, or a new one. */
async function known(
  client: MillraceClient,
  file: FileHandle,
  { options, size }: { options: ImportOptions; size: number },
): Promise<Import> {
  const fingerprint = await fingerprintOf(file, size, JSON.stringify(options.request))
  const { items } = await client.imports.list({ limit: 100 })
  const open_ = items.find((one) => one.fingerprint === fingerprint && one.size === size && one.state !== 'done')
  if (open_?.state === 'stopped') return client.imports.resume(open_.id)
  return open_ ?? client.imports.begin({ ...options.request, name: basename(options.file), size, fingerprint })
}

async function fingerprintOf(file: FileHandle, size: number, request: string): Promise<string> {
  const hash = createHash('sha256').update(`${size} ${request}`)
  for (const at of [0, Math.max(0, size - END)]) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(END), 0, END, at)
    hash.update(buffer.subarray(0, bytesRead))
  }
  return hash.digest('hex')
}

interface Way {
  readonly client: MillraceClient
  readonly clock: Clock
}

/** What passes by itself is tried again: a platform that restarts, a disk that is full for a moment. */
async function patiently<T>({ clock }: Way, run: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await run()
    } catch (thrown) {
      const passes =
        thrown instanceof PlatformFault && (thrown.status === 0 || thrown.status === 429 || thrown.status >= 500)
      if (!passes || left === 0) throw thrown
      await clock.sleep(1_000)
    }
  }
}

async function send(way: Way & { readonly file: FileHandle }, begun: Import): Promise<Import> {
  const { client, file } = way
  let now = begun
  while (now.state === 'receiving') {
    const { received, size, id } = now
    const { bytesRead, buffer } = await file.read(
      Buffer.allocUnsafe(PART),
      0,
      Math.min(PART, size - received),
      received,
    )
    now = await patiently(way, () => client.imports.send(id, received, buffer.subarray(0, bytesRead)))
    show(`sent ${mib(now.received)} of ${mib(now.size)}`)
  }
  return now
}

async function follow(way: Way, sent: Import): Promise<number> {
  const { client, clock } = way
  let now = sent
  while (now.state === 'waiting' || now.state === 'running') {
    await clock.sleep(LOOK_MS)
    now = await patiently(way, () => client.imports.get(sent.id))
    const part = now.progress > 0 && now.progress < 1 ? ` (${Math.floor(now.progress * 100)} %)` : ''
    show(
      `${now.rows.toLocaleString('en')} rows read, ${now.stored.toLocaleString('en')} samples stored, ${now.refused.toLocaleString('en')} refused${part}`,
    )
  }
  say('\n')
  return conclude(client, now)
}

async function conclude(client: MillraceClient, done: Import): Promise<number> {
  if (done.fault) {
    say(`stopped: ${done.fault.detail}\n  What to do: ${done.fault.remedy}\n`)
    return 1
  }
  const stored = done.dryRun ? 'would be stored' : 'stored'
  say(
    `${done.rows.toLocaleString('en')} rows read, ${done.stored.toLocaleString('en')} samples ${stored}, ${done.refused.toLocaleString('en')} refused\n`,
  )
  if (done.refused === 0) return 0
  for (const [reason, count] of Object.entries(done.reasons)) say(`  ${count.toLocaleString('en')}  ${reason}\n`)
  const { items } = await client.imports.refusals(done.id)
  for (const { line, column, detail } of items.slice(0, SHOWN))
    say(`  line ${line}${column === undefined ? '' : `, ${column}`}: ${detail}\n`)
  if (done.refused > SHOWN) say(`  … GET /api/v1/history/imports/${done.id}/refusals as text/csv has all of them\n`)
  return 2
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`
const say = (text: string): void => {
  process.stdout.write(text)
}
/** In place, where somebody looks at a terminal. */
const show = (text: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r${text}\u001b[K`)
}
