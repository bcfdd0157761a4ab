import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Organisation, platform } from '../../platform.ts'
import { handleOf, handlePattern } from './handle.ts'
import { OrganisationsPage } from './OrganisationsPage.tsx'

const settings = { secondFactor: false, separateAdministrators: false }
const own: Organisation = { id: 'o1', name: 'Works', handle: 'works', operator: true, suspended: false, settings }
const north: Organisation = { ...own, id: 'o2', name: 'North', handle: 'north', operator: false }

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function open() {
  vi.spyOn(platform.organisations, 'list').mockResolvedValue([own, north])
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <OrganisationsPage />
      </QueryClientProvider>
    </MantineProvider>,
  )
  await screen.findByText('North')
}
const dialog = () => within(screen.getByRole('dialog'))
const menu = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name: `More about ${name}` }))
  return within(await screen.findByRole('menu'))
}

test('an organisation is made with a handle from its name, and its invitation is shown this once as a link', async () => {
  const make = vi.spyOn(platform.organisations, 'make').mockResolvedValue({
    organisation: { ...north, name: 'Süd & Söhne' },
    invitation: {
      id: 'v1',
      name: 'Ann',
      roles: [],
      createdAt: '2026-11-26T00:00:00Z',
      expiresAt: '2026-12-03T00:00:00Z',
      token: 'a/b',
    },
  })
  await open()
  fireEvent.click(screen.getByRole('button', { name: 'Make an organisation' }))
  await screen.findByRole('dialog', undefined, { timeout: 5000 })
  fireEvent.change(dialog().getByLabelText('Name'), { target: { value: 'Süd & Söhne' } })
  fireEvent.change(dialog().getByLabelText('Its administrator'), { target: { value: 'Ann' } })
  fireEvent.click(dialog().getByRole('button', { name: 'Make the organisation' }))
  expect(await dialog().findByText(/\/invitation\?token=a%2Fb$/)).toBeTruthy()
  expect(make).toHaveBeenCalledWith({ name: 'Süd & Söhne', handle: 'sud-sohne', administrator: 'Ann' })
})

test('suspending asks first and names the organisation; the one that runs the platform stays', async () => {
  const suspend = vi.spyOn(platform.organisations, 'suspend').mockResolvedValue()
  await open()
  expect((await menu('Works')).getByRole('menuitem', { name: 'Suspend' }).hasAttribute('disabled')).toBe(true)
  fireEvent.keyDown(document.body, { key: 'Escape' })
  fireEvent.click((await menu('North')).getByRole('menuitem', { name: 'Suspend' }))
  expect(await screen.findByText('Suspend North?')).toBeTruthy()
  expect(suspend).not.toHaveBeenCalled()
  fireEvent.click(dialog().getByRole('button', { name: 'Suspend' }))
  await waitFor(() => expect(suspend).toHaveBeenCalledWith('o2'))
})

test('of the quotas only what was changed is set, the history in bytes, and an empty field lifts a limit', async () => {
  vi.spyOn(platform.organisations, 'quotas').mockResolvedValue([
    { kind: 'devices', most: 5, used: 3 },
    { kind: 'points', most: 100, used: 60 },
    { kind: 'storage_bytes', most: null, used: 0 },
  ])
  const set = vi.spyOn(platform.organisations, 'setQuota').mockResolvedValue([])
  await open()
  fireEvent.click(screen.getByText('North'))
  const limit = (name: string, value: string) =>
    fireEvent.change(dialog().getByLabelText(name, { selector: 'input' }), { target: { value } })
  await screen.findByText('Save the quotas', undefined, { timeout: 5000 })
  limit('Edge nodes and devices', '2')
  expect(await dialog().findByText(/Less than it uses now/)).toBeTruthy()
  limit('Edge nodes and devices', '')
  limit('History on disk', '2.5')
  fireEvent.click(dialog().getByRole('button', { name: 'Save the quotas' }))
  await waitFor(() => expect(set).toHaveBeenCalledTimes(2))
  expect(set.mock.calls).toEqual([
    ['o2', { kind: 'devices', most: null }],
    ['o2', { kind: 'storage_bytes', most: 2.5 * 1024 ** 3 }],
  ])
})

test.each([
  ['Nordwind Pumpen GmbH', 'nordwind-pumpen-gmbh'],
  ['  Ünit 7 -- ', 'unit-7'],
  ['a'.repeat(80), 'a'.repeat(63)],
])('the handle of %s is %s', (name, handle) => {
  expect(handleOf(name)).toBe(handle)
  expect(handle).toMatch(new RegExp(`^(?:${handlePattern})$`, 'v'))
})

test('a name in another script leaves the handle to be typed', () => {
  expect(handleOf('\u6c5f\u5357')).toBe('')
})
