import { type Credential, MillraceClient } from '@millrace/sdk'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

let stage: Stage
let north: Page
let south: Page
let stop = () => {}

const post = async (path: string, body: object, token?: string): Promise<unknown> => {
  const reply = await fetch(`${stage.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  expect(reply.ok, `${path}: ${reply.status}`).toBe(true)
  return reply.status === 204 ? undefined : reply.json()
}

/** Two boilers that report a pressure which rises with every report. */
async function fireBoilers(): Promise<() => void> {
  const names = ['Boiler-1', 'Boiler-2']
  const keys = await Promise.all(names.map((name) => stage.client.createCredential({ as: 'device', name })))
  let pressure = 1
  const report = async () => {
    pressure += 1
    await Promise.all(keys.map(({ name, secret }: Credential) => post('/telemetry', { pressure }, `${name}:${secret}`)))
  }
  await report()
  const timer = setInterval(() => void report(), 500)
  return () => clearInterval(timer)
}

/** Another organisation on the platform, with its administrator. */
async function organisation(name: string) {
  const client = new MillraceClient({ address: stage.address })
  const { token } = (await client.signIn('admin', PASSWORD)) as { token: string }
  const request = { name, handle: name.toLowerCase(), administrator: name }
  const { invitation } = (await post('/organisations', request, token)) as { invitation: { token: string } }
  const username = `${name.toLowerCase()}-admin`
  await post('/invitations/acceptance', { token: invitation.token, username, password: PASSWORD })
  return { username, password: PASSWORD }
}

const bar = (page: Page) =>
  page
    .getByRole('row', { name: /pressure/ })
    .textContent()
    .then((text) => Number(/\d+\.?\d*/.exec(text?.replace(/^.*?pressure/, '') ?? '')?.[0]))

beforeAll(async () => {
  stage = await startStage()
  stop = await fireBoilers()
  north = await stage.signedIn('/sharing')
  south = await stage.signedIn('/sharing?side=received', await organisation('South'))
})
afterAll(async () => {
  stop()
  expect(stage.complaints()).toEqual([])
  await stage.close()
})

async function share(page: Page, what: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name: 'Share something' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What', { exact: true }).fill(what)
  await page.getByRole('option', { name: what }).click()
  await fill(dialog)
  await dialog.getByRole('button', { name: /^(Share|Make the link)$/ }).click()
  await dialog.getByText(`${what} is shared with`).waitFor()
}

async function stopSharing(page: Page, what: string) {
  await page
    .getByRole('button', { name: `Stop sharing ${what}` })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a boiler shared for a week is seen by the other organisation, that and nothing else, live, until it is stopped', async () => {
  await south.getByText('Nothing is shared with you yet').waitFor()
  await share(north, 'Boiler-1', async (dialog) => {
    await dialog.getByLabel('Handle of the organisation').fill('south')
    await dialog.getByLabel('What for').fill('Joint tuning of the burner')
    await dialog.getByText('A week').click()
  })
  await north.getByRole('button', { name: 'Close' }).last().click()
  expect(await north.getByRole('row', { name: /Boiler-1/ }).textContent()).toMatch(
    /south.*Joint tuning.*in 7 days.*Open/,
  )

  await south.reload()
  await south.getByRole('link', { name: 'Look at Boiler-1' }).click()
  const banner = south.getByRole('region', { name: 'What is shared here' })
  expect(await banner.textContent()).toMatch(/Millrace shares Boiler-1 with you.*Joint tuning of the burner.*in 7 days/)
  await south.getByRole('treeitem').first().waitFor()
  expect(await south.getByRole('treeitem').allTextContents()).toEqual(['Boiler-11'])
  const before = await bar(south)
  await expect.poll(() => bar(south), { timeout: 15_000 }).toBeGreaterThan(before)

  await south.getByRole('link', { name: 'pressure' }).click()
  await south.locator('canvas').first().waitFor()
  expect(await south.getByRole('button', { name: 'CSV' }).count()).toBe(0)
  await banner.getByText('Live').waitFor()

  await stopSharing(north, 'Boiler-1')
  await south.getByText('Millrace no longer shares Boiler-1').waitFor({ timeout: 5_000 })
  expect(await south.locator('canvas').count()).toBe(0)
  await south.getByRole('link', { name: 'What is shared with us' }).click()
  await south.getByRole('row', { name: /Boiler-1.*Stopped/ }).waitFor()
})

test('whoever holds a link sees the same without an account, its token never sent in an address, until it is stopped', async () => {
  let address = ''
  await north.goto('/sharing')
  await share(north, 'Boiler-2', async (dialog) => {
    await dialog.getByText('Whoever holds a link').click()
    await dialog.getByLabel('What for').fill('A screen in the hall')
    await dialog.getByText('A day').click()
  })
  address = (await north.getByRole('dialog').locator('code').textContent()) ?? ''
  expect(address).toMatch(/\/link#mrl_/)
  await north.getByRole('button', { name: 'I have kept it' }).click()

  const guest = await stage.page()
  const asked: string[] = []
  guest.on('request', (request) => asked.push(request.url().split('#')[0] ?? ''))
  await guest.goto(address)
  await guest.getByRole('treeitem', { name: /Boiler-2/ }).waitFor()
  expect(await guest.getByRole('navigation').count()).toBe(0)
  const before = await bar(guest)
  await expect.poll(() => bar(guest), { timeout: 15_000 }).toBeGreaterThan(before)
  await guest.getByRole('link', { name: 'pressure' }).click()
  await guest.locator('canvas').first().waitFor()
  await guest.reload()
  await guest.locator('canvas').first().waitFor()
  expect(asked.filter((url) => url.includes('mrl_'))).toEqual([])

  await stopSharing(north, 'Boiler-2')
  await guest.getByText('Millrace no longer shares Boiler-2').waitFor({ timeout: 5_000 })
  await guest.reload()
  await guest.getByText('This link opens nothing').waitFor()
})
