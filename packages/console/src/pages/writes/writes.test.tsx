import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { PlatformFault, type Point, platform, type Session, type Write } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { Decide } from './parts/Decide.tsx'
import { Outcome } from './parts/Outcome.tsx'
import { Story } from './parts/Story.tsx'
import WriteDialog from './parts/WriteDialog.tsx'

// Links need a router; what they lead to is tried in a real browser.
vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, to: _, params: __, ...props }: { children?: ReactNode; to: string; params?: object }) => (
    <a href="/" {...props}>
      {children}
    </a>
  ),
}))

const sample = { time: '2026-11-23T08:00:00Z', value: 8, status: 0, quality: 'good', statusName: 'Good' } as const
const point: Point = {
  id: 'p',
  name: 'Pressure setpoint',
  assetId: 'a',
  path: ['Works', 'Boiler'],
  deviceId: 'd',
  type: 'double',
  unit: 'bar',
  low: 4,
  high: 12,
  writable: true,
  latest: sample,
}
const me = { kind: 'person', id: 'me', name: 'ann' }
const other = { kind: 'person', id: 'other', name: 'ben' }
const written = (change: Partial<Write> = {}): Write => ({
  id: 'w',
  state: 'done',
  point: { id: 'p', name: point.name, path: point.path, type: 'double', unit: 'bar', low: 4, high: 12 },
  value: 8.5,
  reason: 'Load change',
  askedBy: me,
  askedAt: '2026-11-23T08:00:00Z',
  before: sample,
  after: { ...sample, value: 8.5 },
  ...change,
})
const waiting = (change: Partial<Write> = {}): Write => {
  const { before: _, after: __, ...rest } = written({ state: 'waiting', ...change })
  return { ...rest, expiresAt: new Date(Date.now() + 600_000).toISOString() }
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
const write = vi.spyOn(platform.commands, 'write')
beforeEach(() => {
  localStorage.removeItem('millrace.reasons.me')
  write.mockReset()
  vi.spyOn(platform.account, 'rights').mockResolvedValue({
    items: [
      { action: 'point:write', everywhere: true },
      { action: 'write:confirm', everywhere: true },
    ],
  })
  vi.spyOn(platform.commands, 'oneWrite').mockImplementation(() => new Promise(() => undefined))
})
afterEach(cleanup)

const session = { user: { id: 'me', username: 'ann' }, tenant: { name: 'North' } } as Session
/** As behind the sign-in: who it is is known. */
const show = (part: ReactNode) => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(sessionQuery.queryKey, session)
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>{part}</QueryClientProvider>
    </MantineProvider>,
  )
}
const dialog = (change: Partial<Point> = {}) =>
  show(<WriteDialog point={{ ...point, ...change }} onClose={() => undefined} />)
const field = () => screen.getByLabelText('New value in bar', { selector: 'input' })
const reason = () => screen.getByLabelText('Reason') as HTMLInputElement
const fill = (value: string, why = 'Load change') => {
  fireEvent.change(field(), { target: { value } })
  fireEvent.change(reason(), { target: { value: why } })
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

test('a change is shown before it goes out, and afterwards what was read back', async () => {
  write.mockResolvedValue(written())
  dialog()
  fill('8.5')
  expect(screen.getByText('Change').parentElement?.textContent).toBe('Change8.008.50bar')
  press('Write')
  expect((await screen.findByRole('status')).textContent).toContain('Read back from the machine: 8.50')
  expect(write).toHaveBeenCalledWith(
    'p',
    { id: expect.stringMatching(/^[0-9a-f-]{36}$/), value: 8.5, reason: 'Load change' },
    undefined,
  )
})

test('nothing goes out without a reason, outside the range, or where the machine holds it already', async () => {
  dialog()
  fill('8.5', '  ')
  press('Write')
  expect(await screen.findByText('Say it in at least three characters.')).toBeTruthy()
  fill('12.5')
  expect(screen.getByText('Outside the engineering range 4 … 12 bar.')).toBeTruthy()
  press('Write')
  fill('8')
  expect(screen.getByText('The machine holds this value already.')).toBeTruthy()
  press('Write')
  expect(write).not.toHaveBeenCalled()
})

test('a large change takes a second click of its own', async () => {
  write.mockResolvedValue(written({ value: 11 }))
  dialog()
  fill('11')
  press('Write')
  expect(screen.getByRole('alert').textContent).toContain('38 % of the engineering range')
  fireEvent.submit(reason().closest('form')!)
  expect(write).not.toHaveBeenCalled()
  press('Write 11.00 bar all the same')
  await waitFor(() => expect(write).toHaveBeenCalledOnce())
})

test('a value that is not good takes one, too', () => {
  dialog({ latest: { ...sample, quality: 'bad', statusName: 'BadTimeout', value: null } })
  fill('8.5')
  press('Write')
  expect(screen.getByRole('alert').textContent).toContain('The value now is bad (BadTimeout)')
  expect(write).not.toHaveBeenCalled()
})

test('after a cut connection the very same write is sent again', async () => {
  write.mockRejectedValueOnce(new PlatformFault(0, 'sdk.unreachable', 'No connection.', 'Check.'))
  write.mockResolvedValueOnce(written())
  dialog()
  fill('8.5')
  press('Write')
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing is written twice.')
  press('Try again')
  expect(await screen.findByText('The machine took it')).toBeTruthy()
  expect(write.mock.calls[1]?.[1]).toEqual(write.mock.calls[0]?.[1])
})

test('what the platform refuses is told in the form, and the next try is another write', async () => {
  write.mockRejectedValueOnce(new PlatformFault(429, 'commands.too_many_open', 'Too many.', 'Wait.'))
  write.mockResolvedValueOnce(written())
  dialog()
  fill('8.5')
  press('Write')
  expect((await screen.findByRole('alert')).textContent).toContain('Too many writes wait for a second person.')
  press('Write')
  await waitFor(() => expect(write).toHaveBeenCalledTimes(2))
  expect(write.mock.calls[1]?.[1].id).not.toBe(write.mock.calls[0]?.[1].id)
})

test('a write that waits says until when, and that the asker cannot confirm it', async () => {
  write.mockResolvedValue(waiting())
  dialog()
  fill('8.5')
  press('Write')
  const status = await screen.findByRole('status')
  expect(status.textContent).toContain('Nothing was sent yet')
  expect(status.textContent).toContain('Anybody else in North')
  expect(status.textContent).toMatch(/Until .*· (9 min( \d+ s)?|10 min) left/)
})

test('through a grant it is written, looked at and withdrawn through that grant', async () => {
  write.mockResolvedValue(waiting({ grant: 'g' }))
  const one = vi.spyOn(platform.commands, 'oneWrite').mockResolvedValue(waiting({ grant: 'g' }))
  const withdraw = vi.spyOn(platform.commands, 'withdraw').mockResolvedValue()
  show(<WriteDialog point={point} grant="g" onClose={() => undefined} />)
  fill('8.5')
  press('Write')
  expect((await screen.findByRole('status')).textContent).toContain('the organisation whose machine it is')
  expect(write.mock.calls[0]?.[2]).toBe('g')
  fireEvent.click(await screen.findByText('Withdraw'))
  fireEvent.click((await screen.findAllByRole('button', { name: 'Withdraw' })).at(-1)!)
  await waitFor(() => expect(withdraw).toHaveBeenCalledWith('w', 'g'))
  await waitFor(() => expect(one).toHaveBeenCalledWith('w', 'g', expect.anything()))
})

test('reasons given before are offered again', async () => {
  write.mockResolvedValue(written({ reason: 'Shift begin' }))
  dialog()
  fill('8.5', 'Shift begin')
  press('Write')
  await screen.findByText('The machine took it')
  cleanup()
  dialog()
  press('Shift begin')
  expect(reason().value).toBe('Shift begin')
  expect(screen.queryByRole('button', { name: 'Shift begin' })).toBeNull()
})

test('an unknown outcome is an alarm that says to look at the machine, never a success', () => {
  show(<Outcome write={written({ state: 'unknown', statusName: 'BadTimeout', message: 'No reply in 3 s.' })} />)
  const alarm = screen.getByRole('alert')
  expect(alarm.textContent).toContain('Outcome unknown: look at the machine')
  expect(alarm.textContent).toContain('do not write again')
  expect(alarm.dataset['tone']).toBe('alarm')
  expect(screen.queryByText('The machine took it')).toBeNull()
})

test('a failed write says what to do', () => {
  show(<Outcome write={written({ state: 'failed', statusName: 'BadNoCommunication' })} />)
  expect(screen.getByRole('alert').textContent).toContain('The machine is not connected, so nothing was sent.')
})

test('a value read back that is another than was asked for is told', () => {
  show(<Outcome write={written({ after: { ...sample, value: 8.4 } })} />)
  expect(screen.getByRole('alert').textContent).toContain('The machine holds another value')
})

test('one’s own write can be withdrawn, and not confirmed', async () => {
  const withdraw = vi.spyOn(platform.commands, 'withdraw').mockResolvedValue()
  show(<Decide write={waiting()} />)
  fireEvent.click(await screen.findByText('Withdraw'))
  expect(screen.queryByText('Confirm')).toBeNull()
  fireEvent.submit((await screen.findByRole('dialog')).querySelector('form')!)
  await waitFor(() => expect(withdraw).toHaveBeenCalledWith('w', undefined))
})

test('that of another is confirmed with or without a note, and refused only with a reason', async () => {
  const confirm = vi.spyOn(platform.commands, 'confirm').mockResolvedValue(written())
  const refuse = vi.spyOn(platform.commands, 'refuse').mockResolvedValue(written({ state: 'refused' }))
  show(<Decide write={waiting({ askedBy: other })} />)
  fireEvent.click(await screen.findByText('Confirm'))
  fireEvent.click(await screen.findByRole('button', { name: 'Confirm and write' }))
  await waitFor(() => expect(confirm).toHaveBeenCalledWith('w', undefined))
  cleanup()
  show(<Decide write={waiting({ askedBy: other })} />)
  fireEvent.click(await screen.findByText('Refuse'))
  const form = (await screen.findByRole('dialog')).querySelector('form')!
  fireEvent.submit(form)
  fireEvent.change(screen.getByLabelText('Why not'), { target: { value: 'Too high' } })
  fireEvent.submit(form)
  await waitFor(() => expect(refuse.mock.calls).toEqual([['w', 'Too high']]))
})

test('a fault of the second person is told in words', async () => {
  vi.spyOn(platform.commands, 'confirm').mockRejectedValue(
    new PlatformFault(403, 'commands.second_person', 'Same.', 'Other.'),
  )
  show(<Decide write={waiting({ askedBy: { kind: 'program', id: 'x', name: 'script' } })} />)
  fireEvent.click(await screen.findByText('Confirm'))
  fireEvent.click(await screen.findByRole('button', { name: 'Confirm and write' }))
  expect((await screen.findByRole('alert')).textContent).toContain('made the program that did')
})

test('its story tells who, when, why, and before and after', () => {
  show(
    <Story
      write={written({
        decidedBy: other,
        decidedAt: '2026-11-23T08:01:00Z',
        note: 'Seen on site',
        sentAt: '2026-11-23T08:01:00Z',
        endedAt: '2026-11-23T08:01:01Z',
      })}
    />,
  )
  const steps = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(steps.map((text) => /^.+?(?=\d\d\/)/.exec(text)?.[0])).toEqual([
    'ann (you) asked for it',
    'ben confirmed it',
    'Sent to the machine',
    'The machine took it',
  ])
  expect(steps[1]).toContain('Seen on site')
  expect(steps[2]).toContain('It held 8.00bar')
  expect(steps[3]).toContain('Read back 8.50bar')
})
