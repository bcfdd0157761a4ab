import type { TenantId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Tell } from '../events/index.ts'
import type { Definition } from './definition.ts'
import { toldOf } from './events.ts'
import type { AlarmHappened, AlarmNews, NewsRoom } from './news.ts'
import { addToJournal, type JournalEntry, type StandingRow, type Stood, saveStandings } from './standing-store.ts'
import { priorityAt } from './view.ts'

/** What a transaction makes of alarms. */
export interface Kept {
  readonly rows: readonly StandingRow[]
  readonly entries: readonly JournalEntry[]
  /** Of the entries' alarms. */
  readonly names: ReadonlyMap<string, Pick<Definition, 'name' | 'class'>>
}

export const namesOf = (stood: readonly Stood[]): Map<string, Definition> =>
  new Map(stood.map(({ row, definition }) => [row.alarm, definition]))

/** Hears what happens to alarms in the transaction in which it does: what it writes is there with it, or neither is. */
export type Announce = (tx: TenantTx, happened: readonly AlarmHappened[]) => Promise<void>

interface KeeperNeeds {
  readonly tenants: TenantDb
  readonly news: NewsRoom
  readonly announce: Announce
  readonly events: Tell
}

/** Writes where alarms stand together with the journal, and tells what happened once it is committed. */
export class Keeper {
  readonly news: NewsRoom
  readonly #tenants: TenantDb
  readonly #announce: Announce
  readonly #events: Tell

  constructor({ tenants, news, announce, events }: KeeperNeeds) {
    this.#tenants = tenants
    this.news = news
    this.#announce = announce
    this.#events = events
  }

  /** Resolves with what `work` gave, when it is committed and told. */
  async keep<T>(
    reach: Reach | TenantId,
    work: (tx: TenantTx) => Promise<{ readonly kept: Kept; readonly result: T }>,
  ): Promise<T> {
    const { news, result } = await this.#tenants.within(reach, async (tx) => {
      const { kept, result } = await work(tx)
      return { result, news: await this.#write(tx, kept, this.#announce) }
    })
    this.news.tell(typeof reach === 'string' ? reach : reach.tenant, news)
    return result
  }

  /** In the transaction of whoever announces; returns what is to be called when it is committed. */
  async keepWithin(tx: TenantTx, kept: Kept): Promise<() => void> {
    const news = await this.#write(tx, kept)
    return () => this.news.tell(tx.tenant, news)
  }

  /** The journal comes last: from there on whoever else writes it waits for the commit. */
  async #write(tx: TenantTx, { rows, entries, names }: Kept, announce?: Announce): Promise<AlarmNews[]> {
    await saveStandings(tx, rows)
    const happened = entries.map((entry) => happenedOf(entry, names))
    if (happened.length > 0) await announce?.(tx, happened)
    this.#events.tell(tx, toldOf(happened))
    const numbers = await addToJournal(tx, entries)
    return happened.map((one, at) => ({ ...one, seq: numbers[at] ?? 0 }))
  }
}

const happenedOf = (entry: JournalEntry, names: Kept['names']): AlarmHappened => ({
  alarm: entry.alarm,
  asset: entry.asset,
  name: names.get(entry.alarm)?.name ?? { en: '', zh: '' },
  class: names.get(entry.alarm)?.class ?? '',
  kind: entry.kind,
  priority: priorityAt(entry.priority),
  state: entry.state,
  annunciated: entry.annunciated,
  at: entry.at,
  value: entry.value ?? undefined,
  by: entry.by ?? undefined,
  note: entry.note ?? undefined,
})
