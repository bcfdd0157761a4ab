import { encodeBatch, Fault, type Micros, systemClock } from '@millrace/core'
import { checkColumns, openTable, type TableFile, type TablePlace } from '@millrace/history'
import { type NoTarget, RowMapper, type TargetPoint } from './mapping.ts'
import type { Mapping, Refusal } from './schema.ts'

/**
 * The process that reads one file of others and makes samples of its rows. It asks what the file's names stand for, tells a
 * chunk at a time and waits until it is stored.
 */
export interface ReadingJob {
  readonly file: TableFile
  readonly mapping: Mapping
  readonly from: TablePlace
}

export type ToReader =
  | { readonly do: 'open'; readonly job: ReadingJob }
  /** Answers `names`, in its order. */
  | { readonly do: 'targets'; readonly targets: readonly (TargetPoint | NoTarget)[] }
  | { readonly do: 'next' }

export interface ReadChunk {
  /** As core encodes it. */
  readonly batch: Uint8Array
  readonly refusals: readonly Refusal[]
  /** Rows of the file. */
  readonly rows: number
  readonly next: TablePlace
}

export type FromReader =
  | { readonly say: 'ready' }
  | { readonly say: 'names'; readonly names: readonly string[] }
  | ({ readonly say: 'chunk' } & ReadChunk)
  | { readonly say: 'end' }
  | { readonly say: 'fault'; readonly code: string; readonly facts: Fault['facts'] }

/** Names asked for at a time. */
const NAMES = 1_000

const say = (message: FromReader): void => {
  process.send?.(message)
}

const inbox: ToReader[] = []
let wake: (() => void) | undefined
process.on('message', (message: ToReader) => {
  inbox.push(message)
  wake?.()
})
// Whoever asked is gone.
process.once('disconnect', () => process.exit(0))

async function heard<Kind extends ToReader['do']>(kind: Kind): Promise<Extract<ToReader, { do: Kind }>> {
  for (;;) {
    const message = inbox.shift()
    if (message?.do === kind) return message as Extract<ToReader, { do: Kind }>
    if (message === undefined)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
}

async function resolve(names: readonly string[], targets: Map<string, TargetPoint | NoTarget>): Promise<void> {
  const unknown = names.filter((name) => !targets.has(name))
  for (let at = 0; at < unknown.length; at += NAMES) {
    const some = unknown.slice(at, at + NAMES)
    say({ say: 'names', names: some })
    const answer = await heard('targets')
    some.forEach((name, i) => {
      targets.set(name, answer.targets[i] as TargetPoint | NoTarget)
    })
  }
}

async function read({ file, mapping, from }: ReadingJob): Promise<void> {
  const table = await openTable(file)
  const mapper = new RowMapper(mapping, file.format === 'csv')
  checkColumns(table, mapper.columns)
  const targets = new Map<string, TargetPoint | NoTarget>()
  const now = (): Micros => systemClock.now()
  for await (const chunk of table.chunks(mapper.columns, from)) {
    await resolve(mapper.keysOf(chunk), targets)
    const { batch, refusals } = mapper.map(chunk, targets, now())
    const rows = chunk.length + chunk.malformed.length
    say({ say: 'chunk', batch: encodeBatch(batch), refusals, rows, next: chunk.next })
    await heard('next')
  }
  await table.close()
  say({ say: 'end' })
}

say({ say: 'ready' })
try {
  await read((await heard('open')).job)
} catch (thrown) {
  if (!(thrown instanceof Fault)) throw thrown
  say({ say: 'fault', code: thrown.code, facts: thrown.facts })
}
