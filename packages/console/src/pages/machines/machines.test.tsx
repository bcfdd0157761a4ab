import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Action, type Certificate, platform } from '../../platform.ts'
import { MachinesPage } from './MachinesPage.tsx'
import { standingOf } from './near.ts'
import { parseMachineSearch } from './search.ts'

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

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()
const certificate = (more: Partial<Certificate> = {}): Certificate => ({
  id: 'c1',
  name: 'Suzhou/line-1',
  speaks: { as: 'edge', group: 'Suzhou', node: 'line-1' },
  state: 'valid',
  serial: '01ab',
  fingerprint: 'ab'.repeat(32),
  createdAt: inDays(-10),
  expiresAt: inDays(80),
  ...more,
})
const everything: Action[] = ['device:read', 'device:enrol', 'device:revoke', 'audit:read']

function open(path: string, certificates: Certificate[], may = everything) {
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: may.map((action) => ({ action, everywhere: true })),
  } as never)
  const asked = vi.spyOn(platform.machines, 'certificates').mockResolvedValue({ items: certificates })
  vi.spyOn(platform.machines, 'enrolmentTokens').mockResolvedValue({ items: [] })
  vi.spyOn(platform.machines, 'authority').mockResolvedValue({ root: 'PEM', fingerprint: 'AA:BB' })
  const root = createRootRoute({ component: Outlet })
  const app = createRoute({ getParentRoute: () => root, id: 'app', component: Outlet })
  const machines = createRoute({
    getParentRoute: () => app,
    path: '/machines',
    validateSearch: parseMachineSearch,
    component: MachinesPage,
  })
  const router = createRouter({
    routeTree: root.addChildren([app.addChildren([machines])]),
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

test('a certificate that was not renewed in time warns; a revoked one does not', () => {
  const now = Date.now()
  expect(standingOf(certificate(), now)).toBe('valid')
  expect(standingOf(certificate({ expiresAt: inDays(20) }), now)).toBe('near')
  expect(standingOf(certificate({ expiresAt: inDays(20), state: 'revoked' }), now)).toBe('revoked')
})

test('the list shows the newest certificate of each machine, and what ends soon is asked of the platform', async () => {
  const asked = open('/machines?state=near', [certificate({ expiresAt: inDays(9) })])
  expect(await screen.findByText('Suzhou/line-1')).toBeTruthy()
  expect(within(screen.getAllByRole('row')[1]!).getByText('Ending soon')).toBeTruthy()
  expect(asked.mock.calls[0]?.[0]).toEqual({ only: 'newest', limit: 100, state: 'valid', endsWithinDays: 21 })
})

test('a certificate is revoked with a reason, after it is said that its connections are cut at once', async () => {
  const revoke = vi.spyOn(platform.machines, 'revoke').mockResolvedValue()
  open('/machines?name=Suzhou%2Fline-1', [certificate()])
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke' }))
  const dialog = await screen.findByRole('dialog', { name: 'Revoke the certificate of Suzhou/line-1' })
  expect(dialog.textContent).toContain('connections that were opened with it are cut')
  expect(revoke).not.toHaveBeenCalled()
  fireEvent.change(within(dialog).getByLabelText('Why'), { target: { value: 'cessationOfOperation' } })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }))
  await waitFor(() => expect(revoke).toHaveBeenCalledWith('c1', 'cessationOfOperation'))
})

test('who may only look is offered neither revoking nor removing nor tokens', async () => {
  open('/machines?name=Suzhou%2Fline-1', [certificate()], ['device:read'])
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('01ab')
  expect(within(dialog).queryByRole('button', { name: 'Revoke' })).toBeNull()
  expect(within(dialog).queryByRole('button', { name: 'Remove its credential' })).toBeNull()
  expect(screen.queryByText('Enrolment tokens')).toBeNull()
})

test('a token is shown once, with the command that uses it and the fingerprint to check first', async () => {
  const create = vi
    .spyOn(platform.machines, 'createEnrolmentToken')
    .mockResolvedValue({ id: 't1', name: 'Suzhou/line 2', token: 'enrol_x', expiresAt: inDays(1) })
  open('/machines?tab=tokens', [])
  fireEvent.click((await screen.findAllByRole('button', { name: 'New token' }))[0]!)
  const form = await screen.findByRole('dialog')
  fireEvent.change(within(form).getByLabelText(/Group/), { target: { value: ' Suzhou ' } })
  fireEvent.change(within(form).getByLabelText(/^Edge node/, { selector: 'input[type=text], input:not([type])' }), {
    target: { value: 'line 2' },
  })
  fireEvent.submit(form.querySelector('form')!)
  expect(await screen.findByText(/enrol_x --out \.\/line-2$/)).toBeTruthy()
  expect(create).toHaveBeenCalledWith({ as: 'edge', group: 'Suzhou', node: 'line 2', minutes: 60 })
  expect(screen.getByText('enrol_x')).toBeTruthy()
  expect(await screen.findByText('AA:BB')).toBeTruthy()
})
