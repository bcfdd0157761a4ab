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

declare global {
  interface Window {
    blinked: number
  }
}

let stage: Stage
let hall: Awaited<ReturnType<typeof startCompressors>>

beforeAll(async () => {
  stage = await startStage()
  hall = await startCompressors(stage, ['Compressor 1'])
})
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
    // All of it is seen beside the panel, as large as there is room.
    await vi.waitUntil(async () => {
      const [first, last] = [await node(page, 'point').boundingBox(), await node(page, 'point-2').boundingBox()]
      return first && last && first.x > 384 && last.x + last.width < 1010 && last.x + last.width - first.x > 400
    }, seen)
    await page.evaluate(() => {
      window.blinked = 0
      new MutationObserver((changes) => {
        for (const { type, target, removedNodes } of changes) {
          const isGone = (target as HTMLElement).matches('.react-flow__nodes') && removedNodes.length > 0
          const isHidden = type === 'attributes' && (target as HTMLElement).style.visibility === 'hidden'
          if (isGone || isHidden) window.blinked += 1
        }
      }).observe(document.querySelector('.react-flow__nodes')!, {
        attributes: true,
        attributeFilter: ['style'],
        childList: true,
        subtree: true,
      })
    })
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
    expect(await page.evaluate(() => window.blinked), 'no node goes and comes when the check answers').toBe(0)
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

/** Specific power, drawn as a subflow; its points stand outside. */
const specific = (inside: object, more: object = {}) => ({
  format: 'millrace-flow/1',
  title: { en: 'Specific power', zh: '比功率' },
  lateness: 0,
  nodes: [
    {
      id: 'power',
      type: 'in.point',
      settings: { point: { point: 'power' }, type: 'number', unit: 'kW' },
      at: { x: 0, y: 0 },
    },
    {
      id: 'flow',
      type: 'in.point',
      settings: { point: { point: 'flow' }, type: 'number', unit: 'm3/min' },
      at: { x: 0, y: 120 },
    },
    { ...inside, id: 'part', at: { x: 280, y: 40 } },
    { id: 'out', type: 'out.point', settings: { name: 'specific_power' }, at: { x: 560, y: 40 } },
  ],
  wires: [
    { from: { node: 'power', port: 'out' }, to: { node: 'part', port: 'power' } },
    { from: { node: 'flow', port: 'out' }, to: { node: 'part', port: 'flow' } },
    { from: { node: 'part', port: 'specific' }, to: { node: 'out', port: 'in' } },
  ],
  ...more,
})
const drawnInside = {
  Specific: {
    title: { en: 'Specific power', zh: '比功率' },
    nodes: [
      { id: 'p', type: 'subflow.in', settings: { name: 'power' }, at: { x: 0, y: 0 } },
      { id: 'f', type: 'subflow.in', settings: { name: 'flow' }, at: { x: 0, y: 120 } },
      { id: 'e', type: 'math.expression', settings: { formula: 'p / f', unit: 'kW.min/m3' }, at: { x: 240, y: 40 } },
      { id: 's', type: 'subflow.out', settings: { name: 'specific' }, at: { x: 480, y: 40 } },
    ],
    wires: [
      { from: { node: 'p', port: 'out' }, to: { node: 'e', port: 'p' } },
      { from: { node: 'f', port: 'out' }, to: { node: 'e', port: 'f' } },
      { from: { node: 'e', port: 'out' }, to: { node: 's', port: 'in' } },
    ],
  },
}

describe('a component', () => {
  it('is published from a flow, tried, placed in another by its name, and seen to be used', async () => {
    const { client } = stage
    const page = await stage.signedIn('/components')
    await page.getByText('Nothing is in the pool yet').waitFor(seen)
    await picture(page, 'components-empty-en')
    const source = await client.flows.create(
      specific({ type: 'subflow', settings: { subflow: 'Specific' } }, { subflows: drawnInside }),
    )
    await page.goto(`/flows/${source.id}`)
    await node(page, 'part').click()
    await page.getByRole('button', { name: 'Publish as component' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor(seen)
    await vi.waitUntil(
      async () => (await dialog.getByRole('textbox', { name: 'specific: Unit' }).inputValue()) === 'kW.min/m3',
      seen,
    )
    await dialog.getByRole('textbox', { name: 'What it does, in English' }).fill('Power for each cubic metre a minute.')
    await picture(page, 'component-publish-en')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('specific-power@1 is published.').waitFor(seen)

    const flow = await client.flows.create(specific({ type: 'component', settings: { component: 'specific-power@1' } }))
    const { number } = await client.flows.publish(flow.id, { revision: flow.revision })
    await client.flows.deploy(flow.id, {
      version: number,
      name: { en: 'Hall', zh: '站房' },
      target: { assets: [hall.assets.get('Compressor 1') ?? ''] },
    })
    await page.goto(`/flows/${flow.id}`)
    await port(page, 'part', 'specific').waitFor(seen)
    await page.getByRole('textbox', { name: 'Find a node' }).fill('specific power')
    await page.getByRole('button', { name: 'Specific power' }).click()
    await port(page, 'component', 'flow').waitFor(seen)
    await picture(page, 'component-placed-en')

    await vi.waitUntil(
      async () => {
        hall.publish()
        return (await client.components.used({ name: 'specific-power' })).items.some(({ samples }) => samples > 3)
      },
      { ...seen, interval: 300 },
    )
    await page.goto('/components')
    await page.getByRole('link', { name: /Specific power/ }).waitFor(seen)
    await picture(page, 'components-en')
    await page.getByRole('link', { name: /Specific power/ }).click()
    await page.getByRole('textbox', { name: /^power/ }).fill('120')
    await page.getByRole('textbox', { name: /^flow/ }).fill('20')
    await page.getByRole('button', { name: 'Work it out' }).click()
    await page.getByText(/^6 kW/).waitFor(seen)
    await page.getByText('published: version 1').waitFor(seen)
    await picture(page, 'component-en')
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByText('Specific power').waitFor(seen)
    await page.goto('/components?tab=use')
    await page.getByRole('link', { name: 'specific-power@1' }).waitFor(seen)
    await picture(page, 'components-use-en')
    await page.context().close()
  })
})

describe('every page', () => {
  it('is read in the dark, in Chinese and on a phone', async () => {
    const flow = (await stage.client.flows.list()).items.at(-1)
    for (const [look, options] of looks) {
      const page = await stage.signedIn('/flows', undefined, options)
      await page.locator('h1').first().waitFor(seen)
      await picture(page, `list-${look}`)
      for (const path of ['/components', '/components/specific-power', '/components?tab=use']) {
        await page.goto(path)
        await page.getByText('specific-power').first().waitFor(seen)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect([look, path, wide]).toEqual([look, path, options.viewport?.width ?? 1280])
        await picture(page, `${path.replaceAll(/\W+/g, '-')}-${look}`)
      }
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
