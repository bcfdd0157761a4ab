import { type Clock, type Closable, type Log, type Micros, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Settings } from './definition.ts'
import { type Keeper, namesOf } from './keeper.ts'
import type { Precedence } from './precedence.ts'
import type { Person } from './schema.ts'
import { settingsIn } from './settings.ts'
import { type JournalEntry, lockById, nextEnd, overdue, type StandingRow, type Stood } from './standing-store.ts'
import { type Happening, stepOf } from './step.ts'

/** How often it is seen whether something ends. */
const LOOK_MS = 1_000
/** Alarms of one transaction; people who act wait for one of these at most. */
const AT_ONCE = 100

const platform: Person = { kind: 'system', id: 'alarms', name: 'Millrace' }

interface Needs {
  readonly tenants: TenantDb
  readonly keeper: Keeper
  readonly precedence: Precedence
  readonly clock: Clock
  readonly log: Log
}

/** What of an alarm was over by then: shelving, being out of service, suppression by somebody; and whether it asks again. */
function happenings(
  { shelved, shelvedUntil, outOfService, outUntil, suppressedUntil, reAlarmAt }: StandingRow,
  now: Micros,
) {
  const over = (until: Micros | null): until is Micros => until !== null && until <= now
  const by = platform
  const all: Happening[] = []
  if (shelved && over(shelvedUntil)) all.push({ event: 'unshelve', at: shelvedUntil, by })
  if (outOfService && over(outUntil)) all.push({ event: 'return', at: outUntil, by })
  if (over(suppressedUntil)) all.push({ event: 'unsuppress', byHand: true, at: suppressedUntil, by })
  // When it was noticed: it may stand for long while nobody looks.
  if (over(reAlarmAt)) all.push({ event: 're_alarm', at: now, by })
  return all
}

/** Steps through what ended, in the order of the times; what is refused was over already. */
function ended(stood: Stood, now: Micros, settings: Settings): { row: StandingRow; entries: JournalEntry[] } {
  let { row } = stood
  const entries: JournalEntry[] = []
  for (const happening of happenings(row, now).sort((a, b) => a.at - b.at)) {
    const step = stepOf({ ...stood, row }, happening, settings)
    if ('refused' in step) continue
    row = step.row
    entries.push(step.entry)
  }
  return { row, entries }
}

/** Ends what has an end by the clock. The ends are in the database, so a restart forgets none. */
export class DueWatch implements Closable {
  readonly #needs: Needs
  /** When the next thing of each tenant ends. */
  readonly #next = new Map<TenantId, Micros>()
  readonly #timer: { cancel(): void }
  #running: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => {
      this.#running ??= this.#sweep().finally(() => {
        this.#running = undefined
      })
    })
  }

  /** From now on, also what ended while the platform was down. */
  async begin(tenant: TenantId): Promise<void> {
    this.#keep(tenant, await this.#end(tenant))
  }

  /** Something may end earlier than was known. */
  look(tenant: TenantId): void {
    this.#next.set(tenant, 0)
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#running
  }

  #keep(tenant: TenantId, next: Micros | undefined): void {
    if (next === undefined) this.#next.delete(tenant)
    else this.#next.set(tenant, next)
  }

  async #sweep(): Promise<void> {
    const { clock, log } = this.#needs
    const now = clock.now()
    for (const [tenant, next] of [...this.#next]) {
      if (next > now) continue
      // Before it is read: what comes meanwhile is looked at again.
      this.#next.delete(tenant)
      try {
        const known = await this.#end(tenant)
        if (!this.#next.has(tenant)) this.#keep(tenant, known)
      } catch (thrown) {
        this.look(tenant)
        log.warn('alarms that are held stay so for now', { fault: sayFault(thrown) })
      }
    }
  }

  /** Ends what is over; when the next thing ends, µs. */
  async #end(tenant: TenantId): Promise<Micros | undefined> {
    const { tenants, keeper, precedence, clock } = this.#needs
    for (;;) {
      const now = clock.now()
      await precedence.giveWay()
      const ids = await tenants.within(tenant, (tx) => overdue(tx, now, AT_ONCE))
      if (ids.length === 0) return tenants.within(tenant, nextEnd)
      await keeper.keep(tenant, async (tx) => {
        const settings = await settingsIn(tx)
        const stood = await lockById(tx, ids)
        const all = stood.map((one) => ended(one, now, settings))
        const [rows, entries] = [all.map(({ row }) => row), all.flatMap((one) => one.entries)]
        return { kept: { rows, entries, names: namesOf(stood) }, result: undefined }
      })
    }
  }
}
