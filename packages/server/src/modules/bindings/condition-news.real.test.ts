import { newId, Owned, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import type { Tell, Told } from '../events/index.ts'
import { ConditionNews } from './condition-news.ts'
import type { Condition } from './schema.ts'

const owned = new Owned()
afterAll(() => owned.close())

it('a condition of a model is told once when it comes, and when it goes, to its organisation alone', async () => {
  const database = await owned.add(await startTestServer()).database()
  const { tenants } = database
  const [tenant, other] = [await addTestTenant(database, 'works'), await addTestTenant(database, 'other')]
  const [binding, asset] = [newId(), newId()]
  const { rows } = await tenants.within(tenant, async (tx) => {
    await tx.execute(sql`insert into assets (id, tenant_id, name, path, lineage, search)
      values (${asset}, ${tenant}, 'Boiler', '{Boiler}', array[${asset}]::uuid[], '')`)
    await tx.execute(sql`insert into bindings (id, tenant_id, mechanism_id, version, name, target, inputs, parameters, outputs, measured,
        paused, changed_by, changed_at)
      values (${binding}, ${tenant}, ${newId()}, '1.0.0', '{"en": "Model", "zh": "模型"}', '{}', '{}', '{}', '{}', '{}', false, '{}', now())`)
    return tx.execute<{
      number: number
    }>(sql`insert into bound_assets (tenant_id, binding_id, asset_id, inputs, measured, outputs)
      values (${tenant}, ${binding}, ${asset}, '{}', '{}', '{}') returning number`)
  })
  const number = rows[0]?.number ?? 0
  const drift: Condition = {
    kind: 'drift_psi',
    of: 'x',
    since: '2026-11-24T08:00:00Z',
    value: 0.4,
    limit: 0.2,
    says: 'x',
  }
  let standing = new Map<number, readonly Condition[]>()
  const told: [TenantId, Told][] = []
  const events: Tell = { tell: (tx, some) => void told.push(...some.map((one): [TenantId, Told] => [tx.tenant, one])) }
  const news = new ConditionNews({ tenants, events, watch: { standing: () => standing } })
  const look = () => news.look([other, tenant])

  await look()
  standing = new Map([[number, [drift]]])
  await look()
  // It is another value by now, and the same condition.
  standing = new Map([[number, [{ ...drift, value: 0.5 }]]])
  await look()
  standing = new Map()
  await look()
  expect(told.map(([of, { type, subject, asset: at, data }]) => [of, type, subject, at, data['of']])).toEqual([
    [tenant, 'binding.condition_raised', binding, asset, 'x'],
    [tenant, 'binding.condition_cleared', binding, asset, 'x'],
  ])
})
