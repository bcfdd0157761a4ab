import { mkdir } from 'node:fs/promises'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCompressors } from './compressors.ts'
import { type Stage, startStage } from './stage.ts'

const seen = { timeout: 30_000 }
/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['zh-dark-390', { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ...(pictures === undefined ? [] : ([['zh-dark-1280', { locale: 'zh-CN', colorScheme: 'dark' }]] as const)),
]

let stage: Stage
let hall: Awaited<ReturnType<typeof startCompressors>>

beforeAll(async () => {
  stage = await startStage()
  hall = await startCompressors(stage, ['Compressor 1'])
}, 180_000)
afterAll(async () => {
  await hall?.close()
  await stage?.close()
})

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/flows-${name}.png` })
}

/** A node by its name or type, as somebody at the keyboard adds one. */
async function add(page: Page, words: string, id: string): Promise<void> {
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Add a node' }).fill(words)
  await page.getByRole('option').first().waitFor(seen)
  await page.keyboard.press('Enter')
  await node(page, id).waitFor(seen)
}

const node = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`)
const port = (page: Page, id: string, name: string): Locator =>
  node(page, id).locator(`.react-flow__handle[data-handleid="${name}"]`)

/** Pulls a wire; a sheet that is drawn anew just then takes no press, and is pressed again. */
async function pull(page: Page, from: Locator, to: Locator, look?: () => Promise<void>): Promise<void> {
  await vi.waitUntil(async () => {
    await from.hover(seen)
    const end = await to.boundingBox()
    if (!end) return false
    await page.mouse.down()
    await page.mouse.move(end.x - 30, end.y - 10, { steps: 4 })
    if ((await page.locator('.react-flow__connection').count()) > 0) return true
    await page.mouse.up()
    return false
  }, seen)
  const end = await to.boundingBox()
  if (!end) return expect.fail('a port is not on the sheet')
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
  await look?.()
  await page.mouse.up()
}

describe('a flow', () => {
  it('is drawn without a wrong wire, published and deployed, and gives a point', async () => {
    const page = await stage.signedIn('/flows')
    await page.getByText('No flow yet').waitFor(seen)
    await picture(page, 'empty-en')
    await page.getByRole('button', { name: 'New flow' }).first().click()
    await page.getByText('Press / or double-click').waitFor(seen)

    // Five nodes by the keyboard, the point by its name below the asset: names that there are are offered.
    await add(page, 'in.point', 'point')
    await page.getByText('By name', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Point', exact: true }).fill('discharge_p')
    await page.getByRole('option', { name: 'discharge_pressure', exact: true }).click()
    await page.getByRole('textbox', { name: 'Unit', exact: true }).fill('bar')
    await node(page, 'point').click()
    for (const [words, id] of [
      ['math.convert', 'convert'],
      ['math.compare', 'compare'],
      ['logic.not', 'not'],
      ['out.point', 'point-2'],
    ] as const)
      await add(page, words, id)
    await page.getByRole('button', { name: 'Show all' }).click()
    await vi.waitUntil(async () => {
      const box = await port(page, 'point-2', 'in').boundingBox()
      return box !== null && box.x < 980
    }, seen)
    await picture(page, 'added-en')

    // Its type does not fit, and it says so while it is drawn.
    await pull(page, port(page, 'compare', 'out'), port(page, 'convert', 'in'), async () => {
      await node(page, 'convert').getByText('yes or no is no number').waitFor(seen)
      await picture(page, 'pulling-en')
    })
    expect(await page.locator('.react-flow__edge').count()).toBe(0)

    const wires = [
      ['point', 'out', 'convert', 'in'],
      ['convert', 'out', 'compare', 'in'],
      ['compare', 'out', 'not', 'in'],
      ['not', 'out', 'point-2', 'in'],
    ] as const
    for (const [k, [from, output, to, input]] of wires.entries()) {
      await pull(page, port(page, from, output), port(page, to, input))
      await vi.waitUntil(async () => (await page.locator('.react-flow__edge').count()) === k + 1, seen)
    }
    await node(page, 'compare').click()
    await page.getByRole('textbox', { name: 'Limit' }).fill('740')
    await page.getByRole('combobox', { name: 'Try it for an asset' }).fill('Compressor 1')
    await page
      .getByRole('option', { name: /Compressor 1/ })
      .first()
      .click()
    await page.getByRole('tab', { name: /Problems/ }).click()
    await page.getByText('Nothing against it').waitFor(seen)
    await picture(page, 'drawn-en')

    await page.getByRole('tab', { name: /Tests/ }).click()
    await page.getByRole('button', { name: 'Write a test' }).click()
    await page.getByRole('textbox', { name: 'Into point' }).fill('0 7.3\n1 7.5')
    await page.getByRole('textbox', { name: 'Expected at not.out' }).fill('0 true\n1 false')
    await picture(page, 'test-en')

    await page.getByRole('tab', { name: /Versions/ }).click()
    await page.getByRole('button', { name: 'Publish the draft' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 1').waitFor(seen)
    await picture(page, 'published-en')

    await page.getByRole('tab', { name: /Deployments/ }).click()
    await page.getByRole('button', { name: 'Deploy', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Asset', exact: true }).fill('Compressor 1')
    await page
      .getByRole('option', { name: /Compressor 1/ })
      .first()
      .click()
    await dialog.getByText('has all it needs').waitFor(seen)
    await picture(page, 'deploy-en')
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
    await page.getByRole('cell', { name: /Runs/ }).waitFor(seen)
    await picture(page, 'deployed-en')
    const [deployment] = await stage.client.flows.deployments()
    const [run] = await stage.client.flows.runs(deployment?.id ?? '')
    expect(run).toMatchObject({ state: 'runs', outputs: [{ node: 'point-2' }] })
    await vi.waitUntil(
      async () => {
        hall.publish()
        const point = await stage.client.point(run?.outputs[0]?.point ?? '')
        return typeof point.latest?.value === 'boolean'
      },
      { ...seen, interval: 500 },
    )
  })

  it('is replayed over the history, step by step, and stops at a breakpoint', async () => {
    const [flow] = (await stage.client.flows.list()).items
    const page = await stage.signedIn(`/flows/${flow?.id}?panel=replay`)
    await page.locator('.react-flow__node').first().waitFor(seen)
    await page.getByRole('combobox', { name: 'Try it for an asset' }).fill('Compressor 1')
    await page
      .getByRole('option', { name: /Compressor 1/ })
      .first()
      .click()
    await page.getByText('Last hour').click()
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    const back = page.getByRole('button', { name: 'One instant back' })
    await back.waitFor(seen)
    await back.click()
    // What stood on a wire at that moment is written at it, and what went through a node at the node.
    await node(page, 'compare')
      .getByText(/\d+ → \d+/)
      .waitFor(seen)
    await page.getByText(/values, 0 actions/).waitFor(seen)
    await picture(page, 'replay-en')

    await page.getByRole('button', { name: 'Breakpoints (0)' }).click()
    await page.getByRole('combobox', { name: 'Stop at' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: 'Add the breakpoint' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await page.getByText(/Stopped at .*value > 0/).waitFor(seen)
    await picture(page, 'stopped-en')
    await page.context().close()
  })
})

describe('a secret', () => {
  it('is set from the node that wants it, told to nobody, replaced and removed, without a pointer', async () => {
    const ends = {
      nodes: [{ id: 'send', type: 'out.http', settings: { address: 'https://erp.example', secret: 'erp' } }],
    }
    const document = { format: 'millrace-flow/1', title: { en: 'Sends', zh: '发送' }, ...ends, wires: [] }
    const flow = await stage.client.flows.create(document)
    const editor = await stage.signedIn(`/flows/${flow.id}`)
    await node(editor, 'send').click(seen)
    await editor.getByText('erp is not set yet').waitFor(seen)
    await picture(editor, 'secret-node-en')
    const opened = editor.context().waitForEvent('page')
    await editor.getByRole('link', { name: 'Set it' }).press('Enter')
    const page = await opened
    await page.getByRole('textbox', { name: 'Name' }).and(page.locator(':focus')).waitFor(seen)
    const value = 'Bearer only-for-the-erp'
    await page.keyboard.press('Tab')
    await page.keyboard.type('https://erp.example')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(value)
    await picture(page, 'secret-dialog-en')
    await page.keyboard.press('Enter')
    const row = page.getByRole('row', { name: /^erp/ })
    await row.getByText('as authorization').waitFor(seen)
    await row.getByRole('link', { name: 'Sends' }).waitFor(seen)
    expect(await page.content()).not.toContain(value)
    await picture(page, 'secrets-en')
    for (const [look, options] of pictures === undefined ? [] : looks) {
      const other = await stage.signedIn('/flows/secrets', undefined, options)
      await other.getByRole('row', { name: /^erp/ }).waitFor(seen)
      await picture(other, `secrets-${look}`)
      await other.context().close()
    }
    await editor.bringToFront()
    await editor.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await editor.getByText('erp is not set yet').waitFor({ state: 'detached', ...seen })

    await row.getByRole('button', { name: 'Replace erp' }).press('Enter')
    expect(await page.getByRole('textbox', { name: 'Goes to' }).inputValue(), 'where it goes is kept').toBe(
      'https://erp.example',
    )
    await page.getByRole('textbox', { name: 'Goes to' }).fill('https://erp.example/path')
    await page.getByLabel('Value', { exact: true }).fill('another')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('alert').waitFor(seen)
    await page.getByRole('textbox', { name: 'Goes to' }).fill('https://erp.example:8443')
    await page.keyboard.press('Enter')
    await row.getByText('https://erp.example:8443').waitFor(seen)
    await row.getByRole('button', { name: 'Remove erp' }).press('Enter')
    await page.getByText('1 flow uses it').waitFor(seen)
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter')
    await page.getByText('No secret yet').waitFor(seen)
    expect(await stage.client.flows.secrets()).toEqual([])
    await stage.client.flows.remove(flow.id)
    await page.context().close()
  })
})

describe('a draft', () => {
  it('is not overwritten by another tab, which is told who changed it', async () => {
    const [flow] = (await stage.client.flows.list()).items
    const page = await stage.signedIn(`/flows/${flow?.id}`)
    await page.locator('.react-flow__node').first().waitFor(seen)
    const { draft, revision } = await stage.client.flows.read(flow?.id ?? '')
    await stage.client.flows.saveDraft(flow?.id ?? '', { ...draft, lateness: 5 }, revision)
    await page.getByRole('textbox', { name: 'Title in English' }).fill('Mine')
    await page.getByRole('dialog', { name: 'Another draft was saved meanwhile' }).waitFor(seen)
    await picture(page, 'conflict-en')
    await page.getByRole('button', { name: 'Take the other' }).click()
    await vi.waitUntil(
      async () => (await page.getByRole('textbox', { name: 'Waits for late values' }).inputValue()) === '5',
      seen,
    )
    expect((await stage.client.flows.read(flow?.id ?? '')).draft['lateness']).toBe(5)
  })
})

describe('every page', () => {
  it('is read in the dark, in Chinese and on a phone', async () => {
    const [flow] = (await stage.client.flows.list()).items
    for (const [look, options] of looks) {
      const page = await stage.signedIn('/flows', undefined, options)
      await page.locator('h1').first().waitFor(seen)
      await picture(page, `list-${look}`)
      await page.goto(`/flows/${flow?.id}`)
      await page.locator('.react-flow__node').first().waitFor(seen)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([look, width]).toEqual([look, options.viewport?.width ?? 1280])
      await picture(page, `editor-${look}`)
      await page.context().close()
    }
    expect(stage.complaints()).toEqual([])
  })
})
