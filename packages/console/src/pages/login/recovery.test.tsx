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
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Lost, PlatformFault, platform } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { RecoveryPage } from './RecoveryPage.tsx'

const token = 'x'.repeat(43)

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

function open(hash: string, lost?: Lost): QueryClient {
  const offer = vi.spyOn(platform.recovery, 'offer')
  if (lost) offer.mockResolvedValue({ username: 'mei', name: 'Mei Lin', lost, expiresAt: '2026-11-26T09:00:00Z' })
  else offer.mockRejectedValue(new PlatformFault(404, 'identity.recovery_refused', 'No.', 'Ask.'))
  const queries = new QueryClient()
  queries.setQueryData(sessionQuery.queryKey, { user: { username: 'mei' } } as never)
  const root = createRootRoute({ component: Outlet })
  const page = createRoute({ getParentRoute: () => root, path: '/recovery', component: RecoveryPage })
  const login = createRoute({ getParentRoute: () => root, path: '/login', component: () => <p>the sign-in</p> })
  const router = createRouter({
    routeTree: root.addChildren([page, login]),
    history: createMemoryHistory({ initialEntries: [`/recovery${hash}`] }),
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return queries
}
const give = async (label: RegExp, value: string, action: string) => {
  fireEvent.change(await screen.findByLabelText(label, { selector: 'input' }), { target: { value } })
  fireEvent.click(screen.getByRole('button', { name: action }))
}

test('whoever lost the password sets a new one and goes on to sign in, signed out here', async () => {
  const use = vi.spyOn(platform.recovery, 'use').mockResolvedValue()
  const queries = open(`#${token}`, 'password')
  await give(/New password/, 'four words in a row', 'Set the password')
  expect(await screen.findByText('Your new password counts.')).toBeTruthy()
  expect(use).toHaveBeenCalledWith({ token, next: 'four words in a row' })
  expect(queries.getQueryData(sessionQuery.queryKey)).toBeUndefined()
  fireEvent.click(screen.getByRole('link', { name: 'Sign in' }))
  expect(await screen.findByText('the sign-in')).toBeTruthy()
})

test('whoever lost the second factors alone gives their password, and a wrong one is told', async () => {
  const use = vi
    .spyOn(platform.recovery, 'use')
    .mockRejectedValueOnce(new PlatformFault(401, 'identity.sign_in_refused', 'No.', 'Again.'))
    .mockResolvedValue()
  open(`#${token}`, 'factors')
  await give(/^Password/, 'guess', 'Remove second factors')
  expect((await screen.findByRole('alert')).textContent).toContain('The password is not right.')
  await give(/^Password/, 'four words in a row', 'Remove second factors')
  expect(await screen.findByText(/set up a second factor again/)).toBeTruthy()
  expect(use).toHaveBeenLastCalledWith({ token, current: 'four words in a row' })
})

test('a link that is cut or over says so, also when it ends while the page is open', async () => {
  open('#cut')
  expect((await screen.findByRole('alert')).textContent).toContain('This link is not complete.')
  cleanup()
  open(`#${token}`)
  expect((await screen.findByRole('alert')).textContent).toContain('This link is not open any more.')
  cleanup()
  vi.spyOn(platform.recovery, 'use').mockRejectedValue(
    new PlatformFault(404, 'identity.recovery_refused', 'No.', 'Ask.'),
  )
  open(`#${token}`, 'both')
  await give(/New password/, 'four words in a row', 'Set the password')
  expect((await screen.findByRole('alert')).textContent).toContain('This link is not open any more.')
})

test('a weak password is told in words of the console', async () => {
  vi.spyOn(platform.recovery, 'use').mockRejectedValue(new PlatformFault(422, 'factors.password_weak', 'No.', 'Again.'))
  open(`#${token}`, 'both')
  await give(/New password/, 'mei1', 'Set the password')
  expect((await screen.findByRole('alert')).textContent).toContain('easy to guess')
})
