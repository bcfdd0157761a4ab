import { checkClass, type EquipmentClass, listClasses, type Reproduced, readClass, reproduce } from '@millrace/compute'
import { Fault, type Log, sayFault } from '@millrace/core'
import { sayFinding } from '@millrace/core/profiles'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import './faults.ts'
import * as store from './store.ts'

/** A class, with what its formulas give of each published figure. */
export interface Shipped {
  readonly equipment: EquipmentClass
  /** By reference case, in their order. */
  readonly reproduced: readonly (readonly Reproduced[])[]
  /** The app that brought it; of the platform where there is none. */
  readonly app?: string
}

export interface ClassLibrary {
  /** Those of the platform, by name. */
  shipped(): Promise<ReadonlyMap<string, Shipped>>
  /** And those that apps brought to the organisation; by name, in the order of names. */
  all(reach: Reach): Promise<ReadonlyMap<string, Shipped>>
  /** Throws `equipment.class_unknown`. */
  one(reach: Reach, name: string): Promise<Shipped>
  /** The same, while nobody takes it away. */
  mustBe(tx: TenantTx, name: string): Promise<void>
}

/** The platform's are read when somebody first asks, and kept. A class that cannot be read is left out, and said. */
export function createLibrary(tenants: TenantDb, log: Log): ClassLibrary {
  let read: Promise<ReadonlyMap<string, Shipped>> | undefined
  const shipped = async (): Promise<ReadonlyMap<string, Shipped>> => {
    read ??= readLibrary(log)
    try {
      return await read
    } catch (thrown) {
      read = undefined
      throw thrown
    }
  }
  const all = async (reach: Reach): Promise<ReadonlyMap<string, Shipped>> => {
    const brought = await tenants.within(reach, store.broughtClasses)
    const own = brought.map(({ class: name, content, reproduced, app }): [string, Shipped] => [
      name,
      { equipment: content, reproduced, app },
    ])
    return new Map([...own, ...(await shipped())].sort(([one], [other]) => (one < other ? -1 : 1)))
  }
  const unknown = (known: readonly string[], seen: string): Fault =>
    new Fault('equipment.class_unknown', { known: known.join(', '), seen })
  return {
    shipped,
    all,
    async one(reach, name) {
      const classes = await all(reach)
      const found = classes.get(name)
      if (!found) throw unknown([...classes.keys()], name)
      return found
    },
    async mustBe(tx, name) {
      const platforms = await shipped()
      if (platforms.has(name)) return
      await store.lockClasses(tx)
      const brought = (await store.broughtClasses(tx)).map((one) => one.class)
      if (!brought.includes(name)) throw unknown([...platforms.keys(), ...brought], name)
    },
  }
}

const shippedOf = (equipment: EquipmentClass): Shipped => ({
  equipment,
  reproduced: equipment.references.map((one) => reproduce(equipment, one)),
})

/** A class out of a file that somebody brings. Throws `equipment.malformed` with every mistake and its line. */
export function readBrought(file: string, text: string): Shipped {
  const { equipment, findings } = checkClass(text)
  if (equipment === undefined || findings.length > 0)
    throw new Fault('equipment.malformed', { file, findings: findings.map(sayFinding).join('\n') })
  return shippedOf(equipment)
}

async function readLibrary(log: Log): Promise<ReadonlyMap<string, Shipped>> {
  const shipped = new Map<string, Shipped>()
  for (const name of await listClasses()) {
    try {
      shipped.set(name, shippedOf(await readClass(name)))
    } catch (thrown) {
      log.warn('an equipment class of the library is left out', { name, seen: sayFault(thrown) })
    }
  }
  return shipped
}
