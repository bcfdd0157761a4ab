import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Owned } from '@millrace/core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, launchBrowser } from '../browser.ts'

const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url))
const template = fileURLToPath(new URL('../../packages/apps/template', import.meta.url))
const owned = new Owned()
let folder = ''
let address = ''
let child: ChildProcess
let page: Page
let complaints: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-dev-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  await cp(template, folder, { recursive: true })
  const node = ['--conditions=source', '--disable-warning=ExperimentalWarning', main]
  child = spawn(process.execPath, [...node, 'app', 'dev', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  owned.add({
    close: async () => {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    },
  })
  let said = ''
  for await (const part of child.stdout!) {
    said += String(part)
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
    if (address) break
  }
  const browser = owned.add(await launchBrowser())
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  complaints = complaintsOf(page)
  await page.goto(address)
})
afterAll(() => owned.close())

const app = () => page.frameLocator('iframe')

test('the pages of an app that was begun show values, follow language and theme, and are held as the console holds them', async () => {
  await app()
    .getByText(/^Air compressor 1/)
    .first()
    .waitFor()
  await app()
    .getByText(/\d+\.\d\d/)
    .first()
    .waitFor()
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-scripts allow-forms')
  const html = app().locator('html')
  await page.getByLabel('Theme').selectOption('dark')
  await app().locator('html[data-theme="dark"]').waitFor()
  await page.getByLabel('Language').selectOption('zh')
  await app().locator('html[lang="zh-CN"]').waitFor()
  await page.getByText('比功率').first().waitFor()
  await page.getByLabel('宽度').selectOption('phone')
  await expect.poll(() => html.evaluate(({ clientWidth }) => clientWidth)).toBe(390)
  await page.getByLabel('语言').selectOption('en')
  expect(complaints).toEqual([])
})

test('a change is seen at once, a mistake in app.yaml is told, and what ran before runs on', async () => {
  const html = join(folder, 'pages', 'board.html')
  await writeFile(html, (await readFile(html, 'utf8')).replace('<body', '<body data-changed="yes"'))
  await app().locator('body[data-changed="yes"]').waitFor()
  const manifest = join(folder, 'app.yaml')
  const text = await readFile(manifest, 'utf8')
  await writeFile(manifest, text.replace('version: 0.1.0', 'version: first'))
  await page
    .getByRole('alert')
    .getByText(/line 2, column 10: \/version/)
    .waitFor()
  await app()
    .getByText(/^Air compressor 1/)
    .first()
    .waitFor()
  await writeFile(manifest, text.replace('version: 0.1.0', 'version: 0.2.0'))
  await page.getByText('First app 0.2.0').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('a setting that is changed is kept, and counts for services', async () => {
  await page.getByLabel(/^Specific power that is too much/).fill('1')
  await page.getByLabel(/^Specific power that is too much/).blur()
  await app().locator('.bad').first().waitFor()
  await expect
    .poll(() => readFile(join(folder, '.millrace', 'settings.json'), 'utf8').catch(() => ''))
    .toContain('"limit": 1')
})

test('nobody else on the machine is served: no other name, no post of another site, no file beside the pages', async () => {
  const port = Number(new URL(address).port)
  const status = (path: string, options: object) =>
    new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, ...options }, (reply) => {
        reply.resume()
        resolve(reply.statusCode!)
      })
        .on('error', reject)
        .end()
    })
  expect(await status('/api/state', { headers: { host: `plant.example:${port}` } })).toBe(421)
  expect(await status('/api/start', { method: 'POST' })).toBe(403)
  expect(await status('/app-frames/1/app.yaml', {})).toBe(404)
  expect(await status('/app-frames/1/../app.yaml', {})).toBe(404)
  expect(await status('/shell/../src/main.ts', {})).toBe(404)
  expect(await status('/app-frames/1/board.html', {})).toBe(200)
})

test('it ends when it is told to', async () => {
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(0)
  await page.getByText('millrace app dev has ended.').waitFor()
})
