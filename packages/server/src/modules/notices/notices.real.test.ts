import { setTimeout as pause } from 'node:timers/promises'
import { type AssetId, ManualClock, type TenantId } from '@millrace/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { DINGTALK, FakeRobots, FEISHU, SMS, WECOM } from './fake-robots.ts'
import type { Notice } from './notice.ts'
import type { Delivery, Level, NoticeView, RuleRequest } from './schema.ts'

/** A Friday noon in Shanghai. */
const START = Date.UTC(2026, 10, 27, 4) * 1_000
const MINUTE = 60_000

let robots: FakeRobots
let clock: ManualClock
let platform: TestPlatform
let north: Side
let south: Side
let boiler: AssetId
let works: AssetId
const channels: Record<string, string> = {}
const people: Record<string, string> = {}

const made = async (path: string, body: object, ask: Ask = north.ask): Promise<string> => {
  const { status, body: reply } = await ask(path, { method: 'POST', body })
  expect([path, status, reply['detail']]).toEqual([path, 201, undefined])
  return String(reply['id'])
}

beforeAll(async () => {
  robots = await FakeRobots.start()
  clock = new ManualClock(START)
  robots.now = () => clock.now() / 1_000
  platform = await startTestPlatform(clock, [`127.0.0.1:${robots.port}`])
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [{ name: 'Pressure', type: 'double' }],
  })
  const assets = (await north.ask('/assets')).body.items
  boiler = assets.find(({ name }) => name === 'Boiler')?.id as AssetId
  works = assets.find(({ name }) => name === 'Works')?.id as AssetId
  const robot = { language: 'zh', zone: 'Asia/Shanghai', settings: { endpoint: robots.url('/robot/send') } }
  channels['dingtalk'] = await made('/notice-channels', { name: 'Ding', kind: 'dingtalk', ...robot, secrets: DINGTALK })
  channels['wecom'] = await made('/notice-channels', {
    name: 'WeCom',
    kind: 'wecom',
    settings: { endpoint: robots.url('/cgi-bin/webhook/send') },
    secrets: WECOM,
  })
  channels['feishu'] = await made('/notice-channels', {
    name: 'Feishu',
    kind: 'feishu',
    settings: { endpoint: robots.url('/open-apis/bot/v2/hook/') },
    secrets: FEISHU,
  })
  const settings = {
    url: robots.url('/sms'),
    phoneField: 'mobile',
    textField: 'content',
    okField: 'status',
    okValue: 'OK',
  }
  channels['sms'] = await made('/notice-channels', {
    name: 'SMS',
    kind: 'sms',
    settings,
    secrets: SMS,
    mostPerMinute: 600,
  })
  people['ann'] = await made('/notice-people', {
    name: 'Ann',
    language: 'en',
    zone: 'America/New_York',
    phone: '13800000001',
  })
  people['bo'] = await made('/notice-people', {
    name: '博',
    language: 'zh',
    zone: 'Asia/Shanghai',
    phone: '13800000002',
  })
  people['mute'] = await made('/notice-people', { name: 'Mute', language: 'en' })
})
afterAll(async () => {
  await platform?.close()
  await robots?.close()
})
beforeEach(() => {
  robots.taken.length = 0
})
afterEach(async () => {
  robots.answer = undefined
  for (const { id } of (await north.ask('/notice-rules')).body.items)
    await north.ask(`/notice-rules/${id}`, { method: 'DELETE' })
  const open = (await north.ask('/notices?limit=500')).body.items as unknown as NoticeView[]
  const keys = open.filter(({ state }) => state !== 'cleared').map(({ key }) => key)
  await clear(...keys)
  await pass(61_000)
})

/** Lets time go by, a second at a time, and the platform work in each. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    await clock.advance(Math.min(left, 5_000))
    await pause(5)
  }
}

/** Until it holds, at a standing clock but for what the worker needs to look. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await holds()) return
    await clock.advance(20)
    await pause(20)
  }
  expect.fail('it did not come to pass')
}

const notice = (key: string, more: Partial<Notice> = {}): Notice => ({
  key,
  kind: 'alarm',
  priority: 'high',
  asset: boiler,
  title: { en: `Pressure high ${key}`, zh: `压力过高 ${key}` },
  text: { en: 'It is 12.3 bar.', zh: '现为 12.3 bar。' },
  link: '/alarms',
  at: clock.now(),
  ...more,
})
const { tell, clear, acknowledge } = {
  tell: (...told: Notice[]) =>
    platform.database.tenants.within(north.id, (tx) => platform.services.notices.tell(tx, told)),
  clear: (...keys: string[]) => settle('cleared', keys),
  acknowledge: (...keys: string[]) => settle('acknowledged', keys),
}
const settle = (state: 'acknowledged' | 'cleared', keys: string[]) =>
  platform.database.tenants.within(north.id, (tx) =>
    platform.services.notices.settled(tx, keys, { state, at: clock.now() }),
  )
const level = (more: Partial<Level> = {}): Level => ({
  afterMinutes: 0,
  channels: [channels['sms'] as string],
  people: [people['ann'] as string],
  rotas: [],
  ...more,
})
const rule = (more: Partial<RuleRequest> = {}) =>
  made('/notice-rules', {
    name: 'All',
    priorities: ['critical', 'high', 'medium', 'low'],
    levels: [level()],
    groupSeconds: 0,
    ...more,
  })
const deliveries = async (query = ''): Promise<Delivery[]> =>
  (await north.ask(`/notice-deliveries?limit=500${query}`)).body.items as unknown as Delivery[]
const texts = (): string[] => robots.taken.map(({ text }) => text)

describe('a channel', () => {
  it.each(['dingtalk', 'wecom', 'feishu', 'sms'])(
    'sends a test message as its documents say, and shows the answer: %s',
    async (kind) => {
      const path = `/notice-channels/${channels[kind]}/test`
      const { body } = await north.ask(path, { method: 'POST', body: kind === 'sms' ? { person: people['bo'] } : {} })
      expect(body).toMatchObject({
        sent: true,
        answer: expect.stringContaining(kind === 'sms' ? 'OK' : kind === 'feishu' ? 'success' : 'ok'),
      })
      const [text = ''] = texts()
      expect(text).toMatch(kind === 'dingtalk' || kind === 'sms' ? /测试消息/ : /Test message/)
      expect((await deliveries())[0]).toMatchObject({ id: body['delivery'], why: 'test', state: 'sent', attempts: 1 })
    },
  )

  it('shows a refusal in the words of the other side', async () => {
    const body = {
      name: 'Wrong',
      kind: 'dingtalk',
      settings: { endpoint: robots.url('/robot/send') },
      secrets: { ...DINGTALK, signingSecret: 'SECother' },
    }
    const id = await made('/notice-channels', body)
    const { body: reply } = await north.ask(`/notice-channels/${id}/test`, { method: 'POST', body: {} })
    expect(reply).toMatchObject({ sent: false, answer: 'HTTP 200 {"errcode":310000,"errmsg":"sign not match"}' })
    expect((await north.ask(`/notice-channels/${id}`, { method: 'DELETE' })).status).toBe(204)
  })

  it('never tells a secret: not in an answer, not in the audit, not in the database', async () => {
    const { body } = await north.ask('/notice-channels')
    const audit = (await north.ask('/audit?limit=500')).body
    const rows = await platform.database.tenants.within(
      north.id,
      async (tx) => (await tx.execute('select * from notice_channels')).rows,
    )
    for (const told of [body, audit, rows])
      for (const secret of [
        DINGTALK.accessToken,
        DINGTALK.signingSecret,
        WECOM.key,
        FEISHU.hook,
        FEISHU.signingSecret,
        SMS.authorization,
      ])
        expect(JSON.stringify(told)).not.toContain(secret)
    expect(JSON.stringify(body)).toContain('"hasSecret":true')
  })

  it('keeps its secrets only for where they were given for', async () => {
    const settings = { url: robots.url('/hook') }
    const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const id = await made('/notice-channels', { name: 'Hook', kind: 'webhook', settings, secrets: { key } })
    const change = (body: object) =>
      north.ask(`/notice-channels/${id}`, { method: 'PUT', body: { name: 'Hook', kind: 'webhook', ...body } })
    expect((await change({ settings })).status).toBe(200)
    expect((await change({ settings: { url: 'https://evil.example/hook' } })).body).toMatchObject({
      code: 'notices.secret_missing',
    })
    expect((await change({ settings, secrets: { key: 'whsec_short' } })).body).toMatchObject({
      code: 'notices.secret_malformed',
    })
    expect((await change({ kind: 'wecom', settings: {}, secrets: { key } })).body).toMatchObject({
      code: 'notices.kind_fixed',
    })
    await north.ask(`/notice-channels/${id}`, { method: 'DELETE' })
  })

  it('does not reach beside the platform', async () => {
    const settings = { url: 'https://127.0.0.1:5432/' }
    const id = await made('/notice-channels', {
      name: 'Inside',
      kind: 'webhook',
      settings,
      secrets: { key: `whsec_${'A'.repeat(44)}` },
    })
    const { body } = await north.ask(`/notice-channels/${id}/test`, { method: 'POST', body: {} })
    expect(body).toMatchObject({ sent: false, answer: expect.stringContaining('public internet') })
    await north.ask(`/notice-channels/${id}`, { method: 'DELETE' })
    const mail = { host: '127.0.0.1', port: 22, security: 'none', from: 'a@b.example' }
    const other = await made('/notice-channels', { name: 'Inside', kind: 'email', settings: mail })
    const refused = await north.ask(`/notice-channels/${other}/test`, { method: 'POST', body: { to: 'a@b.example' } })
    expect(refused.body).toMatchObject({ sent: false, answer: expect.stringContaining('port of mail') })
    await north.ask(`/notice-channels/${other}`, { method: 'DELETE' })
  })

  it('sends no password in the clear, and none without a user', async () => {
    const settings = { host: 'mail.example', port: 587, security: 'none', user: 'u', from: 'a@b.example' }
    const post = (body: object) =>
      north.ask('/notice-channels', { method: 'POST', body: { name: 'Mail', kind: 'email', ...body } })
    expect((await post({ settings, secrets: { password: 'p' } })).body['code']).toBe('notices.setting_malformed')
    expect((await post({ settings: { ...settings, security: 'tls' } })).body['code']).toBe('notices.setting_malformed')
  })
})

describe('a rule', () => {
  it('tells those whom it names, each in their language and by their clocks, and no other', async () => {
    await rule({
      levels: [level({ people: [people['ann'] as string, people['bo'] as string, people['mute'] as string] })],
    })
    await tell(notice('a1'))
    await until(() => robots.taken.length === 2)
    const [english, chinese] = texts().sort()
    expect(english).toContain('[High] Pressure high a1\nIt is 12.3 bar.\nSince: ')
    expect(english).toMatch(/Since: 2[67] Nov 2026, [0-2]\d:\d\d UTC−5\n/)
    expect(english).toContain('Open: http://localhost/alarms')
    expect(chinese).toContain('[高] 压力过高 a1\n现为 12.3 bar。')
    expect(chinese).toMatch(/起始时间: 2026年11月2[78]日 [0-2]\d:\d\d UTC\+8\n/)
    expect(chinese).toContain('确认: http://localhost/acknowledge#')
    const dead = (await deliveries()).find(({ to }) => to.person === 'Mute')
    expect(dead).toMatchObject({ state: 'dead', answer: 'No telephone number is known.' })
  })

  it('chooses by kind, priority and place in the plant', async () => {
    await rule({ name: 'Boiler', kinds: ['alarm'], priorities: ['critical'], asset: works })
    await tell(
      notice('other kind', { kind: 'work-order', priority: 'critical' }),
      notice('not urgent', { priority: 'high' }),
      notice('nowhere', { priority: 'critical', asset: undefined as unknown as AssetId }),
      notice('yes', { priority: 'critical' }),
    )
    await until(() => robots.taken.length > 0)
    await pass(10_000)
    expect(texts().map((text) => /Pressure high (.*)/.exec(text)?.[1])).toEqual(['yes'])
  })

  it('hears of one that was of no interest, when it is told anew with the priority that it has now', async () => {
    await rule({ priorities: ['critical'] })
    await tell(notice('rising', { priority: 'low' }))
    await pass(10_000)
    expect(robots.taken).toHaveLength(0)
    await tell(notice('rising', { priority: 'critical', anew: true }))
    await until(() => robots.taken.length === 1)
    expect(texts()[0]).toContain('Pressure high rising')
  })

  it('needs somebody whom its channels reach, levels in order and a zone that there is', async () => {
    const post = async (body: Partial<RuleRequest>) =>
      (
        await north.ask('/notice-rules', {
          method: 'POST',
          body: { name: 'Bad', priorities: ['low'], levels: [level()], ...body },
        })
      ).body['code']
    expect(await post({ levels: [level({ people: [people['mute'] as string] })] })).toBe('notices.receiver_missing')
    expect(await post({ levels: [level(), level()] })).toBe('notices.levels_malformed')
    expect(await post({ levels: [level({ channels: [boiler] })] })).toBe('notices.channel_unknown')
    const quiet = { zone: 'Mars/Olympus', from: '22:00', until: '06:00', days: [1], priorities: ['low' as const] }
    expect(await post({ quiet })).toBe('notices.zone_unknown')
    const nowhere = { name: 'Nowhere', language: 'en', zone: 'Mars/Olympus' }
    const { body } = await north.ask('/notice-people', { method: 'POST', body: nowhere })
    expect(body['code']).toBe('notices.zone_unknown')
    expect(await post({ asset: people['ann'] as string })).toBe('assets.asset_unknown')
  })

  it('keeps what it names', async () => {
    await rule()
    for (const path of [`/notice-channels/${channels['sms']}`, `/notice-people/${people['ann']}`])
      expect((await north.ask(path, { method: 'DELETE' })).body['code']).toBe('notices.in_use')
  })
})

describe('what nobody acknowledges', () => {
  const three = () => [
    level(),
    level({ afterMinutes: 5, people: [people['bo'] as string] }),
    level({ afterMinutes: 10, channels: [channels['dingtalk'] as string], people: [] }),
  ]

  it('goes to the next level at its minute, and to the one after', async () => {
    await rule({ levels: three() })
    await tell(notice('b1'))
    await until(() => robots.taken.length === 1)
    await pass(4 * MINUTE + 40_000)
    expect(robots.taken).toHaveLength(1)
    await pass(30_000)
    await until(() => robots.taken.length === 2)
    await pass(10 * MINUTE)
    await until(() => robots.taken.length === 3)
    expect(robots.taken.map(({ path }) => path)).toEqual(['/sms', '/sms', '/robot/send'])
    await pass(60 * MINUTE)
    expect(robots.taken).toHaveLength(3)
  })

  it('begins anew with a notice that is told anew, also after somebody acknowledged it', async () => {
    await rule({ levels: [level(), level({ afterMinutes: 5, people: [people['bo'] as string] })] })
    await tell(notice('n'))
    await until(() => robots.taken.length === 1)
    await pass(2 * MINUTE)
    await tell(notice('n', { anew: true }))
    await until(() => robots.taken.length === 2)
    await pass(4 * MINUTE)
    expect(robots.taken).toHaveLength(2)
    await pass(1.5 * MINUTE)
    await until(() => robots.taken.length === 3)
    await acknowledge('n')
    await tell(notice('n'))
    await pass(MINUTE)
    expect(robots.taken).toHaveLength(3)
    await tell(notice('n', { anew: true }))
    await until(() => robots.taken.length === 4)
    expect((await north.ask('/notices')).body.items[0]).toMatchObject({ key: 'n', state: 'raised', times: 4 })
  })

  it('stops there once somebody does', async () => {
    await rule({ levels: three() })
    await tell(notice('b2'))
    await until(() => robots.taken.length === 1)
    await acknowledge('b2')
    await pass(20 * MINUTE)
    expect(robots.taken).toHaveLength(1)
    expect((await north.ask('/notices?state=acknowledged')).body.items).toHaveLength(1)
  })

  it('reaches whoever is on call at that minute, also who stands in', async () => {
    const rota = await made('/notice-rotas', {
      name: 'Nights',
      zone: 'Asia/Shanghai',
      weekday: 5,
      at: '12:30',
      beginsOn: '2026-11-20',
      people: [people['ann'], people['bo']],
    })
    await rule({ levels: [level({ people: [], rotas: [rota] })] })
    const at = (ms: number) => new Date(clock.now() / 1_000 + ms).toISOString()
    const body = { person: people['bo'], beginsAt: at(0), endsAt: at(3_600_000) }
    expect((await north.ask(`/notice-rotas/${rota}/stand-ins`, { method: 'POST', body })).status).toBe(201)
    await tell(notice('b3'))
    await until(() => robots.taken.length === 1)
    expect(texts()[0]).toContain('压力过高')
    await north
      .ask('/notice-rules')
      .then(async ({ body: { items } }) => north.ask(`/notice-rules/${items[0]?.id}`, { method: 'DELETE' }))
    expect((await north.ask(`/notice-rotas/${rota}`, { method: 'DELETE' })).status).toBe(204)
  })
})

describe('quiet hours', () => {
  it('hold what can wait, which then never comes if it is over by morning', async () => {
    const now = new Date(clock.now() / 1_000 + 8 * 3_600_000)
    const wall = (minutes: number) => new Date(now.getTime() + minutes * MINUTE).toISOString().slice(11, 16)
    const quiet = {
      zone: 'Asia/Shanghai',
      from: wall(-30),
      until: wall(30),
      days: [1, 2, 3, 4, 5, 6, 7],
      priorities: ['low' as const],
    }
    await rule({ quiet })
    await tell(
      notice('calm', { priority: 'low' }),
      notice('gone', { priority: 'low' }),
      notice('loud', { priority: 'critical' }),
    )
    await until(() => robots.taken.length === 1)
    expect(texts()[0]).toContain('loud')
    await pass(10 * MINUTE)
    await clear('gone')
    await pass(25 * MINUTE)
    await until(() => robots.taken.length === 2)
    expect(texts()[1]).toContain('calm')
  })
})

describe('a flood', () => {
  it('of five hundred is the first message and one summary', async () => {
    await rule({ groupSeconds: 60 })
    await tell(notice('first'))
    await until(() => robots.taken.length === 1)
    await tell(
      ...Array.from({ length: 500 }, (_, i) => notice(`f${i}`, { priority: i === 400 ? 'critical' : 'medium' })),
    )
    await pass(65_000)
    await until(() => robots.taken.length === 2)
    const [, summary = ''] = texts()
    expect(summary).toContain('500 notices, the most urgent: [Critical] Pressure high f400')
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(500)
    expect(summary).toMatch(/Acknowledge: http:\/\/localhost\/acknowledge#[\w-]{70}$/)
    await pass(2 * MINUTE)
    expect(robots.taken).toHaveLength(2)
  })

  it('of the same key is one notice that counts', async () => {
    await rule()
    await tell(notice('again'), notice('again'))
    await until(() => robots.taken.length === 1)
    await tell(notice('again'))
    await pass(10_000)
    expect(robots.taken).toHaveLength(1)
    const [one] = (await north.ask('/notices?limit=1')).body.items as unknown as NoticeView[]
    expect(one).toMatchObject({ key: 'again', times: 3, state: 'raised' })
    await clear('again')
    await tell(notice('again'))
    await until(() => robots.taken.length === 2)
  })

  it('keeps to the rate of the channel, minute by minute', async () => {
    await rule({ levels: [level({ channels: [channels['wecom'] as string], people: [] })] })
    for (let i = 0; i < 25; i++) {
      await tell(notice(`r${i}`))
      await pass(1_000)
    }
    await pass(10_000)
    expect(robots.taken.length).toBeLessThanOrEqual(20)
    const told = () =>
      robots.taken.map(({ text }) => Number(/^(\d+) notices/.exec(text)?.[1] ?? 1)).reduce((a, b) => a + b, 0)
    await pass(2 * MINUTE)
    await until(() => told() === 25)
    expect(robots.taken.length).toBeLessThan(25)
  })
})

describe('a message', () => {
  it('that is refused for now is tried again, later each time, under the same id, and at last given up', async () => {
    await rule()
    robots.answer = { status: 503, body: 'maintenance' }
    await tell(notice('c1'))
    await until(() => robots.taken.length === 1)
    for (const [turn, seconds] of [10, 30, 120, 600, 1_800, 3_600, 7_200].entries()) {
      await pass(Math.min(seconds - 5, 60) * 1_000)
      expect(robots.taken).toHaveLength(turn + 1)
      await clock.advance(seconds * 1_000)
      await until(() => robots.taken.length === turn + 2)
    }
    await until(async () => (await deliveries('&state=dead')).some(({ title }) => title?.endsWith('c1')))
    expect(robots.taken).toHaveLength(8)
    expect(new Set(robots.taken.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(new Set(texts()).size).toBe(1)
    const [dead] = await deliveries('&state=dead')
    expect(dead).toMatchObject({ attempts: 8, answer: 'HTTP 503 maintenance', doubtful: false })
    robots.answer = undefined
    expect((await north.ask(`/notice-deliveries/${dead?.id}/resending`, { method: 'POST' })).body['state']).toBe(
      'waiting',
    )
    await until(async () => (await deliveries()).some(({ id, state }) => id === dead?.id && state === 'sent'))
    expect((await north.ask(`/notice-deliveries/${dead?.id}/resending`, { method: 'POST' })).body['code']).toBe(
      'notices.not_dead',
    )
  })

  it('whose answer never came goes out again and says that it may be a second one', async () => {
    await rule({ levels: [level({ channels: [channels['feishu'] as string], people: [] })] })
    robots.answer = 'silence'
    await tell(notice('c2', { title: { en: '<at user_id="all"></at>', zh: 'x' } }))
    await until(() => robots.taken.length === 1)
    robots.answer = undefined
    await pass(11_000)
    await until(() => robots.taken.length === 2)
    expect(texts()[0]).not.toContain('may have been sent before')
    expect(texts()[1]).toContain('(may have been sent before)')
    expect(texts()[1]).not.toContain('<at')
    await until(async () => (await deliveries())[0]?.state === 'sent')
    expect((await deliveries())[0]).toMatchObject({ doubtful: true, attempts: 2 })
  })

  it('is not sent for what was over before it went out', async () => {
    await rule()
    await platform.database.tenants.within(north.id, async (tx) => {
      await platform.services.notices.tell(tx, [notice('c3')])
      await platform.services.notices.settled(tx, ['c3'], { state: 'cleared', at: clock.now() })
    })
    await pass(10_000)
    expect(robots.taken).toEqual([])
  })

  it('says that it is over to whom it said that it began, where the rule says so', async () => {
    await rule({ tellCleared: true, levels: [level(), level({ afterMinutes: 5, people: [people['bo'] as string] })] })
    await tell(notice('c4'))
    await until(() => robots.taken.length === 1)
    await clear('c4')
    await until(() => robots.taken.length === 2)
    await pass(10 * MINUTE)
    expect(texts().map((text) => text.split('\n')[0])).toEqual(['[High] Pressure high c4', 'Over: Pressure high c4'])
    expect(texts()[1]).not.toContain('acknowledge#')
  })

  it('is there if its cause is, and is not if that was rolled back', async () => {
    await rule()
    const broken = platform.database.tenants.within(north.id, async (tx) => {
      await platform.services.notices.tell(tx, [notice('c5')])
      throw new Error('the cause was refused')
    })
    await expect(broken).rejects.toThrow('the cause was refused')
    await pass(10_000)
    expect(robots.taken).toEqual([])
  })
})

describe('the link of a message', () => {
  const tokenOf = (text: string): string => /acknowledge#([\w-]+)/.exec(text)?.[1] ?? ''
  const nobody = async (path: string, token: string) => {
    const reply = await fetch(`${platform.address}/api/v1/notice-links/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  }

  it('acknowledges once, from wherever, and whoever told hears it', async () => {
    const heard: unknown[] = []
    platform.services.notices.onAcknowledged(async (_, { keys, by }) => {
      heard.push([keys, by.name])
      return () => undefined
    })
    await rule({ levels: [level(), level({ afterMinutes: 5, people: [people['bo'] as string] })] })
    await tell(notice('d1'))
    await until(() => robots.taken.length === 1)
    const token = tokenOf(texts()[0] ?? '')
    const view = await nobody('view', token)
    expect(view.body).toMatchObject({
      organisation: 'North',
      receiver: 'Ann',
      language: 'en',
      total: 1,
      notices: [{ priority: 'high', state: 'raised' }],
    })
    expect((await nobody('view', token)).body['acknowledgedAt']).toBeUndefined()
    expect((await nobody('acknowledgement', token)).body).toMatchObject({ notices: [{ state: 'acknowledged' }] })
    expect(heard).toEqual([[['d1'], 'Ann']])
    expect((await nobody('acknowledgement', token)).body['code']).toBe('notices.link_used')
    const [one] = (await north.ask('/notices?limit=1')).body.items as unknown as NoticeView[]
    expect(one).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ann' })
    expect((await deliveries())[0]?.acknowledgedAt).toBeDefined()
    const [record] = (await north.ask('/audit?limit=1')).body.items as unknown as { action: string; actor: object }[]
    expect(record).toMatchObject({ action: 'notice.acknowledged', actor: { kind: 'link', name: 'Ann' } })
    await pass(10 * MINUTE)
    expect(robots.taken).toHaveLength(1)
  })

  it('is worth nothing a day later, altered in any letter, or made up', async () => {
    await rule()
    await tell(notice('d2'))
    await until(() => robots.taken.length === 1)
    const token = tokenOf(texts()[0] ?? '')
    const refused = async (text: string) => (await nobody('view', text)).body['code']
    for (const at of [0, 20, 30, 45, 60, 69]) {
      const other = token[at] === 'A' ? 'B' : 'A'
      expect([at, await refused(token.slice(0, at) + other + token.slice(at + 1))]).toEqual([
        at,
        'notices.link_invalid',
      ])
    }
    expect((await nobody('view', token)).status).toBe(200)
    const before = clock.now()
    clock.setWall(before + (24 * 3_600_000 + 1_000) * 1_000)
    expect(await refused(token)).toBe('notices.link_invalid')
    // Sessions of this test end by the same clock.
    clock.setWall(before)
  })
})

describe('many who set up people at once', () => {
  it('are taken one after the other, each with its record; one whose name is taken leaves nothing', async () => {
    const add = (name: string) => north.ask('/notice-people', { method: 'POST', body: { name, language: 'zh' } })
    const reason = { name: { en: 'Beside', zh: '旁边' }, state: 'failure' }
    const replies = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => [
        await add(`at once ${i % 50}`),
        await north.ask('/downtime-reasons', { method: 'POST', body: reason }),
      ]),
    )
    const statuses = replies.map(([person]) => person?.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(50)
    expect(statuses.filter((status) => status === 409)).toHaveLength(10)
    expect(new Set(replies.map(([, beside]) => beside?.status))).toEqual(new Set([201]))
    const kept = (await north.ask('/notice-people')).body.items.filter(({ name }) => name.startsWith('at once'))
    expect(kept).toHaveLength(50)
    const told = (await north.ask('/audit?limit=500&action=notice_person.made')).body.items
    const ofThese = told.map((one) => (one as unknown as { target: { name: string } }).target.name)
    expect(ofThese.filter((name) => name.startsWith('at once'))).toHaveLength(50)
    expect((await north.ask('/audit/verification')).body['intact']).toBe(true)
    for (const { id } of kept) await north.ask(`/notice-people/${id}`, { method: 'DELETE' })
  })
})

describe('another organisation, and whoever has no right', () => {
  it('sees nothing of it and changes nothing', async () => {
    for (const path of [
      'notices',
      'notice-deliveries',
      'notice-channels',
      'notice-people',
      'notice-rotas',
      'notice-rules',
    ])
      expect([path, (await south.ask(`/${path}`)).body.items]).toEqual([path, []])
    expect((await south.ask(`/notice-channels/${channels['sms']}`)).status).toBe(404)
    expect(
      (await south.ask(`/notice-channels/${channels['sms']}/test`, { method: 'POST', body: { to: '12345' } })).status,
    ).toBe(404)
    const body = { name: 'Theirs', priorities: ['low'], levels: [level()] }
    expect((await south.ask('/notice-rules', { method: 'POST', body })).body['code']).toBe('notices.channel_unknown')
    const viewer = await north.member('viewer', [{ role: 'viewer' }])
    const operator = await north.member('operator', [{ role: 'operator' }])
    expect((await viewer('/notice-channels')).status).toBe(403)
    expect((await operator('/notice-channels')).status).toBe(200)
    expect((await operator('/notice-people', { method: 'POST', body: { name: 'x', language: 'en' } })).status).toBe(403)
    const foreign = (tenant: TenantId) =>
      platform.database.tenants.within(
        tenant,
        async (tx) => (await tx.execute('select count(*)::int as n from notices')).rows[0],
      )
    expect(await foreign(south.id)).toEqual({ n: 0 })
  })
})
