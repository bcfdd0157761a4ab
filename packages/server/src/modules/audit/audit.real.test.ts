import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { ManualClock, Owned, silentLog, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { keyIdOf } from './chain.ts'
import type { AuditEntry, AuditService } from './index.ts'
import { createAudit } from './module.ts'
import { verifyExport } from './verify.ts'

const owned = new Owned()
const { privateKey } = generateKeyPairSync('ed25519')
let database: Database
let audit: AuditService
let north: TenantId
let south: TenantId

const actor = { kind: 'person', id: 'ann', name: 'Ann', remote: '192.0.2.1' } as const
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({ actor, action: 'thing.done', ...more })
const reach = () => ({ tenant: north })
const asOwner = (statement: ReturnType<typeof sql>) => database.house.asOwner((tx) => tx.execute(statement))
const exported = async (): Promise<string[]> => {
  let text = ''
  for await (const piece of await audit.export(reach(), actor)) text += piece
  return text.trimEnd().split('\n')
}
async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

beforeAll(async () => {
  database = await owned.add(await startTestServer()).database()
  north = await addTestTenant(database, 'north')
  south = await addTestTenant(database, 'south')
  const clock = new ManualClock(Date.UTC(2026, 10, 24) * 1_000)
  audit = createAudit({
    tenants: database.tenants,
    signingKey: privateKey,
    heard: () => undefined,
    clock,
    log: silentLog,
  })
})
afterAll(() => owned.close())

describe('the audit', () => {
  it('keeps one chain, though twenty write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => audit.note(north, entry({ detail: { n } }))))
    expect(await audit.verification(reach())).toEqual({
      records: 20,
      checkpoints: 1,
      intact: true,
      key: keyIdOf(createPublicKey(privateKey)),
    })
  })

  it('has a record when its change happened, and none when it did not', async () => {
    const change = database.tenants.within(north, async (tx) => {
      await audit.record(tx, entry({ action: 'never.happened' }))
      throw new TypeError('rolled back')
    })
    await expect(change).rejects.toThrow('rolled back')
    await audit.note(north, entry({ action: 'after.that' }))
    const { items } = await audit.records(reach(), { limit: 1 })
    expect(items[0]).toMatchObject({ seq: 21, action: 'after.that', actor, outcome: 'done' })
    const { items: before } = await audit.records(reach(), { seq: 20 })
    expect(items[0]?.prev).toBe(before[0]?.hash)
  })

  it('is written last, so that nobody holds its end while waiting for another', async () => {
    const west = await addTestTenant(database, 'west')
    const lock = sql`select pg_advisory_xact_lock(4711)`
    let recorded = (): void => undefined
    let held = (): void => undefined
    const isRecorded = new Promise<void>((done) => (recorded = done))
    const isHeld = new Promise<void>((done) => (held = done))
    // One records, then wants what the other holds; the other wants to record.
    await Promise.all([
      database.tenants.within(west, async (tx) => {
        await audit.record(tx, entry({ action: 'one.done' }))
        recorded()
        await isHeld
        await tx.execute(lock)
      }),
      database.tenants.within(west, async (tx) => {
        await tx.execute(lock)
        held()
        await isRecorded
        await audit.record(tx, entry({ action: 'other.done' }))
      }),
    ])
    const { items } = await audit.records({ tenant: west }, {})
    expect(items.map(({ seq, action }) => [seq, action])).toEqual([
      [2, 'one.done'],
      [1, 'other.done'],
    ])
  })

  it('is found by action, actor, target, outcome and words, page by page', async () => {
    const target = { kind: 'point', id: 'p1', name: 'Steam 100%' }
    await audit.note(north, entry({ action: 'command.asked', target, outcome: 'refused' }))
    const find = async (query: object) => (await audit.records(reach(), query)).items.map(({ action }) => action)
    expect(await find({ action: 'command.' })).toEqual(['command.asked'])
    expect(await find({ target: 'p1', outcome: 'refused' })).toEqual(['command.asked'])
    expect(await find({ search: 'steam 100%' })).toEqual(['command.asked'])
    expect(await find({ actor: 'bob' })).toEqual([])
    expect(await find({ action: '%' })).toEqual([])
    expect(await find({ action: 'command.,after.' })).toEqual(['command.asked', 'after.that'])
    expect(await find({ seq: 21 })).toEqual(['after.that'])
    const first = await audit.records(reach(), { limit: 5 })
    const second = await audit.records(reach(), { limit: 5, cursor: first.next as string })
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([22, 21, 20, 19, 18, 17, 16, 15, 14, 13])
  })

  it('takes no secrets, and no novels', async () => {
    for (const detail of [{ password: 'x' }, { a: [{ clientSecret: 'no', token: 'x' }] }, { api_key: 'x' }])
      await expect(audit.note(north, entry({ detail }))).rejects.toMatchObject({ code: 'audit.secret_inside' })
    await expect(audit.note(north, entry({ detail: { text: 'x'.repeat(9_000) } }))).rejects.toMatchObject({
      code: 'audit.too_large',
    })
  })

  it('keeps text that PostgreSQL does not', async () => {
    await audit.note(north, entry({ detail: { text: 'a\0b\ud800' } }))
    expect((await audit.records(reach(), { limit: 1 })).items[0]?.detail).toEqual({ text: 'a\ufffdb\ufffd' })
  })

  it('is seen by its own organisation alone', async () => {
    expect((await audit.records({ tenant: south }, {})).items).toEqual([])
    const within = await database.tenants.within(south, (tx) => tx.execute(sql`select from audit_records`))
    expect(within.rowCount).toBe(0)
  })
})

describe('the database', () => {
  it('lets nobody change or remove a record, not even its owner', async () => {
    const refused = { cause: { code: '23001' } }
    await expect(asOwner(sql`update audit_records set body = body`)).rejects.toMatchObject(refused)
    await expect(asOwner(sql`delete from audit_records`)).rejects.toMatchObject(refused)
    await expect(asOwner(sql`truncate audit_records cascade`)).rejects.toMatchObject(refused)
    const byTenant = database.tenants.within(north, (tx) => tx.execute(sql`delete from audit_records`))
    await expect(byTenant).rejects.toMatchObject(refused)
    const update = database.tenants.within(north, (tx) => tx.execute(sql`update audit_records set body = '{}'`))
    await expect(update).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('an export', () => {
  it('verifies anywhere, and names what was altered in it', async () => {
    const lines = await exported()
    expect((await verifyExport(each(lines), keyIdOf(createPublicKey(privateKey)))).finding).toBeUndefined()
    const altered = lines.with(3, (lines[3] as string).replace('thing.done', 'thing.gone'))
    expect((await verifyExport(each(altered))).finding).toEqual({ seq: 3, why: 'changed' })
  })

  it('is itself recorded', async () => {
    const { items } = await audit.records(reach(), { action: 'audit.exported' })
    expect(items).toHaveLength(1)
  })
})

describe('somebody who passes over the trigger', () => {
  it('is found by the verification, with the number of the record', async () => {
    await asOwner(sql`alter table audit_records disable trigger all`)
    await asOwner(sql`update audit_records set body = replace(body, 'thing.done', 'thing.gone') where seq = 7`)
    await asOwner(sql`alter table audit_records enable trigger all`)
    expect(await audit.verification(reach())).toMatchObject({ intact: false, firstFault: { seq: 7, why: 'changed' } })
  })
})

describe('retention', () => {
  it('drops what is old and signed, keeps the chain whole, and says so', async () => {
    await audit.note(south, entry())
    await audit.note(south, entry())
    await audit.checkpoint(south)
    await audit.note(south, entry({ action: 'newest.one' }))
    await asOwner(sql`alter table audit_records disable trigger all`)
    await asOwner(
      sql`update audit_records set recorded_at = now() - interval '200 days' where tenant_id = ${south} and seq = 1`,
    )
    await asOwner(sql`alter table audit_records enable trigger all`)
    await audit.setRetention({ tenant: south }, { days: 183 }, actor)
    await audit.dropOld(south)
    const { items } = await audit.records({ tenant: south }, {})
    expect(items.map(({ seq }) => seq)).toEqual([5, 4, 3, 2])
    expect(items[0]).toMatchObject({ action: 'audit.dropped', detail: { from: 1, to: 1, days: 183 } })
    expect(await audit.verification({ tenant: south })).toMatchObject({ intact: true, records: 4 })
  })
})
