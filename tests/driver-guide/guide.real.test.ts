import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { openStage, PASSWORD, type Stage } from '../commands/stage.ts'
import { freePort } from '../first-start/plant.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const guide = readFileSync(join(repository, 'docs/driver-guide.md'), 'utf8')
const template = join(repository, 'packages/drivers/template')

/** The guide's blocks: files by their name, commands in their order. */
const blocks = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, file, text]) => ({
  language,
  file,
  text: text!,
}))
const commands = blocks.filter(({ language }) => language === 'console').flatMap(({ text }) => text.trim().split('\n'))

let folder: string
let stage: Stage
let browser: Browser
const running: ChildProcess[] = []
let upsPort: number

/** Does one command of the guide in the reader's folder, with `millrace` on the path; those that end in & go on. */
async function type(line: string): Promise<string> {
  expect(line).toMatch(/^\$ /)
  const text = line.slice(2).replace('3333', String(upsPort))
  const env = { ...process.env, PATH: `${join(folder, '.bin')}:${process.env['PATH']}` }
  if (text.endsWith(' &')) {
    const child = spawn('sh', ['-c', `exec ${text.slice(0, -2)}`], { cwd: folder, env, stdio: 'ignore' })
    running.push(child)
    return ''
  }
  const { stdout } = await promisify(execFile)('sh', ['-c', text], { cwd: folder, env })
  return stdout
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driver-guide-'))
  mkdirSync(join(folder, '.bin'))
  const bin = `#!/bin/sh\nexec "${process.execPath}" "${join(repository, 'packages/cli/bin/millrace.mjs')}" "$@"\n`
  writeFileSync(join(folder, '.bin/millrace'), bin, { mode: 0o755 })
  upsPort = await freePort()
  stage = await openStage()
  browser = await launchBrowser()
})
afterAll(async () => {
  for (const child of running) {
    const exit = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGTERM')) await exit
  }
  await browser?.close()
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a driver written only from the guide', () => {
  test('has the files that "millrace driver new" makes', async () => {
    const files = blocks.filter(({ file }) => file?.startsWith('acme-ups/'))
    for (const { file, text } of files)
      expect(text, file).toBe(readFileSync(join(template, file!.slice('acme-ups/'.length)), 'utf8'))
    const named = files.map(({ file }) => file!.slice('acme-ups/'.length))
    expect([...named, 'README.md'].sort()).toEqual(readdirSync(template).sort())
    await type('$ millrace driver new begun')
    expect(readdirSync(join(folder, 'begun')).sort()).toEqual(readdirSync(template).sort())
  })

  test('passes the contract', { timeout: 120_000 }, async () => {
    await type(commands[0]!)
    const { body } = await stage.ask('/devices/credentials', 'POST', { as: 'edge', group: 'Works', node: 'edge-1' })
    writeFileSync(join(folder, 'password'), String(body['secret']), { mode: 0o600 })
    for (const { file, text } of blocks) {
      if (file === undefined) continue
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      const fitted = text
        .replace('mqtt://127.0.0.1:1883', `mqtt://127.0.0.1:${stage.mqttPort}`)
        .replace('port: 3333 }', `port: ${upsPort} }`)
      writeFileSync(join(folder, file), fitted)
    }
    const said = await type(commands[1]!)
    const last = blocks.find(({ language }) => language === 'text')!.text
    expect(said).toContain(last)
  })

  test('is known to the edge', async () => {
    expect(await type(commands[2]!)).toBe('ok: 1 devices, 3 points\n')
  })

  test('shows its values in the console', { timeout: 120_000 }, async () => {
    await type(commands[3]!)
    await type(commands[4]!)
    expect(commands).toHaveLength(5)
    const page = await (await browser.newContext({ locale: 'en-GB', baseURL: stage.address })).newPage()
    const opened = await page.request.post('/api/v1/session', { data: { username: 'admin', password: PASSWORD } })
    expect(opened.status()).toBe(200)
    await expect
      .poll(async () => (await stage.ask('/devices')).body.items?.map(({ name }) => name), { timeout: 60_000 })
      .toContain('ups-1')
    await page.goto('/devices')
    await page.getByRole('link', { name: 'ups-1' }).click()
    await page.getByText('acme-ups').first().waitFor()
    await page.getByText('87.5').first().waitFor()
    await page.screenshot({ path: join(tmpdir(), 'driver-guide.png') })
  })
})
