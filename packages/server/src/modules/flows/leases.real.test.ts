import { generateKeyPairSync } from 'node:crypto'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { Leases } from './leases.ts'

const owned = new Owned()
afterAll(() => owned.close())

it('of two platforms on one database one does what flows ask for, and one whose lease was taken over writes nothing more', async () => {
  const server = owned.add(await startTestServer())
  const database = await server.database()
  const tenant = await addTestTenant(database, 'leased')
  const { tenants } = database
  const told: string[] = []
  const keys = new Map(['first', 'second'].map((name) => [name, generateKeyPairSync('ed25519').privateKey]))
  const leasesOf = (name: string): Leases =>
    owned.add(
      new Leases({ tenants, key: keys.get(name)!, clock: systemClock, log: silentLog, held: () => told.push(name) }),
    )
  const may = (leases: Leases): Promise<boolean> => tenants.within(tenant, (tx) => leases.fence(tx))
  const [first, second] = [leasesOf('first'), leasesOf('second')]
  await first.begin(tenant)
  await second.begin(tenant)
  expect([first.holds(tenant), second.holds(tenant)]).toEqual([true, false])
  expect([await may(first), await may(second)]).toEqual([true, false])
  // As if the first had stood still for longer than its lease: it still believes to hold it.
  await tenants.within(tenant, (tx) =>
    tx.execute(sql`update flow_leases set until = now() where tenant_id = ${tenant}`),
  )
  await second.renew()
  expect([first.holds(tenant), await may(first), await may(second)]).toEqual([true, false, true])
  await first.renew()
  expect(first.holds(tenant)).toBe(false)
  await second.close()
  await first.renew()
  expect(await may(first)).toBe(true)
  expect(told).toEqual(['first', 'second', 'first'])
  // The same platform, started again after a kill, waits for nobody; a copy of its folder that still runs takes nothing back.
  const again = leasesOf('first')
  await again.begin(tenant)
  await first.renew()
  expect([await may(again), first.holds(tenant), await may(first)]).toEqual([true, false, false])
  expect(told).toEqual(['first', 'second', 'first', 'first'])
})
