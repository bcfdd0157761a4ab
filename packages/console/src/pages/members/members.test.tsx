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
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type ActionInfo, type Assignment, type Member, PlatformFault, platform, type Role } from '../../platform.ts'
import { rightsQuery } from '../../rights.ts'
import InviteDialog from './parts/InviteDialog.tsx'
import { MemberActions } from './parts/MemberActions.tsx'
import { MemberRoles } from './parts/MemberRoles.tsx'
import { rightsOf } from './rights-of.ts'

const actions: ActionInfo[] = [
  { action: 'point:read', about: 'plant', shared: true, says: '' },
  { action: 'point:write', about: 'plant', shared: true, says: '' },
  { action: 'member:manage', about: 'organisation', shared: false, says: '' },
]
const roles: Role[] = [
  { name: 'viewer', title: 'Viewer', actions: ['point:read'], standard: true, holders: 1 },
  { name: 'operator', title: 'Operator', actions: ['point:read', 'point:write'], standard: true, holders: 1 },
  { name: 'chief', title: 'Chief', actions: ['point:write', 'member:manage'], standard: false, holders: 0 },
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
const mei: Member = {
  id: 'm1',
  username: 'mei',
  name: 'Mei Lin',
  suspended: false,
  factors: false,
  roles: [],
  joinedAt: '2026-11-01T08:00:00Z',
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => {
  vi.spyOn(platform.access, 'roles').mockResolvedValue(roles)
  vi.spyOn(platform.access, 'assignments').mockResolvedValue([held('operator', 'Utilities')])
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function show(part: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(rightsQuery.queryKey, {
    items: (['role:manage', 'member:manage'] as const).map((action) => ({ action, everywhere: true })),
  })
  const root = createRootRoute({ component: Outlet })
  const page = createRoute({ getParentRoute: () => root, path: '/', component: () => part })
  const members = createRoute({ getParentRoute: () => root, path: '/members', component: () => <p>the list</p> })
  const router = createRouter({
    routeTree: root.addChildren([page, members]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}
const button = (name: string) => screen.findByRole('button', { name })
const inDialog = async (name: string) =>
  waitFor(() => {
    const found = screen.getByRole('dialog').querySelectorAll('button')
    return [...found].find((each) => each.textContent === name)!
  })

describe('what somebody may do by all roles together', () => {
  it('holds everywhere if one role gives it everywhere, whatever another one limits', () => {
    expect(rightsOf([held('viewer'), held('operator', 'Utilities')], roles, actions)).toEqual([
      { action: 'point:read', about: 'plant', everywhere: true, below: [] },
      { action: 'point:write', about: 'plant', everywhere: false, below: ['Utilities'] },
    ])
  })

  it('names every place, each once', () => {
    const both = [held('operator', 'Utilities'), held('chief', 'Packaging'), held('chief', 'Utilities')]
    expect(rightsOf(both, roles, actions)[1]?.below).toEqual(['Utilities', 'Packaging'])
  })

  it('leaves out what is about the organisation where the role holds for a place', () => {
    expect(rightsOf([held('chief', 'Utilities')], roles, actions).map(({ action }) => action)).toEqual(['point:write'])
    expect(rightsOf([held('chief')], roles, actions).map(({ action }) => action)).toContain('member:manage')
  })
})

test('an invitation gives a link to hand over, this once', async () => {
  const invite = vi.spyOn(platform.members, 'invite').mockResolvedValue({
    id: 'i1',
    name: 'Anna',
    roles: [],
    createdAt: '2026-11-26T08:00:00Z',
    expiresAt: '2026-11-29T08:00:00Z',
    token: 'one+two',
  })
  show(<InviteDialog onClose={() => undefined} />)
  fireEvent.change(await screen.findByLabelText('For whom'), { target: { value: ' Anna ' } })
  expect(((await button('Make the link')) as HTMLButtonElement).disabled).toBe(true)
  fireEvent.click(screen.getByLabelText('Role', { selector: 'input' }))
  fireEvent.click(await screen.findByText('Operator'))
  fireEvent.click(await button('Make the link'))
  expect(await screen.findByText(`${location.origin}/invitation?token=one%2Btwo`)).toBeTruthy()
  expect(invite).toHaveBeenCalledWith({ name: 'Anna', roles: [{ role: 'operator', below: null }], hours: 72 })
})

test('suspending asks first, names the person, and says why it was refused', async () => {
  const fault = new PlatformFault(409, 'access.last_administrator', 'They are the last one.', 'Give another the role.')
  const suspend = vi.spyOn(platform.members, 'suspend').mockRejectedValueOnce(fault).mockResolvedValue()
  show(<MemberActions member={mei} />)
  fireEvent.click(await button('Suspend'))
  expect((await screen.findByRole('dialog')).textContent).toContain('Suspend Mei Lin')
  expect(suspend).not.toHaveBeenCalled()
  fireEvent.click(await inDialog('Suspend'))
  expect((await screen.findByRole('alert')).textContent).toContain('Nobody would be left who can give roles')
  fireEvent.click(await inDialog('Suspend'))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(suspend).toHaveBeenCalledWith('m1')
})

test('whoever is removed leaves the page, too', async () => {
  const remove = vi.spyOn(platform.members, 'remove').mockResolvedValue()
  show(<MemberActions member={mei} />)
  fireEvent.click(await button('Remove'))
  fireEvent.click(await inDialog('Remove'))
  expect(await screen.findByText('the list')).toBeTruthy()
  expect(remove).toHaveBeenCalledWith('m1')
})

test('a role is taken by the id of its assignment', async () => {
  const take = vi.spyOn(platform.access, 'unassign').mockResolvedValue()
  show(<MemberRoles member={mei} own={false} />)
  fireEvent.click(await button('Take away Operator'))
  expect((await screen.findByRole('dialog')).textContent).toContain('Take Operator from Mei Lin')
  fireEvent.click(await inDialog('Take away'))
  await waitFor(() => expect(take).toHaveBeenCalledWith('held-operator'))
})

test('nobody is offered to change their own roles', async () => {
  show(<MemberRoles member={mei} own={true} />)
  expect(await screen.findByText('Nobody changes their own roles; another administrator does.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Give a role' })).toBeNull()
  expect(await screen.findByText('below Utilities')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Take away/ })).toBeNull()
})
