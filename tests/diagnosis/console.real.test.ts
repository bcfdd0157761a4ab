import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { openStage, PASSWORD, type Stage } from '../commands/stage.ts'

let machine: ModbusSimulator
let stage: Stage
let browser: Browser
let press: string
const heard: string[][] = []

interface Look {
  readonly locale?: 'en-GB' | 'zh-CN'
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
}

async function signedIn({ locale = 'en-GB', width = 1280, colorScheme = 'light' }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale,
    colorScheme,
    baseURL: stage.address,
  })
  const page = await context.newPage()
  heard.push(complaintsOf(page))
  await page.request.post('/api/v1/session', { data: { username: 'admin', password: PASSWORD } })
  await page.goto(`/devices/${press}`)
  return page
}

/** Where somebody who looks at the pictures finds them; none are taken unless asked. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['MILLRACE_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

beforeAll(async () => {
  const bank = new RegisterBank({ holding: 602 })
  bank.set('holding:600', 'float32', 42.5)
  machine = new ModbusSimulator({ units: new Map([[1, bank]]) })
  const port = await machine.listen()
  stage = await openStage()
  await stage.startEdge(port)
  browser = await launchBrowser()
  await vi.waitFor(
    async () => {
      press = String((await stage.ask('/devices')).body.items.find(({ name }) => name === 'press')?.['id'])
      const { body } = await stage.ask(`/devices/${press}/diagnosis`)
      expect((body['frames'] as unknown[] | undefined)?.length).toBe(20)
    },
    { timeout: 30_000, interval: 500 },
  )
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  await machine?.close()
})

test('an engineer opens a frame with the keyboard and sees which bytes a field is', async () => {
  const page = await signedIn()
  const panel = page.getByRole('region', { name: 'Diagnostics' })
  await panel.getByText('Connected', { exact: true }).waitFor()
  await panel.getByText('Refused by the device:').waitFor()
  await panel.getByText('BadNodeIdUnknown').waitFor()
  const frame = panel.getByRole('button', { name: /unit 1 answers read holding registers/ }).first()
  await frame.focus()
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: 'Go on' }).waitFor()
  const field = panel.getByRole('button', { name: /^register 0/ })
  await field.focus()
  const bytes = panel.getByRole('img', { name: /bytes in hex/ })
  expect(await bytes.locator('[data-pointed]').allTextContents()).toEqual(['42', '2a'])
  await picture(page, 'wide')
  await panel.getByRole('button', { name: 'Go on' }).click()
  await panel.getByRole('button', { name: 'Hold still' }).waitFor()
})

test('on a phone, in Chinese and in the dark nothing runs out of the page', async () => {
  const page = await signedIn({ locale: 'zh-CN', width: 390, colorScheme: 'dark' })
  const panel = page.getByRole('region', { name: '通信诊断' })
  await panel.getByText('已连接', { exact: true }).waitFor()
  await panel
    .getByRole('button', { name: /unit 1 answers/ })
    .first()
    .click()
  await panel.getByRole('button', { name: /^register 0/ }).waitFor()
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over).toBe(0)
  await picture(page, 'phone')
})

test('a machine that is switched off is told of with what to do', async () => {
  await machine.close()
  const page = await signedIn()
  const panel = page.getByRole('region', { name: 'Diagnostics' })
  await panel.getByText('Not connected').or(panel.getByText('Connecting')).first().waitFor()
  await panel.getByText('Connection lost or refused').waitFor()
  await picture(page, 'off')
})

test('no page complained', () => expect(heard.flat()).toEqual([]))
