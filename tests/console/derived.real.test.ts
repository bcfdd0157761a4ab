import { mkdir } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

const seen = { timeout: 30_000 }
/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']
const admin = { username: 'admin', password: PASSWORD }

let stage: Stage
let asset = ''
let send: (values: object, secondsAgo: number) => Promise<void>

beforeAll(async () => {
  stage = await startStage()
  const made = await stage.client.createCredential({ as: 'device', name: 'pump' })
  send = async (values, secondsAgo) => {
    const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
      method: 'POST',
      headers: { authorization: `Bearer ${made.name}:${made.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ time: new Date(Date.now() - secondsAgo * 1_000).toISOString(), values }),
    })
    expect(reply.status).toBe(204)
  }
  for (let minute = 50; minute >= 0; minute--)
    await send({ flow: 12 + 4 * Math.sin(minute / 6), head: 3 + Math.cos(minute / 9) }, minute * 60)
  await vi.waitUntil(async () => {
    const { items } = await stage.client.points({ limit: 10 })
    asset = items[0]?.assetId ?? ''
    return items.length === 2
  }, seen)
})
afterAll(() => stage?.close())

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/derived-${name}.png`, fullPage: true })
}

const input = async (page: Page, at: number, point: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: 'Point', exact: true }).nth(at).click()
  await page.getByRole('option', { name: point }).first().click()
}

describe('an engineer', () => {
  it('gives an asset a derived point, sees what it gives before it is kept, and finds it as any other', async () => {
    const page = await stage.signedIn(`/assets?asset=${asset}`, await stage.addPerson('ann', ['engineer']))
    await page.getByRole('button', { name: 'New derived point' }).click()
    await page.getByLabel('English name').fill('Power')
    await page.getByLabel('Chinese name').fill('\u529f\u7387')
    await input(page, 0, /flow/)
    await page.getByRole('button', { name: 'Add a point' }).click()
    await input(page, 1, /head/)
    await page.getByLabel('Formula', { exact: true }).fill('a * c')
    await page.getByRole('alert').waitFor(seen)
    await picture(page, 'form-wrong-en')
    await page.getByLabel('Formula', { exact: true }).fill('a * b')
    await page.getByText('Formula and units fit').waitFor(seen)
    await page.getByText(/\d+ values/).waitFor(seen)
    await picture(page, 'form-en')
    await page.getByRole('button', { name: 'Make point' }).click()
    await page.getByRole('heading', { name: 'Power' }).waitFor(seen)
    await page.getByRole('heading', { name: 'Formula' }).waitFor(seen)
    await page.getByRole('link', { name: 'flow', exact: true }).waitFor()
    await picture(page, 'point-en')
  })

  it('changes it by keys alone, and works it out back', async () => {
    const [one] = await stage.client.derived.list()
    const page = await stage.signedIn(`/derived?point=${one?.id}`)
    const formula = page.getByLabel('Formula', { exact: true })
    await formula.waitFor(seen)
    await formula.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' / 2')
    await page.getByText('Formula and units fit').waitFor(seen)
    const save = page.getByRole('button', { name: 'Save' })
    await vi.waitUntil(() => save.isEnabled(), seen)
    await save.focus()
    await page.keyboard.press('Enter')
    await page.getByText('a * b / 2').waitFor(seen)
    await page.getByRole('button', { name: 'Work out back' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Work out' }).click()
    await vi.waitUntil(async () => {
      const { items } = await stage.client.history(one?.id ?? '', {})
      return items.length > 40
    }, seen)
  })

  it('reads all of it in Chinese, in the dark and on a phone', async () => {
    const [one] = await stage.client.derived.list()
    const looks: [string, BrowserContextOptions][] = [
      ['zh-dark-1280', { locale: 'zh-CN', colorScheme: 'dark' }],
      ['zh-light-390', { locale: 'zh-CN', viewport: { width: 390, height: 844 } }],
      ['en-dark-390', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
    ]
    for (const [name, options] of looks) {
      const page = await stage.signedIn(`/derived?point=${one?.id}`, admin, options)
      await page.locator('canvas').waitFor(seen)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([name, width]).toEqual([name, options.viewport?.width ?? 1280])
      await picture(page, `form-${name}`)
      await page.goto(`/points/${one?.id}`)
      await page.locator('#formula').waitFor(seen)
      await picture(page, `point-${name}`)
      await page.context().close()
    }
    expect(stage.complaints()).toEqual([])
  })
})
