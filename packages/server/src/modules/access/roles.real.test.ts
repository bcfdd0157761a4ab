import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { addOrganisation, type Side } from '../../testing-people.ts'

let platform: TestPlatform
let north: Side

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
})
afterAll(() => platform.close())

describe('a role that an organisation makes', () => {
  it('carries nothing that stands above organisations', async () => {
    const body = { name: 'above', title: 'Above', actions: ['asset:read', 'platform:operate'] }
    expect(await north.ask('/roles', { method: 'POST', body })).toMatchObject({
      status: 400,
      body: { code: 'http.request_malformed' },
    })
  })

  it('reaches nothing above it, whatever its row says', async () => {
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(
        sql`insert into roles (tenant_id, name, title, actions) values (${north.id}, 'above', 'Above', '{platform:operate,asset:read}')`,
      ),
    )
    const ask = await north.member('climber', [{ role: 'above' }])
    expect((await ask('/assets')).status).toBe(200)
    expect((await ask('/organisations')).status).toBe(403)
    const body = { name: 'Mine', handle: 'mine', administrator: 'Me' }
    expect((await ask('/organisations', { method: 'POST', body })).status).toBe(403)
  })
})
