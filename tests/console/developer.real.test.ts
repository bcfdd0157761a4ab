import { MillraceClient } from '@millrace/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

test('an operation is found, tried as oneself, called with a key, and no longer once the key has ended', async () => {
  const page = await stage.signedIn('/developer')
  await page.getByRole('textbox', { name: 'Search operations' }).fill('asset by hand')
  await page.getByRole('link', { name: /Make an asset by hand/ }).click()
  await page.getByText('you have it', { exact: true }).waitFor()

  // What changes something is asked for twice.
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await page.getByLabel('Body (JSON)').fill('{"name": "Kiln 4"')
  await page.getByText('This is no valid JSON.').waitFor()
  await page.getByLabel('Body (JSON)').fill('{"name": "Kiln 4"}')
  expect(await send.isDisabled()).toBe(true)
  await page.getByLabel('I mean it').check()
  await send.click()
  const answer = page.getByRole('status', { name: 'Answer' })
  await answer.getByText('201 Created').waitFor()
  const made = (await stage.client.assets({ search: 'Kiln 4' })).items[0]
  expect(await answer.locator('pre').textContent()).toContain(made?.id)
  await page.getByText('Python', { exact: true }).click()
  await page.getByText('urlopen(request)').waitFor()

  // The samples are about it.
  await page.getByRole('link', { name: 'Samples', exact: true }).click()
  await page.getByRole('combobox', { name: 'Asset' }).fill('Kiln')
  await page.getByRole('option', { name: 'Kiln 4' }).click()
  await page.getByRole('region', { name: 'Walk through all assets' }).getByText(String(made?.id)).waitFor()

  await page
    .getByRole('navigation', { name: 'Developer portal' })
    .getByRole('link', { name: 'Programs and keys' })
    .click()
  await page.getByRole('button', { name: 'Make a key or client' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Kiln watch')
  await dialog.getByLabel('Role', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = (await dialog.getByText(/^mrk_/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  const program = new MillraceClient({ address: stage.address, token: key })
  expect((await program.asset(String(made?.id))).name).toBe('Kiln 4')

  await page.getByRole('link', { name: 'Kiln watch' }).click()
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await dialog.getByRole('button', { name: 'End for good' }).click()
  await page.getByText('No program works with the platform yet').waitFor()
  await expect(program.asset(String(made?.id))).rejects.toMatchObject({ status: 401 })
  expect(stage.complaints()).toEqual([])
})

test('an event is looked up, told to a webhook, and what became of the attempt can be looked into', async () => {
  const page = await stage.signedIn('/developer/events')
  await page.getByRole('textbox', { name: 'Search events' }).fill('asset.created')
  await page.getByRole('link', { name: /asset\.created/ }).click()
  await page.getByText('"specversion": "1.0"').first().waitFor()

  await page.getByRole('link', { name: 'Webhooks', exact: true }).click()
  await page.getByRole('button', { name: 'Add a webhook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Maintenance system')
  await dialog.getByLabel('Address').fill('https://hooks.invalid/plant')
  await dialog.getByLabel('Events').fill('asset.created')
  await page.getByRole('option', { name: /asset\.created/ }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Make the webhook' }).click()
  await dialog.getByText(/^whsec_/).waitFor()
  await dialog.getByRole('button', { name: 'I have kept it' }).click()

  await page.getByRole('link', { name: /Maintenance system/ }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByRole('button', { name: /webhook\.tested/ }).click()
  await dialog.getByText(/Expected an answer from hooks\.invalid/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await stage.client.drawing.make({ name: 'Kiln 5' })
  await page
    .getByRole('button', { name: /asset\.created/ })
    .first()
    .click()
  await dialog.getByText('POST https://hooks.invalid/plant').waitFor()
  await dialog.getByText('"name": "Kiln 5"').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused', { exact: true }).waitFor()
  const [webhook] = await stage.client.webhooks.list()
  expect(webhook).toMatchObject({ state: 'disabled', types: ['asset.created'] })
  expect(stage.complaints()).toEqual([])
})
