import { Fault } from '@millrace/core'
import { chooseCompaction, type Due } from './compact.ts'
import { type FaultNote, isDiskFull, noteOf } from './faults.ts'
import type { ManifestFile, Removal, Segment } from './manifest.ts'
import { chooseMerge, mergeSegments, type Rewriting } from './merge.ts'
import { DAY } from './order.ts'
import { removeRows } from './remove.ts'
import { during } from './steps.ts'

/** A day is over when its last hour has had time to arrive, µs. */
const OVER_AFTER = 3_600_000_000
/** A day is compacted again after so long if it has grown by much, and after the second if at all, µs. */
const AGAIN_AFTER = 1_800_000_000
const AGAIN_LATE_AFTER = 21_600_000_000

/** Runs read at once: each takes 0.7 MB while it is read. */
const RUNS_AT_ONCE = 96

interface Needs {
  readonly folder: string
  readonly rewriting: Rewriting
  readonly manifest: ManifestFile
  /** Resolves when nobody reads files that are no longer listed. */
  readonly readersGone: () => Promise<unknown>
  /** Called when rows of a tenant may have gone; resolves when no query sees them any more. */
  readonly removed: (tenant: string) => Promise<void>
  /** Called when the list changed or the fault of the moment did. */
  readonly changed: () => void
}

interface Asked {
  /** Resolves when it outlives a crash, or with why it cannot. */
  readonly noted: Promise<Removal | Fault>
  readonly answer: PromiseWithResolvers<number>
}

/** What happens to segments behind the back of queries: merging, compacting past days, removing. One thing at a time. */
export class Maintenance {
  readonly #needs: Needs
  /** When a day of a tenant was compacted last, µs. */
  readonly #compactedAt = new Map<string, number>()
  #turn: Promise<unknown> = Promise.resolve()
  #round: Promise<void> | undefined
  /** The newest time told, µs: under steady load a round finds no end, and days end meanwhile. */
  #now = Number.NEGATIVE_INFINITY
  #fault: FaultNote | undefined
  /** Removals that failed; whoever asked knows. They stay in the list and are tried again with each round. */
  #unfinished: readonly Removal[] = []
  readonly #asked: Asked[] = []
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Why merging or removing fails at present. */
  get fault(): FaultNote | undefined {
    return this.#fault
  }

  /** Merges and compacts in the background until there is nothing to do; a round that runs sees what is new, too. */
  begin(now: number): void {
    this.#now = now
    this.#round ??= this.#queue(() => this.#tidy(false)).finally(() => {
      this.#round = undefined
    })
  }

  /** The same at once, and small additions to past days as well. */
  compact(now: number): Promise<void> {
    this.#now = now
    return this.#queue(() => this.#tidy(true))
  }

  /**
   * Asks for a removal that outlives a crash, from segments with a `seq` up to that given; resolves when no file holds the
   * rows any more, with their number. Throws why there is no such `seq`,
   * `history.disk_full` and why else it cannot; then it is tried again by itself.
   */
  remove(asked: Omit<Removal, 'seq'>, upTo: Promise<number>): Promise<number> {
    const { manifest, folder } = this.#needs
    const note = async (): Promise<Removal> => {
      const removal: Removal = { ...asked, seq: await upTo }
      await manifest.replace((current) => ({ ...current, removals: [...(current.removals ?? []), removal] }))
      return removal
    }
    const noted = note().catch((failure: unknown) => faultOf(failure, 'the note of a removal', folder))
    const answer = Promise.withResolvers<number>()
    // At once: no merge may begin that carries rows beyond the `seq` up to which they are to go.
    this.#asked.push({ noted, answer })
    this.#queue(() => this.#serve()).catch(answer.reject)
    return answer.promise
  }

  /** What a crash left to remove. What fails, on a full disk, is no reason not to start: it is tried again. */
  async resume(): Promise<void> {
    this.#unfinished = this.#needs.manifest.current.removals ?? []
    await this.#queue(() => this.#finish())
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

  async #tidy(eager: boolean): Promise<void> {
    const { manifest, changed } = this.#needs
    if (!(await this.#finish())) return
    const compacted = new Set<string>()
    const dueOf = (tenant: string, day: number): Due => {
      if (eager) return 'all'
      const since = this.#now - (this.#compactedAt.get(`${tenant} ${day}`) ?? Number.NEGATIVE_INFINITY)
      if ((day + 1) * DAY + OVER_AFTER > this.#now || since < AGAIN_AFTER) return 'nothing'
      return since < AGAIN_LATE_AFTER ? 'much' : 'all'
    }
    while (!this.#closed) {
      // Under steady load a round finds no end; whoever asked for a removal waits for one step of it at most. And what is to
      // go must go before its rows are merged with newer ones: it is told by the `seq` of segments.
      await this.#serve()
      if (this.#unfinished.length > 0) return
      if (this.#asked.length > 0) continue
      const { segments } = manifest.current
      const compaction = chooseCompaction(segments, dueOf)
      // What is to be compacted need not be merged before, but where it would take too much memory at once.
      const isSmall = compaction && new Set(compaction.map(({ seq }) => seq)).size <= RUNS_AT_ONCE
      const merge = isSmall ? undefined : chooseMerge(segments)
      const chosen = merge ?? compaction
      if (!chosen) break
      try {
        const step = merge ? 'merge' : 'compact'
        await this.#gone(await during(step, () => mergeSegments(this.#needs.rewriting, manifest, chosen)))
        this.#fault = undefined
        const [{ tenant, day }] = chosen as [Segment]
        if (!merge) compacted.add(`${tenant} ${day}`)
      } catch (failure) {
        this.#fault = noteOfFailure(failure, 'merging', this.#needs.folder)
        changed()
        return
      }
      changed()
    }
    if (this.#fault) {
      this.#fault = undefined
      changed()
    }
    // Only now: all groups of a day are compacted in one round.
    for (const key of compacted) this.#compactedAt.set(key, this.#now)
  }

  /** What was asked for meanwhile; each is told by itself how it ended. */
  async #serve(): Promise<void> {
    for (let next = this.#asked.shift(); next; next = this.#asked.shift()) {
      const { noted, answer } = next
      const removal = await noted
      if (removal instanceof Fault) answer.reject(removal)
      else await this.#remove(removal).then(answer.resolve, answer.reject)
    }
  }

  /** Removals that failed before; false if one still does. */
  async #finish(): Promise<boolean> {
    for (const removal of this.#unfinished) {
      try {
        await this.#remove(removal)
      } catch (failure) {
        // Told as the fault of the moment; whatever follows in the list would meet the same.
        this.#fault = noteOfFailure(failure, 'removing', this.#needs.folder)
        return false
      }
    }
    return true
  }

  async #remove(removal: Removal): Promise<number> {
    try {
      const rows = await this.#removeNow(removal)
      this.#unfinished = this.#unfinished.filter((one) => one !== removal)
      return rows
    } catch (failure) {
      const fault = faultOf(failure, 'removing', this.#needs.folder)
      this.#fault = { code: fault.code, facts: fault.facts }
      if (!this.#unfinished.includes(removal)) this.#unfinished = [...this.#unfinished, removal]
      this.#needs.changed()
      throw fault
    } finally {
      await this.#needs.removed(removal.tenant)
    }
  }

  async #removeNow(removal: Removal): Promise<number> {
    const { manifest, changed } = this.#needs
    const rows = await during('remove', () =>
      removeRows(this.#needs.rewriting, manifest, removal, (segments) => this.#gone(segments)),
    )
    await manifest.replace(({ removals = [], ...current }) => {
      const left = removals.filter((one) => JSON.stringify(one) !== JSON.stringify(removal))
      return left.length > 0 ? { ...current, removals: left } : current
    })
    changed()
    return rows
  }

  async #gone(segments: readonly Segment[]): Promise<void> {
    await this.#needs.readersGone()
    await during('discard', () => this.#needs.rewriting.maker.discard(segments))
  }
}

const noteOfFailure = (failure: unknown, what: string, folder: string): FaultNote =>
  isDiskFull(failure)
    ? { code: 'history.disk_full', facts: { what, folder } }
    : noteOf(failure, 'history.merge_failed', { folder })

function faultOf(failure: unknown, what: string, folder: string): Fault {
  const { code, facts } = noteOfFailure(failure, what, folder)
  return new Fault(code, facts, failure)
}
