import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConditionEdge } from '@millrace/compute'
import type { TenantId } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

let stage: Stage
let tenant: TenantId
let point = ''
let asset = ''
const conditions: number[] = []
const engineers: MillraceClient[] = []
const people: { readonly username: string; readonly password: string }[] = []

/** Pictures to be looked at, where somebody asks for them. */
const folder = process.env['MILLRACE_PICTURES']
async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

const definition = (en: string, zh: string, more: object = {}) => ({
  asset,
  name: { en, zh },
  condition: {
    is: 'limit' as const,
    point,
    side: 'high' as const,
    limit: 10 + conditions.length,
    deadband: 0.2,
    onDelay: 0,
    offDelay: 0,
  },
  consequence: 'major' as const,
  respondWithin: 5,
  cause: 'Feed valve stuck open',
  effect: 'The safety valve lifts',
  action: 'Close the feed by hand, then call the shift lead',
  class: 'safety',
  latching: false,
  acknowledgement: 'by_priority' as const,
  reAlarm: 'always' as const,
  rationalised: true,
  ...more,
})

/** In force, with the number of its condition. */
async function inForce(en: string, zh: string, more: object = {}): Promise<string> {
  const [ann, bob] = engineers
  const change = await (ann as MillraceClient).alarms.propose({
    definition: definition(en, zh, more),
    reason: 'HAZOP 12',
  })
  await (bob as MillraceClient).alarms.approve([change.id])
  conditions.push(conditions.length + 1)
  return change.alarm
}

const edge = (condition: number, active: boolean, value = 11.2): ConditionEdge => ({
  condition,
  active,
  at: Date.now() * 1_000 + condition,
  value,
  status: 0,
})

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${stage.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

async function tokenOf(username: string): Promise<string> {
  const opened = await post('/session', { username, password: PASSWORD, kind: 'token' })
  return ((await opened.json()) as { token: string }).token
}

/** A boiler that has sent some values of its pressure. */
async function addPlant(): Promise<void> {
  const { name, secret } = await stage.client.createCredential({ as: 'device', name: 'boiler-1' })
  const now = Date.now()
  const body = Array.from({ length: 120 }, (_, i) => ({
    time: now - (120 - i) * 15_000,
    values: { pressure: Math.round((9 + i / 60 + Math.sin(i / 5) / 4) * 1_000) / 1_000 },
  }))
  const reply = await post('/telemetry', body, { authorization: `Bearer ${name}:${secret}` })
  expect(reply.status).toBe(204)
  const find = async () => (await stage.client.points({ search: 'pressure' })).items[0]
  const found = await vi.waitUntil(find, { timeout: 20_000 })
  point = found.id
  asset = found.assetId
}

beforeAll(async () => {
  stage = await startStage()
  tenant = (await stage.client.session()).tenant.id as TenantId
  for (const name of ['ann', 'bob']) {
    const person = await stage.addPerson(name, ['engineer'])
    people.push(person)
    engineers.push(new MillraceClient({ address: stage.address, token: await tokenOf(name) }))
  }
  await addPlant()
  await inForce('Drum pressure high-high', '汽包压力高高', { consequence: 'severe', respondWithin: 2 })
  await inForce('Drum pressure high', '汽包压力高')
  await inForce('Flue gas oxygen low', '烟气含氧量低', { consequence: 'minor', respondWithin: 60 })
  await inForce('Feed water flow low', '给水流量低', { respondWithin: 2 })
  await stage.conditions.edges(
    tenant,
    conditions.map((condition) => edge(condition, true)),
  )
})
afterAll(() => stage?.close())

/** Opens a list and chooses from it. */
async function pick(page: Page, field: Locator, option: string): Promise<void> {
  await field.click()
  await page.getByRole('option', { name: option }).first().click()
}

const words = {
  en: {
    list: 'Drum pressure high-high',
    wait: '4 wait for an acknowledgement',
    left: '3 wait for an acknowledgement',
    rest: '2 wait for an acknowledgement',
    choose: 'Choose Drum pressure high',
    shelve: 'Shelve',
    reason: 'Reason',
    shelved: 'Shelved',
    note: 'Note',
    leave: 'Leave it',
    until: 'until',
    todo: 'Close the feed by hand',
    happened: 'What happened',
  },
  zh: {
    list: '汽包压力高高',
    wait: '4 个待确认',
    left: '3 个待确认',
    rest: '2 个待确认',
    choose: '选择汽包压力高',
    shelve: '搁置',
    reason: '原因',
    shelved: '已搁置',
    note: '备注',
    leave: '添加',
    until: '至',
    todo: 'Close the feed by hand',
    happened: '经过',
  },
} as const

test.each(['en', 'zh'] as const)(
  'an operator acknowledges, shelves and leaves a note, in %s',
  async (language) => {
    const say = words[language]
    const person = await stage.addPerson(`operator-${language}`, ['operator'])
    const page = await stage.signedIn('/alarms', person, { locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
    await page.getByText(say.wait).waitFor()
    const first = page.getByRole('row').nth(1)
    expect(await first.textContent()).toContain(say.list)
    await picture(page, `alarms-${language}`)

    // By the keyboard alone: the first alarm is acknowledged. What they may do is asked for beside the list.
    await first.getByRole('button').waitFor()
    await first.getByRole('link').focus()
    await page.keyboard.press('a')
    await page.getByText(say.left).waitFor()
    await page.keyboard.press('ArrowDown')

    await page.getByLabel(say.choose, { exact: true }).check()
    await page.getByRole('button', { name: say.shelve, exact: true }).click()
    await page.getByRole('dialog').getByLabel(say.reason).fill('transmitter is cleaned')
    await picture(page, `shelve-${language}`)
    await page.getByRole('dialog').getByRole('button', { name: say.shelve, exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText(say.shelved, { exact: true }).first().click()
    await page.getByText('transmitter is cleaned').waitFor()
    await page
      .getByRole('row', { name: /transmitter is cleaned/ })
      .getByText(say.until)
      .waitFor()
    await picture(page, `shelved-${language}`)

    await page.goto('/alarms')
    await page.getByRole('link', { name: say.list }).click()
    await page.getByText(say.todo).waitFor()
    await page.getByRole('button', { name: say.note, exact: true }).click()
    await page.getByRole('dialog').getByLabel(say.note).fill('fitter is on the way')
    await page.getByRole('dialog').getByRole('button', { name: say.leave }).click()
    await page.getByRole('region', { name: say.happened }).getByText('fitter is on the way').waitFor()
    await picture(page, `alarm-${language}`)

    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await picture(page, `alarm-phone-${language}`)
    await page.goto('/alarms')
    await page.getByText(say.rest).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await picture(page, `alarms-phone-${language}`)
    // As it was, for the other language: all of them come anew.
    const { items } = await stage.client.alarms.list({ state: 'shelved' })
    await stage.client.alarms.unshelve(items.map(({ id }) => id))
    await stage.conditions.edges(
      tenant,
      conditions.map((condition) => edge(condition, false)),
    )
    await stage.conditions.edges(
      tenant,
      conditions.map((condition) => ({ ...edge(condition, true), at: Date.now() * 1_000 + 1_000 })),
    )
    expect(stage.complaints()).toEqual([])
  },
  120_000,
)

test('an engineer proposes a change, and a second one approves it by what differs', async () => {
  const ann = await stage.signedIn('/alarms/database', people[0])
  await ann.getByRole('button', { name: /Flue gas oxygen low/ }).click()
  await ann.getByLabel('Limit', { exact: true }).fill('14.5')
  await ann.getByLabel('Why this change').fill('Moved after trial')
  await picture(ann, 'edit')
  await ann.getByRole('button', { name: 'Propose', exact: true }).click()
  await ann.getByText('A change waits').waitFor()
  await picture(ann, 'database')
  await ann.getByText('Waiting (1)').click()
  await ann.getByText('Moved after trial').waitFor()
  expect(await ann.getByRole('button', { name: 'Approve' }).count()).toBe(0)

  const bob = await stage.signedIn('/alarms/database?open=changes', people[1], { colorScheme: 'dark' })
  await bob
    .getByRole('row', { name: /^Limit/ })
    .getByText('14.5')
    .waitFor()
  await picture(bob, 'change-dark')
  await bob.getByRole('button', { name: 'Approve', exact: true }).click()
  await bob.getByText('No change waits').waitFor()
  const { items } = await stage.client.alarms.definitions({ search: 'oxygen' })
  expect(items[0]?.definition.condition).toMatchObject({ limit: 14.5 })
  expect(items[0]?.version).toBe(2)
})

test('who proposed changes is told that somebody else decides, and who may decides on all of a class at once', async () => {
  const [ann] = engineers
  for (const name of ['One', 'Two', 'Three']) {
    conditions.push(0)
    const more = { class: name === 'Three' ? 'quality' : 'air-compressor' }
    await ann!.alarms.propose({ definition: definition(`Many ${name}`, `多 ${name}`, more), reason: 'class' })
  }
  conditions.splice(-3)
  const proposer = await stage.signedIn('/alarms', people[0])
  await proposer.getByText('3 changes of alarms wait for a second person.').waitFor()
  expect(await proposer.getByText('wait for you').count()).toBe(0)

  const bob = await stage.signedIn('/alarms', people[1], { locale: 'zh-CN' })
  await bob.getByText('3 项报警变更等待您批准', { exact: true }).first().waitFor({ state: 'attached' })
  await picture(bob, 'waiting-zh')
  await bob.getByRole('link', { name: '查看' }).click()
  const compressors = bob.getByRole('region', { name: '空气压缩机' })
  await compressors.getByText('全部内容').first().click()
  await compressors.getByRole('row', { name: '点位 pressure · boiler-1' }).waitFor()
  await picture(bob, 'changes-zh')
  await bob.setViewportSize({ width: 390, height: 844 })
  await bob.reload()
  await compressors.getByRole('checkbox').first().waitFor()
  expect(await bob.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await picture(bob, 'changes-phone-zh')
  await compressors.getByLabel('选择空气压缩机的全部变更').check()
  await bob.getByRole('button', { name: '批准 2 项' }).click()
  await compressors.waitFor({ state: 'detached' })
  await bob.getByLabel('全部 1 项').check()
  await bob.getByRole('button', { name: '驳回 1 项' }).click()
  await bob.getByRole('dialog').getByLabel('原因').fill('没有必要')
  await bob.getByRole('dialog').getByRole('button', { name: '驳回' }).click()
  await bob.getByText('没有待批准的变更').waitFor()
  expect((await stage.client.alarms.definitions({ search: 'Many' })).items).toHaveLength(2)
  const { items } = await stage.client.alarms.definitions({ search: 'Many' })
  for (const { id } of items) await ann!.alarms.propose({ alarm: id, retire: true, reason: 'done' })
  const open = (await stage.client.alarms.changes({ state: 'proposed' })).items
  await engineers[1]!.alarms.decide(
    open.map(({ id }) => id),
    'approve',
  )
})

test('the overview and the menu say which alarms stand, and lead to them', async () => {
  const page = await stage.signedIn('/', people[0], { colorScheme: 'dark' })
  await page
    .getByText(/alarms? waits? for an acknowledgement/)
    .first()
    .waitFor({ state: 'attached' })
  await picture(page, 'overview-dark')
  await page
    .getByRole('link', { name: '1 Critical' })
    .or(page.getByRole('link', { name: /\d Medium/ }))
    .first()
    .click()
  await page
    .getByRole('row', { name: /1[01]\.\d\d/ })
    .first()
    .waitFor()
})

test.each([
  ['en', 'light', 'Propose an alarm', 'Propose'],
  ['zh', 'dark', '提出报警', '提出'],
] as const)(
  'an engineer proposes an expression that another condition suppresses, told at the field what is wrong: %s, %s',
  async (lang, colorScheme, add, propose) => {
    const zh = lang === 'zh'
    const word = (en: string, other: string) => (zh ? other : en)
    const page = await stage.signedIn('/alarms/database', people[0], { locale: zh ? 'zh-CN' : 'en-GB', colorScheme })
    await page.getByRole('button', { name: add }).click()
    const dialog = page.getByRole('dialog')
    await pick(page, dialog.getByRole('combobox', { name: word('Place', '位置') }), 'boiler-1')
    const [kind, suppressing] = [0, 1].map((at) =>
      dialog.getByRole('combobox', { name: word('Condition', '条件'), exact: true }).nth(at),
    )
    await pick(page, kind!, word('Expression', '表达式'))
    const points = dialog.getByRole('combobox', { name: word('Point', '点位'), exact: true })
    await pick(page, points.first(), 'pressure')
    const expression = dialog.getByLabel(word('Expression', '表达式'), { exact: true })
    await expression.fill('a > 10 [Cel]')
    await dialog.getByText(word('Units that do not go together.', '单位不匹配。')).waitFor()
    await picture(page, `expression-wrong-${lang}`)
    await expression.fill('a > 10')
    await dialog.getByText(word('Units that do not go together.', '单位不匹配。')).waitFor({ state: 'detached' })
    await dialog.getByRole('switch', { name: word('Suppressed by design', '按设计抑制') }).press('Space')
    await pick(page, suppressing!, word('Limit', '越限'))
    await pick(page, points.nth(1), 'pressure')
    await dialog.getByLabel(word('Limit', '限值'), { exact: true }).fill('100')
    await dialog.getByLabel(word('Unit of limit and deadband', '限值与死区的单位')).fill('Cel')
    await dialog
      .getByText(word('The condition cannot be evaluated with this point.', '该条件无法用此点位求值。'))
      .waitFor()
    await dialog.getByLabel(word('Unit of limit and deadband', '限值与死区的单位')).fill('')
    await dialog.getByLabel(word('Name in English', '英文名称')).fill(`Sum ${lang}`)
    await dialog.getByLabel(word('Name in Chinese', '中文名称')).fill(`和 ${lang}`)
    await dialog.getByLabel(word('Ask again after minutes', '多少分钟后再次提示')).fill('10')
    await dialog.getByLabel(word('Why this change', '变更原因')).fill('new')
    await picture(page, `expression-${lang}`)
    await dialog.getByRole('button', { name: propose, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const { items } = await stage.client.alarms.changes({ state: 'proposed' })
    expect(items.find(({ name }) => name.en === `Sum ${lang}`)?.after).toMatchObject({
      condition: { is: 'expression', expression: 'a > 10', inputs: [{ name: 'a', point }] },
      suppression: { is: 'limit', limit: 100 },
      again: { after: 10, while: 'unacknowledged' },
    })
  },
  120_000,
)

test('an engineer suppresses an alarm for a time, and takes it out of service until somebody puts it back', async () => {
  const page = await stage.signedIn('/alarms', people[0], { locale: 'en-GB' })
  await page.getByRole('link', { name: /Feed water flow low/ }).click()
  await page.getByRole('button', { name: 'Suppress', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('unit is being started')
  await picture(page, 'suppress')
  await dialog.getByRole('button', { name: 'Suppress', exact: true }).click()
  await page.getByText('Suppressed until').waitFor()
  await picture(page, 'suppressed')
  await page.getByRole('button', { name: 'End suppression' }).click()
  await page.getByText('No longer suppressed').waitFor()
  await page.getByRole('button', { name: 'Take out of service' }).click()
  await dialog.getByLabel('Reason').fill('overhaul')
  await dialog.getByText('Until put back').click()
  await dialog.getByText('It stays off until somebody puts it back into service.').waitFor()
  await picture(page, 'remove')
  await dialog.getByRole('button', { name: 'Take out of service' }).click()
  await page.getByRole('button', { name: 'Back into service' }).click()
  await page.getByText('Back in service').waitFor()
})

test('the performance page tells the flood and the priorities', async () => {
  const edges = Array.from({ length: 24 }, (_, i) => edge(conditions[0] as number, i % 2 === 0))
  for (const [i, one] of edges.entries())
    await stage.conditions.edges(tenant, [{ ...one, at: Date.now() * 1_000 + 2_000 + i }])
  const page = await stage.signedIn('/alarms/performance', people[0], { colorScheme: 'dark' })
  await page.getByText('Alarm flood now').waitFor()
  await page.getByText('ISA-18.2 clause 16.4.6').first().waitFor()
  await picture(page, 'performance-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await picture(page, 'performance-phone-dark')
  expect(stage.complaints()).toEqual([])
})

/** Two compressors that have sent one value of each point, without units: they are believed to be the class's. */
async function addCompressors(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const device of ['compressor-en', 'compressor-zh']) {
    const { name, secret } = await stage.client.createCredential({ as: 'device', name: device })
    const values = {
      power: 118,
      flow: 20.4,
      discharge_pressure: 7.1,
      discharge_temperature: 84,
      state: 'loaded',
      oil_temperature: 71,
    }
    const authorization = `Bearer ${name}:${secret}`
    expect((await post('/telemetry', [{ time: Date.now(), values }], { authorization })).status).toBe(204)
    const find = async () => (await stage.client.assets({ search: device })).items.find((one) => one.pointCount > 0)
    found[device.slice(-2)] = (await vi.waitUntil(find, { timeout: 20_000 })).id
  }
  return found
}

const classWords = {
  en: {
    class: 'Air compressor',
    kpi: 'Specific power, packaged: kW for a m³/min',
    holds: 'holds',
    apply: 'Apply equipment class',
    choose: 'Class',
    complete: 'Every point that is needed was found.',
    byHand: 'Point for Suction temperature',
    hand: 'by hand',
    without: 'Take “Runs unloaded for half an hour”',
    sum: 'Proposed: 2 alarms, which wait for a second person. Told: 6 KPIs.',
    action: 'Apply',
    applied: '2 alarms wait for the approval of a second person:',
    approvals: 'To the changes that wait',
    alarm: 'Discharge temperature is high',
    approve: 'Approve',
    again: 'It is applied as it stands here: nothing would change.',
  },
  zh: {
    class: '空气压缩机',
    kpi: '机组输入比功率 kW/(m³/min)',
    holds: '一致',
    apply: '应用设备类',
    choose: '设备类',
    complete: '必需的点位均已找到。',
    byHand: '吸气温度对应的点位',
    hand: '手动选择',
    without: '采用“连续卸载运行 30 分钟”',
    sum: '提交 2 个报警等待第二人批准，计算 6 个 KPI。',
    action: '应用',
    applied: '2 个报警等待第二人批准：',
    approvals: '查看待批准的变更',
    alarm: '排气温度高',
    approve: '批准',
    again: '已按此应用，不会有任何变化。',
  },
} as const

test('an engineer applies an equipment class to a machine, and a second one approves the alarm that comes of it, in en and zh', async () => {
  const machines = await addCompressors()
  for (const language of ['en', 'zh'] as const) {
    const say = classWords[language]
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const ann = await stage.signedIn('/classes', people[0], { locale })
    await ann.getByRole('link', { name: say.class }).waitFor()
    await picture(ann, `classes-${language}`)
    await ann.getByRole('link', { name: say.class }).click()
    await ann.getByText(say.kpi).first().waitFor()
    await ann.getByText(say.holds, { exact: true }).first().waitFor()
    await picture(ann, `class-${language}`)
    await ann.setViewportSize({ width: 390, height: 844 })
    expect(await ann.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await picture(ann, `class-phone-${language}`)
    await ann.setViewportSize({ width: 1280, height: 900 })

    await ann.goto(`/assets?asset=${machines[language]}&view=about`)
    await ann.getByRole('button', { name: say.apply }).click()
    await ann.getByRole('combobox', { name: say.choose }).click()
    await ann.getByRole('option', { name: say.class }).click()
    await ann.getByText(say.complete).waitFor()
    // By the keyboard: a point that no name tells.
    await ann.getByRole('combobox', { name: say.byHand }).focus()
    await ann.keyboard.type('oil')
    await ann.getByRole('option', { name: 'oil_temperature' }).waitFor()
    await ann.keyboard.press('ArrowDown')
    await ann.keyboard.press('Enter')
    await ann.getByText(say.hand, { exact: true }).waitFor()
    await ann.getByRole('checkbox', { name: say.without }).uncheck()
    await ann.getByText(say.sum).waitFor()
    await picture(ann, `apply-${language}`)
    await ann.emulateMedia({ colorScheme: 'dark' })
    await picture(ann, `apply-dark-${language}`)
    await ann.setViewportSize({ width: 390, height: 844 })
    expect(await ann.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await picture(ann, `apply-phone-${language}`)
    await ann.getByRole('button', { name: say.action, exact: true }).click()
    await ann.getByText(say.applied).waitFor()
    await picture(ann, `applied-phone-${language}`)
    await ann.setViewportSize({ width: 1280, height: 900 })
    await ann.getByRole('link', { name: say.approvals }).click()
    const waiting = ann.getByRole('article', { name: say.alarm })
    await waiting.waitFor()
    expect(await waiting.getByRole('button', { name: say.approve }).count()).toBe(0)
    expect((await stage.client.alarms.definitions({ asset: machines[language]! })).items).toEqual([])

    const bob = await stage.signedIn('/alarms/database?open=changes', people[1], { locale })
    await bob.getByRole('article', { name: say.alarm }).getByRole('button', { name: say.approve }).click()
    const inForce = async () => (await stage.client.alarms.definitions({ asset: machines[language]! })).items
    await expect
      .poll(async () => (await inForce()).map(({ definition }) => definition.name[language]))
      .toEqual([say.alarm])
    expect((await inForce())[0]?.definition.condition).toMatchObject({ is: 'limit', limit: 105, onDelay: 10 })

    await ann.goto(`/classes/apply?asset=${machines[language]}`)
    await ann.getByText(say.again).waitFor()
    await picture(ann, `again-${language}`)
  }
  expect(stage.complaints()).toEqual([])
})
