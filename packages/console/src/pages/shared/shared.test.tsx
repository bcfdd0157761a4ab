import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { LiveValues } from '../../live/live-values.ts'
import { type Grant, type LiveListener, PlatformFault, platform } from '../../platform.ts'
import { createConsoleRouter } from '../../router.tsx'

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
  purpose: 'Tuning of the burner',
  startsAt: '2026-11-26T08:00:00Z',
  endsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
}
const boiler = { id: 'boiler', parent: null, name: 'Boiler 1', level: 'area', path: ['Boiler 1'] }

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own, nor sizes for a virtual list.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  for (const side of ['clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 600 })
  await startLanguage()
  await setLanguage('en')
})

const seen = vi.spyOn(platform.grants, 'receivedOne')
const streams: { points: readonly string[]; listener: LiveListener }[] = []
const shared = {
  assets: vi.fn(async () => ({ items: [{ ...boiler, childCount: 0, pointCount: 1 }] })),
  points: vi.fn(async () => ({
    items: [{ id: 'p', name: 'Pressure', assetId: 'boiler', path: ['Boiler 1'], deviceId: 'd', type: 'double' }],
  })),
  live: vi.fn((points: readonly string[], listener: LiveListener) => {
    streams.push({ points, listener })
    return { close() {} }
  }),
}
beforeEach(() => {
  streams.length = 0
  seen.mockReset()
  seen.mockResolvedValue(grant)
  vi.spyOn(platform, 'session').mockResolvedValue({
    user: { id: 'u', username: 'rita', name: 'Rita' },
    tenant: { id: 't', name: 'South' },
    organisations: [{ id: 't', name: 'South' }],
  } as never)
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: (['asset:read', 'point:read'] as const).map((action) => ({ action, everywhere: true })),
  })
  vi.spyOn(platform, 'assets').mockResolvedValue({ items: [] })
  vi.spyOn(platform, 'through').mockReturnValue(shared as never)
})
afterEach(cleanup)

function open(address: string) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createConsoleRouter({ queries, live: new LiveValues(() => ({ close() {} })) })
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) } as never)
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

test('a grant opens the plant of another: whose it is, what for, and its assets, asked through the grant', async () => {
  open('/shared/g')
  const banner = await screen.findByRole('region', { name: 'What is shared here' }, { timeout: 5_000 })
  expect(banner.textContent).toContain('North shares Boiler 1 with you')
  expect(banner.textContent).toContain('Tuning of the burner')
  expect(banner.textContent).toContain('in 7 days')
  expect((await screen.findByRole('treeitem', {}, { timeout: 5_000 })).textContent).toContain('Boiler 1')
  expect(platform.through).toHaveBeenCalledWith('g')
  const link = await screen.findByRole('link', { name: 'Pressure' })
  expect(link.getAttribute('href')).toBe('/shared/g/points/p')
  expect(screen.queryByRole('button', { name: 'Share' })).toBeNull()
})

test('a stream that ends because sharing was stopped takes the page with it', async () => {
  open('/shared/g')
  await screen.findByRole('link', { name: 'Pressure' }, { timeout: 5_000 })
  await vi.waitFor(() => expect(streams[0]?.points).toEqual(['p']))
  streams[0]?.listener.open?.(true)
  seen.mockResolvedValue({ ...grant, state: 'revoked', revokedAt: '2026-11-26T09:00:00Z' })
  streams[0]?.listener.open?.(false)
  expect((await screen.findByRole('alert')).textContent).toContain('North no longer shares Boiler 1')
  expect(screen.queryByRole('treeitem')).toBeNull()
})

test('a page that the platform refuses through the grant looks whether it is over', async () => {
  shared.points.mockRejectedValueOnce(new PlatformFault(404, 'access.grant_closed', 'Closed.', 'Ask.'))
  seen.mockResolvedValueOnce(grant).mockResolvedValue({ ...grant, state: 'ended', endsAt: '2026-11-26T09:00:00Z' })
  open('/shared/g')
  expect(await screen.findByText('The time to look at Boiler 1 is over', {}, { timeout: 5_000 })).toBeTruthy()
})

test('a link without its token says what is missing', async () => {
  open('/link')
  expect(await screen.findByText('This link opens nothing', {}, { timeout: 5_000 })).toBeTruthy()
  expect(screen.queryByRole('navigation')).toBeNull()
})
