import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type DeviceProfile, PlatformFault, platform } from '../../platform.ts'
import ContributeDialog from './parts/ContributeDialog.tsx'
import { EntryPanel } from './parts/EntryPanel.tsx'
import { Points } from './parts/Points.tsx'
import { StepButtons } from './parts/StepButtons.tsx'
import { Story } from './parts/Story.tsx'
import { parseLibrarySearch } from './search.ts'

const person = { kind: 'person', id: 'u1', name: 'ann' }
const head = {
  maker: 'Acme',
  model: 'M1',
  kind: 'energy-meter',
  title: { en: 'Meter', zh: '电表' },
  drivers: ['modbus-rtu', 'modbus-tcp'],
  licence: 'MIT',
  author: 'Ann',
  version: '0.1.0',
}
const profile: DeviceProfile = {
  ...head,
  points: 1,
  alarms: 0,
  id: 'p1',
  key: 'acme/m1',
  origin: 'organisation',
  status: 'submitted',
  by: person,
  changedAt: '2026-11-01T00:00:00Z',
  content: {
    ...head,
    connection: { unit: 7 },
    parameters: {
      start: { says: { en: 'first register', zh: '首个寄存器' }, default: 100 },
      SF: { says: { en: 'scale', zh: '比例' }, address: 'holding:{start+9}' },
    },
    sources: [{ id: 'manual', kind: 'document', title: 'M1 manual', publisher: 'Acme' }],
    tables: [
      {
        name: 'all',
        verified: 'document',
        sources: [{ id: 'manual', page: '7' }],
        points: [
          {
            name: 'voltage',
            address: 'holding:0',
            type: 'uint16',
            unit: 'V',
            low: 0,
            high: 300,
            en: 'Voltage',
            zh: '电压',
          },
          {
            name: 'energy',
            address: 'holding:2',
            type: 'uint32',
            unit: 'kW.h',
            counter: true,
            en: 'Energy',
            zh: '电能',
          },
        ],
      },
    ],
    status: 'draft',
  },
  yaml: 'maker: Acme\n',
  steps: [
    { step: 'contributed', by: person, at: '2026-11-01T00:00:00Z', note: '' },
    {
      step: 'tried',
      by: { ...person, name: 'bob' },
      at: '2026-11-02T00:00:00Z',
      note: 'all agree',
      trial: { device: 'panel 3', firmware: '2.10', by: 'Carol', tables: ['all'] },
    },
  ],
  versions: [{ id: 'p1', version: '0.1.0', status: 'submitted' }],
  may: ['try', 'reject'],
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  // Fields that grow with their text wait for fonts, which happy-dom has none of.
  Object.defineProperty(document, 'fonts', { value: new EventTarget() })
  await startLanguage()
})
beforeEach(() => setLanguage('en'))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function show(part: ReactNode): void {
  const root = createRootRoute()
  const index = createRoute({ getParentRoute: () => root, path: '/', component: () => part })
  const other = createRoute({ getParentRoute: () => root, path: '/library/$id', component: () => 'the made one' })
  const router = createRouter({
    routeTree: root.addChildren([index, other]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}
const done = vi.fn()
const dialog = async () => within(await screen.findByRole('dialog'))

test('a text is checked while it is written: findings stand by their lines, and nothing goes out before they are gone', async () => {
  const check = vi.spyOn(platform.deviceProfiles, 'check')
  check.mockResolvedValue({
    findings: [{ line: 2, column: 8, path: '/model', reason: 'must be string' }],
    total: 1,
  })
  const contribute = vi.spyOn(platform.deviceProfiles, 'contribute').mockResolvedValue({ ...profile, id: 'p9' })
  show(<ContributeDialog onClose={done} />)
  const { getByLabelText, getByRole, findByRole, findByText, queryByText } = await dialog()
  const area = getByLabelText('Text of the profile') as HTMLTextAreaElement
  const send = () => getByRole('button', { name: 'Contribute as a draft' }) as HTMLButtonElement
  expect(send().disabled).toBe(true)
  fireEvent.change(area, { target: { value: 'maker: Acme\nmodel: 1\n' } })
  const finding = await findByRole('button', { name: /Line 2/ })
  expect(finding.textContent).toContain('must be string')
  expect(send().disabled).toBe(true)
  fireEvent.click(finding)
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('model: 1')

  check.mockResolvedValue({ key: 'acme/m1', version: '0.1.0', points: 3, findings: [], total: 0 })
  fireEvent.change(area, { target: { value: 'maker: Acme\nmodel: M1\n' } })
  await findByText('acme/m1, version 0.1.0: 3 points, nothing against it.')
  expect(queryByText(/Line 2/)).toBeNull()
  fireEvent.click(send())
  await waitFor(() => expect(contribute).toHaveBeenCalledWith('maker: Acme\nmodel: M1\n'))
  await screen.findByText('the made one')
})

test('a file that is too large is not read', async () => {
  const check = vi.spyOn(platform.deviceProfiles, 'check')
  show(<ContributeDialog onClose={done} />)
  const area = (await dialog()).getByLabelText('Text of the profile')
  const file = new File(['#'.repeat(200_000)], 'huge.yaml')
  fireEvent.drop(area, { dataTransfer: { files: [file] } })
  await screen.findByText('The file is larger than 128 KiB.')
  expect(check).not.toHaveBeenCalled()
})

test('a trial is recorded with device, firmware, who and which tables', async () => {
  vi.spyOn(platform, 'session').mockResolvedValue({
    user: { id: 'u2', username: 'bob', name: 'Bob', locale: 'en' },
  } as never)
  const tried = vi.spyOn(platform.deviceProfiles, 'try').mockResolvedValue({ ...profile, status: 'tried' })
  show(<StepButtons profile={profile} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Record a trial' }))
  const { getByLabelText, getByRole, findByDisplayValue } = await dialog()
  await findByDisplayValue('Bob')
  const record = getByRole('button', { name: 'Record it' }) as HTMLButtonElement
  expect(record.disabled).toBe(true)
  fireEvent.change(getByLabelText('Device'), { target: { value: 'panel 3 ' } })
  fireEvent.change(getByLabelText('Firmware'), { target: { value: '2.10' } })
  fireEvent.click(record)
  await waitFor(() =>
    expect(tried).toHaveBeenCalledWith('p1', { device: 'panel 3', firmware: '2.10', by: 'Bob', tables: ['all'] }),
  )
})

test('only the steps that the platform allows are offered, and its refusal is told', async () => {
  vi.spyOn(platform.deviceProfiles, 'reject').mockRejectedValue(
    new PlatformFault(403, 'profiles.second_person', 'Expected a second person.', 'Ask.'),
  )
  show(<StepButtons profile={profile} />)
  expect((await screen.findAllByRole('button')).map(({ textContent }) => textContent)).toEqual([
    'Record a trial',
    'Reject',
  ])
  fireEvent.click(screen.getByRole('button', { name: 'Reject' }))
  const { getByLabelText, getByRole, findByRole } = await dialog()
  const reject = getByRole('button', { name: 'Reject' }) as HTMLButtonElement
  expect(reject.disabled).toBe(true)
  fireEvent.change(getByLabelText('Reason'), { target: { value: 'wrong order of words' } })
  fireEvent.click(reject)
  expect((await findByRole('alert')).textContent).toContain('Whoever had a hand in a version does not review it.')
})

test('the entry asks for what only the device knows, and then for the entry with all that was said', async () => {
  const entry = vi.spyOn(platform.deviceProfiles, 'entry').mockResolvedValue('  - name: "M1"\n')
  show(<EntryPanel profile={profile} />)
  await screen.findByText(/Only the device knows SF/)
  expect(screen.getByText(/The device tells it at holding:109/)).toBeTruthy()
  expect(entry).not.toHaveBeenCalled()
  fireEvent.change(screen.getByLabelText('Host'), { target: { value: '10.0.0.7' } })
  fireEvent.change(screen.getByLabelText('SF'), { target: { value: '-2' } })
  await screen.findByText('- name: "M1"')
  expect(entry.mock.lastCall?.slice(0, 2)).toEqual([
    'p1',
    { driver: 'modbus-tcp', language: 'en', host: '10.0.0.7', unit: 7, set: 'SF=-2' },
  ])
})

test('points, what they rest on and the decisions about them are read in the language of the reader', async () => {
  const [table] = profile.content.tables
  if (!table) return
  const parts = (
    <>
      <Points table={table} sources={profile.content.sources} />
      <Story profile={profile} />
    </>
  )
  show(parts)
  await screen.findByText('Rests on: read in a document · M1 manual, 7')
  expect(screen.getByText('0 … 300')).toBeTruthy()
  expect(screen.getByText('only rises')).toBeTruthy()
  expect(screen.getByText(/panel 3, firmware 2\.10, tried by Carol/)).toBeTruthy()
  expect(screen.getByText('all agree')).toBeTruthy()
  cleanup()
  await setLanguage('zh')
  show(parts)
  expect((await screen.findAllByText('电压')).length).toBeGreaterThan(0)
  expect(screen.getByText('依据: 查自资料 · M1 manual，7')).toBeTruthy()
})

test('what the address of the list does not know is left out of it', () => {
  expect(parseLibrarySearch({ kind: 'drive', state: 'gone', origin: 'library', q: '' })).toEqual({
    kind: 'drive',
    origin: 'library',
  })
})
