import assert from 'node:assert/strict'
import type { AssetId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { PlatformEvent } from './schema.ts'

let platform: TestPlatform
let north: Side
let south: Side
let works: string
let boiler: string
let store: string

const items = async (path: string, ask: Ask = north.ask): Promise<PlatformEvent[]> => {
  const { status, body } = await ask(path)
  expect([path, status, body['detail']]).toEqual([path, 200, undefined])
  return body.items as unknown as PlatformEvent[]
}

const draw = async (name: string, parent?: string): Promise<string> => {
  const { status, body } = await north.ask('/assets', { method: 'POST', body: { name, ...(parent ? { parent } : {}) } })
  assert.equal(status, 201)
  return String(body['id'])
}

/** Events of a stream until there are so many. */
async function streamed(
  path: string,
  most: number,
  headers: Record<string, string> = {},
): Promise<{ id: string; event: PlatformEvent }[]> {
  const stop = new AbortController()
  const reply = await platform.fetch(`/api/v1${path}`, { token: north.token, headers, signal: stop.signal })
  assert.equal(reply.status, 200)
  const found: { id: string; event: PlatformEvent }[] = []
  let rest = ''
  for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) {
    rest += Buffer.from(piece).toString()
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, id = ''] = /^id: (.*)$/m.exec(block) ?? []
      const [, data] = /^data: (.*)$/m.exec(block) ?? []
      if (data) found.push({ id, event: JSON.parse(data) })
    }
    if (found.length >= most) break
  }
  stop.abort()
  return found
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  works = await draw('Works')
  boiler = await draw('Boiler', works)
  store = await draw('Store')
})
afterAll(() => platform.close())

describe('what happened', () => {
  it('is told as CloudEvents, in its order, without a hole', async () => {
    const seen = await items('/events')
    expect(seen.map(({ type }) => type).slice(-3)).toEqual(['asset.created', 'asset.created', 'asset.created'])
    expect(seen.map(({ sequence }) => Number(sequence))).toEqual(seen.map((_, at) => at + 1))
    const last = seen.at(-2)
    expect(last).toMatchObject({
      specversion: '1.0',
      source: `urn:millrace:organisation:${north.id}`,
      subject: boiler,
      asset: boiler,
      datacontenttype: 'application/json',
      data: { name: 'Boiler', path: ['Works', 'Boiler'], by: { kind: 'person' } },
    })
    expect(last?.dataschema).toMatch(/\/api\/v1\/event-types\/asset\.created\/schema#1$/)
    expect(JSON.stringify(seen)).not.toContain('remote')
  })

  it('is found by type, asset, subject and sequence, page after page', async () => {
    const below = await items(`/events?types=asset.*&asset=${works}`)
    expect(below.map(({ subject }) => subject)).toEqual([works, boiler])
    expect((await items(`/events?subject=${store}`)).map(({ type }) => type)).toEqual(['asset.created'])
    expect((await items(`/events?types=asset.created&order=newest`))[0]?.subject).toBe(store)
    const { body } = await north.ask('/events?types=asset.created&limit=2')
    expect(body.items).toHaveLength(2)
    const rest = await items(`/events?types=asset.created&limit=2&cursor=${body['next']}`)
    expect(rest.map(({ subject }) => subject)).toEqual([store])
    expect(await items(`/events?after=${rest[0]?.sequence}`)).toEqual([])
    expect((await north.ask('/events?types=asset.nothing')).status).toBe(404)
  })

  it('is seen by nobody of another organisation', async () => {
    const seen = await items('/events', south.ask)
    expect(JSON.stringify(seen)).not.toContain(boiler)
    expect(JSON.stringify(seen)).not.toContain(north.id)
  })

  it('is seen by whoever may see what it is about, and where, and by no one else', async () => {
    const ann = await north.member('ann', [{ role: 'viewer', below: works }])
    const seen = await items('/events', ann)
    expect(new Set(seen.map(({ asset }) => asset))).toEqual(new Set([works, boiler]))
    const sam = await north.member('sam', [{ role: 'security_admin' }])
    expect((await sam('/events')).status).toBe(403)
    // The auditor follows events, and sees assets no more than before.
    const otto = await north.member('otto', [{ role: 'auditor' }])
    const types = new Set((await items('/events', otto)).map(({ type }) => type))
    expect(types.has('member.joined')).toBe(true)
    expect([...types].filter((type) => type.startsWith('asset.'))).toEqual([])
  })

  it('numbers what is committed at once by many without a hole, so that no cursor skips one', async () => {
    const [before] = await items('/events?order=newest&limit=1')
    const seen: string[] = []
    let after = before?.sequence ?? '0'
    let isOver = false
    const reading = (async () => {
      while (!isOver || (await items(`/events?after=${after}&limit=1`)).length > 0)
        for (const { sequence, subject } of await items(`/events?after=${after}&types=asset.*`)) {
          seen.push(String(subject))
          after = sequence
        }
    })()
    const { tenants } = platform.database
    const told = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        tenants
          .within(north.id, async (tx) => {
            platform.services.events.tell(tx, [
              {
                type: 'asset.created',
                subject: `s${at}`,
                asset: works,
                data: { name: `s${at}`, by: { kind: 'system', id: 'test', name: 'test' }, path: [], level: null },
              },
            ])
            // Transactions end in another order than they begin.
            await tx.execute(sql`select pg_sleep(${((at * 7) % 10) / 100})`)
            if (at % 10 === 9) throw new Error('rolled back')
            return `s${at}`
          })
          .catch(() => undefined),
      ),
    )
    isOver = true
    await reading
    const committed = told.filter((one) => one !== undefined)
    expect(committed).toHaveLength(36)
    expect([...seen].sort()).toEqual([...committed].sort())
    const all = await items('/events?limit=500')
    expect(all.map(({ sequence }) => Number(sequence))).toEqual(all.map((_, at) => at + 1))
  })
})

describe('what no audit has', () => {
  it('is told as well: a device that comes and goes, at its asset, and nothing twice', async () => {
    const { devices } = platform.services
    const source = { group: 'g', node: 'n', device: 'pump' }
    const points = [{ name: 'speed\0', type: 'double' as const }]
    await devices.directory.register(north.id, { source, assetPath: ['Works', 'Pump'], points })
    const told = () => items('/events?types=device.*')
    const report = (state: 'online' | 'offline', of: object = source): void =>
      devices.book.report(north.id, of, { state, seen: 1 })
    report('online')
    await expect.poll(async () => (await told()).length).toBe(1)
    report('online')
    report('online', { group: 'g', node: 'n' })
    await expect.poll(async () => (await told()).length).toBe(2)
    // A node that is gone takes its devices along.
    report('offline', { group: 'g', node: 'n' })
    await expect.poll(async () => (await told()).length).toBe(4)
    const pump = (await told()).filter(({ data }) => data['name'] === 'pump')
    expect(pump.map(({ type }) => type)).toEqual(['device.online', 'device.offline'])
    const at = (await north.ask('/assets')).body.items.find(({ name }) => name === 'Pump')?.id
    expect(pump.map(({ asset }) => asset)).toEqual([at, at])
    expect((await told()).filter(({ asset }) => asset === undefined)).toHaveLength(2)
  })

  it('holds what the database could not keep in a form that it can', async () => {
    await platform.database.tenants.within(north.id, async (tx) =>
      platform.services.events.tell(tx, [{ type: 'webhook.tested', data: { message: 'a\0b \ud800' } }]),
    )
    const [tested] = await items('/events?types=webhook.tested')
    expect(tested?.data['message']).toBe('a\ufffdb \ufffd')
  })
})

describe('a stream', () => {
  it('goes on behind the last event that its reader had', async () => {
    const all = await items('/events?types=asset.created&limit=500')
    const third = all[2] as PlatformEvent
    const first = await streamed('/events/stream?types=asset.created&after=0', 3)
    expect(first[2]?.event).toEqual(third)
    expect(first[2]?.id).toBe(third.sequence)
    const rest = await streamed('/events/stream?types=asset.created', all.length - 3, {
      'last-event-id': third.sequence,
    })
    expect(rest.map(({ event }) => event)).toEqual(all.slice(3))
  })

  it('brings what happens while it is open', async () => {
    const open = streamed('/events/stream?types=asset.changed', 1)
    await expect
      .poll(
        async () => {
          const description = `seen ${Math.random()}`
          await north.ask(`/assets/${boiler}`, { method: 'PUT', body: { description } })
          return Promise.race([
            open.then((found) => found.length),
            new Promise((done) => setTimeout(() => done(0), 300)),
          ])
        },
        { timeout: 20_000 },
      )
      .toBe(1)
    expect((await open)[0]?.event).toMatchObject({ type: 'asset.changed', subject: boiler })
  })
})

describe('the catalogue', () => {
  it('has for each type words, a schema and an example that holds, and tells of nothing that is not declared so', async () => {
    const { body } = await north.ask('/event-types')
    const types = body.items as unknown as { type: string; schema: { properties: object }; title: { zh: string } }[]
    expect(types.length).toBeGreaterThan(60)
    for (const { type, title } of types) expect([type, /\p{Script=Han}/u.test(title.zh)]).toEqual([type, true])
    const schema = await north.ask('/event-types/alarm.raised/schema')
    expect(schema.body).toMatchObject({ type: 'object', properties: { priority: {} } })
    expect((await north.ask('/event-types/alarm.nothing/schema')).status).toBe(404)
  })
})

describe('keeping', () => {
  it('drops what is more than is kept, and says so to who comes with an older cursor', async () => {
    const put = await north.ask('/event-keeping', { method: 'PUT', body: { days: 7, most: 10_000 } })
    expect(put.status).toBe(200)
    expect((await north.ask('/event-keeping')).body).toEqual({ days: 7, most: 10_000 })
    const { tenants } = platform.database
    await tenants.within(north.id, async (tx) => {
      const data = { name: 'n', by: { kind: 'system', id: 'test', name: 'test' }, path: [], level: null }
      platform.services.events.tell(
        tx,
        Array.from({ length: 10_005 }, () => ({ type: 'asset.created', asset: works as AssetId, data })),
      )
    })
    const [newest] = await items('/events?order=newest&limit=1')
    await platform.services.events.dropOld(north.id)
    const oldest = Number(newest?.sequence) - 10_000
    const [first] = await items('/events?limit=1')
    expect(Number(first?.sequence)).toBe(oldest + 1)
    const late = await north.ask('/events?after=3')
    expect([late.status, late.body['code']]).toEqual([410, 'events.gone'])
    expect((await north.ask(`/events?after=${oldest}&limit=1`)).status).toBe(200)
    const stream = await platform.fetch('/api/v1/events/stream', {
      token: north.token,
      headers: { 'last-event-id': '3' },
    })
    expect(stream.status).toBe(410)
  })
})
