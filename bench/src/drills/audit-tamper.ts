import { execFile } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { canonical, chainHash, FORMAT, START, signCheckpoint } from '@millrace/server/audit'
import type { Drill } from '../run.ts'

const TENANT = '01a20b00-0000-7000-8000-000000000001'
const CHECKPOINT = 1_000
const actions = [
  'session.opened',
  'member.invited',
  'role.given',
  'grant.given',
  'command.finished',
  'history.exported',
]
const cli = join(import.meta.dirname, '../../../packages/cli/src/main.ts')

type Lines = AsyncIterable<string> | Iterable<string>

async function write(file: string, lines: Lines): Promise<void> {
  const out = createWriteStream(file)
  let held = ''
  const flush = async (): Promise<void> => {
    const room = out.write(held)
    held = ''
    if (!room) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  for await (const line of lines) {
    held += `${line}\n`
    if (held.length > 1_048_576) await flush()
  }
  await flush()
  await new Promise<void>((resolve) => out.end(() => resolve()))
}

/** An export as the platform writes it, by the same chain. */
function* exported(records: number): Generator<string> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  yield JSON.stringify({ millraceAudit: FORMAT, tenant: TENANT, anchor: { seq: 0, hash: START }, keys: [key] })
  let prev = START
  for (let seq = 1; seq <= records; seq++) {
    const at = new Date(1_700_000_000_000 + seq * 1_000).toISOString()
    const body = canonical({
      seq,
      at,
      actor: { kind: 'person', id: `person-${seq % 97}`, name: `person ${seq % 97}`, remote: '192.0.2.7' },
      action: actions[seq % actions.length] as string,
      outcome: 'done',
      target: { kind: 'thing', id: `thing-${seq % 1_009}`, name: '锅炉 1' },
      detail: { before: seq - 1, after: seq },
    })
    const hash = chainHash(prev, body)
    yield JSON.stringify({ seq, prev, hash, body })
    prev = hash
    if (seq % CHECKPOINT === 0 || seq === records)
      yield JSON.stringify({ checkpoint: signCheckpoint(TENANT, { seq, hash, at }, privateKey) })
  }
  yield JSON.stringify({ end: { records } })
}

const seqOf = (line: string): number => (line.startsWith('{"seq":') ? Number.parseInt(line.slice(7), 10) : 0)
const random = (below: number): number => Math.floor(Math.random() * below)

/** One bit of one byte of what was recorded becomes another. */
function flipped(line: string): string {
  const bytes = Buffer.from(line)
  // Within the value of body: a byte of JSON syntax would only make the line unreadable, which is found sooner.
  const from = line.indexOf('"body":"') + 8
  const at = from + random(bytes.length - from - 2)
  bytes[at] = (bytes[at] as number) ^ 1
  return bytes.toString()
}

async function* altered(file: string, change: (line: string) => string[]): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield* change(line)
}

interface Answer {
  readonly seq: number
  readonly why: string
  readonly seconds: number
  readonly code: number
}

async function verify(file: string): Promise<Answer> {
  const begun = performance.now()
  const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', cli, 'audit', 'verify', file]
  const { stdout, code } = await promisify(execFile)(process.execPath, args).then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  )
  const [, seq = '0', why = ''] = /record (\d+) .*\((\w+)\)/.exec(stdout) ?? []
  return { seq: Number(seq), why, code, seconds: (performance.now() - begun) / 1_000 }
}

export const auditTamper: Drill = async ({ quick, progress }) => {
  const records = quick ? 20_000 : 1_000_000
  const folder = await mkdtemp(join(tmpdir(), 'millrace-audit-'))
  try {
    const whole = join(folder, 'whole.ndjson')
    await write(whole, exported(records))
    const intact = await verify(whole)
    progress(`${records} records verified in ${intact.seconds.toFixed(1)} s`)
    const copy = join(folder, 'altered.ndjson')
    const attempt = async (name: string, at: number, change: (line: string) => string[]): Promise<Answer> => {
      await write(copy, altered(whole, change))
      const answer = await verify(copy)
      progress(`${name} at ${at}: named ${answer.seq} (${answer.why}) in ${answer.seconds.toFixed(1)} s`)
      return answer
    }
    const place = (): number => 2 + random(records - 3)
    const [one, two, three] = [place(), place(), place()]
    const flip = await attempt('one byte flipped', one, (line) => [seqOf(line) === one ? flipped(line) : line])
    const gone = await attempt('one record deleted', two, (line) => (seqOf(line) === two ? [] : [line]))
    let held: string | undefined
    const swap = await attempt('two records swapped', three, (line) => {
      if (seqOf(line) === three) {
        held = line
        return []
      }
      if (held !== undefined && seqOf(line) > 0) {
        const both = [line, held]
        held = undefined
        return both
      }
      return [line]
    })
    const figures = {
      records,
      flipped_found: Number(flip.seq === one && flip.code === 1),
      deleted_found: Number(gone.seq === two && gone.why === 'missing'),
      reordered_found: Number(swap.seq === three && swap.why === 'out_of_order'),
      intact_passes: Number(intact.code === 0),
      slowest_verify_s: Math.max(intact.seconds, flip.seconds, gone.seconds, swap.seconds),
    }
    const { flipped_found, deleted_found, reordered_found, intact_passes, slowest_verify_s } = figures
    const found = flipped_found + deleted_found + reordered_found + intact_passes === 4
    return { pass: found && slowest_verify_s < 30, figures }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
