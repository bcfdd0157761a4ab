import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Action, PlatformFault, type Program, platform } from '../../platform.ts'
import { endOf, expiryOf } from './expiry.ts'
import ProgramDialog from './parts/ProgramDialog.tsx'
import { ProgramRoles } from './parts/ProgramRoles.tsx'
import RotateDialog from './parts/RotateDialog.tsx'

const dayMs = 86_400_000
const program: Program = {
  id: 'p1',
  kind: 'key',
  name: 'Report',
  description: '',
  scopes: null,
  state: 'active',
  createdBy: { kind: 'person', id: 'u1', name: 'ann' },
  createdAt: '2026-11-01T00:00:00Z',
  expiresAt: new Date(Date.now() + 30 * dayMs).toISOString(),
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => {
  vi.spyOn(platform.access, 'roles').mockResolvedValue([
    { name: 'viewer', title: 'Viewer', actions: [], standard: true, holders: 0 },
    { name: 'shift_lead', title: 'Shift lead', actions: [], standard: false, holders: 0 },
  ])
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
const done = vi.fn()
const dialog = () => within(screen.getByRole('dialog'))
const press = (name: string) => fireEvent.click(dialog().getByRole('button', { name }))
const choose = async (label: string, option: string) => {
  fireEvent.click(await dialog().findByLabelText(label, { selector: 'input' }))
  fireEvent.click(await screen.findByRole('option', { name: option, hidden: true }))
}

test('a key is made with role and bounds, and shown this once with a call to try', async () => {
  holding('program:manage', 'role:manage', 'member:read', 'point:read')
  const make = vi.spyOn(platform.programs, 'make').mockResolvedValue({ program, secret: 'mrk_secret' })
  const assign = vi.spyOn(platform.access, 'assign').mockResolvedValue({} as never)
  show(<ProgramDialog onClose={done} />)
  fireEvent.change(dialog().getByLabelText('Name'), { target: { value: ' Report ' } })
  await choose('Role', 'Shift lead')
  fireEvent.click(dialog().getByText('Only some of it'))
  fireEvent.click(await dialog().findByLabelText('See points, their values and history'))
  press('Make the key')
  await dialog().findByText('mrk_secret')
  expect(make).toHaveBeenCalledWith({
    kind: 'key',
    name: 'Report',
    scopes: ['point:read'],
    expiresAt: expect.any(String),
  })
  expect(assign).toHaveBeenCalledWith({ holder: 'p1', role: 'shift_lead', below: null })
  expect(dialog().getByText(/Authorization: Bearer mrk_secret/)).toBeTruthy()
})

test('a key whose role is refused is made all the same, and says so beside its secret', async () => {
  holding('program:manage', 'role:manage', 'member:read')
  vi.spyOn(platform.programs, 'make').mockResolvedValue({ program, secret: 'mrk_secret' })
  vi.spyOn(platform.access, 'assign').mockRejectedValue(new PlatformFault(422, 'access.roles_apart', 'No.', 'Else.'))
  show(<ProgramDialog onClose={done} />)
  fireEvent.change(dialog().getByLabelText('Name'), { target: { value: 'Report' } })
  await choose('Role', 'Viewer')
  press('Make the key')
  expect((await dialog().findByRole('alert')).textContent).toContain('the role was not given')
  expect(dialog().getByText('mrk_secret')).toBeTruthy()
})

test('only what one holds everywhere is offered, and no key is bounded to nothing', async () => {
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: [
      { action: 'point:read', everywhere: true },
      { action: 'point:write', everywhere: false },
    ],
  })
  show(<ProgramDialog onClose={done} />)
  fireEvent.click(dialog().getByText('Only some of it'))
  expect((await dialog().findAllByRole('checkbox')).length).toBe(1)
  expect(dialog().getByRole('button', { name: 'Make the key' }).hasAttribute('disabled')).toBe(true)
})

test('a client is told how to get a token', async () => {
  holding('program:manage')
  const client: Program = { ...program, kind: 'client' }
  vi.spyOn(platform.programs, 'make').mockResolvedValue({ program: client, secret: 's3' })
  show(<ProgramDialog onClose={done} />)
  fireEvent.click(dialog().getByText('OAuth client'))
  fireEvent.change(dialog().getByLabelText('Name'), { target: { value: 'ERP' } })
  press('Make the client')
  expect((await dialog().findByText(/oauth\/token/)).textContent).toContain("-u 'p1:s3'")
})

test('a rotation lets the old secret count for a day unless told otherwise', async () => {
  const rotate = vi.spyOn(platform.programs, 'rotate').mockResolvedValue({ program, secret: 'mrk_new' })
  show(<RotateDialog program={program} onClose={done} />)
  press('Rotate')
  await dialog().findByText('mrk_new')
  expect(rotate).toHaveBeenCalledWith('p1', { overlapHours: 24 })
})

test('a program that is over gets a new end with its new secret', async () => {
  const over: Program = { ...program, state: 'expired', expiresAt: '2026-01-01T00:00:00Z' }
  const rotate = vi.spyOn(platform.programs, 'rotate').mockResolvedValue({ program, secret: 'mrk_new' })
  show(<RotateDialog program={over} onClose={done} />)
  press('Rotate')
  await waitFor(() => expect(rotate).toHaveBeenCalledWith('p1', { overlapHours: 24, expiresAt: expect.any(String) }))
})

test('a program without a role says that it may do nothing, and can be given one', async () => {
  holding('program:manage', 'role:manage', 'member:read')
  vi.spyOn(platform.access, 'assignments').mockResolvedValue([])
  const assign = vi.spyOn(platform.access, 'assign').mockResolvedValue({} as never)
  show(<ProgramRoles program={program} />)
  await screen.findByText(/may do nothing yet/)
  fireEvent.click(screen.getByRole('button', { name: 'Give a role' }))
  await screen.findByRole('dialog', undefined, { timeout: 5000 })
  await choose('Role', 'Viewer')
  press('Give the role')
  await waitFor(() => expect(assign).toHaveBeenCalledWith({ holder: 'p1', role: 'viewer', below: null }))
})

test('roles are not asked for by who may not see them', async () => {
  const asked = holding('program:manage')
  const assignments = vi.spyOn(platform.access, 'assignments')
  show(<ProgramRoles program={program} />)
  await waitFor(() => expect(asked).toHaveBeenCalled())
  expect(screen.getByText(/Only somebody who may see members/)).toBeTruthy()
  expect(assignments).not.toHaveBeenCalled()
})

test('a year is never longer than the platform takes, and two weeks before its end a program is near it', () => {
  const now = Date.parse('2026-11-26T00:00:00Z')
  expect(Date.parse(endOf('365', now))).toBeLessThan(now + 365 * dayMs)
  const expiry = (days: number) =>
    expiryOf({ state: 'active', expiresAt: new Date(now + days * dayMs).toISOString() }, now)
  expect([15, 13, -1].map(expiry)).toEqual(['far', 'near', 'over'])
})
