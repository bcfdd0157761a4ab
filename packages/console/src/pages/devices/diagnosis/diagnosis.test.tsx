import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../../i18n/language.ts'
import { type Device, type DeviceDiagnosis, PlatformFault, platform } from '../../../platform.ts'
import { Diagnosis } from './Diagnosis.tsx'

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

const device: Device = {
  id: 'd1',
  name: 'press',
  kind: 'device',
  parentId: 'e1',
  machine: 'works/edge',
  state: 'online',
  pointCount: 2,
}
const times = { lastMs: 3.1, p50Ms: 3, p95Ms: 7.5, mostMs: 20 }
const told: DeviceDiagnosis = {
  time: '2026-11-27T08:00:00Z',
  link: { state: 'online', since: '2026-11-27T07:00:00Z', attempt: 1, connections: 2 },
  counters: {
    reads: 90,
    writes: 0,
    timeouts: 3,
    errors: 1,
    bytesIn: 1_000,
    bytesOut: 1_000,
    lateReplies: 4,
    lateCycles: 5,
  },
  roundTrip: times,
  failures: [
    { code: 'driver.timeout', detail: '', count: 3, last: '2026-11-27T07:59:00Z' },
    { code: 'modbus.exception', detail: '2 illegal data address', count: 1, last: '2026-11-27T07:59:00Z' },
    { code: 'acme.odd', detail: '', count: 1, last: '2026-11-27T07:59:00Z' },
  ],
  cycles: [{ periodMs: 1_000, tags: 2, blocks: 3, holes: 1, refused: 2, takes: times, late: 5 }],
  tags: {
    total: 2,
    notGood: 1,
    named: [{ point: 'Speed', status: 0x80340000, statusName: 'BadNodeIdUnknown', message: 'No such register.' }],
  },
  frames: [
    {
      time: '2026-11-27T07:59:59.123456Z',
      direction: 'out',
      length: 600,
      hex: '01 •• 03',
      summary: 'unit 1 reads',
      fields: [
        { field: 'unit', value: '1', from: 0, to: 1 },
        { field: 'password', value: '•••', from: 1, to: 2, secret: true },
      ],
    },
    { time: '2026-11-27T07:59:59.2Z', direction: 'in', length: 0, hex: '', summary: 'GET /plant', fields: [] },
  ],
  marks: [{ time: '2026-11-27T07:59:50Z', requests: 5, bytes: 2_048, failures: 1, roundTripMs: 7.5 }],
}

function open(answer: () => Promise<DeviceDiagnosis>) {
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: [{ action: 'point:read', everywhere: true }],
  } as never)
  const asked = vi.spyOn(platform, 'deviceDiagnosis').mockImplementation(answer)
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Diagnosis device={device} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

test('tells how the device answers, in figures', async () => {
  open(async () => told)
  await screen.findByText('Connected')
  expect(screen.getByText('p95 7.50 ms, at most 20.0 ms')).toBeDefined()
  expect(screen.getByText('2.0 KiB a second, both ways')).toBeDefined()
  expect(screen.getByText('5 in all, 4 late replies')).toBeDefined()
  expect(screen.getByText('7.50 of 1,000 ms, 5 skipped')).toBeDefined()
})

test('says of each kind of failure what it is and what to do, also of one it does not know', async () => {
  open(async () => told)
  await screen.findByText('No answer in time')
  expect(screen.getAllByText(/Check the station number, the cable/)).toHaveLength(2)
  expect(screen.getByText('Refused by the device:').parentElement!.textContent).toContain('2 illegal data address')
  expect(screen.getAllByText('acme.odd').length).toBeGreaterThan(0)
  expect(screen.getByText(/1 border is not read across.*2 tags are refused/)).toBeDefined()
  expect(screen.getByText('BadNodeIdUnknown')).toBeDefined()
  expect(screen.getByText('No such register.')).toBeDefined()
})

test('a frame opens with its bytes and fields, the page holds still meanwhile, and a secret stays hidden', async () => {
  const asked = open(async () => told)
  const frame = await screen.findByRole('button', { name: /unit 1 reads/ })
  fireEvent.click(frame)
  expect(frame.getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByRole('button', { name: 'Go on' })).toBeDefined()
  const bytes = screen.getByLabelText('3 bytes in hex')
  fireEvent.focus(screen.getByRole('button', { name: /^password/ }))
  expect(bytes.querySelector('[data-pointed]')!.textContent).toBe('••')
  expect(screen.getByRole('button', { name: /^password/ }).textContent).toContain('hidden')
  expect(screen.getByText('597 more bytes were not kept')).toBeDefined()
  const before = asked.mock.calls.length
  fireEvent.click(screen.getByRole('button', { name: /GET \/plant/ }))
  expect(screen.getByText(/A library speaks this protocol/)).toBeDefined()
  expect(asked.mock.calls.length).toBe(before)
})

test('a device that was never asked anything says what would stand there, in Chinese', async () => {
  await setLanguage('zh')
  open(async () => ({
    ...told,
    frames: [],
    failures: [],
    cycles: [],
    marks: [],
    link: { ...told.link, state: 'backoff' },
  }))
  const panel = await screen.findByRole('region', { name: '通信诊断' })
  await within(panel).findByText('线路上还没有报文')
  expect(within(panel).getByText('未连接')).toBeDefined()
  expect(within(panel).getByText(/目前没有失败/)).toBeDefined()
})

test('an edge that is away is said to be, with what to do; what stands behind none shows nothing', async () => {
  const fault = (code: string) => new PlatformFault(503, code, '', '')
  open(async () => Promise.reject(fault('devices.edge_away')))
  await screen.findByText('The edge of this device is not connected.')
  cleanup()
  const asked = open(async () => Promise.reject(fault('devices.not_behind_edge')))
  await waitFor(() => expect(asked).toHaveBeenCalled())
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Diagnostics' })).toBeNull())
})
