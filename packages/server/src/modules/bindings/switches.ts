import { type Clock, MICROS_PER_MS, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { Person, StoredVersion } from '../mechanisms/index.ts'
import type { BindingBook } from './book.ts'
import type { Canaries } from './canaries.ts'
import * as store from './store.ts'
import type { RunWatch } from './watch.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly book: BindingBook
  readonly canaries: Canaries
  readonly watch: RunWatch
  readonly clock: Clock
}

interface Next {
  readonly stored: StoredVersion
  /** That a rollback goes back to. */
  readonly before: string | null
  readonly by: Person
  readonly recorded: (tx: TenantTx, row: store.BindingRow) => Promise<void>
}

/**
 * Another version, or other parameters, between two calls: rows up to the newest that was told are of what was before, those after it
 * of what is next, each instant once.
 */
export class Switches {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What a binding says holds from the next row on at each of its assets. In a turn of the book. */
  async terms(tx: TenantTx, { id, version, parameters }: store.BindingRow): Promise<store.BoundRow[]> {
    const rows = await store.everyBound(tx, id)
    await store.addTerms(
      tx,
      rows.map((row) => ({
        bound: row.number,
        from: this.#needs.book.newest(tx.tenant, row) + 1,
        version,
        parameters: { ...parameters, ...row.parameters },
      })),
    )
    for (const { number } of rows) this.#needs.watch.forget(number)
    return rows
  }

  async to(tenant: TenantId, id: string, { stored, before, by, recorded }: Next): Promise<void> {
    const { tenants, book, canaries, clock } = this.#needs
    const shadow = canaries.of(id)?.version === stored.version ? canaries.of(id) : undefined
    await shadow?.settled()
    await book.turn(tenant, async () => {
      const rows = await tenants.within({ tenant }, async (tx) => {
        const row = (await store.bindingById(tx, id))!
        const at = new Date(Math.floor(clock.now() / MICROS_PER_MS))
        const next = { version: stored.version, before, canary: null, comparison: null, by, at }
        await store.changeBinding(tx, id, next)
        await recorded(tx, row)
        return this.terms(tx, { ...row, ...next })
      })
      canaries.end(id)
      // What it remembers in the shadow is of the same rows, where it has seen all of them.
      for (const { number } of rows) {
        const chain = shadow?.chainAt(number)
        if (chain && chain.now.time === book.newestOf(number)) book.chains.set(number, chain)
      }
      await book.changed(tenant)
    })
  }

  async calibrate(
    tenant: TenantId,
    { binding, row }: { readonly binding: store.BindingRow; readonly row: store.BoundRow },
    keep: (tx: TenantTx) => Promise<void>,
  ): Promise<void> {
    const { tenants, book, watch } = this.#needs
    await book.turn(tenant, async () => {
      await tenants.within({ tenant }, async (tx) => {
        await keep(tx)
        const now = (await store.everyBound(tx, binding.id)).find(({ number }) => number === row.number)!
        // As it is in its turn: another version may have come into force since it was read.
        const { version, parameters } = (await store.bindingById(tx, binding.id)) ?? binding
        const from = book.newest(tenant, now) + 1
        await store.addTerms(tx, [
          { bound: row.number, from, version, parameters: { ...parameters, ...now.parameters } },
        ])
      })
      watch.forget(row.number)
      await book.changed(tenant)
    })
  }
}
