import { Fault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Point } from '../assets/index.ts'
import type { Actor, AuditEntry, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import { type Cause, transition } from './state.ts'
import * as store from './store.ts'
import { entryOf } from './view.ts'

export interface Step {
  readonly cause: Cause
  readonly actor: Actor
  readonly change?: Partial<Omit<store.WriteRow, 'id' | 'tenant' | 'point' | 'state'>>
}

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
}

/** Each step of a write's life, written together with its trace. */
export class Life {
  readonly #tenants: TenantDb
  readonly #audit: AuditTrail

  constructor({ tenants, audit }: Needs) {
    this.#tenants = tenants
    this.#audit = audit
  }

  /** False if the id is taken. */
  async begin(reach: Reach, row: store.WriteRow, point: Point, actor: Actor): Promise<boolean> {
    // Through a grant the trace comes before the write: what is only asked again leaves none.
    if (reach.grant && (await this.#tenants.within(reach, (tx) => store.writeById(tx, row.id)))) return false
    const entry = entryOf(row, point.name, 'write.asked', actor)
    const made = await this.#traced(reach, entry, (tx) => store.addWrite(tx, row))
    if (made) await this.#tellGuest(reach.tenant, row, entry)
    return made
  }

  /** Throws `commands.not_waiting` where the step cannot happen any more: of two who decide at once, one does. */
  async step(
    reach: Reach,
    row: store.WriteRow,
    point: Point,
    { cause, actor, change = {} }: Step,
  ): Promise<store.WriteRow> {
    const state = transition(row.state, cause)
    if (!state) throw new Fault('commands.not_waiting', { state: row.state })
    const next = { ...row, ...change, state }
    const entry = entryOf(next, point.name, cause === 'confirmed' ? 'write.confirmed' : `write.${state}`, actor)
    await this.#traced(reach, entry, async (tx) => {
      if (await store.changeWrite(tx, row, { ...change, state })) return true
      throw new Fault('commands.not_waiting', { state: (await store.writeById(tx, row.id))?.state ?? 'gone' })
    })
    await this.#tellGuest(reach.tenant, row, entry)
    return next
  }

  /**
   * A change with its trace in one transaction. Through a grant the database lets nobody write the audit of the organisation
   * that gives, so there the trace comes first: it may tell of a write that did not come about, never leave one out.
   */
  async #traced(
    reach: Reach,
    entry: AuditEntry,
    change: (tx: Parameters<Parameters<TenantDb['within']>[1]>[0]) => Promise<boolean>,
  ): Promise<boolean> {
    if (reach.grant) await this.#audit.note(reach.tenant, entry)
    return this.#tenants.within(reach, async (tx) => {
      const done = await change(tx)
      if (done && !reach.grant) await this.#audit.record(tx, entry)
      return done
    })
  }

  /** What is asked through a grant stands in the audit of who asked, too. */
  async #tellGuest(tenant: TenantId, { grant }: store.WriteRow, entry: AuditEntry): Promise<void> {
    if (grant === null) return
    const guest = await this.#tenants.within(tenant, (tx) => store.guestOf(tx, grant))
    if (guest) await this.#audit.note(guest, entry)
  }
}
