import { Owned } from '@millrace/core'
import { addTestPoints, addTestTenant, openToAll, type TestServer } from './database/testing.ts'
import { startTestModules } from './testing.ts'

const ASKED = 20

export interface Timed {
  /** Median time of reading points by their ids, s. */
  readonly secured: number
  /** The same in a database whose tables have no row-level security. */
  readonly bare: number
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number

/** Reads points through the asset module in two databases of one server, one with row-level security and one without, by turns. */
export async function timeRowSecurity(server: TestServer, points: number, turns: number): Promise<Timed> {
  const owned = new Owned()
  try {
    const times: [number[], number[]] = [[], []]
    const asks: (() => Promise<unknown>)[] = []
    for (const secured of [true, false]) {
      const database = await server.database()
      const { services } = await startTestModules(owned, database)
      const tenant = await addTestTenant(database, 'bench')
      const other = await addTestTenant(database, 'other')
      await addTestPoints(database, other, points)
      const ids = await addTestPoints(database, tenant, points)
      if (!secured) await openToAll(database)
      let at = 0
      asks.push(() => {
        at = (at + ASKED) % (ids.length - ASKED)
        // Other ids each time, so that nothing is remembered.
        services.assets.forget()
        return services.assets.numbered({ tenant }, ids.slice(at, at + ASKED))
      })
    }
    for (let i = 0; i < turns * 2; i++) {
      const begun = performance.now()
      await asks[i % 2]?.()
      times[i % 2]?.push((performance.now() - begun) / 1_000)
    }
    return { secured: median(times[0]), bare: median(times[1]) }
  } finally {
    await owned.close()
  }
}
