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
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Action, type AuditRecord, platform } from '../../platform.ts'
import { AuditPage } from './AuditPage.tsx'
import { parseAuditSearch } from './search.ts'

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

const record = (seq: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  seq,
  at: '2026-11-26T08:00:00Z',
  actor: { kind: 'person', id: 'p1', name: 'li.wei', remote: '192.0.2.7' },
  action: 'member.invited',
  outcome: 'done',
  target: { kind: 'invitation', id: 'i1', name: 'Anna' },
  prev: '0'.repeat(64),
  hash: 'ab'.repeat(32),
  ...more,
})
const clone = record(8, {
  actor: { kind: 'device', id: 'Suzhou/line-1', name: 'Suzhou/line-1', remote: '203.0.113.7' },
  action: 'certificate.cloned',
  outcome: 'refused',
  target: { kind: 'certificate', id: 'ff', name: 'Suzhou/line-1' },
  detail: { remotes: ['10.0.0.3', '203.0.113.7'] },
})

function open(path: string, records: AuditRecord[], may: Action[] = ['audit:read', 'audit:export']) {
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: may.map((action) => ({ action, everywhere: true })),
  } as never)
  vi.spyOn(platform.audit, 'retention').mockResolvedValue({ days: null })
  const asked = vi.spyOn(platform.audit, 'records').mockImplementation(async ({ seq } = {}) => ({
    items: seq === undefined ? records : records.filter((one) => one.seq === seq),
  }))
  const root = createRootRoute({ component: Outlet })
  const app = createRoute({ getParentRoute: () => root, id: 'app', component: Outlet })
  const audit = createRoute({
    getParentRoute: () => app,
    path: '/audit',
    validateSearch: parseAuditSearch,
    component: AuditPage,
  })
  const router = createRouter({
    routeTree: root.addChildren([app.addChildren([audit])]),
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { asked, router }
}

test('a record says in plain words who did what to whom; an action the console does not know shows its code', async () => {
  open('/audit', [record(9), record(7, { action: 'mes.order_synced' })])
  const row = (await screen.findAllByRole('row'))[1]!
  expect(row.textContent).toContain('li.wei')
  expect(row.textContent).toContain('192.0.2.7')
  expect(row.textContent).toContain('Invited a member')
  expect(row.textContent).toContain('Anna')
  expect(screen.getByText('mes.order_synced')).toBeTruthy()
  await setLanguage('zh')
  await waitFor(() => expect(screen.getAllByRole('row')[1]!.textContent).toContain('邀请成员'))
})

test('one click shows what the platform raised by itself, and the address keeps it', async () => {
  const { asked, router } = open('/audit', [clone])
  fireEvent.click(await screen.findByRole('button', { name: 'Raised by the platform' }))
  await waitFor(() => expect(router.state.location.search).toEqual({ raised: true }))
  await waitFor(() => expect(asked.mock.lastCall?.[0]?.action).toContain('certificate.cloned'))
  expect(screen.getAllByRole('row')[1]!.textContent).toContain('Used one certificate in two places at once')
})

test('an address that was sent opens the same record, with its detail, its hash and the hash before', async () => {
  open('/audit?record=8', [record(9), clone])
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(dialog.textContent).toContain('Used from'))
  expect(dialog.textContent).toContain('10.0.0.3, 203.0.113.7')
  expect(dialog.textContent).toContain('ab'.repeat(32))
  expect(dialog.textContent).toContain('Hash of record 7')
})

test('a verification says plainly that the chain is whole and by which key it is signed', async () => {
  open('/audit', [record(9)])
  vi.spyOn(platform.audit, 'verification').mockResolvedValue({
    records: 1234,
    checkpoints: 5,
    intact: true,
    key: 'c0ffee',
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Verify the chain' }))
  expect(await screen.findByText('The chain is whole')).toBeTruthy()
  expect(screen.getByText(/1,234 records and 5 signatures/)).toBeTruthy()
  expect(screen.getByText('c0ffee')).toBeTruthy()
  expect(screen.getByText('npx millrace audit verify audit.ndjson --key c0ffee')).toBeTruthy()
})

test('a broken chain names the first altered record and leads to it', async () => {
  open('/audit', [record(9)])
  vi.spyOn(platform.audit, 'verification').mockResolvedValue({
    records: 131,
    checkpoints: 0,
    intact: false,
    key: 'c0ffee',
    firstFault: { seq: 132, why: 'changed' },
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Verify the chain' }))
  expect(
    await screen.findByText('Record 132 was changed after it was recorded. 131 records before it fit.'),
  ).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Show record 132' }).getAttribute('href')).toContain('record=132')
})

test('who may not export is offered none; who may downloads straight from the platform', async () => {
  open('/audit', [record(9)], ['audit:read'])
  await screen.findAllByRole('row')
  expect(screen.queryByRole('link', { name: 'Export' })).toBeNull()
  cleanup()
  open('/audit', [record(9)])
  const link = await screen.findByRole('link', { name: 'Export' })
  expect(link.getAttribute('href')).toBe('/api/v1/audit/export')
  expect(link.hasAttribute('download')).toBe(true)
})
