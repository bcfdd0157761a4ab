import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

const narrow = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.setViewportSize({ width: 1280, height: 900 })
}
const open = (page: Page, section: string) =>
  page
    .locator('label')
    .filter({ hasText: new RegExp(`^${section}$`) })
    .click()

test('an engineer sets up a channel and sees what the other side really answers', async () => {
  const page = await stage.signedIn('/notices', await stage.addPerson('eve', ['engineer']))
  await page.getByText('No message yet').waitFor()
  await open(page, 'Channels')
  await page.getByRole('button', { name: 'Add a channel' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Webhook' }).click()
  await dialog.getByLabel('Name').fill('Maintenance system')
  await dialog.getByLabel('Address (https)').fill('https://127.0.0.1:8443/hook')
  await dialog.getByRole('button', { name: 'Make one' }).click()
  expect(await dialog.getByLabel('Key', { exact: true }).inputValue()).toMatch(/^whsec_/)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Test: Maintenance system' }).click()
  await page.getByRole('button', { name: 'Send the test' }).click()
  await page.getByText('It did not arrive').waitFor()
  await page.getByText(/Expected a host on the public internet/).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await narrow(page)
  await open(page, 'Messages')
  await page.getByText('Given up').first().waitFor()
  await page.getByRole('button', { name: /Test message/ }).click()
  await page
    .getByRole('dialog')
    .getByText(/public internet/)
    .waitFor()
})

test('people, a rota and a rule are set up, and the rule shows who is told when', async () => {
  const page = await stage.signedIn('/notices?show=people')
  for (const [name, phone] of [
    ['Ann Fischer', '13800000001'],
    ['博文', '13800000002'],
    ['Cai Yun', '13800000003'],
  ] as const) {
    await page.getByRole('button', { name: 'Add somebody' }).first().click()
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Telephone').fill(phone)
    await page.getByLabel('E-mail').fill(`${phone}@works.example`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name, exact: true }).waitFor()
  }
  await narrow(page)
  await open(page, 'Channels')
  await page.getByRole('button', { name: 'Add a channel' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Works mail')
  await dialog.getByLabel('Mail server').fill('mail.works.example')
  await dialog.getByLabel('Sender’s address').fill('alarms@works.example')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('mail.works.example').waitFor()

  await open(page, 'On call')
  await page.getByRole('button', { name: 'Add a rota' }).first().click()
  await page.getByLabel('Name').fill('Boiler house')
  for (const name of ['Ann Fischer', '博文', 'Cai Yun']) {
    await page.getByPlaceholder('Add somebody').click()
    await page.getByRole('option', { name }).click()
  }
  await page.getByRole('button', { name: 'Cai Yun earlier' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('region', { name: 'Boiler house' })
    .getByText(/On call now: |The rota has not begun/)
    .waitFor()
  await page.getByRole('button', { name: 'Let somebody stand in: Boiler house' }).click()
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: '博文' }).click()
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16)
  await page.getByLabel('From').fill(day(8))
  await page.getByLabel('Until').fill(day(10))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Remove: 博文' }).waitFor()
  await narrow(page)

  await open(page, 'Rules')
  await page.getByRole('button', { name: 'Add a rule' }).first().click()
  const rule = page.getByRole('dialog')
  await rule.getByLabel('Name').fill('Whatever is urgent')
  const pick = async (level: number, field: string, option: string) => {
    await rule
      .getByRole('group', { name: `Level ${level}` })
      .getByLabel(field)
      .click({ force: true })
    await page.getByRole('option', { name: option }).click()
    await rule.getByText('Levels', { exact: true }).click()
  }
  await pick(1, 'Over these channels', 'Works mail')
  await pick(1, 'To whoever is on call', 'Boiler house')
  await rule.getByRole('button', { name: 'Add a level' }).click()
  await pick(2, 'Over these channels', 'Works mail')
  await pick(2, 'To these people', 'Ann Fischer')
  await rule.locator('label').filter({ hasText: 'Quiet hours' }).click()
  await rule.getByRole('button', { name: 'Save' }).click()
  const shown = page.getByRole('region', { name: 'Whatever is urgent' })
  await shown.getByText('after 10 min').waitFor()
  await shown.getByText('on call: Boiler house').waitFor()
  await narrow(page)

  await page.getByRole('button', { name: 'Show in Chinese' }).click()
  await shown.getByText('10 分钟后').waitFor()
  await page.getByText('22:00–06:00 免打扰：中, 低').waitFor()
})

test('a link of a message acknowledges on a phone, once, and one that is none says so', async () => {
  const page = await stage.page({ viewport: { width: 390, height: 844 } })
  await page.goto(`/acknowledge#${'A'.repeat(70)}`)
  await page.getByText('This link is closed').waitFor()
  // Nobody tells anything on this stage: what the platform answers to a good link is played.
  const words = { en: 'Steam pressure too high', zh: '蒸汽压力过高' }
  const text = { en: 'It is 12.3 bar, the limit is 12 bar.', zh: '现为 12.3 bar，限值 12 bar。' }
  const now = Date.now()
  const at = (ms: number) => new Date(now + ms).toISOString()
  const one = { title: words, text, priority: 'critical', state: 'raised', raisedAt: at(-180_000) }
  const view = {
    organisation: 'Works North',
    receiver: 'Ann Fischer',
    language: 'en',
    notices: [one],
    total: 1,
    endsAt: at(86_000_000),
  }
  const asked: string[] = []
  await page.route('**/api/v1/notice-links/*', (route) => {
    const which = route.request().url().split('/').at(-1) ?? ''
    asked.push(which)
    const done = asked.includes('acknowledgement')
    const json = done ? { ...view, notices: [{ ...one, state: 'acknowledged' }], acknowledgedAt: at(0) } : view
    return route.fulfill({ json })
  })
  await page.goto('/login')
  await page.goto(`/acknowledge#${'B'.repeat(70)}`)
  await page.getByText('Steam pressure too high').waitFor()
  expect(asked).not.toContain('acknowledgement')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.getByRole('button', { name: 'I take care of it' }).click()
  await page.getByRole('status').getByText('Acknowledged').waitFor()
  expect(asked.filter((which) => which === 'acknowledgement')).toHaveLength(1)
})

test('no page complained', () => {
  expect(stage.complaints().filter((told) => !/404|401/.test(told))).toEqual([])
})
