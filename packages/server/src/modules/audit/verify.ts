import { createPublicKey, type KeyObject } from 'node:crypto'
import { type ChainedRecord, type Checkpoint, chainHash, isSigned, keyIdOf } from './chain.ts'

export const FORMAT = 1

/** First line of an export. */
export interface ExportHead {
  readonly millraceAudit: number
  readonly tenant: string
  readonly anchor: { readonly seq: number; readonly hash: string }
  /** Public keys, SPKI DER in base64. */
  readonly keys: readonly string[]
}

export interface Finding {
  /** Record that is altered, or the last good one where something after it is. */
  readonly seq: number
  readonly why:
    | 'malformed'
    | 'changed'
    | 'missing'
    | 'out_of_order'
    | 'forged'
    | 'checkpoint_signature'
    | 'unknown_key'
    | 'cut_off'
}

export interface Verdict {
  readonly records: number
  readonly checkpoints: number
  /** The first altered record; undefined: all is as it was recorded. */
  readonly finding: Finding | undefined
}

/** Walks a chain, record by record and checkpoint by checkpoint, and stops at the first that is not as it was. */
export class ChainCheck {
  readonly #tenant: string
  readonly #keys: ReadonlyMap<string, KeyObject>
  #seq: number
  #hash: string
  #covered: number
  records = 0
  checkpoints = 0

  constructor({ tenant, anchor, keys }: Omit<ExportHead, 'millraceAudit'>) {
    this.#tenant = tenant
    this.#seq = anchor.seq
    this.#hash = anchor.hash
    this.#covered = anchor.seq
    const objects = keys.map((text) =>
      createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' }),
    )
    this.#keys = new Map(objects.map((key) => [keyIdOf(key), key]))
  }

  /** The record that comes next. */
  get expected(): number {
    return this.#seq + 1
  }

  get last(): { readonly seq: number; readonly hash: string } {
    return { seq: this.#seq, hash: this.#hash }
  }

  /** The newest record that a checkpoint covers. */
  get covered(): number {
    return this.#covered
  }

  record({ seq, prev, hash, body }: ChainedRecord): Finding | undefined {
    if (seq !== this.expected) return { seq: this.expected, why: 'missing' }
    const inner = seqInside(body)
    if (prev !== this.#hash || hash !== chainHash(prev, body) || inner !== seq) return { seq, why: 'changed' }
    this.#seq = seq
    this.#hash = hash
    this.records++
    return undefined
  }

  checkpoint(checkpoint: Checkpoint): Finding | undefined {
    const { seq, hash, key: id } = checkpoint
    const key = this.#keys.get(id)
    if (!key) return { seq, why: 'unknown_key' }
    if (!isSigned(this.#tenant, checkpoint, key)) return { seq, why: 'checkpoint_signature' }
    // It says what the chain was: a chain computed anew fits itself, but not what was signed.
    if (seq > this.#seq) return { seq: this.expected, why: 'missing' }
    if (seq === this.#seq && hash !== this.#hash) return { seq, why: 'forged' }
    this.#covered = Math.max(this.#covered, seq)
    this.checkpoints++
    return undefined
  }
}

function seqInside(body: string): number | undefined {
  try {
    return (JSON.parse(body) as { seq?: number }).seq
  } catch {
    // A body that is no JSON was altered; its hash says so, too.
    return undefined
  }
}

type Line = Partial<ChainedRecord & { checkpoint: Checkpoint; end: { records: number } }>

function lineOf(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text)
    return typeof line === 'object' && line !== null ? line : undefined
  } catch {
    // A line that is no JSON is an answer: the file was altered there.
    return undefined
  }
}

const isRecord = (line: Line): line is ChainedRecord =>
  typeof line.seq === 'number' &&
  typeof line.prev === 'string' &&
  typeof line.hash === 'string' &&
  typeof line.body === 'string'

const isCheckpoint = (one: unknown): one is Checkpoint => {
  if (typeof one !== 'object' || one === null) return false
  const { seq, hash, at, signature, key } = one as Partial<Checkpoint>
  return typeof seq === 'number' && [hash, at, signature, key].every((text) => typeof text === 'string')
}

/** Verifies an export, line by line, with nothing but the file. `pinned`: id of the only key that is believed. */
export async function verifyExport(lines: AsyncIterable<string>, pinned?: string): Promise<Verdict> {
  let check: ChainCheck | undefined
  let ended = false
  const verdict = (finding: Finding | undefined): Verdict => ({
    records: check?.records ?? 0,
    checkpoints: check?.checkpoints ?? 0,
    finding,
  })
  /** A record is not where it should be: it is out of order if it comes later, and missing if it does not. */
  let sought: number | undefined
  for await (const text of lines) {
    if (text === '') continue
    const line = lineOf(text)
    if (sought !== undefined) {
      if (line && isRecord(line) && line.seq === sought) return verdict({ seq: sought, why: 'out_of_order' })
      continue
    }
    if (!check) {
      check = headOf(line, pinned)
      if (!check) return verdict({ seq: 0, why: 'malformed' })
      continue
    }
    if (ended || !line) return verdict({ seq: check.expected, why: 'malformed' })
    let finding: Finding | undefined
    if (isRecord(line)) finding = check.record(line)
    else if (isCheckpoint(line.checkpoint)) finding = check.checkpoint(line.checkpoint)
    else if (typeof line.end?.records === 'number') {
      ended = true
      if (line.end.records !== check.records) finding = { seq: check.expected, why: 'cut_off' }
    } else finding = { seq: check.expected, why: 'malformed' }
    if (finding?.why === 'missing') sought = finding.seq
    else if (finding) return verdict(finding)
  }
  if (sought !== undefined) return verdict({ seq: sought, why: 'missing' })
  if (!check) return verdict({ seq: 0, why: 'malformed' })
  // The last checkpoint of an export covers its last record: without it somebody cut off the end.
  if (!ended || check.covered < check.last.seq) return verdict({ seq: check.expected, why: 'cut_off' })
  return verdict(undefined)
}

function headOf(line: Line | undefined, pinned: string | undefined): ChainCheck | undefined {
  const head = line as Partial<ExportHead> | undefined
  if (head?.millraceAudit !== FORMAT || typeof head.tenant !== 'string' || !Array.isArray(head.keys)) return undefined
  if (typeof head.anchor?.seq !== 'number' || typeof head.anchor.hash !== 'string') return undefined
  try {
    const keys = (head.keys as string[]).filter((text) => {
      if (pinned === undefined) return true
      return keyIdOf(createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' })) === pinned
    })
    return new ChainCheck({ tenant: head.tenant, anchor: head.anchor, keys })
  } catch {
    // A key that cannot be read is an altered head.
    return undefined
  }
}
