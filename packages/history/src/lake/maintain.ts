import { chooseCompaction, type Due } from './compact.ts'
import { type FaultNote, isDiskFull, noteOf } from './faults.ts'
import type { ManifestFile, Removal, Segment } from './manifest.ts'
import { chooseMerge, mergeSegments, type Rewriting } from './merge.ts'
import { DAY } from './order.ts'
import { removeRows } from './remove.ts'

/** A day is over when its last hour has had time to arrive, µs. */
const OVER_AFTER = 3_600_000_000
/** A day is compacted again after so long if it has grown by much, and after the second if at all, µs. */
const AGAIN_AFTER = 1_800_000_000
const AGAIN_LATE_AFTER = 21_600_000_000

interface Needs {
  readonly folder: string
  readonly rewriting: Rewriting
  readonly manifest: ManifestFile
  /** Resolves when the queries that run now have ended: they may read files that are no longer listed. */
  readonly readersGone: () => Promise<unknown>
  /** Called when the list changed or the fault of the moment did. */
  readonly changed: () => void
}

/** What happens to segments behind the back of queries: merging, compacting past days, removing. One thing at a time. */
export class Maintenance {
  readonly #needs: Needs
  /** When a day of a tenant was compacted last, µs. */
  readonly #compactedAt = new Map<string, number>()
  #turn: Promise<unknown> = Promise.resolve()
  #round: Promise<void> | undefined
  #fault: FaultNote | undefined
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Why merging fails at present. */
  get fault(): FaultNote | undefined {
    return this.#fault
  }

  /** Merges and compacts in the background until there is nothing to do; a round that runs sees what is new, too. */
  begin(now: number): void {
    this.#round ??= this.#queue(() => this.#tidy(now, false)).finally(() => {
      this.#round = undefined
    })
  }

  /** The same at once, and small additions to past days as well. */
  compact(now: number): Promise<void> {
    return this.#queue(() => this.#tidy(now, true))
  }

  /** Asks for a removal that outlives a crash; resolves when no file holds the rows any more, with their number. */
  async remove(asked: Omit<Removal, 'seq'>): Promise<number> {
    const { manifest, rewriting } = this.#needs
    const removal: Removal = { ...asked, seq: rewriting.maker.number }
    await manifest.replace((current) => ({ ...current, removals: [...(current.removals ?? []), removal] }))
    return this.#queue(() => this.#remove(removal))
  }

  /** What a crash left to remove. */
  async resume(): Promise<void> {
    for (const removal of this.#needs.manifest.current.removals ?? []) await this.#queue(() => this.#remove(removal))
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await this.#turn
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#turn
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    // The caller of this turn has the failure; the next only waits for its end.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #tidy(now: number, eager: boolean): Promise<void> {
    const { manifest, changed } = this.#needs
    const compacted = new Set<string>()
    const dueOf = (tenant: string, day: number): Due => {
      if (eager) return 'all'
      const since = now - (this.#compactedAt.get(`${tenant} ${day}`) ?? Number.NEGATIVE_INFINITY)
      if ((day + 1) * DAY + OVER_AFTER > now || since < AGAIN_AFTER) return 'nothing'
      return since < AGAIN_LATE_AFTER ? 'much' : 'all'
    }
    while (!this.#closed) {
      const { segments } = manifest.current
      const merge = chooseMerge(segments)
      const chosen = merge ?? chooseCompaction(segments, dueOf)
      if (!chosen) break
      try {
        await this.#gone(await mergeSegments(this.#needs.rewriting, manifest, chosen))
        this.#fault = undefined
        const [{ tenant, day }] = chosen as [Segment]
        if (!merge) compacted.add(`${tenant} ${day}`)
      } catch (failure) {
        this.#fault = isDiskFull(failure)
          ? { code: 'history.disk_full', facts: { what: 'merging', folder: this.#needs.folder } }
          : noteOf(failure, 'history.merge_failed', { folder: this.#needs.folder })
        changed()
        return
      }
      changed()
    }
    // Only now: all groups of a day are compacted in one round.
    for (const key of compacted) this.#compactedAt.set(key, now)
  }

  async #remove(removal: Removal): Promise<number> {
    const { manifest, changed } = this.#needs
    const rows = await removeRows(this.#needs.rewriting, manifest, removal, (segments) => this.#gone(segments))
    await manifest.replace(({ removals = [], ...current }) => {
      const left = removals.filter((one) => JSON.stringify(one) !== JSON.stringify(removal))
      return left.length > 0 ? { ...current, removals: left } : current
    })
    changed()
    return rows
  }

  async #gone(segments: readonly Segment[]): Promise<void> {
    await this.#needs.readersGone()
    await this.#needs.rewriting.maker.discard(segments)
  }
}
