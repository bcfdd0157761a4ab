import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { PlatformFault, platform } from '../../platform.ts'
import { InvitationForm } from './InvitationForm.tsx'

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

const joined = vi.fn(async () => undefined)
const needed = vi.fn()
const open = (name: string) =>
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <InvitationForm
          token="t1"
          offer={{ organisation: 'North', name, expiresAt: '2026-11-29T08:00:00Z' }}
          lesson="Open for three days."
          onJoined={joined}
          onNeeded={needed}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } })

test('somebody new gives a name, which the invitation proposes unless it is an address', async () => {
  const accept = vi.spyOn(platform.members, 'accept').mockResolvedValue({ username: 'mei', organisation: 'North' })
  open('Mei Lin')
  type(/User name/, 'mei')
  type(/Password/, 'four words in a row')
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() => expect(joined).toHaveBeenCalledWith({ username: 'mei', password: 'four words in a row' }))
  expect(accept).toHaveBeenCalledWith({
    token: 't1',
    account: 'new',
    username: 'mei',
    password: 'four words in a row',
    name: 'Mei Lin',
    locale: 'en',
  })
  cleanup()
  open('mei@example.com')
  expect((screen.getByLabelText(/Your name/) as HTMLInputElement).value).toBe('')
})

test('an own account is joined as it is, and a mistyped one makes no new one', async () => {
  const accept = vi
    .spyOn(platform.members, 'accept')
    .mockRejectedValue(new PlatformFault(401, 'identity.sign_in_refused', 'No.', 'Again.'))
  open('Mei Lin')
  fireEvent.click(screen.getByText('My own account'))
  expect(screen.queryByLabelText(/Your name/)).toBeNull()
  type(/User name/, 'mie')
  type(/Password/, 'secret')
  fireEvent.submit(screen.getByRole('form'))
  expect((await screen.findByRole('alert')).textContent).toContain('The user name or the password is not right.')
  expect(accept).toHaveBeenCalledWith({ token: 't1', account: 'own', username: 'mie', password: 'secret' })
})

test('whoever has a second factor has not joined before it is given', async () => {
  joined.mockClear()
  const ticket = { ticket: 'k', accepts: ['totp' as const] }
  vi.spyOn(platform.members, 'accept').mockResolvedValue(ticket)
  open('Mei Lin')
  fireEvent.click(screen.getByText('My own account'))
  type(/User name/, 'mei')
  type(/Password/, 'secret')
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() => expect(needed).toHaveBeenCalledWith(ticket))
  expect(joined).not.toHaveBeenCalled()
})
