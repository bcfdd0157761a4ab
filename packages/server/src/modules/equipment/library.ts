import { type EquipmentClass, listClasses, type Reproduced, readClass, reproduce } from '@millrace/compute'
import { Fault, type Log, sayFault } from '@millrace/core'
import './faults.ts'

/** A class of the library, with what its formulas give of each published figure. */
export interface Shipped {
  readonly equipment: EquipmentClass
  /** By reference case, in their order. */
  readonly reproduced: readonly (readonly Reproduced[])[]
}

export interface ClassLibrary {
  /** By name, in the order of names. */
  all(): Promise<ReadonlyMap<string, Shipped>>
  /** Throws `equipment.class_unknown`. */
  one(name: string): Promise<Shipped>
}

/** Read when somebody first asks, and kept: it changes with the platform alone. A class that cannot be read is left out, and said. */
export function createLibrary(log: Log): ClassLibrary {
  let read: Promise<ReadonlyMap<string, Shipped>> | undefined
  const all = async (): Promise<ReadonlyMap<string, Shipped>> => {
    read ??= readLibrary(log)
    try {
      return await read
    } catch (thrown) {
      read = undefined
      throw thrown
    }
  }
  return {
    all,
    async one(name) {
      const classes = await all()
      const shipped = classes.get(name)
      if (!shipped) throw new Fault('equipment.class_unknown', { known: [...classes.keys()].join(', '), seen: name })
      return shipped
    },
  }
}

async function readLibrary(log: Log): Promise<ReadonlyMap<string, Shipped>> {
  const shipped = new Map<string, Shipped>()
  for (const name of await listClasses()) {
    try {
      const equipment = await readClass(name)
      shipped.set(name, { equipment, reproduced: equipment.references.map((one) => reproduce(equipment, one)) })
    } catch (thrown) {
      log.warn('an equipment class of the library is left out', { name, seen: sayFault(thrown) })
    }
  }
  return shipped
}
