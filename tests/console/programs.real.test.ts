import { MillraceClient } from '@millrace/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

test('a key made in the console opens the API, and no longer once it is suspended there', async () => {
  const page = await stage.signedIn('/programs')
  await page.getByRole('button', { name: 'Make a key or client' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Shift report')
  await dialog.getByLabel('Role', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await dialog.getByText('Only some of it').click()
  await dialog.getByLabel('See assets').check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = (await dialog.getByText(/^mrk_/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have kept it' }).click()

  const program = new MillraceClient({ address: stage.address, token: key })
  expect((await program.assets()).items).toEqual([])
  await expect(program.devices(), 'beyond its bounds').rejects.toMatchObject({ status: 403 })

  await page.getByRole('link', { name: 'Shift report' }).click()
  await page.getByRole('button', { name: 'Suspend' }).click()
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('Suspended', { exact: true }).waitFor()
  await expect(program.assets()).rejects.toMatchObject({ status: 401 })

  await page.getByRole('button', { name: 'Restore' }).click()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('Active', { exact: true }).waitFor()
  expect((await program.assets()).items).toEqual([])
  expect(stage.complaints()).toEqual([])
})
