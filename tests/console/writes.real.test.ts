import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { heldBy, openStage, PASSWORD, type Stage } from '../commands/stage.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

let machine: PythonPeer
let stage: Stage
let browser: Browser
let point: string
const heard: string[][] = []

/** A page of a browser profile of its own, in which somebody is signed in. */
async function signedIn(username: string, path: string, locale: 'en-GB' | 'zh-CN'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale, baseURL: stage.address })
  const page = await context.newPage()
  heard.push(complaintsOf(page))
  const reply = await page.request.post('/api/v1/session', { data: { username, password: PASSWORD } })
  expect(reply.status(), `${username} signs in`).toBe(200)
  await page.goto(path)
  return page
}

async function addPerson(username: string, role: string): Promise<void> {
  const { body } = await stage.ask('/invitations', 'POST', { name: username, roles: [{ role }] })
  const person = { token: body['token'], username, name: username, password: PASSWORD }
  expect((await stage.ask('/invitations/acceptance', 'POST', person)).status).toBe(201)
}

/** The trace of the newest write, oldest step first. */
async function trace(): Promise<{ action: string; by: string; before: unknown; after: unknown; reason: unknown }[]> {
  const [write] = (await stage.ask('/writes?limit=1')).body.items
  const { items } = (await stage.ask('/audit?limit=100')).body
  return items
    .map((item) => item as { action: string; actor: { name: string }; detail?: Record<string, unknown> })
    .filter(({ detail }) => detail?.['write'] === write?.['id'])
    .map(({ action, actor, detail }) => ({
      action,
      by: actor.name,
      before: detail?.['before'],
      after: detail?.['after'],
      reason: detail?.['reason'],
    }))
    .toReversed()
}

const latest = async (): Promise<unknown> =>
  ((await stage.ask(`/points/${point}`)).body['latest'] as { value?: unknown } | undefined)?.value

beforeAll(async () => {
  machine = await startPythonPeer(new URL('../modbus/server.py', import.meta.url), ['0'])
  stage = await openStage()
  await stage.startEdge(machine.port)
  browser = await launchBrowser()
  await addPerson('olga', 'operator')
  await addPerson('erik', 'engineer')
  await vi.waitFor(
    async () => {
      const found = (await stage.ask('/points')).body.items.find(({ name }) => name === 'Pressure limit')
      point = String(found?.['id'])
      expect((found?.['latest'] as { quality?: string } | undefined)?.quality).toBe('good')
    },
    { timeout: 20_000, interval: 200 },
  )
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  await machine?.stop()
})

test('an administrator says in the browser that everywhere a second person confirms', async () => {
  const admin = await signedIn('admin', '/writes', 'en-GB')
  await admin.getByRole('link', { name: 'Where a second person confirms' }).click()
  await admin.getByText('One person is enough everywhere').waitFor()
  await admin.getByRole('button', { name: 'Add a rule' }).click()
  await admin.getByLabel('How long a write waits, in minutes').fill('15')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByRole('row', { name: /The whole organisation.*A second person confirms.*15 minutes/ }).waitFor()
  expect((await stage.ask('/write-rules')).body.items).toMatchObject([{ asset: null, confirm: true, minutes: 15 }])
})

test('an operator writes in English, an engineer confirms in Chinese, the machine holds it, and the audit tells it', async () => {
  const olga = await signedIn('olga', `/points/${point}`, 'en-GB')
  await olga.getByRole('button', { name: 'Write', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('New value in bar').fill('42.5')
  await dialog.getByLabel('Reason').fill('New tool in the press')
  await dialog.getByRole('button', { name: 'Write', exact: true }).click()
  await dialog.getByText('It moves the value by 43 % of the engineering range.').waitFor()
  await dialog.getByRole('button', { name: 'Write 42.5 bar all the same' }).click()
  await dialog.getByText('Nothing was sent yet: a second person must confirm').waitFor()
  expect(await heldBy(machine)).toBe(0)

  const erik = await signedIn('erik', '/writes', 'zh-CN')
  await erik.getByRole('link', { name: '写入记录 1 项写入等待他人确认' }).waitFor()
  await erik.getByRole('link', { name: /Pressure limit/ }).click()
  await erik.getByText('New tool in the press').first().waitFor()
  await erik.getByRole('button', { name: '确认' }).click()
  await erik.getByLabel('备注').fill('现场已核对')
  await erik.getByRole('button', { name: '确认并写入' }).click()
  await erik.getByText('设备回读值：').waitFor()
  expect(await heldBy(machine)).toBe(42.5)
  await erik.getByText('erik（本人） 已确认').waitFor()

  await dialog.getByText('The machine took it').waitFor()
  await dialog.getByText('42.5').waitFor()
  await olga.keyboard.press('Escape')
  await olga.getByLabel('Value now').getByText('42.5').waitFor()
  const reason = 'New tool in the press'
  expect(await trace()).toEqual([
    { action: 'write.asked', by: 'olga', before: undefined, after: undefined, reason },
    { action: 'write.confirmed', by: 'erik', before: 0, after: undefined, reason },
    { action: 'write.done', by: 'erik', before: 0, after: 42.5, reason },
  ])
})

test('an operator writes in Chinese, an engineer refuses in English, and nothing reaches the machine', async () => {
  const olga = await signedIn('olga', `/points/${point}`, 'zh-CN')
  await olga.getByRole('button', { name: '写入', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('新值（bar）').fill('50')
  await dialog.getByLabel('原因').fill('试运行')
  await dialog.getByRole('button', { name: '写入', exact: true }).click()
  await dialog.getByText('尚未下发：需要他人确认').waitFor()
  // Who asked is told on the page of the write, too, and finds no button to confirm there.
  await dialog.getByRole('link', { name: '查看过程' }).click()
  await olga.getByRole('button', { name: '撤回' }).waitFor()
  expect(await olga.getByRole('button', { name: '确认' }).count()).toBe(0)

  const erik = await signedIn('erik', '/writes', 'en-GB')
  await erik.getByRole('link', { name: /Pressure limit/ }).click()
  await erik.getByRole('button', { name: 'Refuse' }).click()
  const refusal = erik.getByRole('dialog')
  expect(await refusal.getByRole('button', { name: 'Refuse' }).isDisabled()).toBe(true)
  await refusal.getByLabel('Why not').fill('The guard is open')
  await refusal.getByRole('button', { name: 'Refuse' }).click()
  await erik.getByText('The second person refused it').waitFor()

  await olga.getByText('他人已拒绝').waitFor()
  await olga.getByText('The guard is open').first().waitFor()
  expect(await heldBy(machine)).toBe(42.5)
  expect((await trace()).map(({ action }) => action)).toEqual(['write.asked', 'write.refused'])
})

test('where one person is enough, a write whose answer is lost is asked for again and done once', async () => {
  const admin = await signedIn('admin', '/writes/rules', 'en-GB')
  await admin.getByRole('button', { name: 'Remove: The whole organisation' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await admin.getByText('One person is enough everywhere').waitFor()

  const olga = await signedIn('olga', `/points/${point}`, 'en-GB')
  await olga.route(`**/points/${point}/writes`, async (route) => {
    await route.fetch()
    await route.abort()
    await olga.unroute(`**/points/${point}/writes`)
  })
  await olga.getByRole('button', { name: 'Write', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('New value in bar').fill('44')
  await dialog.getByLabel('Reason').fill('Fine tuning')
  await dialog.getByRole('button', { name: 'Write', exact: true }).click()
  await dialog.getByText('The answer did not come through').waitFor()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByText('The machine took it').waitFor()
  expect(await heldBy(machine)).toBe(44)
  await expect.poll(latest).toBe(44)
  expect((await trace()).map(({ action }) => action)).toEqual(['write.asked', 'write.done'])
  expect((await stage.ask('/writes')).body.items.filter(({ value }) => value === 44)).toHaveLength(1)
})

test('a machine that is frozen leaves an outcome that nobody takes for done', async () => {
  const olga = await signedIn('olga', `/points/${point}`, 'en-GB')
  await olga.getByRole('button', { name: 'Write', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('New value in bar').fill('45')
  await dialog.getByLabel('Reason').fill('Fine tuning')
  process.kill(machine.pid, 'SIGSTOP')
  try {
    await dialog.getByRole('button', { name: 'Write', exact: true }).click()
    await dialog.getByRole('alert').getByText('Outcome unknown: look at the machine').waitFor()
    expect(await dialog.getByText('The machine took it').count()).toBe(0)
  } finally {
    process.kill(machine.pid, 'SIGCONT')
  }
})

test('no page complained', () => {
  expect(heard.flat()).toEqual([])
})
