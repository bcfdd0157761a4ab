import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Grant, PlatformFault, platform } from '../../platform.ts'
import ShareDialog from './parts/ShareDialog.tsx'
import { StopDialog } from './parts/StopDialog.tsx'
import { type Draft, requestOf, type Subject } from './subject.ts'

const boiler: Subject = { is: 'asset', id: 'boiler', name: 'Boiler 1', place: 'Works' }
const pressure: Subject = { is: 'point', id: 'p', name: 'Pressure', place: 'Works / Boiler 1' }
const grant: Grant = {
  id: 'g',
  state: 'open',
  giver: 'North',
  link: false,
  receiver: 'south',
  asset: 'boiler',
  point: null,
  subject: 'Boiler 1',
  actions: ['asset:read', 'point:read'],
  purpose: 'Tuning',
  startsAt: '2026-11-26T08:00:00Z',
  endsAt: '2026-12-03T08:00:00Z',
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => {
  const actions = ['asset:read', 'point:read', 'point:write', 'grant:give'] as const
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: actions.map((action) => ({ action, everywhere: true })),
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const closed = vi.fn()
const show = (part: React.ReactNode) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {part}
      </QueryClientProvider>
    </MantineProvider>,
  )
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const days = (request: { endsAt: string } | undefined) => (Date.parse(request?.endsAt ?? '') - Date.now()) / 86_400_000

test('an asset goes to an organisation for a week, with what is ticked and a purpose', async () => {
  const give = vi.spyOn(platform.grants, 'give').mockResolvedValue(grant)
  show(<ShareDialog subject={boiler} onClose={closed} />)
  fill('Handle of the organisation', ' south ')
  fill('What for', 'Tuning')
  fireEvent.click(screen.getByRole('button', { name: 'Share' }))
  await screen.findByText('Boiler 1 is shared with south.')
  const [request] = give.mock.calls[0] ?? []
  expect(request).toMatchObject({
    asset: 'boiler',
    receiver: 'south',
    actions: ['asset:read', 'point:read'],
    purpose: 'Tuning',
  })
  expect(days(request)).toBeCloseTo(7, 2)
})

test('a link is shown as a whole address, its token in the fragment, this once', async () => {
  const give = vi.spyOn(platform.grants, 'give').mockResolvedValue({ ...grant, link: true, token: 'mrl_secret' })
  show(<ShareDialog subject={pressure} onClose={closed} />)
  fireEvent.click(screen.getByText('Whoever holds a link'))
  fill('What for', 'A screen in the hall')
  fireEvent.click(screen.getByText('A day'))
  fireEvent.click(screen.getByRole('button', { name: 'Make the link' }))
  expect(await screen.findByText(`${location.origin}/link#mrl_secret`)).toBeTruthy()
  const [request] = give.mock.calls[0] ?? []
  expect(request).toMatchObject({ point: 'p', actions: ['point:read'] })
  expect(request).not.toHaveProperty('receiver')
  expect(days(request)).toBeCloseTo(1, 2)
})

test('only what one holds can be given, and nobody unknown gets to write', async () => {
  show(<ShareDialog subject={boiler} onClose={closed} />)
  const offered = () => screen.getAllByRole('checkbox').map((box) => box.closest('div')?.textContent)
  await waitFor(() => expect(screen.getByLabelText('Write to machines')).toBeTruthy())
  expect(offered()).toHaveLength(3)
  expect(screen.queryByLabelText('Take history out in bulk')).toBeNull()
  fireEvent.click(screen.getByText('Whoever holds a link'))
  expect(screen.queryByLabelText('Write to machines')).toBeNull()
  expect((screen.getByLabelText('See assets') as HTMLInputElement).disabled).toBe(true)
})

test('what is not filled in is not sent; what the platform refuses is told', async () => {
  const give = vi
    .spyOn(platform.grants, 'give')
    .mockRejectedValue(new PlatformFault(403, 'access.beyond_own', 'No.', 'Ask.'))
  show(<ShareDialog subject={boiler} onClose={closed} />)
  fill('Handle of the organisation', 'south')
  fill('What for', '  ')
  fireEvent.submit(screen.getByRole('button', { name: 'Share' }).closest('form')!)
  expect(await screen.findByText('Say what for in a few words')).toBeTruthy()
  expect(give).not.toHaveBeenCalled()
  fill('What for', 'Tuning')
  fireEvent.submit(screen.getByRole('button', { name: 'Share' }).closest('form')!)
  expect((await screen.findByRole('alert')).textContent).toContain('no more than what you may do yourself')
})

test('a write ticked for an organisation does not go along with a link; a later beginning moves the end', () => {
  const draft: Draft = {
    subject: boiler,
    receiver: 'link',
    handle: 'south',
    actions: ['point:write', 'point:read'],
    purpose: 'Tuning',
    begins: '2026-12-01T08:00',
    length: 'day',
    until: '',
  }
  const request = requestOf(draft, Date.parse('2026-11-26T08:00:00Z'))
  expect(request.actions).toEqual(['asset:read', 'point:read'])
  expect(Date.parse(request.endsAt) - Date.parse(request.startsAt ?? '')).toBe(86_400_000)
})

test('stopping says that streams end at once, and stops', async () => {
  const revoke = vi.spyOn(platform.grants, 'revoke').mockResolvedValue()
  show(<StopDialog grant={grant} onClose={closed} />)
  expect(screen.getByRole('dialog').textContent).toContain('open streams end at once')
  fireEvent.click(screen.getByRole('button', { name: 'Stop sharing' }))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(revoke).toHaveBeenCalledWith('g')
})
