import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ManualClock } from '@millrace/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Reply, type Side } from '../../testing-people.ts'
import { type Case, hasJava, verdicts } from './recipes.ts'
import type { Webhook } from './schema.ts'
import { Subscriber, type Taken } from './subscriber.ts'

const HOUR = 3_600_000

let subscriber: Subscriber
let clock: ManualClock
let platform: TestPlatform
let north: Side
let south: Side
let works: string
let ran = 0

const post = (path: string, body: object = {}, ask: Ask = north.ask) => ask(path, { method: 'POST', body })
const done = async (path: string, body: object = {}, ask: Ask = north.ask): Promise<Reply> => {
  const { status, body: reply } = await post(path, body, ask)
  expect([path, status < 300, reply['detail']]).toEqual([path, true, undefined])
  return reply
}
/** A webhook of its own path. */
const make = async (more: object = {}): Promise<{ id: string; secret: string; path: string }> => {
  const path = `/hook${++ran}`
  const body = { name: `Hook ${ran}`, address: subscriber.url(path), types: ['asset.created'], ...more }
  const made = await done('/webhooks', body)
  return { id: String(made['id']), secret: String(made['secret']), path }
}
const actor = { kind: 'system', id: 'test', name: 'test' } as const
const draw = async (name: string, parent?: string): Promise<string> =>
  (await platform.services.drawing.make({ tenant: north.id }, { name, ...(parent ? { parent } : {}) }, actor)).id
/** Time goes by: as much as a day in one go, which timers take for a moment. */
const pass = async (ms: number): Promise<void> => {
  clock.setWall(clock.now() + ms * 1_000)
  await clock.advance(300)
}
/** The clock goes on until it is so. */
const until = async (isSo: () => Promise<boolean> | boolean, jump = 0): Promise<void> => {
  for (let turn = 0; turn < 2_000; turn++) {
    if (await isSo()) return
    await pass(jump)
    await pause(5)
  }
  assert.fail('it did not come about')
}
const came = (path: string, most: number): Promise<void> => until(() => subscriber.at(path).length >= most)
const namesAt = (path: string): unknown[] => subscriber.at(path).map(({ event }) => event.data['name'])
const read = (id: string): Promise<Webhook> => platform.services.webhooks.webhook({ tenant: north.id }, id)
const signs = (secret: string, { id, headers, body }: Taken): string => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`
}

beforeAll(async () => {
  subscriber = await Subscriber.start()
  clock = new ManualClock(Date.UTC(2026, 10, 27, 4) * 1_000)
  platform = await startTestPlatform(clock, [`127.0.0.1:${subscriber.port}`])
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  works = await draw('Works')
})
afterAll(async () => {
  await platform?.close()
  await subscriber?.close()
})
beforeEach(() => subscriber.answers.clear())

describe('a webhook', () => {
  it('is told of what happens from then on, in order, signed, under the id of the event', async () => {
    await draw('Before')
    const { secret, path, id } = await make()
    for (const name of ['A', 'B', 'C']) await draw(name)
    await came(path, 3)
    expect(namesAt(path)).toEqual(['A', 'B', 'C'])
    const [first] = subscriber.at(path) as [Taken]
    const events = (await north.ask('/events?types=asset.created&limit=500')).body.items as unknown as { id: string }[]
    expect(events.map((one) => one.id)).toContain(first.id)
    expect(JSON.parse(first.body)).toEqual(events.find((one) => one.id === first.id))
    expect(first.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(first.headers['webhook-timestamp']).toMatch(/^\d{10}$/)
    expect(first.headers['webhook-signature']).toBe(signs(secret, first))
    await until(async () => (await read(id)).behind === 0)
    // The secret is shown once, and stands nowhere else.
    expect(JSON.stringify([await read(id), (await north.ask('/webhooks')).body])).not.toContain('whsec_')
    expect(JSON.stringify((await north.ask(`/audit?limit=200`)).body)).not.toContain('whsec_')
  })

  it('is for an asset and below, and for its types alone', async () => {
    const hall = await draw('Hall', works)
    const { path } = await make({ asset: hall, types: ['asset.created', 'asset.retired'] })
    await draw('Elsewhere')
    const inside = await draw('Inside', hall)
    await north.ask(`/assets/${inside}`, { method: 'PUT', body: { description: 'changed' } })
    await done(`/assets/${inside}/retirement`, {}).catch(() => undefined)
    await draw('Inside too', hall)
    await came(path, 2)
    expect(new Set(namesAt(path))).toEqual(new Set(['Inside', 'Inside too']))
  })

  it('tries what failed again until it is taken, in order, under the same id and in the same words', async () => {
    const { path, id } = await make()
    let left = 3
    subscriber.answers.set(path, (response) => {
      response.writeHead(left-- > 0 ? 503 : 204).end()
    })
    for (const name of ['D', 'E']) await draw(name)
    await until(async () => (await read(id)).failing !== undefined)
    await until(() => subscriber.at(path).length >= 5, 60_000)
    expect(namesAt(path)).toEqual(['D', 'D', 'D', 'D', 'E'])
    const tries = subscriber.at(path).slice(0, 4)
    expect(new Set(tries.map((one) => one.id)).size).toBe(1)
    expect(new Set(tries.map((one) => one.body)).size).toBe(1)
    await until(async () => (await read(id)).failing === undefined)
    const log = (await north.ask(`/webhooks/${id}/deliveries`)).body.items as unknown as {
      attempt: number
      outcome: string
    }[]
    expect(log.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
      '1 delivered',
      '4 delivered',
      '3 failed',
      '2 failed',
      '1 failed',
    ])
  })

  it('is paused at once by 410, and an event that is never taken can be left out', async () => {
    const gone = await make()
    subscriber.answers.set(gone.path, (response) => response.writeHead(410).end())
    const poisoned = await make()
    subscriber.answers.set(poisoned.path, (response, { event }) => {
      response.writeHead(event.data['name'] === 'Poison' ? 422 : 200).end()
    })
    for (const name of ['Poison', 'Wholesome']) await draw(name)
    await until(async () => (await read(gone.id)).state === 'paused')
    expect(subscriber.at(gone.path)).toHaveLength(1)
    await until(async () => (await read(poisoned.id)).failing !== undefined)
    await done(`/webhooks/${poisoned.id}/skip`)
    await until(() => namesAt(poisoned.path).includes('Wholesome'))
    const again = await post(`/webhooks/${poisoned.id}/skip`)
    await until(async () => (await read(poisoned.id)).failing === undefined)
    expect([409, 200]).toContain(again.status)
    expect((await post(`/webhooks/${poisoned.id}/skip`)).body['code']).toBe('webhooks.not_failing')
    const left = (await north.ask(`/webhooks/${poisoned.id}/deliveries?outcome=skipped`)).body.items
    expect(left).toHaveLength(1)
  })

  it('signs with both secrets while they change, and with the new one alone after', async () => {
    const { id, secret, path } = await make()
    const { secret: next } = (await done(`/webhooks/${id}/secret`, { keepHours: 2 })) as unknown as { secret: string }
    expect(next).not.toBe(secret)
    await draw('I')
    await came(path, 1)
    const [first] = subscriber.at(path) as [Taken]
    expect(first.headers['webhook-signature']).toBe(`${signs(next, first)} ${signs(secret, first)}`)
    await pass(3 * HOUR)
    await draw('J')
    await came(path, 2)
    const [, second] = subscriber.at(path) as [Taken, Taken]
    expect(second.headers['webhook-signature']).toBe(signs(next, second))
  })

  it('sends once more what happened since a moment, or one event, under the ids they had', async () => {
    const { id, path } = await make()
    const since = new Date(clock.now() / 1_000 + 1).toISOString()
    await pass(10)
    for (const name of ['K', 'L', 'M']) await draw(name)
    await came(path, 3)
    await until(async () => (await read(id)).behind === 0)
    expect((await done(`/webhooks/${id}/replay`, { since }))['events']).toBe(3)
    await came(path, 6)
    await until(async () => (await read(id)).replaying === 0)
    const ids = subscriber.at(path).map((one) => one.id)
    expect(ids.slice(3)).toEqual(ids.slice(0, 3))
    const log = (await north.ask(`/webhooks/${id}/deliveries?limit=500`)).body.items as unknown as {
      id: string
      kind: string
    }[]
    expect(log.map(({ kind }) => kind)).toEqual(['replay', 'replay', 'replay', 'event', 'event', 'event'])
    const whole = (await north.ask(`/webhooks/${id}/deliveries/${log[4]?.id}`)).body as unknown as {
      request: { body: string; headers: object }
    }
    expect(whole.request.body).toBe(subscriber.at(path)[1]?.body)
    expect(JSON.stringify(whole.request.headers)).not.toContain('signature')
    await done(`/webhooks/${id}/deliveries/${log[4]?.id}/replay`)
    await came(path, 7)
    expect(namesAt(path).at(-1)).toBe('L')
  })

  it('is tested by an event of no consequence, and tells what was answered', async () => {
    const { id, path } = await make()
    subscriber.answers.set(path, (response) => response.writeHead(401).end('who\r\nare you'))
    const tried = await done(`/webhooks/${id}/test`)
    expect(tried).toMatchObject({ kind: 'test', type: 'webhook.tested', outcome: 'failed', status: 401 })
    expect(tried['answer']).toBe('HTTP 401 who are you')
    expect(subscriber.at(path)[0]?.event.type).toBe('webhook.tested')
    expect((await read(id)).failing).toBeUndefined()
  })
})

describe('what is posted', () => {
  const cases: Case[] = []
  const expected: boolean[] = []
  beforeAll(async () => {
    const { id, secret, path } = await make()
    const { secret: next } = (await done(`/webhooks/${id}/secret`, { keepHours: 2 })) as unknown as { secret: string }
    await draw('Kettle 蒸汽 “4”')
    await came(path, 1)
    const [{ id: message, headers, body }] = subscriber.at(path) as [Taken]
    const timestamp = String(headers['webhook-timestamp'])
    const signature = String(headers['webhook-signature'])
    const real = { secret, id: message, timestamp, signature, body, now: timestamp }
    const add = (holds: boolean, change: Partial<Case> = {}): void => {
      cases.push({ ...real, ...change })
      expected.push(holds)
    }
    add(true)
    add(true, { secret: next })
    add(true, { now: String(Number(timestamp) + 299) })
    add(false, { now: String(Number(timestamp) + 301) })
    add(false, { now: String(Number(timestamp) - 301) })
    add(false, { body: `${body} ` })
    add(false, { id: `${message}0` })
    add(false, { timestamp: String(Number(timestamp) + 1) })
    add(false, { timestamp: 'NaN' })
    add(false, { secret: `whsec_${Buffer.alloc(32).toString('base64')}` })
    add(false, { signature: signature.replaceAll('v1,', 'v2,') })
    add(false, { signature: 'v1,' })
  })

  it.each(['ts', 'python'] as const)('is verified by the recipe of docs/webhooks.md in %s', async (language) => {
    expect(await verdicts(language, cases)).toEqual(expected)
  })

  it.skipIf(!hasJava)('is verified by the recipe of docs/webhooks.md in java (where a JDK is there)', async () => {
    expect(await verdicts('java', cases)).toEqual(expected)
  })
})

describe('a subscriber', () => {
  it('that hangs, answers without end or sends elsewhere holds up nobody else, and is not followed', async () => {
    const hung = await make()
    subscriber.answers.set(hung.path, () => undefined)
    const flood = await make()
    subscriber.answers.set(flood.path, (response) => {
      response.writeHead(200)
      const pour = (): void => {
        for (let piece = 0; piece < 160 && response.write('x'.repeat(65_536)); piece++);
      }
      response.on('drain', pour)
      response.on('error', () => undefined)
      pour()
    })
    const elsewhere = await make()
    subscriber.answers.set(elsewhere.path, (response) => {
      response.writeHead(307, { location: subscriber.url('/secret-place') }).end()
    })
    const well = await make()
    for (const name of ['N', 'O', 'P']) await draw(name)
    await came(well.path, 3)
    await came(flood.path, 3)
    expect(namesAt(well.path)).toEqual(['N', 'O', 'P'])
    // However long the answer: it began with 200, and was taken.
    expect(namesAt(flood.path)).toEqual(['N', 'O', 'P'])
    await until(async () => (await read(elsewhere.id)).failing !== undefined)
    expect(subscriber.at('/secret-place')).toEqual([])
    await until(async () => (await read(hung.id)).failing !== undefined, 2_000)
    expect((await read(hung.id)).failing).toMatchObject({ answer: expect.stringContaining('within 10 s') })
  })
})

describe('who sets a webhook up', () => {
  it('must see each of its types, where it is for', async () => {
    const engineer = await north.member('eve', [{ role: 'engineer' }])
    const body = { name: 'Eve', address: subscriber.url('/eve'), types: ['asset.created', 'member.joined'] }
    const refused = await post('/webhooks', body, engineer)
    expect([refused.status, refused.body['code']]).toEqual([403, 'webhooks.beyond_rights'])
    expect((await post('/webhooks', { ...body, types: ['asset.created'] }, engineer)).status).toBe(201)
    const viewer = await north.member('vic', [{ role: 'viewer' }])
    expect((await viewer('/webhooks')).status).toBe(403)
    expect((await post('/webhooks', body, viewer)).status).toBe(403)
    expect((await post('/webhooks', { ...body, types: ['asset.nothing'] })).body['code']).toBe('events.type_unknown')
  })

  it('gives an address that may be reached, in one spelling', async () => {
    const tried = async (address: string) =>
      (await post('/webhooks', { name: address.slice(0, 90), address, types: ['asset.created'] })).body
    for (const address of [
      'http://example.com/',
      'https://user:pass@example.com/',
      'ftp://example.com/',
      'no address',
      'https://example.com:22/',
    ])
      expect(String((await tried(address))['code'])).toMatch(/^outgoing\.(url|scheme)_refused$/)
    expect((await tried('https://EXAMPLE.com/a\r\nX-Evil: 1'))['address']).toBe('https://example.com/aX-Evil:%201')
  })

  it('reaches nothing of another organisation', async () => {
    const { id } = await make()
    for (const [path, method] of [
      ['', 'GET'],
      ['', 'DELETE'],
      ['/test', 'POST'],
      ['/skip', 'POST'],
      ['/deliveries', 'GET'],
    ] as const)
      expect([path, (await south.ask(`/webhooks/${id}${path}`, { method })).status]).toEqual([path, 404])
    expect((await south.ask('/webhooks')).body.items).toEqual([])
    expect(
      (
        await post(
          '/webhooks',
          { name: 'South', address: subscriber.url('/s'), types: ['asset.created'], asset: works },
          south.ask,
        )
      ).status,
    ).toBe(404)
  })
})

describe('a quota', () => {
  it('that is nearly used up is told once', async () => {
    const { quotas, devices } = platform.services
    const points = Array.from({ length: 9 }, (_, at) => ({ name: `p${at}`, type: 'double' as const }))
    await devices.directory.register(north.id, { source: { device: 'meter' }, assetPath: ['Meters'], points })
    await quotas.change(north.id, { kind: 'points', most: 10 }, actor)
    const { path } = await make({ types: ['quota.near'] })
    await clock.advance(300_000)
    await came(path, 1)
    await clock.advance(300_000)
    await until(async () => (await north.ask('/events?types=quota.near')).body.items.length > 0)
    expect(subscriber.at(path).map(({ event }) => event.data)).toEqual([{ kind: 'points', most: 10, used: 9 }])
  })
})

describe('a webhook that finds nobody', () => {
  it('is paused before anything goes out once who stands for it is let in no more, and goes on with whoever resumes it', async () => {
    const kay = await north.member('kay', [{ role: 'engineer' }])
    const path = '/kay'
    const { body } = await post(
      '/webhooks',
      { name: 'Kay', address: subscriber.url(path), types: ['asset.created'] },
      kay,
    )
    const id = String(body['id'])
    await draw('Seen by Kay')
    await came(path, 1)
    const { items } = (await north.ask('/members')).body
    const member = `/members/${items.find(({ name }) => name === 'kay')!.id}`
    await done(`${member}/suspension`)
    await draw('After Kay')
    await until(async () => (await read(id)).state === 'paused')
    expect((await read(id)).why).toBe('kay, who set it up, may not see asset.created any more.')
    expect(namesAt(path)).toEqual(['Seen by Kay'])
    expect(await done(`/webhooks/${id}/resume`, { from: 'position' })).toMatchObject({
      madeBy: { name: 'North-admin' },
    })
    await came(path, 2)
    expect(namesAt(path)).toEqual(['Seen by Kay', 'After Kay'])
  })

  it('is paused after a day without success, tells somebody, and goes on from there when it is resumed', async () => {
    const { path, id } = await make()
    subscriber.answers.set(path, (response) => response.writeHead(500).end('no'))
    for (const name of ['F', 'G']) await draw(name)
    await until(async () => (await read(id)).state === 'paused', HOUR)
    // Whoever was signed in is so no more.
    north = { ...north, ask: askerOf(platform, await platform.signIn('North-admin')) }
    expect((await read(id)).why).toBe('HTTP 500 no')
    const notices = (await north.ask('/notices')).body.items as unknown as { kind: string; title: { en: string } }[]
    expect(notices.filter(({ kind }) => kind === 'webhook').map(({ title }) => title.en)).toContain(
      `Webhook paused: Hook ${ran}`,
    )
    const paused = (await north.ask('/events?types=webhook.paused')).body.items as unknown as { subject: string }[]
    expect(paused.map(({ subject }) => subject)).toContain(id)
    const tries = subscriber.at(path).length
    expect(tries).toBeGreaterThan(5)
    expect(new Set(namesAt(path))).toEqual(new Set(['F']))
    await draw('H')
    // Changing it does not bring it back by itself.
    const change = { name: `Hook ${ran}`, address: subscriber.url(path), types: ['asset.created'] }
    expect((await north.ask(`/webhooks/${id}`, { method: 'PUT', body: change })).body['state']).toBe('paused')
    subscriber.answers.delete(path)
    await done(`/webhooks/${id}/resume`, { from: 'position' })
    await came(path, tries + 3)
    expect(namesAt(path).slice(tries)).toEqual(['F', 'G', 'H'])
  })
})
