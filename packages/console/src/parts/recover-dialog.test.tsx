import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../i18n/language.ts'
import { type Member, PlatformFault, platform } from '../platform.ts'
import RecoverDialog from './RecoverDialog.tsx'

const mei: Member = {
  id: 'm1',
  username: 'mei',
  name: 'Mei Lin',
  suspended: false,
  factors: false,
  roles: [],
  joinedAt: '2026-11-01T08:00:00Z',
}
const made = { username: 'mei', lost: 'factors', token: 'one-two', expiresAt: '2026-11-26T09:00:00Z' } as const

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

const closed = vi.fn()
const open = (member?: Member) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <RecoverDialog {...(member && { member })} onClose={closed} />
      </QueryClientProvider>
    </MantineProvider>,
  )
const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

test('a link for a member is made with what is lost and a reason, and shown once', async () => {
  const forMember = vi.spyOn(platform.recovery, 'forMember').mockResolvedValue(made)
  open(mei)
  expect(screen.getByText('Recover access for Mei Lin')).toBeTruthy()
  expect(screen.queryByLabelText(/User name/)).toBeNull()
  expect(button('Make the link').disabled).toBe(true)
  fireEvent.click(screen.getByText('Second factors'))
  expect(screen.getByText(/they need their password to use the link/)).toBeTruthy()
  type(/Reason/, '  Lost the phone ')
  fireEvent.click(button('Make the link'))
  expect(await screen.findByText(`${location.origin}/recovery#one-two`)).toBeTruthy()
  expect(screen.getByText(/They need their password as well/)).toBeTruthy()
  expect(forMember).toHaveBeenCalledWith('m1', { lost: 'factors', reason: 'Lost the phone' })
  fireEvent.click(button('I have handed it over'))
  expect(closed).toHaveBeenCalled()
})

test('a member who may do more, or belongs elsewhere as well, is not recovered, and it is said who can', async () => {
  const forMember = vi.spyOn(platform.recovery, 'forMember')
  open(mei)
  type(/Reason/, 'Called me')
  for (const [code, words] of [
    ['access.beyond_own', /may do what you may not.*whoever runs the platform/],
    ['members.recovery_elsewhere', /another organisation as well.*whoever runs the platform/],
  ] as const) {
    forMember.mockRejectedValue(new PlatformFault(403, code, 'No.', 'Ask.'))
    fireEvent.click(button('Make the link'))
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(words))
  }
})

test('whoever runs the platform names anybody by user name', async () => {
  const forAnybody = vi.spyOn(platform.recovery, 'forAnybody').mockResolvedValue({ ...made, lost: 'password' })
  open()
  type(/Reason/, 'Works for two companies')
  expect(button('Make the link').disabled).toBe(true)
  type(/User name/, ' mei ')
  fireEvent.click(button('Make the link'))
  expect(await screen.findByText('Link for mei')).toBeTruthy()
  expect(forAnybody).toHaveBeenCalledWith({ username: 'mei', lost: 'password', reason: 'Works for two companies' })
})
