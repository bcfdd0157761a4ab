import { type Clock, type Closable, Fault, type Log, type Micros, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { ConditionBook } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { type AlarmActions, createActions } from './actions.ts'
import { AlarmBook } from './book.ts'
import { type AlarmChanges, createChanges } from './changes.ts'
import type { Settings } from './definition.ts'
import { saveSettings } from './definition-store.ts'
import './faults.ts'
import { Keeper } from './keeper.ts'
import { type AlarmLists, createLists } from './lists.ts'
import { type AlarmListener, type AlarmNews, NewsRoom } from './news.ts'
import { type AlarmPerformance, createPerformance } from './performance.ts'
import { mustBeMatrix, settingsIn } from './settings.ts'
import { anyInReach } from './standing-store.ts'
import { type AlarmTransfer, createTransfer } from './transfer.ts'

/** Streams open at a time, over all tenants. */
const MOST_STREAMS = 500
/** A page that shows alarms looks again this often at most. */
const TELL_MS = 500
/** Alarms of one telling that are looked for in a limited reach. */
const MOST_LOOKED_FOR = 1_000
/** How often it is seen whether a shelving ends. */
const SHELF_MS = 1_000

export interface AlarmService
  extends Omit<AlarmActions, 'endShelving'>,
    AlarmChanges,
    AlarmLists,
    AlarmPerformance,
    AlarmTransfer,
    Closable {
  settings(reach: Reach): Promise<Settings>
  /** Alarms keep their priority until they change. Throws `alarms.matrix_wrong`. */
  setSettings(reach: Reach, settings: Settings, actor: Actor): Promise<Settings>
  /** Opens a stream that says when to look again. Throws `alarms.live_full`. */
  live(reach: Reach): (listener: () => Promise<void>) => Closable
  /** For live computing. */
  readonly book: ConditionBook
  /** What happens to alarms, after the commit; returns what ends it. What happened while the platform was down is in the journal. */
  onAlarms(listener: AlarmListener): () => void
  /** Shelving ends by itself from now on, also what ended while the platform was down. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered' | 'find'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

export function createAlarms(needs: Needs): AlarmService {
  const { tenants, audit, clock, log } = needs
  const news = new NewsRoom(log)
  const keeper = new Keeper(tenants, news)
  const book = new AlarmBook({ ...needs, keeper })
  const { endShelving, ...actions } = createActions({ ...needs, keeper })
  const changes = createChanges({ ...needs, keeper, book })
  const lists = createLists(tenants, clock)
  const shelves = new Shelves({ clock, log, end: endShelving })
  news.listen((tenant, all) => {
    if (all.some(({ kind }) => kind === 'shelved')) shelves.look(tenant)
  })
  let streams = 0

  return {
    ...actions,
    ...changes,
    ...lists,
    ...createPerformance(needs),
    ...createTransfer(lists, changes),
    book,
    onAlarms: (listener) => news.listen(listener),

    settings: (reach) => tenants.within(reach, settingsIn),

    async setSettings(reach, settings, actor) {
      mustBeMatrix(settings)
      await tenants.within(reach, async (tx) => {
        await saveSettings(tx, settings)
        const target = { kind: 'organisation', id: tx.tenant }
        await audit.record(tx, { actor, action: 'alarm.settings_changed', target, detail: { ...settings } })
      })
      return settings
    },

    live(reach) {
      if (streams >= MOST_STREAMS) throw new Fault('alarms.live_full', { most: MOST_STREAMS })
      return (listener) => {
        streams++
        const watch = new Watch({ tenants, clock, log, reach, listener })
        const stop = news.listen((tenant, all) => watch.hear(tenant, all))
        let open = true
        return {
          close: () => {
            if (open) streams--
            open = false
            stop()
            watch.close()
          },
        }
      }
    },

    async begin(tenant) {
      await shelves.begin(tenant)
    },

    close: () => shelves.close(),
  }
}

interface WatchNeeds {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly log: Log
  readonly reach: Reach
  readonly listener: () => Promise<void>
}

/** Tells one page to look again, once in a while, when something that it may see has changed. */
class Watch {
  readonly #needs: WatchNeeds
  #changed = new Set<string>()
  #timer: { cancel(): void } | undefined

  constructor(needs: WatchNeeds) {
    this.#needs = needs
  }

  hear(tenant: TenantId, all: readonly AlarmNews[]): void {
    if (tenant !== this.#needs.reach.tenant) return
    for (const { alarm } of all) {
      if (this.#changed.size >= MOST_LOOKED_FOR) break
      this.#changed.add(alarm)
    }
    this.#timer ??= this.#needs.clock.after(TELL_MS, () => {
      this.#tell().catch((thrown: unknown) =>
        this.#needs.log.warn('a page of alarms is not told to look again', { fault: sayFault(thrown) }),
      )
    })
  }

  async #tell(): Promise<void> {
    this.#timer = undefined
    const ids = [...this.#changed]
    this.#changed = new Set()
    const { reach, tenants, listener } = this.#needs
    if (reach.below && !(await tenants.within(reach, (tx) => anyInReach(tx, ids)))) return
    await listener()
  }

  close(): void {
    this.#timer?.cancel()
  }
}

interface ShelfNeeds {
  readonly clock: Clock
  readonly log: Log
  /** Ends what was shelved until now; when the next one ends, µs. */
  readonly end: (tenant: TenantId) => Promise<Micros | undefined>
}

/** Ends shelving when its time is over: the ends are in the database, so a restart forgets none. */
class Shelves implements Closable {
  readonly #needs: ShelfNeeds
  /** When the next shelving of each tenant ends. */
  readonly #next = new Map<TenantId, Micros>()
  readonly #timer: { cancel(): void }
  #running: Promise<void> | undefined

  constructor(needs: ShelfNeeds) {
    this.#needs = needs
    this.#timer = needs.clock.every(SHELF_MS, () => {
      this.#running ??= this.#sweep().finally(() => {
        this.#running = undefined
      })
    })
  }

  async begin(tenant: TenantId): Promise<void> {
    this.#keep(tenant, await this.#needs.end(tenant))
  }

  /** Something was shelved. */
  look(tenant: TenantId): void {
    this.#next.set(tenant, 0)
  }

  #keep(tenant: TenantId, next: Micros | undefined): void {
    if (next === undefined) this.#next.delete(tenant)
    else this.#next.set(tenant, next)
  }

  async #sweep(): Promise<void> {
    const now = this.#needs.clock.now()
    for (const [tenant, next] of [...this.#next]) {
      if (next > now) continue
      try {
        this.#keep(tenant, await this.#needs.end(tenant))
      } catch (thrown) {
        this.#needs.log.warn('shelved alarms stay shelved for now', { fault: sayFault(thrown) })
      }
    }
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#running
  }
}
