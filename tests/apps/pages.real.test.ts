import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PageStage, startPageStage } from './stage.ts'

interface Told {
  readonly asked: readonly { readonly call: string; readonly service?: string; readonly input?: unknown }[]
  readonly ended: readonly string[]
  readonly answering: readonly boolean[]
  readonly opened: readonly string[]
  readonly heard: number
  readonly watched: number
}
declare global {
  interface Window {
    readonly told: Told
    readonly held: { follow(look: { language: 'en' | 'zh'; theme: 'light' | 'dark' }): void }
  }
}

let stage: PageStage
beforeAll(async () => {
  stage = await startPageStage()
})
afterAll(() => stage?.close())

/** What the page said to its service. */
async function saidTo(page: Page, service: string): Promise<unknown> {
  await page.waitForFunction((name) => window.told.asked.some((asked) => asked.service === name), service)
  return page.evaluate((name) => window.told.asked.find((asked) => asked.service === name)?.input, service)
}

const ended = async (page: Page): Promise<readonly string[]> => {
  await page.waitForFunction(() => window.told.ended.length > 0)
  return page.evaluate(() => window.told.ended)
}

/** The values of custom properties, in its first and its second block. */
function themes(css: string): Record<'light' | 'dark', Record<string, string>> {
  const [light = {}, dark = {}] = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, block = '']) =>
    Object.fromEntries([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value])),
  )
  return { light, dark }
}

test('a page works by the bridge, sees what is bound alone, and follows the reader', async () => {
  const page = await stage.show('good.html')
  expect(await saidTo(page, 'told')).toEqual({
    name: 'C-1',
    limit: 7,
    person: 'Ada',
    language: 'en',
    grows: true,
    latest: 'done',
    stranger: 'page.not_bound',
    strangersPage: 'page.not_bound',
    shapeless: 'page.shape',
    none: 'page.shape',
    rows: 'plant.fault',
    text: 'rgb(26, 33, 39)',
  })
  await page.waitForFunction(() => window.told.opened.length > 0)
  expect(await page.evaluate(() => window.told.watched), 'what is not watched any more is not asked for').toBe(0)
  await page.evaluate(() => window.held.follow({ language: 'zh', theme: 'dark' }))
  expect(await saidTo(page, 'changed')).toEqual({ theme: 'dark', text: 'rgb(230, 235, 238)' })
  await page.close()
})

test('the design language of pages has the colours of the console, and fits a phone', async () => {
  const read = (path: string) => readFile(new URL(`../../packages/${path}`, import.meta.url), 'utf8')
  const pages = themes(await read('apps/page/millrace.css'))
  const console = themes(await read('console/src/theme/tokens.css'))
  for (const theme of ['light', 'dark'] as const) {
    const shared = Object.keys(console[theme]).filter((token) => token in pages[theme])
    expect(shared).toContain('--act-soft')
    for (const token of shared) expect(pages[theme][token], `${token}, ${theme}`).toBe(console[theme][token])
  }
  const page = await stage.show('language.html')
  expect(await saidTo(page, 'shown')).toEqual({ at: 'menu' })
  const frame = page.frames()[1]!
  for (const width of [390, 1280]) {
    await page.locator('iframe').evaluate((element, to) => {
      element.style.width = `${to}px`
    }, width)
    await frame.waitForFunction((to) => innerWidth === to, width)
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth), `at ${width} px`).toBe(0)
  }
  await page.close()
})

test('a page reaches nothing beside the bridge', async () => {
  const page = await stage.show('attack.html')
  const outcomes = (await saidTo(page, 'told')) as Record<string, string>
  // These say nothing of how they ended: what they would have done is looked at below.
  const silent = [
    'beacon',
    'peer connection',
    'nested frame',
    'form',
    'channel',
    'second port',
    'own port',
    'forged call',
  ]
  const reached = Object.entries(outcomes).filter(
    ([name, outcome]) => !silent.includes(name) && !/(Error|Fault)$|^none$/.test(outcome),
  )
  expect(reached).toEqual([])
  expect(Object.keys(outcomes).length, 'every attempt was made').toBe(32)
  expect(outcomes['second port']).toBe('undefined')
  expect(await page.evaluate(() => window.told.heard), 'a channel of its own').toBe(0)
  expect(await page.evaluate(() => window.told.asked.map(({ call }) => call))).toEqual(['call'])
  expect(page.url(), 'the console stays where it is').toContain('page=attack.html')
  expect(page.context().pages(), 'nothing popped up').toHaveLength(1)
  expect(stage.stray).toEqual([])
  await page.close()
})

test.for([
  { page: 'flood.html', why: 'flood' },
  { page: 'shout.html', why: 'flood' },
  { page: 'leave.html', why: 'left' },
])('$page is ended, and the console goes on', async ({ page: name, why }) => {
  const page = await stage.show(name)
  expect(await ended(page)).toEqual([why])
  expect(await page.locator('iframe').count()).toBe(0)
  expect(await page.evaluate(() => window.told.asked.length)).toBeLessThan(1_000)
  await page.close()
})

test('a page that hangs does not hang the console, which says so', async () => {
  const page = await stage.show('hang.html')
  await saidTo(page, 'hangs')
  await page.waitForFunction(() => window.told.answering.includes(false))
  await page.evaluate(() => document.querySelector('iframe')?.remove())
  expect(await page.locator('#secret').textContent()).toBe('of the plant')
})
