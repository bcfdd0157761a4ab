import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shareAppModules } from '../../scripts/app-shared.mjs'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { now, type Plant } from './plant.ts'
import { openServices } from './services.ts'
import { type Stage, startStage } from './stage.ts'

const names = (await readdir(new URL('plants/', import.meta.url))).map((file) => file.replace(/\.ts$/, ''))
const plants = new Map(
  await Promise.all(
    names.map(
      async (file) =>
        [file.replace(/\.ts$/, ''), ((await import(`./plants/${file}`)) as { plant: Plant }).plant] as const,
    ),
  ),
)
const pages = [...plants].flatMap(([app, { views }]) =>
  [...new Set(views.map(({ page }) => page))].map((page) => ({ app, page })),
)

let axe: string
let services: ReturnType<typeof openServices>
let stage: Stage
let browser: Browser
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  shareAppModules()
  services = openServices()
  stage = await startStage(plants, services.of)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  await services?.close()
})

declare global {
  interface Window {
    readonly look: (to: { language: 'en' | 'zh'; theme: 'light' | 'dark' }) => void
  }
}

interface Opened {
  readonly page: Page
  readonly frame: Frame
  readonly complaints: readonly string[]
}

const settled = (frame: Frame) =>
  frame.waitForFunction(
    () => document.querySelector('main')?.childElementCount && !document.querySelector('[aria-busy]'),
  )

async function open(app: string, name: string, width = 1280): Promise<Opened> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const complaints = complaintsOf(page)
  await page.clock.setFixedTime(now)
  await page.goto(stage.addressOf({ app, page: name, language: 'en', theme: 'light' }))
  const frame = page.frames()[1]!
  await settled(frame)
  return { page, frame, complaints }
}

/** What axe finds, after WCAG 2.2 AA. */
async function findings(frame: Frame): Promise<string[]> {
  return frame.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
      preload: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 120)} ${any[0]?.message ?? ''}`),
    )
  })
}

test.each(pages)(
  '$app/$page is open to everybody, in both languages, by day and by night, and fits a phone',
  async ({ app, page: name }) => {
    const { page, frame, complaints } = await open(app, name)
    // What is folded away has to be right as well.
    const unfold = () =>
      frame.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      })
    await frame.evaluate(axe)
    await unfold()
    expect(await findings(frame)).toEqual([])
    await page.evaluate(() => window.look({ language: 'zh', theme: 'dark' }))
    await frame.waitForFunction(() => document.documentElement.lang === 'zh-CN')
    await settled(frame)
    await unfold()
    expect(await findings(frame)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await frame.waitForFunction(() => innerWidth === 390)
    expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  },
)

/** Goes on by Tab until what is called so has the focus. */
async function tabTo({ page, frame }: Opened, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab')
    const called = await frame.evaluate(() => {
      const on = document.activeElement as HTMLInputElement
      const words = [...(on.labels?.[0] ?? on).childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      return on.getAttribute('aria-label') ?? words.map(({ textContent }) => textContent).join('')
    })
    if (typeof name === 'string' ? called === name : name.test(called)) return
  }
  expect.fail(`Tab does not come to ${name}`)
}

test('an operator enters why a machine stood, without a pointer', async () => {
  const opened = await open('oee-board', 'board')
  const { page, frame } = opened
  await tabTo(opened, /^Reason: Milling centre 21, 27 Nov, 12:08/)
  await page.keyboard.press('ArrowDown')
  await frame.getByText('1 without a reason').waitFor()
  await settled(frame)
  // The list is drawn anew, and who enters stays where he was.
  const focused = frame.locator(':focus')
  expect(await focused.getAttribute('aria-label')).toMatch(/^Reason: Milling centre 21, 27 Nov, 12:08/)
  expect(await focused.inputValue()).not.toBe('')
  await tabTo(opened, /^Note: Milling centre 21, 27 Nov, 12:08/)
  await page.keyboard.type('Insert broke')
  await page.keyboard.press('Tab')
  const note = frame.getByRole('textbox', { name: /^Note: Milling centre 21, 27 Nov, 12:08/ })
  await frame.getByRole('row').filter({ has: note }).getByText('Lin Wei').waitFor()
  expect(await note.inputValue()).toBe('Insert broke')
  await page.close()
})

test('a shift writes its log, leaves a point open and signs, without a pointer', async () => {
  const opened = await open('shift-handover', 'board')
  const { page, frame } = opened
  await tabTo(opened, 'New open point')
  await page.keyboard.press('Enter')
  await tabTo(opened, 'What is not finished')
  await page.keyboard.type('Fence at robot 2 is loose')
  await tabTo(opened, 'Urgent')
  await page.keyboard.press('Space')
  await tabTo(opened, 'Save')
  await page.keyboard.press('Enter')
  await frame.getByText('Fence at robot 2 is loose', { exact: true }).waitFor()
  await tabTo(opened, 'What happened')
  await page.keyboard.type('Second lathe cleaned')
  await tabTo(opened, 'Write')
  await page.keyboard.press('Enter')
  await frame.getByText('Second lathe cleaned').waitFor()
  await settled(frame)
  await tabTo(opened, 'To the shift that comes')
  await page.keyboard.type('Quiet')
  await tabTo(opened, 'Sign the handover')
  await page.keyboard.press('Enter')
  await frame.getByText(/Handed over by Lin Wei/).waitFor()
  await page.close()
})

test('a mechanic closes work and plans a task, without a pointer', async () => {
  const opened = await open('maintenance-planner', 'board')
  const { page, frame } = opened
  await tabTo(opened, /: Door switch sticks$/)
  await page.keyboard.type('Switch changed')
  await tabTo(opened, 'Done')
  await page.keyboard.press('Enter')
  await frame.getByRole('textbox', { name: /: Door switch sticks$/ }).waitFor({ state: 'detached' })
  await settled(frame)
  await tabTo(opened, 'New task')
  await page.keyboard.press('Enter')
  await tabTo(opened, 'What is to be done')
  await page.keyboard.type('Check the fence')
  await tabTo(opened, /^Interval/)
  await page.keyboard.type('30')
  await tabTo(opened, 'Save')
  await page.keyboard.press('Enter')
  await frame.getByRole('cell', { name: /^Check the fence/ }).waitFor()
  await page.close()
})
