import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

const JPEG = 'ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffda0008010100003f00d2cf20ffd9'

test('a technician works an order off on a phone: check list, photo, parts, steps', async () => {
  await stage.client.createCredential({ as: 'device', name: 'boiler' }).then(async ({ name, secret }) => {
    const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${name}:${secret}`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ pressure: 8 }),
    })
    expect(reply.status).toBeLessThan(300)
  })
  const asset = (await stage.client.assets()).items.at(-1)
  const { id } = await stage.client.maintenance.add({
    asset: asset?.id ?? '',
    title: 'Clean the burner',
    priority: 'high',
    instructions: 'Lock out first.',
    checklist: [{ text: 'Locked out', required: true }],
  })
  const page = await stage.signedIn('/maintenance', await stage.addPerson('tina', ['operator']))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('link', { name: 'Clean the burner' }).click()
  await page.waitForURL((url) => url.pathname.endsWith(id))
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page
    .getByText(/check list/i)
    .last()
    .waitFor()
  await page.getByRole('checkbox', { name: 'Locked out' }).click()
  await page.getByRole('checkbox', { name: 'Locked out', checked: true }).waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(JPEG, 'hex') })
  await page.getByRole('img', { name: 'Photos 1, tina' }).waitFor({ state: 'attached' })
  await page.getByLabel('Part', { exact: true }).fill('Seal')
  await page.getByRole('button', { name: 'Add the part' }).click()
  await page.getByText('Seal').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.getByRole('button', { name: 'Done' }).click()
  // The boiler is no work unit: there is no KPI to compare, and it is said so.
  await page.getByRole('button', { name: 'Say what it effected on a KPI' }).click()
  await page.getByRole('combobox', { name: 'KPI' }).click()
  await page.getByRole('option', { name: 'Availability' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText(/Expected a KPI that has a value of this asset/).waitFor()
  await page.getByRole('combobox', { name: 'KPI' }).click()
  await page.getByRole('option', { name: 'Availability' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(async () => (await stage.client.maintenance.order(id)).state).toBe('closed')
})

test('a planner makes a plan of months, changes it, and takes it away', async () => {
  const page = await stage.signedIn('/maintenance')
  await page.getByRole('link', { name: 'Plans' }).click()
  await page.getByRole('button', { name: 'New plan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is to be done').fill('Change the filter')
  await dialog.getByRole('combobox', { name: 'Where' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByText('Every so many months').click()
  await dialog.getByRole('textbox', { name: 'Months' }).fill('3')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Every 3 months').waitFor()
  await page.getByRole('button', { name: /^Change the filter/ }).click()
  await dialog.getByRole('textbox', { name: 'Months' }).fill('6')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Every 6 months').waitFor()
  await page.getByRole('button', { name: 'Remove plan Change the filter' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('No plan yet').waitFor()
  expect(stage.complaints()).toEqual([])
})
