import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Action, type IdentityProvider, type Organisation, PlatformFault, platform } from '../../platform.ts'
import { AuditRetention } from './parts/AuditRetention.tsx'
import { ProviderCard } from './parts/ProviderCard.tsx'
import { ProviderList } from './parts/ProviderList.tsx'
import { QuotaList } from './parts/QuotaList.tsx'
import { RulesPanel } from './parts/RulesPanel.tsx'

const organisation: Organisation = {
  id: 'o1',
  name: 'North',
  handle: 'north',
  operator: false,
  suspended: false,
  settings: { secondFactor: false, separateAdministrators: false },
}
const provider: IdentityProvider = {
  id: 'i1',
  name: 'Work',
  issuer: 'https://login.example',
  clientId: 'millrace',
  scopes: ['profile', 'email'],
  groupClaim: 'groups',
  mapping: [{ group: 'fitters', role: 'operator', below: null }],
  emailDomains: [],
  autoJoin: false,
  redirectUri: 'https://platform.example/api/v1/sign-in/providers/i1/callback',
  createdAt: '2026-11-01T00:00:00Z',
  changedAt: '2026-11-01T00:00:00Z',
}
const rolesOf = ['operator', 'viewer'].map((name) => ({ name, title: name, actions: [], standard: true, holders: 0 }))

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => {
  vi.spyOn(platform.access, 'roles').mockResolvedValue(rolesOf)
  vi.spyOn(platform, 'session').mockResolvedValue({ secondFactor: 'not_needed' } as never)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const holding = (...actions: Action[]) =>
  vi
    .spyOn(platform.account, 'rights')
    .mockResolvedValue({ items: actions.map((action) => ({ action, everywhere: true })) })
const show = (part: ReactNode) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {part}
      </QueryClientProvider>
    </MantineProvider>,
  )
const dialog = () => within(screen.getByRole('dialog'))
const press = (name: string) => fireEvent.click(dialog().getByRole('button', { name }))
const secondFactor = () => screen.getByRole('switch', { name: 'A second factor for everyone' }) as HTMLInputElement

test('a rule changes only after what follows from it was said, also to who would lock themselves out', async () => {
  holding('organisation:manage')
  const change = vi.spyOn(platform.organisation, 'change').mockResolvedValue(organisation)
  show(<RulesPanel organisation={organisation} />)
  await waitFor(() => expect(secondFactor().disabled).toBe(false))
  fireEvent.click(secondFactor())
  expect(change).not.toHaveBeenCalled()
  await waitFor(() => expect(dialog().getByText(/signed in without a second factor yourself/)).toBeTruthy())
  press('Switch on')
  await waitFor(() => expect(change).toHaveBeenCalledWith({ settings: { secondFactor: true } }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a rule that the platform refuses says why, and the dialog stays', async () => {
  holding('organisation:manage')
  const refusal = new PlatformFault(409, 'members.still_undivided', 'Expected nobody …', 'Give three people …')
  vi.spyOn(platform.organisation, 'change').mockRejectedValue(refusal)
  show(<RulesPanel organisation={organisation} />)
  const apart = screen.getByRole('switch', { name: 'Separated administrators' }) as HTMLInputElement
  await waitFor(() => expect(apart.disabled).toBe(false))
  fireEvent.click(apart)
  press('Switch on')
  expect((await dialog().findByRole('alert')).textContent).toContain('Somebody still holds all administration')
})

test('whoever may only read the organisation sees its rules and cannot switch them', async () => {
  const asked = holding('organisation:read')
  show(<RulesPanel organisation={organisation} />)
  await waitFor(() => expect(asked).toHaveBeenCalled())
  expect(secondFactor().disabled).toBe(true)
})

test('records are deleted only after somebody agreed, and for no less than six months', async () => {
  holding('organisation:manage', 'audit:read')
  vi.spyOn(platform.audit, 'retention').mockResolvedValue({ days: 800 })
  const keep = vi.spyOn(platform.audit, 'keep').mockImplementation(async (retention) => retention)
  show(<AuditRetention />)
  const days = await screen.findByLabelText('Days that audit records are kept')
  const save = await screen.findByRole('button', { name: 'Save' })
  fireEvent.change(days, { target: { value: '90 days' } })
  await screen.findByText('At least 183 days')
  expect(save.hasAttribute('disabled')).toBe(true)
  fireEvent.change(days, { target: { value: '400 days' } })
  await waitFor(() => expect(save.hasAttribute('disabled')).toBe(false))
  fireEvent.click(save)
  expect(keep).not.toHaveBeenCalled()
  press('Keep them so long')
  await waitFor(() => expect(keep).toHaveBeenCalledWith({ days: 400 }))
})

test('a quota near its limit says so, and each says what happens when it is used up', async () => {
  vi.spyOn(platform.organisation, 'quotas').mockResolvedValue([
    { kind: 'devices', most: 10, used: 9 },
    { kind: 'storage_bytes', most: null, used: 2048 },
  ])
  show(<QuotaList />)
  const [devices, history] = await screen.findAllByRole('listitem')
  expect(devices!.textContent).toContain('9 of 10Nearly used up')
  expect(devices!.textContent).toContain('waits, with the reason on its page')
  expect(within(devices!).getByRole('meter').getAttribute('aria-valuenow')).toBe('90')
  expect(history!.textContent).toContain('2.0 KiBNo limit')
})

test('a provider is added with its groups, and then tells the address to register', async () => {
  holding('provider:manage', 'role:manage', 'member:read')
  vi.spyOn(platform.providers, 'list').mockResolvedValue([])
  const add = vi.spyOn(platform.providers, 'add').mockResolvedValue(provider)
  show(<ProviderList />)
  fireEvent.click(await screen.findByRole('button', { name: 'Add a provider' }))
  // Its code comes when it is opened.
  await screen.findByRole('dialog', undefined, { timeout: 5000 })
  const field = async (label: string, value: string) =>
    fireEvent.change(await dialog().findByLabelText(label), { target: { value } })
  await field('Name', 'Work')
  await field('Issuer', 'https://login.example')
  await field('Client ID', 'millrace')
  await field('Client secret', 's')
  await field('E-mail domains', 'North.example; south.example')
  fireEvent.click(await dialog().findByRole('button', { name: 'Add a group' }))
  await field('Group', 'fitters')
  fireEvent.click(dialog().getByLabelText('Role', { selector: 'input' }))
  fireEvent.click(await screen.findByRole('option', { name: 'Operator', hidden: true }))
  press('Add the provider')
  await waitFor(() =>
    expect(add).toHaveBeenCalledWith({
      name: 'Work',
      issuer: 'https://login.example',
      clientId: 'millrace',
      clientSecret: 's',
      scopes: ['profile', 'email'],
      groupClaim: 'groups',
      emailDomains: ['north.example', 'south.example'],
      autoJoin: false,
      mapping: [{ group: 'fitters', role: 'operator', below: null }],
    }),
  )
  expect(await dialog().findByText(provider.redirectUri)).toBeTruthy()
})

test('a provider that does not answer says what is wrong when it is tried', async () => {
  holding('provider:manage', 'role:manage')
  vi.spyOn(platform.providers, 'check').mockResolvedValue({ works: false, problem: 'Saw none.', remedy: 'Start it.' })
  show(<ProviderCard provider={provider} />)
  fireEvent.click(screen.getByRole('button', { name: 'Try it' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Saw none.Start it.')
})

test('whoever may not give roles cannot edit a provider whose groups give them', async () => {
  const asked = holding('provider:manage')
  show(<ProviderCard provider={provider} />)
  await waitFor(() => expect(asked).toHaveBeenCalled())
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
  expect(screen.getByText(/only somebody who may give roles can edit it/)).toBeTruthy()
})
