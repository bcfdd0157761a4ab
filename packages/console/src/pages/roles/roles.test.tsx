import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type ActionInfo, type Assignment, type Explanation, platform, type Role } from '../../platform.ts'
import { Answer } from './parts/Answer.tsx'
import MakeRoleDialog from './parts/MakeRoleDialog.tsx'
import { RoleMatrix } from './parts/RoleMatrix.tsx'
import { parseRolesSearch } from './search.ts'
import { verdictOf } from './verdict.ts'

const actions: ActionInfo[] = [
  { action: 'point:read', about: 'plant', shared: true, says: '' },
  { action: 'point:write', about: 'plant', shared: true, says: '' },
  { action: 'member:manage', about: 'organisation', shared: false, says: '' },
]
const roles: Role[] = [
  { name: 'viewer', title: 'Viewer', actions: ['point:read'], standard: true, holders: 2 },
  { name: 'operator', title: 'Operator', actions: ['point:read', 'point:write'], standard: true, holders: 1 },
]
const held = (role: string, belowName?: string): Assignment => ({
  id: `held-${role}`,
  holder: 'm1',
  holderKind: 'person',
  holderName: 'Mei Lin',
  role,
  below: belowName ?? null,
  provider: null,
  ...(belowName && { belowName }),
})
const explained = (more: Partial<Explanation>): Explanation => ({
  allowed: false,
  because: [],
  assignments: [],
  decided: [],
  suspended: false,
  secondFactor: false,
  policies: 'permit (principal, action, resource);',
  ...more,
})
const known = { action: 'point:write', actions, roles } as const

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => {
  vi.spyOn(platform.access, 'roles').mockResolvedValue(roles)
  vi.spyOn(platform.access, 'actions').mockResolvedValue(actions)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})
const show = (part: ReactNode) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {part}
      </QueryClientProvider>
    </MantineProvider>,
  )

describe('a verdict', () => {
  it('tells what was held at the place', () => {
    const operator = held('operator', 'Utilities')
    const answer = explained({ allowed: true, because: ['operator'], assignments: [operator], decided: [operator] })
    expect(verdictOf(answer, known)).toEqual({ yes: true, reasons: [{ is: 'held', by: [operator] }] })
  })

  it('is no for who is suspended, whatever they hold', () => {
    const operator = held('operator')
    const answer = explained({ allowed: true, suspended: true, assignments: [operator], decided: [operator] })
    expect(verdictOf(answer, known)).toMatchObject({ yes: false, reasons: [{ is: 'suspended' }, { is: 'held' }] })
  })

  it('tells a role that holds elsewhere from one that is not held', () => {
    const elsewhere = explained({ assignments: [held('viewer'), held('operator', 'Packaging')] })
    expect(verdictOf(elsewhere, known).reasons).toMatchObject([{ is: 'elsewhere', by: [{ belowName: 'Packaging' }] }])
    const nothing = explained({ assignments: [held('viewer')] })
    expect(verdictOf(nothing, known).reasons).toMatchObject([
      { is: 'nothing', holdsAny: true, would: [{ name: 'operator' }] },
    ])
  })

  it('knows that scopes hold a program back', () => {
    const answer = explained({
      because: ['a program does no more than its scopes'],
      assignments: [held('operator')],
    })
    expect(verdictOf(answer, known).reasons).toEqual([{ is: 'scopes' }])
  })
})

test('an answer says in words who may do what, where and by which role', async () => {
  const operator = held('operator', 'Utilities')
  const explain = vi
    .spyOn(platform.access, 'explain')
    .mockResolvedValue(explained({ allowed: true, assignments: [operator], decided: [operator], secondFactor: true }))
  const boiler = { id: 'a1', name: 'Boiler 1', path: ['Plant', 'Boiler 1'] }
  show(<Answer holder={{ kind: 'member', id: 'm1', name: 'Mei Lin' }} action="point:write" asset={boiler} />)
  expect(await screen.findByText('Mei Lin may “Write to machines” at Boiler 1.')).toBeTruthy()
  expect(screen.getByText(/“Operator” holds below Utilities and allows it\./)).toBeTruthy()
  expect(screen.getByText(/only in a session with a second factor/)).toBeTruthy()
  expect(explain).toHaveBeenCalledWith({ holder: 'm1', action: 'point:write', asset: 'a1' }, expect.anything())
})

test('the matrix says yes and no in words, and a role opens', async () => {
  const open = vi.fn()
  show(<RoleMatrix roles={roles} actions={actions} onOpen={open} />)
  const line = screen.getByRole('row', { name: /Write to machines/ })
  expect(
    within(line)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['no', 'yes'])
  expect(screen.getByText('The organisation')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Operator: who holds it' }))
  expect(open).toHaveBeenCalledWith('operator')
})

test('a role of one’s own proposes its name for the API, and needs an action', async () => {
  const make = vi.spyOn(platform.access, 'makeRole').mockResolvedValue(roles[0]!)
  const close = vi.fn()
  show(<MakeRoleDialog onClose={close} />)
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Night shift 2' } })
  expect((screen.getByLabelText('Name in the API') as HTMLInputElement).value).toBe('night_shift_2')
  expect((screen.getByRole('button', { name: 'Make the role' }) as HTMLButtonElement).disabled).toBe(true)
  fireEvent.click(await screen.findByLabelText('Write to machines'))
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() => expect(close).toHaveBeenCalled())
  expect(make).toHaveBeenCalledWith({ name: 'night_shift_2', title: 'Night shift 2', actions: ['point:write'] })
})

test('the address keeps a question or an open role, not both', () => {
  expect(parseRolesSearch({ tab: 'why', member: 'm1', program: 'p1', action: 'point:read', role: 'viewer' })).toEqual({
    tab: 'why',
    member: 'm1',
    action: 'point:read',
  })
  expect(parseRolesSearch({ role: 'viewer', member: 'm1' })).toEqual({ role: 'viewer' })
})
