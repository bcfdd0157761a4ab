import { appOf } from '@millrace/apps'
import { pack } from '@millrace/packaging'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
}, 120_000)
afterAll(() => stage?.close())

const more = `
  - { action: 'alarm:read', on: organisation, why: { en: To count alarms, zh: 用于统计报警 } }`
const table = `
tables:
  - { name: entries, title: { en: Entries, zh: 记录 }, columns: [{ name: id, type: text }], key: [id] }`

function packageOf(version: string, { asks = '', brings = '' } = {}) {
  const text = `id: works/air-board
version: ${version}
title: { en: Air board, zh: 空压看板 }
summary: { en: What the compressors cost today, zh: 今天空压机的花费 }
description: { en: Shows the specific power of every compressor., zh: 显示每台空压机的比功率。 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy] }
needs:
  - name: compressor
    title: { en: Compressor, zh: 空压机 }
    equipmentClass: air-compressor
    least: 0
    properties: [{ name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW }]
permissions:
  - { action: 'point:read', why: { en: To show it, zh: 用于显示 } }${asks}
settings:
  - { name: price, title: { en: Price of power, zh: 电价 }, type: number, low: 0, high: 10, default: 0.7 }${brings}
`
  const { files } = appOf(new Map([['app.yaml', new TextEncoder().encode(text)]]))
  return { name: `air-board-${version}.zip`, mimeType: 'application/zip', buffer: Buffer.from(pack(files)) }
}

async function bringIn(page: Page, file: ReturnType<typeof packageOf>): Promise<void> {
  await page.goto('/apps?tab=shelf')
  await page.getByRole('button', { name: 'Bring in a package' }).first().click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
}

test('a package is brought in, agreed to line by line, upgraded, taken back and taken away', async () => {
  const page = await stage.signedIn('/apps')
  await page.getByText('No app is installed yet').waitFor()

  const broken = packageOf('0.9.0')
  broken.buffer[broken.buffer.length >> 1]! ^= 1
  await bringIn(page, broken)
  await page.getByRole('dialog').getByRole('alert').waitFor()

  await bringIn(page, packageOf('1.0.0'))
  await page.getByRole('heading', { name: 'Air board' }).waitFor()
  await page.getByText('Not signed').waitFor()
  await page.getByRole('button', { name: 'Install' }).click()
  await page.getByText('No asset is of this kind yet', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Price of power').fill('0.9')
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await page.getByRole('button', { name: 'Next' }).isDisabled(), 'nothing is agreed to yet').toBe(true)
  await page.getByLabel('of the assets you choose').check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('0.9', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Agree and install' }).click()
  await page.getByText('Running', { exact: true }).waitFor()
  const installed = async () => (await stage.client.apps.installations())[0]
  expect(await installed()).toMatchObject({ version: '1.0.0', settings: { price: 0.9 } })

  await bringIn(page, packageOf('1.1.0', { asks: more, brings: table }))
  await page.getByRole('button', { name: 'As installed' }).click()
  await page.getByRole('button', { name: 'Upgrade to 1.1.0' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('New tables: Entries').waitFor()
  const upgrade = dialog.getByRole('button', { name: 'Upgrade' })
  expect(await upgrade.isDisabled(), 'what is new is not agreed to yet').toBe(true)
  await dialog.getByLabel('in the whole organisation').check()
  await upgrade.click()
  await page.getByRole('button', { name: 'Go back' }).click()
  expect(await installed()).toMatchObject({ version: '1.1.0', previous: '1.0.0' })
  await dialog.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('button', { name: 'Upgrade to 1.1.0' }).waitFor()
  expect((await installed())?.version).toBe('1.0.0')

  await page.getByRole('button', { name: 'Suspend' }).click()
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('Suspended', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Uninstall' }).click()
  await dialog.getByText('What goes, for good', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Uninstall' }).click()
  await page.getByText('No app is installed yet').waitFor()
  expect(await installed()).toBeUndefined()
  expect(stage.complaints()).toEqual([])
})
