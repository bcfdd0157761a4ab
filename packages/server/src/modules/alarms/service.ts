import { type Clock, type Closable, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { ConditionBook } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { Tell } from '../events/index.ts'
import { type AlarmActions, createActions } from './actions.ts'
import { AlarmBook } from './book.ts'
import { type AlarmChanges, createChanges } from './changes.ts'
import type { Settings } from './definition.ts'
import { saveSettings, usesOf } from './definition-store.ts'
import { DueWatch } from './due.ts'
import './faults.ts'
import { type Announce, Keeper } from './keeper.ts'
import { type AlarmLists, createLists } from './lists.ts'
import { type AlarmListener, type AlarmNews, NewsRoom } from './news.ts'
import { type AlarmPerformance, createPerformance } from './performance.ts'
import { Precedence } from './precedence.ts'
import type { EventKind } from './schema.ts'
import { mustBeMatrix, settingsIn } from './settings.ts'
import { anyInReach } from './standing-store.ts'
import { type AlarmTransfer, createTransfer } from './transfer.ts'

/** Streams open at a time, over all tenants. */
const MOST_STREAMS = 500
/** A page that shows alarms looks again this often at most. */
const TELL_MS = 500
/** Alarms of one telling that are looked for in a limited reach. */
const MOST_LOOKED_FOR = 1_000

export interface AlarmService
  extends AlarmActions,
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
  /** Points have another type, unit or series; after the commit. Resolves when the conditions that look at them follow. */
  pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void>
  /** What happens to alarms, after the commit; returns what ends it. What happened while the platform was down is in the journal. */
  onAlarms(listener: AlarmListener): () => void
  /** What has an end by the clock ends from now on, also what ended while the platform was down. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered' | 'find' | 'leans'>
  readonly latest: Pick<LatestValues, 'read'>
  readonly audit: AuditTrail
  readonly announce: Announce
  readonly events: Tell
  readonly clock: Clock
  readonly log: Log
}

/** After these something may end by the clock. */
const mayEnd: ReadonlySet<EventKind> = new Set([
  'raised',
  'shelved',
  'suppressed',
  'removed',
  'unshelved',
  'unsuppressed',
  'returned',
  'changed',
])

export function createAlarms(needs: Needs): AlarmService {
  const { tenants, audit, announce, events, clock, log } = needs
  const news = new NewsRoom(log)
  const precedence = new Precedence(clock)
  const people = precedence.ofPeople(tenants)
  const keeper = new Keeper({ tenants, news, announce, events })
  const ofPeople = { ...needs, tenants: people, keeper: new Keeper({ tenants: people, news, announce, events }) }
  needs.assets.leans(usesOf)
  const book = new AlarmBook({ ...needs, keeper, precedence })
  const changes = createChanges({ ...ofPeople, book })
  const lists = createLists(people, clock)
  const due = new DueWatch({ ...needs, keeper, precedence })
  news.listen((tenant, all) => {
    if (all.some(({ kind }) => mayEnd.has(kind))) due.look(tenant)
  })
  let streams = 0

  return {
    ...createActions(ofPeople),
    ...changes,
    ...lists,
    ...createPerformance(needs),
    ...createTransfer(lists, changes),
    book,
    pointsChanged: (tenant, points) => book.pointsChanged(tenant, points),
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
      await due.begin(tenant)
    },

    close: () => due.close(),
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
