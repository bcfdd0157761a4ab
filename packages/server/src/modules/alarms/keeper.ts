import type { TenantId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Definition } from './definition.ts'
import type { AlarmNews, NewsRoom } from './news.ts'
import { addToJournal, type JournalEntry, type StandingRow, type Stood, saveStandings } from './standing-store.ts'
import { priorityAt } from './view.ts'

/** What a transaction makes of alarms. */
export interface Kept {
  readonly rows: readonly StandingRow[]
  readonly entries: readonly JournalEntry[]
  /** Of the entries' alarms. */
  readonly names: ReadonlyMap<string, Definition['name']>
}

export const namesOf = (stood: readonly Stood[]): Map<string, Definition['name']> =>
  new Map(stood.map(({ row, definition }) => [row.alarm, definition.name]))

/** Writes where alarms stand together with the journal, and tells what happened once it is committed. */
export class Keeper {
  readonly news: NewsRoom
  readonly #tenants: TenantDb

  constructor(tenants: TenantDb, news: NewsRoom) {
    this.#tenants = tenants
    this.news = news
  }

  /** Resolves with what `work` gave, when it is committed and told. */
  async keep<T>(
    reach: Reach | TenantId,
    work: (tx: TenantTx) => Promise<{ readonly kept: Kept; readonly result: T }>,
  ): Promise<T> {
    const { news, result } = await this.#tenants.within(reach, async (tx) => {
      const { kept, result } = await work(tx)
      await saveStandings(tx, kept.rows)
      const numbers = await addToJournal(tx, kept.entries)
      return { result, news: kept.entries.map((entry, at) => newsOf(entry, numbers[at] ?? 0, kept.names)) }
    })
    this.news.tell(typeof reach === 'string' ? reach : reach.tenant, news)
    return result
  }
}

const newsOf = (entry: JournalEntry, seq: number, names: Kept['names']): AlarmNews => ({
  seq,
  alarm: entry.alarm,
  asset: entry.asset,
  name: names.get(entry.alarm) ?? { en: '', zh: '' },
  kind: entry.kind,
  priority: priorityAt(entry.priority),
  state: entry.state,
  annunciated: entry.annunciated,
  at: entry.at,
  value: entry.value ?? undefined,
  by: entry.by ?? undefined,
  note: entry.note ?? undefined,
})
