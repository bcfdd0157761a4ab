import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

const NEXT = 'velvet anchor 31 turnip'
let stage: Stage

beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

async function linkFor(admin: Page, lost: string): Promise<string> {
  await admin.getByRole('button', { name: 'Recover access', exact: true }).click()
  await admin.getByText(lost, { exact: true }).click()
  await admin.getByLabel('Reason').fill('Came to the control room in person')
  await admin.getByRole('button', { name: 'Make the link' }).click()
  const link = await admin.getByText('/recovery#').textContent()
  await admin.getByRole('button', { name: 'I have handed it over' }).click()
  return link ?? ''
}

test('somebody who lost the password gets a link, sets a new one, and is out wherever they were in', async () => {
  await stage.addPerson('mei', ['viewer'])
  const before = await stage.signedIn('/assets', { username: 'mei', password: PASSWORD })
  await before.getByRole('heading', { name: 'Assets' }).waitFor()
  const admin = await stage.signedIn('/members')
  await admin.getByRole('link', { name: 'mei' }).first().click()
  const link = await linkFor(admin, 'Password')

  const mei = await stage.page()
  await mei.goto(link)
  await mei.getByLabel('New password', { exact: true }).fill('mei12345')
  await mei.getByRole('button', { name: 'Set the password' }).click()
  await mei.getByText('This password is too easy to guess.').waitFor()
  await mei.getByLabel('New password', { exact: true }).fill(NEXT)
  await mei.keyboard.press('Enter')
  await mei.getByText('Your new password counts.').waitFor()
  await mei.getByRole('link', { name: 'Sign in' }).click()
  await mei.getByLabel('User name').fill('mei')
  await mei.getByLabel('Password', { exact: true }).fill(NEXT)
  await mei.getByRole('button', { name: 'Sign in', exact: true }).click()
  await mei.waitForURL((url) => url.pathname === '/')
  await before.reload()
  await before.getByRole('heading', { name: 'Sign in' }).waitFor()

  const again = await stage.page()
  await again.goto(link)
  await again.getByText('This link is not open any more.').waitFor()
  expect(stage.complaints()).toEqual([])
})

test('an administrator for members is told why they cannot let the administrator in again', async () => {
  const clerk = await stage.addPerson('clerk', ['security_admin'])
  const page = await stage.signedIn('/members', clerk)
  await page.getByRole('link', { name: 'Administrator' }).first().click()
  await page.getByRole('button', { name: 'Recover access', exact: true }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('I want in')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByText('This person may do what you may not.').waitFor()
})
