import { Fault, isoOf, MICROS_PER_MS, type TenantId } from '@millrace/core'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import type { MirrorResult } from './mirror-schema.ts'
import { MirrorSource, type OfferedApp, type OfferedVersion, type Part } from './mirror-source.ts'
import * as kept from './mirror-store.ts'
import type { MirrorNeeds } from './mirrors.ts'
import { nextLook } from './mirrors.ts'
import { MOST_BYTES } from './packages.ts'
import * as store from './store.ts'
import { whyOf } from './test-runs.ts'

const MOST_RESULTS = 200
const MOST_WANTED = 500

export interface Progress extends store.VersionName {
  readonly at: number
  readonly bytes: number
}

/** Takes what is wanted of a mirror. */
export class MirrorWork {
  readonly #needs: MirrorNeeds
  /** What came of an archive before its link was cut, one a mirror. */
  readonly #parts = new Map<string, { readonly digest: string; readonly part: Part }>()

  constructor(needs: MirrorNeeds) {
    this.#needs = needs
  }

  seal(tenant: TenantId, id: string, key: string): string {
    return this.#needs.vault.seal(key, contextOf(tenant, id))
  }

  source({ tenant, id, address, key }: kept.MirrorRow): MirrorSource {
    const { vault, outgoing, clock } = this.#needs
    return new MirrorSource({ outgoing, clock, address, key: vault.open(key, contextOf(tenant as TenantId, id)) })
  }

  /** What is wanted, and of one that follows what is new; the end of it is kept with the mirror. Throws the signal's reason. */
  async run(
    { tenant, id }: { readonly tenant: TenantId; readonly id: string },
    signal: AbortSignal,
    onProgress: (progress: Progress | undefined) => void,
  ): Promise<void> {
    const row = await this.#needs.tenants.within(tenant, (tx) => kept.mirror(tx, id))
    if (!row) return
    let why: Fault | undefined
    try {
      const source = this.source(row)
      const offered = await source.list(signal)
      if (row.follows) await this.#wantNew(row, offered)
      for (let next = await this.#next(row); next; next = await this.#next(row)) {
        signal.throwIfAborted()
        await this.#one(row, { of: next, offered, source, signal, onProgress })
      }
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof Fault)) throw thrown
      // What is wanted stays so: the next look goes on where this one ended.
      why = thrown
    }
    onProgress(undefined)
    await this.#change(row, ({ follows, everyMinutes }) => ({
      why: why ? whyOf(why) : null,
      lookedAt: this.#now(),
      nextAt: follows || why ? new Date(nextLook(this.#now().getTime(), everyMinutes)) : null,
    }))
  }

  #now(): Date {
    return new Date(this.#needs.clock.now() / MICROS_PER_MS)
  }

  #change(
    { tenant, id }: kept.MirrorRow,
    change: (row: kept.MirrorRow) => Partial<kept.MirrorRow>,
  ): Promise<kept.MirrorRow | undefined> {
    return this.#needs.tenants.within(tenant as TenantId, (tx) => kept.changeMirror(tx, id, change))
  }

  async #wantNew(row: kept.MirrorRow, offered: readonly OfferedApp[]): Promise<void> {
    const fresh = offered.flatMap(({ app, versions }) => versions.map(({ version }) => ({ app, version })))
    await this.#change(row, ({ wanted, known }) => {
      const passed = new Set([...known, ...wanted.map(nameOf)])
      return { wanted: [...wanted, ...fresh.filter((of) => !passed.has(nameOf(of)))].slice(0, MOST_WANTED) }
    })
  }

  async #next({ tenant, id }: kept.MirrorRow): Promise<store.VersionName | undefined> {
    return (await this.#needs.tenants.within(tenant as TenantId, (tx) => kept.mirror(tx, id)))?.wanted[0]
  }

  /** Throws what passes by itself; what does not is kept as a refusal. */
  async #one(row: kept.MirrorRow, taking: Taking): Promise<void> {
    const { of } = taking
    let result: Pick<MirrorResult, 'is' | 'why'>
    try {
      result = { is: await this.#take(row, taking) }
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.row.blame !== 'caller' || ofTheWhole.test(thrown.code)) throw thrown
      result = { is: 'refused', why: whyOf(thrown) }
    }
    const at = isoOf(this.#now().getTime() * MICROS_PER_MS)
    await this.#change(row, ({ wanted, known, results, follows }) => ({
      wanted: wanted.filter((one) => nameOf(one) !== nameOf(of)),
      results: [{ ...of, ...result, at }, ...results].slice(0, MOST_RESULTS),
      ...(follows ? { known: [...new Set([...known, nameOf(of)])] } : {}),
    }))
  }

  async #take(row: kept.MirrorRow, { of, offered, source, signal, onProgress }: Taking): Promise<'taken' | 'there'> {
    const { host } = new URL(row.address)
    const reach = { tenant: row.tenant as TenantId }
    const there = offered.find(({ app }) => app === of.app)?.versions.find(({ version }) => version === of.version)
    if (!there) throw new Fault('apps.mirror_lacks', { host, ...of })
    const here = await this.#needs.tenants.within(reach, (tx) => store.byVersion(tx, of))
    if (here?.digest === there.digest) return 'there'
    if (here) throw new Fault('apps.version_kept', { ...of })
    if (there.bytes > MOST_BYTES) throw new Fault('apps.too_large', { most: MOST_BYTES, seen: there.bytes })
    const archive = await source.archive(
      { ...of, ...there },
      {
        part: this.#partOf(row.id, there),
        signal,
        onPiece: (at) => onProgress({ ...of, at, bytes: there.bytes }),
      },
    )
    this.#parts.delete(row.id)
    const actor: Actor = { kind: 'system', id: row.id, name: host, beside: row.madeBy }
    await this.#needs.shelf.take(reach, archive, actor, { ...of, digest: there.digest, from: host })
    return 'taken'
  }

  /** Of the same archive, what came before. */
  #partOf(id: string, { digest }: OfferedVersion): Part {
    const before = this.#parts.get(id)
    if (before?.digest === digest) return before.part
    const part: Part = { pieces: [], at: 0 }
    this.#parts.set(id, { digest, part })
    return part
  }
}

/** What speaks against the other platform, rather than against one version. */
const ofTheWhole = /^outgoing\.|^apps\.mirror_(refused|other)$/

interface Taking {
  readonly of: store.VersionName
  readonly offered: readonly OfferedApp[]
  readonly source: MirrorSource
  readonly signal: AbortSignal
  onProgress(progress: Progress | undefined): void
}

const nameOf = ({ app, version }: store.VersionName): string => `${app}@${version}`
const contextOf = (tenant: TenantId, id: string): string => `app mirror ${tenant} ${id}`
