import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

let stage: Stage

/** A device that has sent a value is an asset of its own. */
async function addDevice(name: string): Promise<void> {
  const credential = await stage.client.createCredential({ as: 'device', name })
  const sent = await fetch(`${stage.address}/api/v1/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential.name}:${credential.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ temperature: 21.5 }),
  })
  expect(sent.ok).toBe(true)
  const found = async () => expect((await stage.client.assets({ search: name })).items).toHaveLength(1)
  await vi.waitFor(found, { timeout: 10_000, interval: 100 })
}

beforeAll(async () => {
  stage = await startStage()
  await addDevice('press-1')
  await addDevice('press-2')
})
afterAll(() => stage.close())

const pickRole = async (page: Page, role: string, below?: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: role, exact: true }).click()
  if (below === undefined) return
  await page.getByRole('combobox', { name: 'Where' }).fill(below)
  await page.getByRole('option', { name: below }).click()
}
const treeOf = async (page: Page): Promise<string> => {
  await page.goto('/assets')
  await page.getByRole('treeitem').first().waitFor()
  return (await page.getByRole('treeitem').allTextContents()).join(' ')
}

test('somebody is invited for one machine, joins, sees that alone, is given another, and is suspended', async () => {
  const admin = await stage.signedIn('/members')
  await admin.getByRole('button', { name: 'Invite' }).click()
  await admin.getByLabel('For whom').fill('Mei Lin')
  await pickRole(admin, 'Viewer', 'press-1')
  await admin.getByRole('button', { name: 'Make the link' }).click()
  const link = await admin.getByText('/invitation?token=').textContent()
  await admin.getByRole('button', { name: 'I have handed it over' }).click()

  const mei = await stage.page()
  await mei.goto(link!)
  await mei.getByLabel('User name').fill('mei')
  await mei.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await mei.getByRole('button', { name: 'Join' }).click()
  await mei.waitForURL((url) => url.pathname === '/')
  expect(await treeOf(mei)).toContain('press-1')
  expect(await treeOf(mei)).not.toContain('press-2')
  expect(await mei.getByRole('link', { name: 'Members' }).count()).toBe(0)
  const again = await stage.page()
  await again.goto(link!)
  await again.getByText('This invitation is not open any more.').waitFor()

  await admin.getByRole('tab', { name: 'Open invitations' }).click()
  await admin.getByText('No invitation is open').waitFor()
  await admin.getByRole('tab', { name: 'Members' }).click()
  await admin.getByRole('link', { name: 'Mei Lin' }).click()
  await admin.getByRole('button', { name: 'Give a role' }).click()
  await pickRole(admin, 'Operator', 'press-2')
  await admin.getByRole('button', { name: 'Give the role' }).click()
  const rights = admin.getByRole('region', { name: 'What they may do' })
  await rights.getByText('below press-1, press-2').first().waitFor()
  expect(await treeOf(mei)).toContain('press-2')

  await rights.getByRole('link', { name: 'Why? Write to machines' }).click()
  await admin.getByText('“Operator” would allow it, but holds only below press-2.').waitFor()
  await admin.getByRole('combobox', { name: 'At which asset' }).fill('press-2')
  await admin.getByRole('option', { name: 'press-2' }).click()
  await admin.getByText('Mei Lin (mei) may “Write to machines” at press-2.').waitFor()

  await admin.goBack()
  await admin.getByRole('button', { name: 'Suspend' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
  await admin.getByText('Suspended', { exact: true }).waitFor()
  await mei.reload()
  await mei.waitForURL((url) => url.pathname === '/login')
  expect(stage.complaints()).toEqual([])
})

test('a role of one’s own is made, and dropped when nobody holds it', async () => {
  const admin = await stage.signedIn('/roles')
  await admin.getByRole('button', { name: 'Make a role' }).click()
  await admin.getByLabel('Name', { exact: true }).fill('Night shift')
  await admin.getByLabel('See points, their values and history').check()
  await admin.getByRole('button', { name: 'Make the role' }).click()
  await admin.getByRole('button', { name: 'Night shift: who holds it' }).click()
  await admin.getByText('Nobody holds it').waitFor()
  await admin.getByRole('button', { name: 'Drop the role' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Drop the role' }).click()
  await admin.getByRole('button', { name: 'Night shift: who holds it' }).waitFor({ state: 'detached' })
  expect(stage.complaints()).toEqual([])
})
