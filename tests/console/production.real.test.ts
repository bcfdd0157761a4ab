import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Stage, startStage } from './stage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Hours of history before the present one. */
const HOURS = 60
const seen = { timeout: 60_000 }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

let stage: Stage
const points: Record<string, string> = {}
const ids: Record<string, string> = {}
/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']
const begun = Math.floor(Date.now() / HOUR) * HOUR
const iso = (ms: number): string => new Date(ms).toISOString()

/** A press that makes 50 items in the first 50 minutes of each hour, 45 of them good, and stops for 10; it stands since 20 minutes. */
function samples(): string {
  const rows: string[] = []
  const row = (time: number, point: string, value: number | string) =>
    rows.push(
      typeof value === 'number'
        ? `${iso(time)},${points[point]},${value},,,,,Good`
        : `${iso(time)},${points[point]},,,,${value},,Good`,
    )
  let [made, good] = [0, 0]
  const stands = Date.now() - 20 * MINUTE
  for (let at = begun - HOURS * HOUR; at < stands; at += HOUR) {
    row(at, 'state', 'RUN')
    row(at, 'made', made)
    row(at, 'good', good)
    row(at, 'power', 12)
    if (at + 50 * MINUTE >= stands) break
    row(at + 50 * MINUTE, 'state', 'STOP')
    made += 50
    good += 45
    row(at + 50 * MINUTE, 'made', made)
    row(at + 50 * MINUTE, 'good', good)
  }
  row(stands, 'state', 'STOP')
  return ['time,point,value_double,value_int64,value_boolean,value_string,unit,status', ...rows, ''].join('\n')
}

/** The last shift ended two hours before the present one, so that what stands now is in none that is told. */
const first = (new Date(begun).getUTCHours() + 22) % 8
const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`
const shift = (name: string, begin: number) => ({
  name,
  days: [1, 2, 3, 4, 5, 6, 7],
  begin: clock(begin),
  end: clock(begin + 8),
})

beforeAll(async () => {
  stage = await startStage()
  const { client } = stage
  const made = await client.createCredential({ as: 'device', name: 'press' })
  const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.name}:${made.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values: { state: 'STOP', made: 0.5, good: 0.5, power: 12 } }),
  })
  expect(reply.status).toBe(204)
  await vi.waitUntil(async () => {
    for (const { id, name } of (await client.points({ limit: 10 })).items) points[name] = id
    return Object.keys(points).length === 4
  }, seen)
  const bytes = Buffer.from(samples())
  const file = { name: 'press.csv', format: 'csv', fingerprint: 'press', size: bytes.length } as const
  const brought = await client.imports.begin(file)
  await client.imports.send(brought.id, 0, bytes)
  await vi.waitUntil(async () => (await client.imports.get(brought.id)).state === 'done', seen)
  ids['press'] = (await client.assets({ search: 'press' })).items.at(-1)!.id
  const reason = async (en: string, zh: string, more: object = {}) =>
    (await client.production.putReason(undefined, { name: { en, zh }, state: 'failure', ...more })).id
  const technical = await reason('Technical', '技术')
  ids['hydraulics'] = await reason('Hydraulics', '液压', { parent: technical, maintenance: 'corrective' })
  await reason('Tool broken', '模具损坏', { parent: technical })
  await reason('No material', '缺料', { state: 'delay' })
  const product = await client.production.putProduct(undefined, { code: 'A-1', name: 'Bolt', secondsPerItem: 60 })
  const calendar = await client.production.putCalendar(undefined, {
    name: 'Hall 1',
    content: {
      zone: 'UTC',
      dayBegins: clock(first),
      weekBegins: 1,
      shifts: [shift('Early', first), shift('Late', first + 8), shift('Night', first + 16)],
      holidays: [],
      exceptions: [],
    },
  })
  const rules = [
    { when: 'RUN', state: 'producing' },
    { when: 'STOP', state: 'delay' },
  ] as const
  await client.production.putUnit(ids['press'], {
    calendar: calendar.id,
    states: { point: points['state']!, mapping: { rules: [...rules] } },
    counters: { PQ: { point: points['made']! }, GQ: { point: points['good']! } },
  })
  const order = { asset: ids['press'], product: product.id, number: '4711', quantity: 5_000 }
  await client.production.putOrder(undefined, { ...order, begin: iso(begun - HOURS * HOUR) })
})
afterAll(() => stage?.close())

const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

describe('an operator with a phone', () => {
  it('says in three taps why the press stands, explains an earlier stop, corrects it, and ends it', async () => {
    const page = await stage.signedIn('/production', await stage.addPerson('olga', ['operator']), phone)
    await page.getByText('1 of 1 stands still, 1 without a reason').waitFor(seen)
    await page.getByText('Order 4711: Bolt').waitFor()
    await picture(page, 'production-phone')
    expect(await widthOf(page)).toBe(390)
    await button(page, 'Enter reason').click()
    await picture(page, 'reasons-phone')
    await button(page, /Technical/).click()
    await button(page, /Hydraulics/).click()
    await button(page, 'Enter: Hydraulics').click()
    await page.getByText('Reason: Hydraulics').waitFor(seen)
    await page.getByText('1 of 1 stands still, 0 without a reason').waitFor()
    const [entered] = await stage.client.production.downtimes(ids['press']!, 10)
    expect([entered?.reason, entered?.end]).toEqual([ids['hydraulics'], undefined])

    await page.getByRole('link', { name: 'press' }).click()
    const open = page.getByRole('region', { name: 'Stops without a reason' })
    await open
      .getByRole('button', { name: /Enter reason/ })
      .first()
      .click()
    // What was entered here last comes first.
    await page.getByRole('dialog').getByText('Entered here last').waitFor()
    await button(page, 'Change times or add a note').click()
    await page.getByLabel('Note').fill('coil late')
    await button(page, /No material/).click()
    await button(page, 'Enter: No material').click()
    const list = page.getByRole('region', { name: 'Reasons entered' })
    await list.getByText('coil late').waitFor(seen)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await picture(page, 'unit-phone')
    expect(await widthOf(page)).toBe(390)

    await list.getByRole('button', { name: /Change No material/ }).click()
    await button(page, /Technical/).click()
    await button(page, /Tool broken/).click()
    await button(page, 'Enter: Tool broken').click()
    await list.getByText('Technical / Tool broken').waitFor(seen)
    await list.getByRole('button', { name: /Change Tool broken/ }).click()
    await button(page, 'Take back').click()
    await list.getByText('coil late').waitFor({ state: 'detached', ...seen })
    await list.getByRole('button', { name: 'End', exact: true }).click()
    await expect
      .poll(async () => (await stage.client.production.downtimes(ids['press']!, 10))[0]?.end, seen)
      .not.toBeUndefined()
    expect(stage.complaints()).toEqual([])
  })

  it('does the same in Chinese and in the dark', async () => {
    const page = await stage.signedIn('/production', undefined, { ...phone, colorScheme: 'dark', locale: 'zh-CN' })
    await page.getByText('订单 4711：Bolt').waitFor(seen)
    await picture(page, 'production-phone-zh-dark')
    await page.getByRole('link', { name: 'press' }).click()
    const open = page.getByRole('region', { name: '未填原因的停机' })
    await open
      .getByRole('button', { name: /填写原因/ })
      .first()
      .click()
    await page.getByRole('dialog').getByText('此处最近填写').waitFor(seen)
    await picture(page, 'reasons-phone-zh-dark')
    await button(page, /缺料/).click()
    await button(page, '填写：缺料').click()
    await page.getByRole('region', { name: '已填写的原因' }).getByText('缺料').waitFor(seen)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await picture(page, 'unit-phone-zh-dark')
    expect(await widthOf(page)).toBe(390)
    expect(stage.complaints()).toEqual([])
  })
})

describe('an engineer', () => {
  it('reads OEE of a shift, what time was lost, and by which version each KPI was told', async () => {
    const page = await stage.signedIn('/kpis', await stage.addPerson('egon', ['engineer']))
    const oee = page.getByRole('region', { name: '= OEE' })
    // 400 of 480 minutes, 400 items at a minute each, 360 of them good.
    await oee.getByText('83.3').first().waitFor(seen)
    await oee.getByText('75.0').first().waitFor()
    await oee.getByText('6 h 40 min produced of 8 h planned').waitFor()
    const lost = page.getByRole('region', { name: 'Time lost, by reason' })
    await lost.getByText('1 h 20 min of 8 h planned').waitFor(seen)
    const table = page.getByRole('region', { name: 'All KPIs of this window' })
    await table.getByText('(APT / PBT) * (PRT / APT) * (GQ / PQ)').waitFor()
    await table.getByText('ISO 22400-2:2014, OEE index').waitFor()
    await table.getByText('not known: SQ').waitFor()
    await table.getByRole('button', { name: /Availability/ }).click()
    const bars = page.getByRole('toolbar', { name: 'Availability' })
    const count = await bars.getByRole('button').count()
    expect(count).toBeGreaterThan(5)
    await bars.getByRole('button', { name: /83\.3/ }).last().focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => new URL(page.url()).searchParams.get('at'), seen).not.toBeNull()
    await picture(page, 'kpis-en')
    await page.getByText('Day', { exact: true }).click()
    await oee.getByText('83.3').first().waitFor(seen)
    await table.getByText('Mean time to repair').waitFor()
    expect(stage.complaints()).toEqual([])
  })

  it('defines a KPI, whose units are checked while it is typed, and a second version of it', async () => {
    const page = await stage.signedIn('/kpis/definitions')
    await page.getByRole('link', { name: 'New KPI' }).click()
    await page.getByLabel('Key').fill('energy_per_item')
    await page.getByLabel('Name in English').fill('Energy per item')
    await button(page, 'Add an input').click()
    const inputs = page.getByRole('region', { name: 'Inputs' })
    await inputs.getByLabel('Name').fill('power')
    await inputs.getByLabel('Unit').fill('kW')
    await page.getByLabel('Formula').fill('integral(power) / PQ')
    await page
      .getByRole('alert')
      .filter({ hasText: /Expected/ })
      .waitFor(seen)
    await picture(page, 'kpi-new-refused')
    await page.getByRole('form').getByLabel('Unit').first().fill('kW.h')
    await page.getByText('Formula and units fit').waitFor(seen)
    await page.getByText('Reads PQ, power.').waitFor()
    await page.getByRole('checkbox', { name: 'press' }).click()
    await page.getByRole('combobox', { name: 'power of press' }).click()
    await page.getByRole('option', { name: /power/ }).first().click()
    await page.getByLabel('Valid from').fill(iso(begun - 48 * HOUR).slice(0, 16))
    await picture(page, 'kpi-new')
    await button(page, 'Make it').click()
    const versions = page.getByRole('region', { name: 'Versions' })
    await versions.getByText('integral(power) / PQ').waitFor(seen)
    await page.getByLabel('Formula').fill('2 * integral(power) / PQ')
    await page.getByText('Formula and units fit').waitFor(seen)
    await page.getByLabel('Valid from').fill(iso(begun - 24 * HOUR).slice(0, 16))
    await button(page, 'Publish version 2').click()
    await versions.getByText('2 * integral(power) / PQ').waitFor(seen)
    await picture(page, 'kpi-versions')
    await page.getByRole('navigation', { name: 'KPIs' }).getByRole('link', { name: 'KPIs', exact: true }).click()
    const row = page
      .getByRole('region', { name: 'All KPIs of this window' })
      .getByRole('row', { name: /Energy per item/ })
    // 12 kW over 8 h by 400 items, doubled.
    await row.getByText('0.4800').waitFor({ timeout: 90_000 })
    expect(await row.getByRole('cell').nth(3).textContent()).toBe('2')
    expect(stage.complaints()).toEqual([])
  })

  it('makes a calendar, is told what is wrong with it, and sees the week', async () => {
    const page = await stage.signedIn('/production/setup')
    await button(page, 'New calendar').click()
    const form = page.getByRole('form', { name: 'Calendar' })
    await form.getByLabel('Name', { exact: true }).first().fill('Hall 2')
    await form.getByRole('button', { name: 'Add a shift' }).click()
    await form.getByRole('button', { name: 'Add a break' }).first().click()
    await form.getByLabel('Break from', { exact: true }).fill('10:00')
    await form.getByLabel('to', { exact: true }).fill('10:30')
    await form.getByLabel('Begin', { exact: true }).nth(1).fill('13:00')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText(/Expected shifts that follow one another/).waitFor(seen)
    await picture(page, 'calendar-refused')
    await form.getByLabel('Begin', { exact: true }).nth(1).fill('14:00')
    await form.getByLabel('Shift', { exact: true }).nth(1).fill('Late')
    await form.getByRole('button', { name: 'Add a holiday' }).click()
    await page.getByRole('region', { name: 'Holidays' }).getByLabel('Name', { exact: true }).fill('New Year')
    await page.getByRole('img', { name: 'Common week with 77.5 planned hours' }).waitFor()
    await picture(page, 'calendar')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: /Hall 2/ }).waitFor(seen)
    await picture(page, 'calendars')
    for (const tab of ['Work units', 'Reasons', 'Products']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('table').waitFor(seen)
      await picture(page, `setup-${tab.toLowerCase().replace(' ', '-')}`)
    }
    await page.getByRole('tab', { name: 'Work units' }).click()
    await button(page, /press/).first().click()
    await page.getByRole('dialog').getByLabel('Any other value means').waitFor()
    await picture(page, 'unit-dialog')
    expect(stage.complaints()).toEqual([])
  })

  it('does the same in Chinese, on a phone and in the dark', async () => {
    const page = await stage.signedIn('/kpis', undefined, { ...phone, colorScheme: 'dark', locale: 'zh-CN' })
    await page.getByText('75.0').first().waitFor(seen)
    await page
      .getByRole('region', { name: '按原因统计的损失时间' })
      .getByText(/停机，未填原因/)
      .waitFor(seen)
    await picture(page, 'kpis-phone-zh-dark')
    expect(await widthOf(page)).toBe(390)
    await page.goto('/production/setup')
    await page.getByRole('link', { name: /Hall 1/ }).click()
    await page.getByRole('img', { name: '常规周，计划 168 小时' }).waitFor(seen)
    await picture(page, 'calendar-phone-zh-dark')
    expect(await widthOf(page)).toBe(390)
    await page.goto('/kpis/new')
    await page.getByLabel('公式').waitFor(seen)
    await picture(page, 'kpi-new-phone-zh-dark')
    expect(await widthOf(page)).toBe(390)
    expect(stage.complaints()).toEqual([])
  })
})
