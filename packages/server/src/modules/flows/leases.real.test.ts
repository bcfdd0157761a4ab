import { Owned, silentLog, systemClock } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { Leases } from './leases.ts'

const owned = new Owned()
afterAll(() => owned.close())

it('of two platforms on one database one runs the flows, and one whose lease was taken over writes nothing more', async () => {
  const server = owned.add(await startTestServer())
  const database = await server.database()
  const tenant = await addTestTenant(database, 'leased')
  const { tenants } = database
  const told: [string, boolean][] = []
  const leasesOf = (name: string): Leases =>
    owned.add(
      new Leases({ tenants, clock: systemClock, log: silentLog, changed: (_of, held) => told.push([name, held]) }),
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
  expect(told).toEqual([
    ['first', true],
    ['second', true],
    ['first', false],
    ['first', true],
  ])
})
