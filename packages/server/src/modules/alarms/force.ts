import { quiet, shownState } from '@millrace/compute'
import { type Clock, Fault, MICROS_PER_MS } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { Definition, Settings } from './definition.ts'
import * as store from './definition-store.ts'
import './faults.ts'
import type { Keeper } from './keeper.ts'
import { pathsOf } from './list-store.ts'
import { conditionKey } from './live-conditions.ts'
import { rankOf } from './rank.ts'
import { settingsIn } from './settings.ts'
import { addStanding, type JournalEntry, lockById, type StandingRow } from './standing-store.ts'
import { againAt, entryOf, stepOf } from './step.ts'

interface Needs {
  readonly keeper: Keeper
  readonly clock: Clock
}

/** What changes that come into force make of alarms, collected over one transaction. */
export interface Forced {
  readonly rows: StandingRow[]
  readonly entries: JournalEntry[]
  readonly names: Map<string, Definition>
}

/** Puts approved changes into force: definitions, and where their alarms stand. */
export class ChangeForce {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** One transaction over changes that are held until it ends. */
  within<T>(
    reach: Reach,
    ids: readonly string[],
    work: (tx: TenantTx, rows: readonly store.ChangeRow[], forced: Forced) => Promise<T>,
  ): Promise<T> {
    return this.#needs.keeper.keep(reach, async (tx) => {
      const kept: Forced = { rows: [], entries: [], names: new Map() }
      const result = await work(tx, await store.lockChanges(tx, ids), kept)
      return { kept, result }
    })
  }

  /** The version that the alarm comes to. Throws `alarms.outdated`, `alarms.twice`. */
  async put(tx: TenantTx, change: store.ChangeRow, forced: Forced): Promise<number> {
    const inForce = await store.byId(tx, change.alarm)
    const seen = inForce?.version ?? 0
    if (seen !== (change.beforeVersion ?? 0))
      throw new Fault('alarms.outdated', { expected: change.beforeVersion ?? 0, seen })
    const version = seen + 1
    if (change.after === null) await store.dropAlarm(tx, change.alarm)
    else if (inForce) await this.#change(tx, inForce, change.after, forced)
    else await this.#add(tx, change, change.after)
    return version
  }

  async #row(
    tx: TenantTx,
    id: string,
    definition: Definition,
    version: number,
  ): Promise<Omit<store.AlarmRow, 'condition' | 'suppression'>> {
    const path = (await pathsOf(tx, [definition.asset])).get(definition.asset) ?? []
    const { en, zh } = definition.name
    return {
      id,
      tenant: tx.tenant,
      asset: definition.asset,
      conditionKey: conditionKey(definition.condition),
      definition,
      version,
      search: [...path, en, zh, definition.class].join(' ').toLowerCase(),
      changedAt: new Date(this.#needs.clock.now() / MICROS_PER_MS),
    }
  }

  async #add(tx: TenantTx, change: store.ChangeRow, definition: Definition): Promise<void> {
    const settings = await settingsIn(tx)
    const [condition = 0, suppression = null] = await store.nextConditions(tx, definition.suppression ? 2 : 1)
    const row = { ...(await this.#row(tx, change.alarm, definition, 1)), condition, suppression }
    if (!(await store.addAlarm(tx, row))) throw await this.#twice(tx, row)
    await addStanding(tx, fresh(row, settings, this.#needs.clock.now()))
  }

  async #twice(tx: TenantTx, row: store.AlarmRow): Promise<Fault> {
    return new Fault('alarms.twice', { id: (await store.sameCondition(tx, row)) ?? row.id })
  }

  async #change(tx: TenantTx, inForce: store.AlarmRow, definition: Definition, forced: Forced): Promise<void> {
    const base = await this.#row(tx, inForce.id, definition, inForce.version + 1)
    const [made] = definition.suppression && inForce.suppression === null ? await store.nextConditions(tx, 1) : []
    // The number of a condition stays with it: an alarm that gets one again has the same one.
    const row = { ...base, condition: inForce.condition, suppression: made ?? inForce.suppression }
    if (await store.sameCondition(tx, row)) throw await this.#twice(tx, row)
    await store.saveAlarm(tx, row)
    const settings = await settingsIn(tx)
    const [stood] = await lockById(tx, [inForce.id])
    if (!stood) return
    const at = this.#needs.clock.now()
    let standing: StandingRow = { ...stood.row, asset: row.asset, priority: rankOf(settings, definition), broken: null }
    forced.names.set(inForce.id, definition)
    // What suppressed it is no longer asked; what somebody suppressed stays so.
    if (!definition.suppression) {
      const step = stepOf({ ...stood, definition, row: standing }, { event: 'unsuppress', at }, settings)
      if (!('refused' in step)) {
        forced.entries.push(step.entry)
        standing = step.row
      }
      standing = { ...standing, suppressionActive: false }
    }
    standing = { ...standing, reAlarmAt: againAt(definition, standing, { from: at, known: null }) }
    forced.rows.push(standing)
    forced.entries.push(entryOf(standing, 'changed', { at, note: `version ${row.version}` }))
  }
}

/** An alarm that has just come into force: nothing is known of its condition yet. */
const fresh = ({ id, asset, definition, tenant }: store.AlarmRow, settings: Settings, at: number): StandingRow => ({
  alarm: id,
  tenant,
  asset,
  priority: rankOf(settings, definition),
  state: shownState(quiet),
  ...quiet,
  annunciated: false,
  since: at,
  raisedAt: null,
  value: null,
  status: null,
  edgeAt: null,
  edgeActive: false,
  suppressionAt: null,
  suppressionActive: false,
  acknowledgedBy: null,
  acknowledgedAt: null,
  held: null,
  shelvedUntil: null,
  outUntil: null,
  suppressedBy: null,
  suppressedUntil: null,
  reAlarmAt: null,
  broken: null,
  note: null,
})
