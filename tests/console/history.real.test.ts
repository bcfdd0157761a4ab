import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

const DAY = 86_400_000
const seen = { timeout: 60_000 }

let stage: Stage
let page: Page
let point = ''
beforeAll(async () => {
  stage = await startStage()
  const made = await stage.client.createCredential({ as: 'device', name: 'boiler' })
  const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.name}:${made.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values: { pressure: 0.5 } }),
  })
  expect(reply.status).toBe(204)
  const found = async () => (await stage.client.points({ search: 'pressure' })).items[0]
  // Points are told of when their first values are durable.
  while (point === '') {
    point = (await found())?.id ?? ''
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  page = await stage.signedIn('/history')
})
afterAll(() => stage?.close())

const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
const stored = async (): Promise<number> =>
  (await stage.client.history(point, { from: '2000-01-01T00:00:00Z', limit: 1_000 })).items.length

/** A sample an hour over so many days before today. */
function samples(days: number): string {
  const midnight = Math.floor(Date.now() / DAY) * DAY
  const rows = Array.from({ length: days * 24 }, (_, i) => {
    const time = new Date(midnight - days * DAY + i * 3_600_000).toISOString()
    return `${time},${point},${i}.5,,,,,Good`
  })
  return ['time,point,value_double,value_int64,value_boolean,value_string,unit,status', ...rows, ''].join('\n')
}

test('a file is brought in, and its progress and end are seen', async () => {
  await tab('Imports')
  await page.getByRole('button', { name: 'Bring in a file' }).first().click()
  const form = page.getByRole('dialog')
  const buffer = Buffer.from(samples(20))
  await form.locator('input[type=file]').setInputFiles({ name: 'twenty-days.csv', mimeType: 'text/csv', buffer })
  await form.getByRole('switch', { name: 'Trial run' }).click()
  await form.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByText('Done', { exact: true }).waitFor(seen)
  await page.getByRole('cell', { name: '480', exact: true }).first().waitFor()
  await expect.poll(stored, seen).toBe(481)
})

test('what is taken out is what was brought in', async () => {
  await tab('Export')
  const form = page.getByRole('tabpanel')
  await form.getByText('Single points').click()
  await form.getByLabel('Points', { exact: true }).fill('press')
  await page.getByRole('option', { name: /pressure/ }).click()
  await page.keyboard.press('Escape')
  await form.getByLabel('Period').click()
  await page.getByRole('option', { name: 'Everything there is' }).click()
  const download = page.waitForEvent('download')
  await form.getByRole('button', { name: 'Download' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/\.csv$/)
  const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(482)
  expect(lines[0]).toMatch(/^time,point,path,name,/)
  expect(lines[1]).toContain(',0.5,')
  await form.getByText(/KiB$/).waitFor()
})

test('a retention rule says what it deletes before it is saved, is changed, and is removed', async () => {
  await tab('Storage')
  await page.getByText('Everything is kept for ever').waitFor()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^Nothing is deleted now/).waitFor()
  await dialog.getByLabel('Kept for').fill('10')
  await dialog
    .getByText(/^240 samples of 1 point, measured before .* will be deleted for good within the hour\.$/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Save and delete what is older' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: '10 days' }).waitFor()
  await page.getByLabel('Points by how long they are kept').getByText('1 point').waitFor()

  await page.getByRole('button', { name: 'Change: Whole organisation' }).click()
  await dialog.getByLabel('Kept for').fill('90')
  await dialog.getByText(/^Nothing is deleted now/).waitFor()
  await dialog.getByRole('button', { name: 'Save the rule' }).click()
  await page.getByRole('cell', { name: '90 days' }).waitFor()
  expect(await stage.client.storage.rules()).toMatchObject([{ asset: null, days: 90 }])

  await page.getByRole('button', { name: 'Remove: Whole organisation' }).click()
  await dialog.getByText('What is there now is kept for ever. What was deleted does not come back.').waitFor()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Everything is kept for ever').waitFor()
  expect(await stored()).toBe(481)
})

test('history is removed after it was said how much that is, and the list tells who asked and why', async () => {
  await tab('Removals')
  await page.getByText('Nothing has been removed').waitFor()
  await page.getByRole('button', { name: 'Remove history' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Single points').click()
  await dialog.getByLabel('Points', { exact: true }).fill('press')
  await page.getByRole('option', { name: /pressure/ }).click()
  await page.keyboard.press('Tab')
  const before = new Date(Math.floor(Date.now() / DAY) * DAY - 15 * DAY)
  const local = new Date(before.getTime() - before.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  await dialog.getByLabel('To', { exact: true }).fill(local)
  await dialog.getByLabel('Reason').fill('Trial run before acceptance')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByText('120 samples of 1 point will be removed for good.').waitFor()
  expect(await stored()).toBe(481)
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await page.getByText('120 samples removed.').waitFor(seen)
  const row = page.getByRole('row', { name: /Trial run before acceptance/ })
  await row.getByText('Removed', { exact: true }).waitFor(seen)
  await row.getByRole('cell', { name: '120', exact: true }).waitFor()
  await expect.poll(stored, seen).toBe(361)
  expect(stage.complaints()).toEqual([])
})

test('who may do none of it is not led there', async () => {
  const operator = await stage.addPerson('olga', ['operator'])
  const theirs = await stage.signedIn('/', operator)
  await theirs.getByRole('link', { name: 'Assets', exact: true }).waitFor()
  const tabs = async () => {
    await theirs.goto('/history')
    await theirs.getByRole('heading', { name: 'History' }).waitFor()
    return theirs.getByRole('tab').allTextContents()
  }
  expect(await tabs()).not.toContain('Removals')
})
