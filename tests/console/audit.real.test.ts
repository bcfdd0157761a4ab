import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { verifyExport } from '@millrace/server/audit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

test('what is done appears in the audit in both languages, the chain verifies, and its export proves itself offline', async () => {
  const page = await stage.signedIn('/machines?tab=tokens')
  await page.getByRole('button', { name: 'New token' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Group').fill('Suzhou')
  await dialog.getByRole('textbox', { name: 'Edge node' }).fill('line-1')
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  await dialog.getByText(/millrace enrol http:\/\/localhost:\d+ --token enrol_\S+ --out \.\/line-1/).waitFor()
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('row', { name: /Suzhou\/line-1.*Open/ }).waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await page.waitForURL('**/audit')
  const row = page.getByRole('row', { name: /admin.*Made an enrolment token.*Suzhou\/line-1/ })
  await row.waitFor()
  await page.getByRole('button', { name: 'Show in Chinese' }).click()
  await page.getByRole('row', { name: /admin.*创建注册令牌.*Suzhou\/line-1/ }).waitFor()
  await page.getByRole('button', { name: '切换为英文' }).click()

  await row.getByRole('link').click()
  await page.getByRole('dialog').getByText('machine.enrolment_offered').waitFor()
  expect(new URL(page.url()).searchParams.get('record')).toMatch(/^\d+$/)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText('The chain is whole').waitFor()
  const { key, records } = await stage.client.audit.verification()
  await page.getByText(key, { exact: true }).waitFor()

  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const download = await started
  expect(download.suggestedFilename()).toBe('audit.ndjson')
  const lines = createInterface({ input: createReadStream(await download.path()) })
  // The export is recorded before it is written.
  expect(await verifyExport(lines, key)).toMatchObject({ records: records + 1, finding: undefined })
  expect(stage.complaints()).toEqual([])
})

test('who was refused is shown with one click, and to nobody who may not read the audit', async () => {
  const viewer = await stage.addPerson('li.wei', ['viewer'])
  const page = await stage.signedIn('/audit', viewer)
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0)

  const reader = await stage.signedIn('/audit')
  await reader.getByRole('button', { name: 'Raised by the platform' }).click()
  // Refusals are gathered for some seconds; the list looks again by itself.
  await reader
    .getByRole('row', { name: /li\.wei.*the right is missing.*Refused/ })
    .first()
    .waitFor({ timeout: 30_000 })
  expect(new URL(reader.url()).searchParams.get('raised')).toBe('true')
})
