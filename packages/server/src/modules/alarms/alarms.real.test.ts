import type { ConditionEdge } from '@millrace/compute'
import { isoOf, ManualClock, newId } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import type { Change, ChangeCounts, DecisionsReply, DefinitionView, ImportReply } from './change-schema.ts'
import type { Definition } from './definition.ts'
import type { AlarmNews } from './news.ts'
import type { Performance } from './performance-schema.ts'
import type { ActReply, Alarm, AlarmEventView, AlarmPage } from './schema.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND

const clock = new ManualClock(Date.now() * 1_000)
let platform: TestPlatform
let north: Side
let south: Side
/** Two engineers, an operator of all, an operator of the boiler alone, and somebody who only looks. */
let ann: Ask
let bob: Ask
let operator: Ask
let stoker: Ask
let viewer: Ask
const points: Record<string, string> = {}
const assets: Record<string, string> = {}
const news: AlarmNews[] = []

beforeAll(async () => {
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  for (const [device, path] of [
    ['boiler', ['Works', 'Boiler']],
    ['press', ['Works', 'Press']],
  ] as const)
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device },
      assetPath: [...path],
      points: [
        { name: `${device} pressure`, type: 'double', unit: 'bar', low: 0, high: 12 },
        { name: `${device} state`, type: 'string' },
        { name: `${device} running`, type: 'boolean' },
      ],
    })
  for (const { name, id } of (await north.ask('/points')).body.items) points[name] = id
  for (const { name, id } of (await north.ask('/assets')).body.items) assets[name] = id
  ann = await north.member('ann', [{ role: 'engineer' }])
  bob = await north.member('bob', [{ role: 'engineer' }])
  operator = await north.member('operator', [{ role: 'operator' }])
  stoker = await north.member('stoker', [{ role: 'operator', below: assets['Boiler'] ?? '' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
  platform.services.alarms.onAlarms((tenant, told) => {
    if (tenant === north.id) news.push(...told)
  })
})
afterAll(() => platform.close())

let serial = 0
const limit = (more: object = {}): Definition['condition'] => ({
  is: 'limit',
  point: points['boiler pressure'] ?? '',
  side: 'high',
  limit: 10 + serial++ / 1_000,
  deadband: 0.2,
  onDelay: 0,
  offDelay: 0,
  ...more,
})
const defined = (more: Partial<Definition> = {}): Definition => ({
  asset: assets['Boiler'] ?? '',
  name: { en: 'Pressure high', zh: '压力高' },
  condition: limit(),
  consequence: 'major',
  respondWithin: 5,
  cause: 'Feed valve stuck',
  effect: 'Safety valve lifts',
  action: 'Close the feed',
  class: 'safety',
  latching: false,
  acknowledgement: 'by_priority',
  reAlarm: 'always',
  rationalised: true,
  ...more,
})
const post = (ask: Ask, path: string, body: object = {}) => ask(path, { method: 'POST', body })
const codeOf = ({ body }: { body: Reply }): unknown => body['code']
const as = <T>({ body }: { body: Reply }): T => body as unknown as T

async function proposed(definition: Definition, ask = ann): Promise<Change> {
  const reply = await post(ask, '/alarm-changes', { definition, reason: 'new' })
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return as<Change>(reply)
}
/** An alarm in force, with the number of its condition. */
async function made(
  more: Partial<Definition> = {},
): Promise<{ id: string; condition: number; suppression: number | undefined }> {
  const change = await proposed(defined(more))
  expect((await post(bob, `/alarm-changes/${change.id}/approval`)).status).toBe(200)
  const { rows } = await platform.database.tenants.within(north.id, (tx) =>
    tx.execute<{ condition: number; suppression: number | null }>(
      `select condition, suppression from alarms where id = '${change.alarm}'`,
    ),
  )
  return { id: change.alarm, condition: rows[0]?.condition ?? 0, suppression: rows[0]?.suppression ?? undefined }
}

const edge = (condition: number, active: boolean, at = clock.now(), value = 11): ConditionEdge => ({
  condition,
  active,
  at,
  value,
  status: 0,
})
const edges = (...all: ConditionEdge[]) => platform.services.alarms.book.edges(north.id, all)
const alarmOf = async (id: string, ask = operator): Promise<Alarm> => as<Alarm>(await ask(`/alarms/${id}`))
const stateOf = async (id: string): Promise<string> => (await alarmOf(id)).state
/** A second later: what ends by the clock is looked for each second. */
async function later<T>(id: string, what: (id: string) => Promise<T>): Promise<T> {
  await clock.advance(1_000)
  return what(id)
}
const eventsOf = async (id: string, ask = operator): Promise<AlarmEventView[]> =>
  (await ask(`/alarms/${id}/events?limit=500`)).body.items as unknown as AlarmEventView[]
const kindsOf = async (id: string): Promise<string[]> => (await eventsOf(id)).map(({ kind }) => kind).reverse()
const listed = async (query = '', ask = operator): Promise<AlarmPage> =>
  as<AlarmPage>(await ask(`/alarms?limit=500${query}`))
const act = async (ask: Ask, what: string, body: object): Promise<ActReply> =>
  as<ActReply>(await post(ask, `/alarms/${what}`, body))

describe('the master alarm database', () => {
  it('takes nothing into force before a second person approved it, and keeps what became of each change', async () => {
    const change = await proposed(defined())
    expect([change.state, change.kind, change.by.name]).toEqual(['proposed', 'add', 'ann'])
    expect(change.difference.find(({ field }) => field === 'condition.deadband')).toEqual({
      field: 'condition.deadband',
      after: 0.2,
    })
    expect((await ann(`/alarm-definitions/${change.alarm}`)).status).toBe(404)
    expect(codeOf(await post(ann, `/alarm-changes/${change.id}/approval`))).toBe('alarms.second_person')
    expect((await post(operator, `/alarm-changes/${change.id}/approval`)).status).toBe(403)
    const done = as<Change>(await post(bob, `/alarm-changes/${change.id}/approval`, { note: 'agreed' }))
    expect([done.state, done.version, done.decidedBy?.name, done.note]).toEqual(['approved', 1, 'bob', 'agreed'])
    const inForce = as<DefinitionView>(await viewer(`/alarm-definitions/${change.alarm}`))
    expect([inForce.version, inForce.priority, inForce.path]).toEqual([1, 'medium', ['Works', 'Boiler']])
    expect(codeOf(await post(bob, `/alarm-changes/${change.id}/approval`))).toBe('alarms.out_of_turn')
    const actions = (await north.ask('/audit?limit=500')).body.items.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['alarm.change_proposed', 'alarm.change_approved']))
  })

  it('shows what a change changes, and refuses one that was made on another version', async () => {
    const { id } = await made()
    const { definition } = as<DefinitionView>(await ann(`/alarm-definitions/${id}`))
    const change = { alarm: id, definition: { ...definition, respondWithin: 1, cause: 'Pump' }, reason: 'HAZOP 12' }
    const first = as<Change>(await post(ann, '/alarm-changes', change))
    expect(first.difference).toEqual([
      { field: 'cause', before: 'Feed valve stuck', after: 'Pump' },
      { field: 'respondWithin', before: 5, after: 1 },
    ])
    expect(codeOf(await post(bob, '/alarm-changes', change))).toBe('alarms.change_waits')
    await post(bob, `/alarm-changes/${first.id}/approval`)
    expect((await alarmOf(id)).priority).toBe('high')
    const second = as<Change>(
      await post(ann, '/alarm-changes', { alarm: id, definition: { ...definition, cause: 'Leak' }, reason: 'x' }),
    )
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(`update alarms set version = 9 where id = '${id}'`),
    )
    expect(codeOf(await post(bob, `/alarm-changes/${second.id}/approval`))).toBe('alarms.outdated')
    expect(as<Change>(await post(bob, `/alarm-changes/${second.id}/rejection`, { note: 'anew' })).state).toBe(
      'rejected',
    )
    expect(
      codeOf(
        await post(ann, '/alarm-changes', {
          alarm: id,
          definition: { ...definition, respondWithin: 1, cause: 'Pump' },
          reason: 'x',
        }),
      ),
    ).toBe('alarms.nothing_changes')
  })

  it('holds one alarm of an asset and condition', async () => {
    const condition = limit()
    const { id } = await made({ condition })
    const again = await post(ann, '/alarm-changes', {
      definition: defined({ condition: { ...condition, onDelay: 5 } }),
      reason: 'x',
    })
    expect([codeOf(again), again.body['detail']]).toEqual(['alarms.twice', expect.stringContaining(id)])
    await made({ condition, asset: assets['Press'] ?? '' })
    const [one, two] = [
      await proposed(defined({ condition: limit({ limit: 3 }) })),
      await proposed(defined({ condition: limit({ limit: 3 }) })),
    ]
    expect((await post(bob, `/alarm-changes/${one?.id}/approval`)).status).toBe(200)
    expect(codeOf(await post(bob, `/alarm-changes/${two?.id}/approval`))).toBe('alarms.twice')
  })

  it('is decided on many changes at once: each has its result, and nobody decides on what they had a hand in', async () => {
    const counts = async (ask: Ask) => as<ChangeCounts>(await ask('/alarm-changes/counts'))
    const before = [await counts(ann), await counts(bob)]
    const same = limit()
    const mine = [await proposed(defined({ condition: same })), await proposed(defined({ condition: same }))]
    mine.sort((a, b) => (a.id < b.id ? -1 : 1))
    const bobs = await proposed(defined(), bob)
    const other = await proposed(defined())
    expect(await counts(bob)).toEqual({
      waiting: before[1]!.waiting + 4,
      decidable: before[1]!.decidable + 3,
    })
    expect((await counts(ann)).decidable).toBe(before[0]!.decidable + 1)
    const decide = async (ask: Ask, body: object) =>
      as<DecisionsReply>(await post(ask, '/alarm-changes/decision', body))
    const ids = [bobs.id, mine[1]!.id, newId(), mine[0]!.id]
    const done = await decide(bob, { ids, decision: 'approve', note: 'agreed' })
    expect(done.changed).toBe(1)
    expect(done.items.map(({ id, refused }) => [id, refused])).toEqual([
      [bobs.id, 'alarms.second_person'],
      [mine[1]!.id, 'alarms.twice'],
      [ids[2], 'alarms.change_unknown'],
      [mine[0]!.id, undefined],
    ])
    expect((await ann(`/alarm-definitions/${mine[0]!.alarm}`)).status).toBe(200)
    expect((await ann(`/alarm-definitions/${mine[1]!.alarm}`)).status).toBe(404)
    const [kept] = (await ann(`/alarm-changes?alarm=${mine[1]!.alarm}`)).body.items
    expect(kept).toMatchObject({
      state: 'proposed',
      path: ['Works', 'Boiler'],
      points: [{ id: points['boiler pressure'], name: 'boiler pressure', path: ['Works', 'Boiler'], unit: 'bar' }],
    })

    const left = { ids: [mine[1]!.id, other.id, mine[0]!.id], decision: 'reject' }
    expect(codeOf(await post(bob, '/alarm-changes/decision', left))).toBe('alarms.reason_missing')
    expect((await post(operator, '/alarm-changes/decision', left)).status).toBe(403)
    expect((await decide(ann, { ...left, note: 'no' })).changed).toBe(0)
    expect((await decide(bob, { ...left, note: 'no need' })).items).toEqual([
      { id: mine[1]!.id, state: 'rejected' },
      { id: other.id, state: 'rejected' },
      { id: mine[0]!.id, refused: 'alarms.out_of_turn' },
    ])
    expect((await decide(ann, { ids: [bobs.id], decision: 'reject', note: 'no' })).changed).toBe(1)
    expect([await counts(ann), await counts(bob)]).toEqual(before)
  })

  it('takes no condition that cannot be evaluated', async () => {
    const ask = async (condition: object) =>
      post(ann, '/alarm-changes', { definition: { ...defined(), condition }, reason: 'x' })
    const delays = { onDelay: 0, offDelay: 0 }
    expect(codeOf(await ask(limit({ point: newId() })))).toBe('assets.point_unknown')
    expect(codeOf(await ask(limit({ point: points['boiler state'] })))).toBe('alarms.condition_wrong')
    expect(codeOf(await ask(limit({ unit: 'Cel' })))).toBe('core.unit_mismatch')
    expect(codeOf(await ask(limit({ unit: 'furlong' })))).toBe('core.unit_unknown')
    expect(codeOf(await ask({ is: 'state', point: points['boiler running'], values: ['on'], ...delays }))).toBe(
      'alarms.condition_wrong',
    )
    expect((await ask({ is: 'limit', point: points['boiler pressure'] })).status).toBe(400)
    expect(
      codeOf(
        await ask({
          is: 'expression',
          expression: 'a > 1',
          inputs: [
            { name: 'a', point: points['boiler pressure'] },
            { name: 'a', point: points['press pressure'] },
          ],
          ...delays,
        }),
      ),
    ).toBe('alarms.condition_wrong')
    const input = { name: 'a', point: points['boiler pressure'] }
    expect(codeOf(await ask({ is: 'expression', expression: 'a >', inputs: [input], ...delays }))).toBe(
      'expression.syntax',
    )
    expect(codeOf(await ask(limit({ is: 'rate', side: 'rising', limit: 1, deadband: 2, window: 60 })))).toBe(
      'conditions.malformed',
    )
  })

  it('tells what is wrong with a condition without keeping anything', async () => {
    const check = (condition: object, of = ann) => post(of, '/alarm-definitions/check', { condition })
    const sum = (expression: string) => ({
      is: 'expression',
      expression,
      inputs: [{ name: 'p', point: points['boiler pressure'] }],
      onDelay: 0,
      offDelay: 0,
    })
    expect((await check(sum('p > 10 [bar]'))).status).toBe(204)
    expect(codeOf(await check(sum('p > 10 [Cel]')))).toBe('expression.unit_mismatch')
    expect(codeOf(await check(sum('q > 10 [bar]')))).toBe('expression.name_unknown')
    expect(codeOf(await check(limit({ unit: 'Cel' })))).toBe('core.unit_mismatch')
    expect((await check(sum('p > 10 [bar]'), operator)).status).toBe(403)
  })

  it('gives live computing every condition with series, µs and the unit of its point', async () => {
    let told = 0
    const end = platform.services.alarms.book.onChanged(async (tenant) => {
      if (tenant === north.id) told++
    })
    const { condition, suppression } = await made({
      condition: limit({ limit: 900, deadband: 50, unit: 'kPa', onDelay: 2.5 }),
      suppression: { is: 'state', point: points['boiler running'] ?? '', values: [false], onDelay: 0, offDelay: 0 },
    })
    end()
    expect(told).toBe(1)
    const all = await platform.services.alarms.book.definitions(north.id)
    const series = (await platform.services.assets.numbered({ tenant: north.id }, [points['boiler pressure'] ?? '']))[0]
      ?.series
    expect(all.find(({ number }) => number === condition)).toMatchObject({
      is: 'limit',
      input: series,
      side: 'high',
      onDelay: 2_500_000,
    })
    const own = all.find(({ number }) => number === condition)
    if (own?.is !== 'limit') throw new TypeError('no limit')
    expect(own.limit).toBeCloseTo(9, 12)
    expect(own.deadband).toBeCloseTo(0.5, 12)
    expect(all.find(({ number }) => number === suppression)).toMatchObject({ is: 'state', values: [false] })
    expect(new Set(all.map(({ number }) => number)).size).toBe(all.length)
    expect(await platform.services.alarms.book.definitions(south.id)).toEqual([])
  })

  it('is retired with approval, and its journal stays', async () => {
    const { id, condition } = await made()
    await edges(edge(condition, true))
    const change = as<Change>(await post(ann, '/alarm-changes', { alarm: id, retire: true, reason: 'gone' }))
    await post(bob, `/alarm-changes/${change.id}/approval`)
    expect((await operator(`/alarms/${id}`)).status).toBe(404)
    const journal = (await operator('/alarm-events?limit=500')).body.items as unknown as AlarmEventView[]
    expect(journal.filter(({ alarm }) => alarm === id).map(({ kind }) => kind)).toEqual(['raised'])
    await edges(edge(condition, false))
    expect((await platform.services.alarms.book.definitions(north.id)).some(({ number }) => number === condition)).toBe(
      false,
    )
  })

  it('goes out as rows and comes back as proposals of what differs', async () => {
    const { id } = await made({
      asset: assets['Press'] ?? '',
      condition: limit({ point: points['press pressure'] }),
      name: { en: '=cmd', zh: '压机, "高"' },
    })
    const { items } = as<{ items: Record<string, string | number | boolean>[] }>(await ann('/alarm-definitions/export'))
    const row = items.find((one) => one['id'] === id) ?? {}
    expect([row['path'], row['condition.is'], row['respondWithin']]).toEqual(['Works / Press', 'limit', 5])
    const fresh = { ...row, id: '', 'condition.limit': '4.5', respondWithin: '2' }
    const rows = [row, { ...row, respondWithin: 600 }, fresh, { ...row, id: '', consequence: 'awful' }]
    const reply = as<ImportReply>(await post(ann, '/alarm-definitions/import', { rows, reason: 'sheet' }))
    expect([reply.proposed, reply.unchanged, reply.refused.map(({ row: at, code }) => [at, code])]).toEqual([
      2,
      1,
      [[4, 'alarms.condition_wrong']],
    ])
    const open = (await ann('/alarm-changes?state=proposed')).body.items as unknown as Change[]
    const sheet = open.filter(({ reason }) => reason === 'sheet')
    const [added, changed] = (['add', 'change'] as const).map((kind) => sheet.find((one) => one.kind === kind))
    expect(added?.after?.condition).toMatchObject({ limit: 4.5 })
    expect(changed?.difference).toEqual([{ field: 'respondWithin', before: 5, after: 600 }])
    const both = [added?.id, changed?.id]
    expect(
      as<{ items: Change[] }>(await post(bob, '/alarm-changes/approval', { ids: both })).items.map(
        ({ state }) => state,
      ),
    ).toEqual(['approved', 'approved'])
    const csv = await platform.fetch('/api/v1/alarm-definitions/export', {
      token: north.token,
      headers: { accept: 'text/csv' },
    })
    const text = await csv.text()
    expect(text).toContain("'=cmd")
    expect(text).toContain('"压机, ""高"""')
  })

  it('is seen and changed within reach alone', async () => {
    const { id } = await made({ asset: assets['Press'] ?? '', condition: limit({ point: points['press pressure'] }) })
    expect((await stoker(`/alarm-definitions/${id}`)).status).toBe(404)
    expect((await south.ask(`/alarm-definitions/${id}`)).status).toBe(404)
    const [change] = (await north.ask(`/alarm-changes?alarm=${id}`)).body.items
    expect((await south.ask(`/alarm-changes/${change?.id}`)).status).toBe(404)
    expect((await stoker(`/alarm-changes/${change?.id}`)).status).toBe(404)
    expect((await post(viewer, '/alarm-changes', { definition: defined(), reason: 'x' })).status).toBe(403)
  })
})

describe('an alarm', () => {
  it('is raised, acknowledged and returns, each step in the journal and told to who listens', async () => {
    const { id, condition } = await made()
    news.length = 0
    const at = clock.now()
    await edges(edge(condition, true, at, 11.5))
    expect(await alarmOf(id)).toMatchObject({
      state: 'unacknowledged',
      active: true,
      annunciated: true,
      value: 11.5,
      raisedAt: isoOf(at),
    })
    expect((await act(viewer, 'acknowledgement', { ids: [id] })) as unknown).toMatchObject({ status: 403 })
    expect(await act(operator, 'acknowledgement', { ids: [id], note: 'on my way' })).toEqual({
      changed: 1,
      items: [{ id, state: 'acknowledged' }],
    })
    expect(await act(operator, 'acknowledgement', { ids: [id] })).toEqual({
      changed: 0,
      items: [{ id, state: 'acknowledged', refused: 'acknowledged_already' }],
    })
    expect(await alarmOf(id)).toMatchObject({ acknowledgedBy: { name: 'operator' }, note: 'on my way' })
    await edges(edge(condition, false, at + SECOND, 9))
    expect(await alarmOf(id)).toMatchObject({ state: 'normal', active: false, annunciated: false })
    expect(await kindsOf(id)).toEqual(['raised', 'acknowledged', 'cleared'])
    expect(news.map(({ kind, annunciated, priority }) => [kind, annunciated, priority])).toEqual([
      ['raised', true, 'medium'],
      ['acknowledged', false, 'medium'],
      ['cleared', false, 'medium'],
    ])
    expect(news.every(({ seq }, i) => i === 0 || seq > (news[i - 1]?.seq ?? 0))).toBe(true)
  })

  it('takes each edge once, however often it comes, and none that is older', async () => {
    const { id, condition } = await made()
    const at = clock.now()
    const all = [edge(condition, true, at), edge(condition, false, at + SECOND), edge(condition, true, at + 2 * SECOND)]
    await edges(...all)
    await edges(...all)
    await edges(...all.slice(0, 1))
    expect(await kindsOf(id)).toEqual(['raised', 'cleared', 'raised'])
    expect(await stateOf(id)).toBe('unacknowledged')
    expect((await platform.services.alarms.book.standing(north.id)).find((one) => one.condition === condition)).toEqual(
      {
        condition,
        active: true,
        at: at + 2 * SECOND,
      },
    )
    await edges(edge(1_000_000_000, true))
  })

  it('that latches stands until it is reset, which it is not while its condition holds', async () => {
    const { id, condition } = await made({ latching: true })
    await edges(edge(condition, true))
    expect((await act(operator, 'reset', { ids: [id] })).items).toEqual([
      { id, state: 'unacknowledged', refused: 'still_active' },
    ])
    await edges(edge(condition, false, clock.now() + 1))
    expect(await stateOf(id)).toBe('latched_unacknowledged')
    await act(operator, 'acknowledgement', { ids: [id] })
    expect(await stateOf(id)).toBe('latched_acknowledged')
    expect((await act(operator, 'reset', { ids: [id] })).changed).toBe(1)
    expect(await stateOf(id)).toBe('normal')
  })

  it('is shelved with a reason and an end, follows its process meanwhile, and returns by itself', async () => {
    const { id, condition } = await made()
    await edges(edge(condition, true))
    const until = clock.now() + 30 * MINUTE
    const body = { ids: [id], reason: 'sensor is cleaned', until: isoOf(until) }
    expect(codeOf(await post(operator, '/alarms/shelving', { ...body, until: isoOf(clock.now()) }))).toBe(
      'alarms.shelf_end',
    )
    expect(
      codeOf(await post(operator, '/alarms/shelving', { ...body, until: isoOf(clock.now() + 721 * MINUTE) })),
    ).toBe('alarms.shelf_end')
    expect((await post(operator, '/alarms/shelving', { ...body, reason: '' })).status).toBe(400)
    expect((await act(operator, 'shelving', body)).items).toEqual([{ id, state: 'shelved' }])
    expect(await alarmOf(id)).toMatchObject({
      state: 'shelved',
      annunciated: false,
      active: true,
      reason: 'sensor is cleaned',
      shelvedUntil: isoOf(until),
      heldBy: { name: 'operator' },
    })
    expect((await act(operator, 'acknowledgement', { ids: [id] })).items[0]?.refused).toBe('not_annunciated')
    await clock.advance(29 * 60_000)
    expect(await stateOf(id)).toBe('shelved')
    await clock.advance(61_000)
    await expect.poll(() => stateOf(id)).toBe('unacknowledged')
    const [last] = await eventsOf(id)
    expect([last?.kind, last?.by?.kind, last?.annunciated, last?.at]).toEqual([
      'unshelved',
      'system',
      true,
      isoOf(until),
    ])
  })

  it('whose shelving ended while the platform was down returns when it starts', async () => {
    const { id, condition } = await made()
    await edges(edge(condition, true))
    await act(operator, 'shelving', { ids: [id], reason: 'x', until: isoOf(clock.now() + MINUTE) })
    // As if nobody had watched: the end is moved behind the back of who does.
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(`update alarm_states set shelved_until = ${clock.now() - 1} where alarm_id = '${id}'`),
    )
    await platform.services.alarms.begin(north.id)
    expect(await stateOf(id)).toBe('unacknowledged')
  })

  it('is taken from the shelf, out of service and back by hand', async () => {
    const { id, condition } = await made()
    await act(operator, 'shelving', { ids: [id], reason: 'x', until: isoOf(clock.now() + MINUTE) })
    expect((await act(operator, 'unshelving', { ids: [id] })).items).toEqual([{ id, state: 'normal' }])
    expect((await post(operator, '/alarms/removal', { ids: [id], reason: 'x' })).status).toBe(403)
    await act(ann, 'removal', { ids: [id], reason: 'overhaul' })
    await edges(edge(condition, true))
    expect(await alarmOf(id)).toMatchObject({ state: 'out_of_service', active: true, annunciated: false })
    expect(
      (await act(operator, 'shelving', { ids: [id], reason: 'x', until: isoOf(clock.now() + MINUTE) })).items[0]
        ?.refused,
    ).toBe('out_of_service')
    await act(ann, 'return', { ids: [id] })
    expect(await stateOf(id)).toBe('unacknowledged')
    expect(await kindsOf(id)).toEqual(['shelved', 'unshelved', 'removed', 'raised', 'returned'])
  })

  it('is out of service until an end where one was said, and returns by itself', async () => {
    const { id, condition } = await made()
    const until = isoOf(clock.now() + 2 * MINUTE)
    const body = { ids: [id], reason: 'overhaul' }
    expect(codeOf(await post(ann, '/alarms/removal', { ...body, until: isoOf(clock.now()) }))).toBe('alarms.end_wrong')
    await act(ann, 'removal', { ...body, until })
    await edges(edge(condition, true))
    expect(await alarmOf(id)).toMatchObject({ state: 'out_of_service', outUntil: until, reason: 'overhaul' })
    await clock.advance(121_000)
    await expect.poll(() => later(id, stateOf)).toBe('unacknowledged')
    const [last] = await eventsOf(id)
    expect([last?.kind, last?.by?.kind, last?.at]).toEqual(['returned', 'system', until])
    expect((await alarmOf(id)).outUntil).toBeUndefined()
  })

  it('is suppressed by somebody, with a reason and an end, beside the condition that suppresses it by design', async () => {
    const byDesign = { is: 'state' as const, values: [false], onDelay: 0, offDelay: 0 }
    const {
      id,
      condition,
      suppression = 0,
    } = await made({
      suppression: { ...byDesign, point: points['boiler running'] ?? '' },
    })
    const until = isoOf(clock.now() + 2 * MINUTE)
    const body = { ids: [id], reason: 'unit is being started', until }
    expect((await post(operator, '/alarms/suppression', body)).status).toBe(403)
    expect(codeOf(await post(ann, '/alarms/suppression', { ...body, until: 'soon' }))).toBe('alarms.time_malformed')
    expect((await act(ann, 'suppression', body)).items).toEqual([{ id, state: 'suppressed' }])
    await edges(edge(condition, true))
    expect(await alarmOf(id)).toMatchObject({
      state: 'suppressed',
      annunciated: false,
      active: true,
      reason: 'unit is being started',
      suppressedUntil: until,
      heldBy: { name: 'ann' },
    })
    await edges(edge(suppression, true, clock.now() + 1))
    await edges(edge(suppression, false, clock.now() + 2))
    expect(await stateOf(id), 'the design has ended, somebody has not').toBe('suppressed')
    await edges(edge(suppression, true, clock.now() + 3))
    await act(ann, 'unsuppression', { ids: [id] })
    expect(await stateOf(id), 'somebody has ended, the design has not').toBe('suppressed')
    expect((await act(ann, 'unsuppression', { ids: [id] })).items[0]?.refused).toBe('not_suppressed')
    await edges(edge(suppression, false, clock.now() + 4))
    expect(await stateOf(id)).toBe('unacknowledged')
    await act(ann, 'suppression', body)
    await clock.advance(121_000)
    await expect.poll(() => later(id, stateOf)).toBe('unacknowledged')
    expect((await eventsOf(id))[0]).toMatchObject({ kind: 'unsuppressed', by: { kind: 'system' }, at: until })
  })

  it('asks again after a set time, for as long as nobody acknowledges it, or for as long as it holds', async () => {
    const asked = await made({ again: { after: 1, while: 'unacknowledged' } })
    const held = await made({ again: { after: 1, while: 'active' } })
    const count = async (id: string) => (await eventsOf(id)).filter(({ kind }) => kind === 'again').length
    await edges(edge(asked.condition, true), edge(held.condition, true))
    expect(await alarmOf(asked.id)).toMatchObject({ againAt: isoOf(clock.now() + MINUTE) })
    await clock.advance(58_000)
    expect([await count(asked.id), await count(held.id)]).toEqual([0, 0])
    await clock.advance(3_000)
    await expect.poll(async () => [await later(asked.id, count), await count(held.id)]).toEqual([1, 1])
    expect((await eventsOf(asked.id))[0]).toMatchObject({ kind: 'again', annunciated: true, state: 'unacknowledged' })
    await act(operator, 'acknowledgement', { ids: [asked.id, held.id] })
    expect([await stateOf(asked.id), await stateOf(held.id)]).toEqual(['acknowledged', 'acknowledged'])
    await clock.advance(61_000)
    await expect.poll(async () => [await later(asked.id, count), await count(held.id)]).toEqual([1, 2])
    expect([await stateOf(asked.id), await stateOf(held.id)]).toEqual(['acknowledged', 'unacknowledged'])
    const now = clock.now()
    await edges(edge(asked.condition, false, now), edge(held.condition, false, now))
    await clock.advance(61_000)
    expect([await count(asked.id), await count(held.id)]).toEqual([1, 2])
    expect(await stateOf(held.id), 'nobody has acknowledged it').toBe('returned_unacknowledged')
  })

  it('is suppressed by design while another condition holds', async () => {
    const {
      id,
      condition,
      suppression = 0,
    } = await made({
      suppression: { is: 'state', point: points['boiler running'] ?? '', values: [false], onDelay: 0, offDelay: 0 },
    })
    const at = clock.now()
    await edges(edge(suppression, true, at), edge(condition, true, at))
    expect(await alarmOf(id)).toMatchObject({ state: 'suppressed', annunciated: false })
    await edges(edge(suppression, false, at + SECOND))
    expect(await stateOf(id)).toBe('unacknowledged')
    await edges(edge(suppression, true, at + 2 * SECOND))
    const { definition } = as<DefinitionView>(await ann(`/alarm-definitions/${id}`))
    const { suppression: _, ...without } = definition
    const change = as<Change>(await post(ann, '/alarm-changes', { alarm: id, definition: without, reason: 'x' }))
    await post(bob, `/alarm-changes/${change.id}/approval`)
    expect(await stateOf(id)).toBe('unacknowledged')
  })

  it('needs no acknowledgement where the organisation has decided so for its priority', async () => {
    const settings = (await north.ask('/alarm-settings')).body
    const put = (body: object, ask = north.ask) => ask('/alarm-settings', { method: 'PUT', body })
    expect(
      (await put({ ...settings, priorities: [{ within: 3, priority: { minor: 'low', major: 'low', severe: 'low' } }] }))
        .status,
    ).toBe(422)
    expect((await put(settings, ann)).status).toBe(403)
    await put({ ...settings, unacknowledged: ['low'] })
    const { id, condition } = await made({ consequence: 'minor', respondWithin: 60 })
    await edges(edge(condition, true))
    expect(await stateOf(id)).toBe('acknowledged')
    await edges(edge(condition, false, clock.now() + 1))
    expect(await stateOf(id)).toBe('normal')
    await put(settings)
  })

  it('says when its condition is not evaluated, and when it is again', async () => {
    const { id, condition } = await made()
    const { Fault } = await import('@millrace/core')
    await platform.services.alarms.book.suspended(
      north.id,
      condition,
      new Fault('alarms.condition_wrong', { seen: 'a loop' }),
    )
    expect((await alarmOf(id)).broken?.code).toBe('alarms.condition_wrong')
    await platform.services.alarms.book.definitions(north.id)
    expect((await alarmOf(id)).broken?.code, 'asked for again, and still not evaluated').toBe('alarms.condition_wrong')
    await platform.services.alarms.book.resumed(north.id, [condition])
    expect((await alarmOf(id)).broken).toBeUndefined()
    expect(await kindsOf(id)).toEqual(['broken', 'mended'])
  })

  it('bears notes', async () => {
    const { id } = await made()
    expect((await post(operator, `/alarms/${id}/notes`, { note: 'fitter is on the way' })).status).toBe(204)
    expect((await alarmOf(id)).note).toBe('fitter is on the way')
    expect((await eventsOf(id))[0]).toMatchObject({
      kind: 'noted',
      note: 'fitter is on the way',
      by: { name: 'operator' },
    })
    expect((await post(operator, `/alarms/${newId()}/notes`, { note: 'x' })).status).toBe(404)
  })
})

describe('the list of alarms', () => {
  it('is ordered by priority, then the newest first, page after page without gap or twin', async () => {
    const all = [
      await made({ consequence: 'severe', respondWithin: 1 }),
      await made({ consequence: 'minor', respondWithin: 60 }),
      await made({ consequence: 'severe', respondWithin: 1 }),
      await made({ consequence: 'major', respondWithin: 1, name: { en: 'Draught low', zh: '引风低' } }),
    ]
    const at = clock.now()
    await edges(...all.map(({ condition }, i) => edge(condition, true, at + i)))
    const whole = await listed()
    const order = whole.items.map(
      ({ priority, since, id }) =>
        [['critical', 'high', 'medium', 'low'].indexOf(priority), -Date.parse(since), id] as const,
    )
    expect(order).toEqual([...order].sort(([a, b], [c, d]) => a - c || b - d))
    const seen: string[] = []
    let next: string | undefined
    do {
      const page: AlarmPage = as(await operator(`/alarms?limit=2${next ? `&cursor=${next}` : ''}`))
      seen.push(...page.items.map(({ id }) => id))
      expect(page.counts === undefined).toBe(next !== undefined)
      next = page.next
    } while (next)
    expect(seen).toEqual(whole.items.map(({ id }) => id))
    expect((await listed(`&search=${encodeURIComponent('引风')}`)).items.map(({ id }) => id)).toEqual([all[3]?.id])
    expect((await listed('&priority=critical')).items.every(({ priority }) => priority === 'critical')).toBe(true)
    expect(codeOf(await operator('/alarms?priority=urgent'))).toBe('alarms.filter_unknown')
    expect(codeOf(await operator('/alarms?state=on'))).toBe('alarms.filter_unknown')
    const { counts } = whole
    expect((counts?.critical ?? 0) + (counts?.high ?? 0) + (counts?.medium ?? 0) + (counts?.low ?? 0)).toBe(
      whole.items.length,
    )
  })

  it('holds for each what they may see, and acts on nothing else', async () => {
    const press = await made({ asset: assets['Press'] ?? '', condition: limit({ point: points['press pressure'] }) })
    const boiler = await made()
    await edges(edge(press.condition, true), edge(boiler.condition, true))
    const seen = (await listed('', stoker)).items.map(({ id }) => id)
    expect([seen.includes(press.id), seen.includes(boiler.id)]).toEqual([false, true])
    expect((await listed(`&asset=${assets['Press']}`)).items.every(({ asset }) => asset === assets['Press'])).toBe(true)
    expect((await stoker(`/alarms/${press.id}`)).status).toBe(404)
    expect((await stoker(`/alarms/${press.id}/events`)).status).toBe(404)
    expect((await post(stoker, '/alarms/acknowledgement', { ids: [press.id] })).status).toBe(404)
    expect((await act(stoker, 'acknowledgement', { ids: [press.id, boiler.id] })).items).toEqual([
      { id: press.id, refused: 'unknown' },
      { id: boiler.id, state: 'acknowledged' },
    ])
    expect(await stateOf(press.id)).toBe('unacknowledged')
    expect((await south.ask('/alarms')).body.items).toEqual([])
    expect((await south.ask(`/alarms/${boiler.id}`)).status).toBe(404)
    expect((await post(south.ask, '/alarms/acknowledgement', { ids: [press.id] })).status).toBe(404)
    expect((await south.ask('/alarm-events')).body.items).toEqual([])
  })

  it('is seen through a grant, without names of people and without a way to act', async () => {
    const { id, condition } = await made()
    await edges(edge(condition, true))
    await act(operator, 'acknowledgement', { ids: [id] })
    const given = await post(north.ask, '/grants', {
      asset: assets['Boiler'],
      actions: ['asset:read', 'alarm:read'],
      purpose: 'service',
      receiver: 'south',
      // The database looks at its own clock, which stands elsewhere than ours here.
      startsAt: isoOf((Date.now() - 120_000) * 1_000),
      endsAt: isoOf(clock.now() + 60 * MINUTE),
    })
    expect([given.status, given.body['detail']]).toEqual([201, undefined])
    const grant = String((given.body['grant'] as { id?: string } | undefined)?.id ?? given.body['id'])
    const reply = await south.ask(`/alarms/${id}?grant=${grant}`)
    expect(reply.body['detail']).toBeUndefined()
    const shown = as<Alarm>(reply)
    expect([shown.path, shown.acknowledgedBy]).toEqual([['Boiler'], { kind: 'person', id: '', name: '' }])
    expect((await post(south.ask, `/alarms/acknowledgement?grant=${grant}`, { ids: [id] })).status).not.toBe(200)
  })

  it('says when to look again', async () => {
    const { condition } = await made()
    const response = await platform.fetch('/api/v1/alarms/live', { token: north.token })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes(': open')) text += (await reader?.read())?.value ?? ''
    await edges(edge(condition, true))
    const read = async (): Promise<void> => {
      while (!text.includes('event: alarms')) text += (await reader?.read())?.value ?? ''
    }
    const done = read()
    await clock.advance(600)
    await done
    expect(text).toContain('event: alarms\ndata: {}')
    await reader?.cancel()
  })
})

describe('the performance page', () => {
  it('counts what was put before operators, finds the flood and names what chatters', async () => {
    await clock.advance(3_600_000)
    const from = clock.now()
    const many = await Promise.all([made(), made({ consequence: 'severe', respondWithin: 1 })])
    const all: ConditionEdge[] = []
    for (let i = 0; i < 12; i++) {
      all.push(
        edge(many[0]?.condition ?? 0, true, from + i * 15 * SECOND),
        edge(many[0]?.condition ?? 0, false, from + i * 15 * SECOND + 12 * SECOND),
      )
    }
    all.push(edge(many[1]?.condition ?? 0, true, from + MINUTE))
    await edges(...all)
    const to = from + 60 * MINUTE
    const told = as<Performance>(await operator(`/alarms/performance?from=${from}&to=${to}`))
    expect(told).toMatchObject({ annunciated: 13, cut: false })
    expect(told.per10min).toEqual([13, 0, 0, 0, 0, 0])
    expect(told.floods).toEqual([{ from: isoOf(from), to: isoOf(from + 10 * MINUTE), annunciated: 13, peak: 13 }])
    expect(told.chattering.map(({ id, annunciated }) => [id, annunciated])).toEqual([[many[0]?.id, 12]])
    expect(told.frequent[0]).toMatchObject({
      id: many[0]?.id,
      annunciated: 12,
      path: ['Works', 'Boiler'],
      name: { en: 'Pressure high' },
    })
    expect(told.priorities.map(({ share }) => share)).toEqual([0, 12 / 13, 0, 1 / 13])
    expect(told.metrics.peakPer10min).toMatchObject({ value: 13, acceptable: 10, verdict: 'bad', clause: '16.4.3' })
    expect(codeOf(await operator(`/alarms/performance?from=${to}&to=${from}`))).toBe('alarms.range_wrong')
    const other = as<Performance>(await stoker(`/alarms/performance?from=${from}&to=${to}&asset=${assets['Press']}`))
    expect(other.annunciated).toBe(0)
  })

  it('counts alarms that stand for longer than a day, and those that nothing evaluates', async () => {
    const before = as<Performance>(await operator('/alarms/performance')).metrics
    const { condition } = await made()
    await edges(edge(condition, true, clock.now() - 25 * 60 * MINUTE))
    const { Fault } = await import('@millrace/core')
    await platform.services.alarms.book.suspended(
      north.id,
      condition,
      new Fault('alarms.condition_wrong', { seen: 'a loop' }),
    )
    const { stale, unauthorised } = as<Performance>(await operator('/alarms/performance')).metrics
    expect([stale.value - before.stale.value, unauthorised.value - before.unauthorised.value]).toEqual([1, 1])
  })
})
