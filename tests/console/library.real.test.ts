import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let meter = ''
beforeAll(async () => {
  stage = await startStage()
  const file = new URL('../../library/devices/eastron/sdm630.yaml', import.meta.url)
  meter = (await readFile(file, 'utf8')).replace('model: SDM630-Modbus', 'model: SDM630 of the works')
})
afterAll(() => stage?.close())

test('a device of the library is found, and its entry for an edge holds where it stands', async () => {
  const viewer = await stage.addPerson('vera', ['viewer'])
  const page = await stage.signedIn('/library', viewer)
  await page.getByLabel('Maker, model or kind').fill('inepro')
  await page.getByRole('link', { name: /Inepro/ }).click()
  await page.getByLabel('Host').fill('10.0.0.7')
  await page.getByText('"host":"10.0.0.7"').waitFor()
  expect(await page.getByRole('button', { name: 'New version' }).count()).toBe(0)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download YAML' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('maker: Inepro')
})

test('a profile is contributed with its findings mended, and published by a second person', async () => {
  const ann = await stage.signedIn('/library?origin=organisation', await stage.addPerson('ann', ['engineer']))
  await ann.getByText('Your organisation has not contributed yet').waitFor()
  await ann.getByRole('button', { name: 'Contribute a profile' }).first().click()
  const buffer = Buffer.from(meter.replace('unit: V,', 'unit: Volt,'))
  await ann.locator('input[type=file]').setInputFiles({ name: 'meter.yaml', mimeType: 'application/yaml', buffer })
  await ann.getByRole('button', { name: /^Line 35 .*is no unit/ }).waitFor()
  await ann.getByLabel('Text of the profile').fill(meter)
  await ann.getByText(/45 points, nothing against it/).waitFor()
  await ann.getByRole('button', { name: 'Contribute as a draft' }).click()
  await ann.getByRole('button', { name: 'Send for review' }).click()
  await ann.getByRole('button', { name: 'Send', exact: true }).click()
  await ann.getByText('In review').waitFor()
  expect(await ann.getByRole('button', { name: 'Record a trial' }).count()).toBe(0)

  const bob = await stage.signedIn(new URL(ann.url()).pathname, await stage.addPerson('bob', ['engineer']))
  await bob.getByRole('button', { name: 'Record a trial' }).click()
  await bob.getByLabel('Device', { exact: true }).fill('Serial 4711')
  await bob.getByLabel('Firmware').fill('2.10')
  for (const name of ['measurements', 'energy']) await bob.getByRole('checkbox', { name }).check()
  await bob.getByRole('button', { name: 'Record it' }).click()
  await bob.getByText('Serial 4711, firmware 2.10, tried by bob').waitFor()
  await bob.getByRole('button', { name: 'Publish' }).click()
  await bob.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  const status = async () => (await stage.client.deviceProfiles.list({ origin: 'organisation' })).items[0]?.status
  await expect.poll(status, { timeout: 20_000 }).toBe('published')

  await bob.setViewportSize({ width: 390, height: 844 })
  expect(await bob.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(stage.complaints()).toEqual([])
})
