import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { check } from './check.ts'
import { Removals } from './expected.ts'
import { openStore, type Store } from './store.ts'
import { batchesOf, DAY, EPOCH, epochOf, guestOf, PLANT, T0, victimOf } from './workload.ts'

const SEED = 5
/** The first epoch that goes over midnight, and a batch after its end. */
const ACROSS = Math.floor(DAY / (EPOCH * 300_000_000))
const LAST = (ACROSS + 1) * EPOCH

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-check-'))
  store = await openStore(folder)
  for (let n = 1; n <= LAST; n++) {
    const { plant, guest } = batchesOf(SEED, n)
    await store.lake.append(guestOf(epochOf(n)), guest, 0)
    await store.lake.append(PLANT, plant, 0)
  }
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const asked = [
  { what: 'victim', epoch: ACROSS },
  { what: 'old', before: T0 + DAY },
] as const
const look = () =>
  check({ ...store, newest: LAST }, folder, { seed: SEED, acknowledged: LAST, removed: new Removals(), asked })

it('what went by age alone is not taken for a series that was removed', async () => {
  await store.lake.remove({ tenant: PLANT, to: T0 + DAY })
  expect(await look()).toEqual({ lost: 0, wrong: [] })
})

it('a series that was removed alone is not taken for what went by age', async () => {
  await store.lake.remove({ tenant: PLANT, series: [victimOf(ACROSS)] })
  expect(await look()).toEqual({ lost: 0, wrong: [] })
})

it('rows that are gone though nobody asked for it are told', async () => {
  await store.lake.remove({ tenant: PLANT, series: [1] })
  expect((await look()).lost).toBeGreaterThan(0)
})
