import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Stage, startStage } from './stage.ts'

const DAY = 86_400_000
const seen = { timeout: 60_000 }
const BASE_DAYS = 60
const LATER_DAYS = 30

let stage: Stage
const points: Record<string, string> = {}
/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']

/** The same in every run, between −0.5 and 0.5. */
const noise = (i: number): number => {
  const wave = Math.sin((i + 1) * 12.9898) * 43758.5453
  return wave - Math.floor(wave) - 0.5
}
const tons = (day: number): number => 100 + 60 * noise(day)
const used = (day: number): number => 900 + 8 * tons(day) + 60 * noise(day + 999) - (day >= BASE_DAYS ? 130 : 0)

/** Midnight of this machine, ninety days ago: as the page counts its days. */
const begin = (): number => {
  const midnight = new Date()
  midnight.setHours(0, 0, 0, 0)
  return midnight.getTime() - (BASE_DAYS + LATER_DAYS) * DAY
}
const day = (after: number): string => {
  const date = new Date(begin() + after * DAY)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

function samples(): string {
  const rows: string[] = []
  const row = (time: number, point: string, value: number) =>
    rows.push(`${new Date(time).toISOString()},${points[point]},${value},,,,,Good`)
  let count = 1_000
  for (let k = 0; k <= BASE_DAYS + LATER_DAYS; k++) {
    const at = begin() + k * DAY
    // Two days without a reading, after the baseline.
    if (k !== BASE_DAYS + 8 && k !== BASE_DAYS + 9)
      for (let hour = 0; hour < 24; hour += 4) row(at + hour * 3_600_000, 'energy', count + (used(k) * hour) / 24)
    count += used(k)
    row(at + 10 * 3_600_000, 'output', tons(k))
  }
  return ['time,point,value_double,value_int64,value_boolean,value_string,unit,status', ...rows, ''].join('\n')
}

beforeAll(async () => {
  stage = await startStage()
  const made = await stage.client.createCredential({ as: 'device', name: 'hall' })
  const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.name}:${made.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values: { energy: 0.5, output: 0.5 } }),
  })
  expect(reply.status).toBe(204)
  await vi.waitUntil(async () => {
    for (const { id, name } of (await stage.client.points({ limit: 10 })).items) points[name] = id
    return Object.keys(points).length === 2
  }, seen)
  const bytes = Buffer.from(samples())
  const file = { name: 'energy.csv', format: 'csv', fingerprint: 'energy', size: bytes.length } as const
  const begun = await stage.client.imports.begin(file)
  await stage.client.imports.send(begun.id, 0, bytes)
  await vi.waitUntil(async () => (await stage.client.imports.get(begun.id)).state === 'done', seen)
})
afterAll(() => stage?.close())

const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

const pick = async (page: Page, where: ReturnType<Page['getByRole']>, field: string, option: RegExp): Promise<void> => {
  await where.getByLabel(field, { exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

describe('an energy manager', () => {
  it('makes a meter, tries and freezes a baseline, and a colleague approves it', async () => {
    const page = await stage.signedIn('/energy?tab=meters', await stage.addPerson('erna', ['energy_manager']))
    await page.getByRole('button', { name: 'Add a meter' }).click()
    const dialog = page.getByRole('dialog')
    await pick(page, dialog, 'Point', /energy/)
    await dialog.getByLabel('Name').fill('Hall 1 electricity')
    await dialog.getByLabel('Unit of the point').fill('kW.h')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Hall 1 electricity', { exact: true }).waitFor(seen)

    await page.getByRole('tab', { name: 'Baselines and savings' }).click()
    await page.getByRole('link', { name: 'New baseline' }).click()
    const form = page.getByRole('form', { name: 'What the baseline is of' })
    await pick(page, form, 'Meter', /Hall 1/)
    await form.getByLabel('From').fill(day(0))
    await form.getByLabel('Last day').fill(day(BASE_DAYS - 1))
    await pick(page, form, 'Point', /output/)
    await pick(page, form, 'Counts as', /Sum of samples/)
    await form.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('Nothing speaks against this baseline.').waitFor(seen)
    await page.getByText('matters: practically certain').waitFor()
    expect(await page.getByRole('img', { name: /with the fitted line/ }).count()).toBe(1)
    expect(
      await page
        .getByRole('img', { name: /with the fitted line/ })
        .locator('circle')
        .count(),
    ).toBe(BASE_DAYS)
    await picture(page, 'baseline-new-en')

    await page.getByRole('button', { name: 'Freeze …' }).click()
    await dialog.getByLabel('Name').fill('Hall 1, before')
    await dialog.getByLabel('Static factors').fill('Shifts: 2')
    await dialog.getByRole('button', { name: 'Freeze', exact: true }).click()
    await page.getByText('Frozen, not approved').waitFor(seen)
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText(/who did not freeze the baseline/).waitFor(seen)

    const other = await stage.signedIn('/energy', await stage.addPerson('otto', ['energy_manager']))
    await other.getByRole('link', { name: /Hall 1, before/ }).click()
    await other.getByRole('button', { name: 'Approve' }).click()
    await other.getByText('Approved', { exact: true }).waitFor(seen)
    expect(stage.complaints()).toEqual([])
  })

  it('reads what was saved, how sure that is, where gaps are, and adjusts it', async () => {
    const page = await stage.signedIn('/energy')
    await page.getByRole('link', { name: /Hall 1, before/ }).click()
    await page.getByText(/kW·h were saved, give or take/).waitFor(seen)
    await page.getByText(/periods are not known and in no sum/).waitFor()
    await page.getByText(/A lasting saving began about/).waitFor()
    await page.getByRole('img', { name: 'Cumulative savings (CUSUM)' }).waitFor()
    const total = async () =>
      Number((await page.getByRole('definition').first().textContent())?.replace(/[^\d.-]/g, ''))
    const before = await total()
    expect(before).toBeGreaterThan(2_000)
    await picture(page, 'savings-en')

    await page.getByRole('button', { name: 'Adjust …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Added to each period').fill('-50')
    await dialog.getByLabel('Reason').fill('Half of the line stood still')
    await dialog.getByRole('button', { name: 'Adjust', exact: true }).click()
    await page.getByText('Half of the line stood still', { exact: true }).waitFor(seen)
    await expect.poll(total, seen).toBeLessThan(before - 1_000)
    await page.getByRole('button', { name: /Take back/ }).click()
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await expect.poll(total, seen).toBe(before)
  })

  it('makes an indicator with a target', async () => {
    const page = await stage.signedIn('/energy?tab=indicators')
    await page.getByRole('button', { name: 'Add an indicator' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Indicator').fill('Coal a ton')
    await pick(page, dialog, 'Meter', /Hall 1/)
    await pick(page, dialog, 'Per (leave empty for the energy itself)', /output/)
    await pick(page, dialog, 'Told in', /Standard coal/)
    await dialog.getByLabel('Target, at most (optional)').fill('1')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Above target').waitFor(seen)
    await page.getByText(/days are not known/).waitFor()
    await picture(page, 'indicators-en')
    expect(stage.complaints()).toEqual([])
  })

  it('sets a factor as a new version, never without its source', async () => {
    const page = await stage.signedIn('/energy?tab=factors')
    const row = page.getByRole('row', { name: /Electricity Carbon dioxide/ })
    await row.getByText('Ships with Millrace').waitFor(seen)
    await row.getByRole('button', { name: 'Set the factor: Electricity, Carbon dioxide' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Value').fill('0.5703')
    expect(await dialog.getByRole('button', { name: 'Set it' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Source').fill('Contract 17 with the grid operator')
    await dialog.getByRole('button', { name: 'Set it' }).click()
    await row.getByText('Contract 17 with the grid operator').waitFor(seen)
    await row.getByRole('button', { name: '1 earlier version' }).click()
    await page
      .getByRole('row', { name: /version 0/ })
      .getByText('0.5306')
      .waitFor()
    await picture(page, 'factors-en')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await row.getByText('Contract 17 with the grid operator').waitFor(seen)
    await picture(page, 'factors-phone')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(stage.complaints()).toEqual([])
  })

  it('does the same in Chinese, on a phone and in the dark too', async () => {
    const page = await stage.signedIn('/energy')
    await page.getByRole('button', { name: 'Show in Chinese' }).click()
    await page.getByRole('link', { name: '新建能源基准' }).click()
    const form = page.getByRole('form', { name: '能源基准的范围' })
    await pick(page, form, '计量表', /Hall 1/)
    await form.getByLabel('开始日期').fill(day(0))
    await form.getByLabel('结束日期').fill(day(BASE_DAYS - 1))
    await pick(page, form, '点位', /output/)
    await pick(page, form, '计入方式', /样本求和/)
    await form.getByRole('button', { name: '试算' }).click()
    await page.getByText('未发现不适合作为能源基准的问题。').waitFor(seen)
    await page.getByText('有影响：几乎可以肯定').waitFor()
    await picture(page, 'baseline-new-zh')
    await page.goto('/energy')
    await page.getByRole('link', { name: /Hall 1, before/ }).click()
    await page.getByText(/节约 .* kW·h，不确定度/).waitFor(seen)
    await page.getByText('已批准', { exact: true }).waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'savings-zh-dark')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByText(/节约 .* kW·h，不确定度/).waitFor(seen)
    await picture(page, 'savings-zh-phone')
    // Nothing stands out of the page sideways.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(stage.complaints()).toEqual([])
  })
})
