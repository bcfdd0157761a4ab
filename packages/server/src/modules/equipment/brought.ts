import { isDeepStrictEqual } from 'node:util'
import { Fault } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import './faults.ts'
import type { ClassLibrary, Shipped } from './library.ts'
import * as store from './store.ts'

/** Who brings classes: an installation of an app. */
interface Bringer {
  readonly id: string
  readonly app: string
}

/** A class that an app brought, with the assets that it was applied to. */
interface BroughtClass {
  readonly class: string
  readonly assets: readonly { readonly id: string; readonly name: string }[]
}

/** Classes that apps bring to an organisation: it applies them as those of the platform. */
export interface BroughtClasses {
  /**
   * These are what it brings, as they are now; what it brings no more goes, but where an asset is of it: that stays as long as the app.
   * Throws `equipment.class_taken` for a name that is another's.
   */
  bring(tx: TenantTx, by: Bringer, classes: readonly Shipped[]): Promise<void>
  /** What it brought, and that nobody else brings, with where it is used. */
  brought(tx: TenantTx, by: string): Promise<BroughtClass[]>
  /** All that it brought goes. Throws `equipment.class_used`. */
  takeAway(tx: TenantTx, by: string): Promise<void>
  /** Whoever brings something. */
  bringers(tx: TenantTx): Promise<readonly string[]>
}

export function createBrought(library: Pick<ClassLibrary, 'shipped'>): BroughtClasses {
  const brought: BroughtClasses['brought'] = async (tx, by) => {
    const rows = await store.broughtClasses(tx)
    const own = rows.filter(
      (row) => row.by === by && !rows.some((other) => other.class === row.class && other.by !== by),
    )
    const used: BroughtClass[] = []
    for (const { class: name } of own) used.push({ class: name, assets: await store.assetsOf(tx, name) })
    return used
  }
  return {
    brought,

    async bring(tx, { id, app }, classes) {
      await store.lockClasses(tx)
      const shipped = await library.shipped()
      const others = (await store.broughtClasses(tx)).filter(({ by }) => by !== id)
      for (const { equipment, reproduced } of classes) {
        const { class: name } = equipment
        const other = others.find((one) => one.class === name)
        if (shipped.has(name)) throw new Fault('equipment.class_taken', { name, of: 'the platform' })
        if (other && !isDeepStrictEqual(other.content, equipment))
          throw new Fault('equipment.class_taken', { name, of: other.app })
        await store.putClass(tx, { tenant: tx.tenant, class: name, by: id, app, content: equipment, reproduced })
      }
      for (const { class: name, assets } of await brought(tx, id))
        if (assets.length === 0 && !classes.some(({ equipment }) => equipment.class === name))
          await store.removeClass(tx, name, id)
    },

    async takeAway(tx, by) {
      await store.lockClasses(tx)
      for (const { class: name, assets } of await brought(tx, by))
        if (assets.length > 0)
          throw new Fault('equipment.class_used', {
            name,
            seen: assets
              .slice(0, 20)
              .map((one) => one.name)
              .join(', '),
            count: assets.length,
          })
      await store.removeClasses(tx, by)
    },

    bringers: async (tx) => [...new Set((await store.broughtClasses(tx)).map(({ by }) => by))],
  }
}
