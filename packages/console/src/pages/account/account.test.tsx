import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Factors, type OpenSession, PlatformFault, platform, type Session } from '../../platform.ts'
import { agentOf } from './agent.ts'
import { PasswordSection } from './parts/PasswordSection.tsx'
import { ProfileView } from './parts/ProfileView.tsx'
import { Providers } from './parts/Providers.tsx'
import { RightsView } from './parts/RightsView.tsx'
import { SecondStepSection } from './parts/SecondStepSection.tsx'
import { SessionsView } from './parts/SessionsView.tsx'
import { parseAccountSearch } from './search.ts'

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
})
beforeEach(() => setLanguage('en'))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const session: Session = {
  user: { id: 'u1', username: 'ann', name: 'Ann', locale: 'en' },
  tenant: { id: 'o1', name: 'North' },
  organisations: [
    { id: 'o1', name: 'North' },
    { id: 'o2', name: 'South' },
  ],
  secondFactor: 'not_needed',
}
const none: Factors = { password: true, totp: false, recoveryCodesLeft: 0, passkeys: [] }

const show = (part: ReactNode) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {part}
      </QueryClientProvider>
    </MantineProvider>,
  )
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const enter = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const refused = (code: string, says = 'No.') => new PlatformFault(403, code, says, 'Again.')

describe('the second step', () => {
  test('an authenticator app is set up with a proof and a code, and its recovery codes are shown', async () => {
    const begin = vi
      .spyOn(platform.account, 'beginTotp')
      .mockResolvedValue({ secret: 'ABCDEFGH', uri: 'otpauth://totp/Millrace:ann?secret=ABCDEFGH' })
    const confirm = vi.spyOn(platform.account, 'confirmTotp').mockResolvedValue(['aaaa-bbbb', 'cccc-dddd'])
    show(<SecondStepSection factors={none} session={session} />)
    press('Set up')
    enter('Your password', 'secret')
    press('Continue')
    expect(await screen.findByRole('img', { name: 'QR code of the secret' })).toBeTruthy()
    expect(begin).toHaveBeenCalledWith({ password: 'secret' })
    press(/Show the secret as text/)
    expect(screen.getByText('ABCD EFGH')).toBeTruthy()
    enter('Code of the app', '123 456')
    press('Confirm')
    expect(await screen.findByText('cccc-dddd')).toBeTruthy()
    expect(confirm).toHaveBeenCalledWith('123456')
    expect(screen.getByRole('status').textContent).toContain('shown this once')
  })

  test('a proof that is refused is told, and the field is empty again', async () => {
    vi.spyOn(platform.account, 'beginTotp').mockRejectedValue(refused('factors.proof_refused'))
    show(<SecondStepSection factors={none} session={session} />)
    press('Set up')
    enter('Your password', 'wrong')
    press('Continue')
    expect((await screen.findByRole('alert')).textContent).toContain('That was not accepted.')
    expect((screen.getByLabelText('Your password') as HTMLInputElement).value).toBe('')
  })

  test('the app is removed by a code of its own, after a warning that it is the only second step', async () => {
    const remove = vi.spyOn(platform.account, 'removeTotp').mockResolvedValue()
    show(<SecondStepSection factors={{ ...none, totp: true, recoveryCodesLeft: 2 }} session={session} />)
    press('Remove')
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText(/the password alone signs you in/)).toBeTruthy()
    fireEvent.click(dialog.getByLabelText('App'))
    enter('Code of the authenticator app', '654 321')
    fireEvent.click(dialog.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ totp: '654321' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('whoever has nothing to prove it with is told where the second step is kept', () => {
    show(<SecondStepSection factors={{ ...none, password: false }} session={session} />)
    press('Set up')
    expect(screen.getByRole('alert').textContent).toContain('keeps the second step there')
  })
})

describe('the password', () => {
  const change = () => {
    show(<PasswordSection user={session.user} has />)
    fireEvent.click(screen.getByRole('button'))
    const [current, next] = [...document.querySelectorAll('input[type="password"]')] as HTMLInputElement[]
    fireEvent.change(current!, { target: { value: 'old one' } })
    fireEvent.change(next!, { target: { value: 'qwertyuiop' } })
    fireEvent.submit(screen.getByRole('form'))
  }
  const weak = refused(
    'factors.password_weak',
    'Expected …, saw one that is easy to guess (Straight rows of keys on your keyboard are easy to guess.).',
  )

  test('is told to be weak for the reason that the platform found, in the reader’s language', async () => {
    await setLanguage('zh')
    vi.spyOn(platform.account, 'changePassword').mockRejectedValue(weak)
    change()
    expect((await screen.findByRole('alert')).textContent).toMatch(/^\p{Script=Han}/u)
  })

  test('that is not the current one is told as such', async () => {
    vi.spyOn(platform.account, 'changePassword').mockRejectedValue(refused('identity.sign_in_refused'))
    change()
    expect((await screen.findByRole('alert')).textContent).toContain('The current password is not right.')
  })

  test('is not there for whoever signs in through a provider', () => {
    show(<PasswordSection user={session.user} has={false} />)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('the profile', () => {
  test('keeps name and language together', async () => {
    const save = vi.spyOn(platform.account, 'changeProfile').mockResolvedValue()
    show(<ProfileView session={session} />)
    expect((screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement).disabled).toBe(true)
    enter('Name', ' Ann Porter ')
    press('Save')
    await waitFor(() => expect(save).toHaveBeenCalledWith({ name: 'Ann Porter', locale: 'en' }))
  })

  test('leads to another organisation, where the console begins anew', async () => {
    const move = vi.spyOn(platform.account, 'workFor').mockResolvedValue()
    const load = vi.spyOn(location, 'assign').mockReturnValue()
    show(<ProfileView session={session} />)
    press('Work for South')
    await waitFor(() => expect(load).toHaveBeenCalledWith('/'))
    expect(move).toHaveBeenCalledWith('o2')
  })
})

describe('sessions', () => {
  const open = (id: string, more: Partial<OpenSession>): OpenSession => ({
    id,
    current: false,
    organisation: 'North',
    remote: '192.0.2.7',
    userAgent: 'curl/8',
    proofs: ['password', 'totp'],
    createdAt: '2026-11-23T08:00:00Z',
    lastUsedAt: '2026-11-23T09:00:00Z',
    expiresAt: '2026-11-24T08:00:00Z',
    ...more,
  })

  test('stand with this one first, and the others end together after a question', async () => {
    vi.spyOn(platform.account, 'sessions').mockResolvedValue([open('s1', {}), open('s2', { current: true })])
    const end = vi.spyOn(platform.account, 'endOtherSessions').mockResolvedValue()
    show(<SessionsView />)
    const rows = await screen.findAllByRole('listitem')
    expect(rows[0]!.textContent).toContain('This one')
    expect(rows[1]!.textContent).toContain('192.0.2.7 · password and authenticator app')
    press('Sign out all others')
    expect(end).not.toHaveBeenCalled()
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Sign out all others' }))
    await waitFor(() => expect(end).toHaveBeenCalled())
  })
})

test('a way to a provider that failed is told by its code alone', async () => {
  vi.spyOn(platform.account, 'providers').mockResolvedValue([{ id: 'i1', name: 'Works', connected: false }])
  show(<Providers factors={none} fault="federation.login_taken" />)
  expect(screen.getByRole('alert').textContent).toContain('connected to another person')
  const link = await screen.findByRole('link', { name: 'Connect Works' })
  expect(link.getAttribute('href')).toBe('/api/v1/me/sign-in-providers/i1/start')
})

test('rights stand in words, by what they are about, and say where they hold', async () => {
  vi.spyOn(platform.account, 'roles').mockResolvedValue([{ role: 'viewer', title: 'Viewer', provider: true }])
  vi.spyOn(platform.account, 'rights').mockResolvedValue({ items: [{ action: 'point:read', everywhere: false }] })
  vi.spyOn(platform.access, 'actions').mockResolvedValue([
    { action: 'point:read', about: 'plant', shared: true, says: '' },
    { action: 'audit:read', about: 'organisation', shared: false, says: '' },
  ])
  show(<RightsView session={session} />)
  expect(await screen.findByText('See points, their values and history')).toBeTruthy()
  expect(screen.getByText('only below certain assets')).toBeTruthy()
  expect(screen.queryByText('The organisation')).toBeNull()
  expect(screen.getByText(/given by a group of your sign-in provider/)).toBeTruthy()
})

test('browsers are called as people call them', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0'
  expect(agentOf(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0`)).toEqual({
    browser: 'Edge',
    system: 'Windows',
    handheld: false,
  })
  expect(agentOf(`Mozilla/5.0 (Linux; Android 15; Pixel) ${chrome} Mobile Safari/537.36 MicroMessenger/8.0`)).toEqual({
    browser: 'WeChat',
    system: 'Android',
    handheld: true,
  })
  expect(
    agentOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15'),
  ).toEqual({ browser: 'Safari', system: 'macOS', handheld: false })
  expect(agentOf('curl/8.5')).toEqual({ handheld: false })
})

test('the address keeps a view that is known, and nothing else', () => {
  expect(parseAccountSearch({ view: 'sessions', other: 1 })).toEqual({ view: 'sessions' })
  expect(parseAccountSearch({ view: 'nothing', fault: 'a.b' })).toEqual({ fault: 'a.b' })
})
