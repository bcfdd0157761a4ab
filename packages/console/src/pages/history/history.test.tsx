import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { platform, type Removal, type RetentionRule } from '../../platform.ts'
import { DropRuleDialog } from './parts/DropRuleDialog.tsx'
import { Removals } from './parts/Removals.tsx'
import { RetentionDialog } from './parts/RetentionDialog.tsx'
import { daysWithout } from './queries.ts'
import { nameOf, receive } from './receiving.ts'
import { boundsOf, firstSubject, isWhole } from './subject.ts'

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
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
const dialog = () => within(screen.getByRole('dialog'))

const whole: RetentionRule = { id: 'r1', asset: null, days: 30 }
const works: RetentionRule = { id: 'r2', asset: 'a1', assetName: 'Works', days: 60 }
const boiler: RetentionRule = { id: 'r3', asset: 'a2', assetName: 'Works / Boiler', days: 90 }

test('a rule is saved only when it was said what it deletes', async () => {
  const effect = vi
    .spyOn(platform.storage, 'effect')
    .mockResolvedValue({ points: 2, samples: 1234, before: '2026-10-27T00:00:00Z' })
  const setRule = vi.spyOn(platform.storage, 'setRule').mockResolvedValue(whole)
  const onClose = vi.fn()
  show(<RetentionDialog rules={[whole]} rule={whole} onClose={onClose} />)
  expect(dialog().getByRole('button', { name: 'Save the rule' }).hasAttribute('disabled')).toBe(true)
  await dialog().findByText(
    '1,234 samples of 2 points, measured before 27 Oct 2026, will be deleted for good within the hour.',
  )
  fireEvent.click(dialog().getByRole('button', { name: 'Save and delete what is older' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(effect.mock.calls[0]?.[0]).toEqual({ days: 30 })
  expect(setRule).toHaveBeenCalledWith({ asset: null, days: 30 })
})

test('a rule that deletes nothing says so and asks for no more courage', async () => {
  vi.spyOn(platform.storage, 'effect').mockResolvedValue({ points: 2, samples: 0, before: '2026-10-27T00:00:00Z' })
  show(<RetentionDialog rules={[works]} rule={works} onClose={() => undefined} />)
  await dialog().findByText(/^Nothing is deleted now/)
  expect(dialog().getByRole('button', { name: 'Save the rule' }).hasAttribute('disabled')).toBe(false)
})

test('who removes a rule is told which one counts then, and what that deletes', async () => {
  const rules = [whole, works, boiler]
  expect([whole, works, boiler].map((rule) => daysWithout(rule, rules))).toEqual([undefined, 30, 60])
  vi.spyOn(platform.storage, 'effect').mockResolvedValue({ points: 1, samples: 5, before: '2026-09-27T00:00:00Z' })
  const drop = vi.spyOn(platform.storage, 'dropRule').mockResolvedValue()
  show(<DropRuleDialog rule={boiler} rules={rules} onClose={() => undefined} />)
  dialog().getByText('The next rule above counts then: 60 days are kept.')
  await dialog().findByText(/^5 samples of 1 point, measured before/)
  fireEvent.click(dialog().getByRole('button', { name: 'Remove' }))
  await waitFor(() => expect(drop).toHaveBeenCalledWith('r3'))
})

test('removals say of what, why, and where they stand', async () => {
  const base: Removal = {
    id: '1',
    state: 'running',
    kind: 'asked',
    name: 'Boiler',
    points: 2,
    reason: 'Trial run',
    by: 'ann',
    askedAt: new Date().toISOString(),
  }
  const byRule: Removal = { ...base, id: '2', state: 'done', kind: 'rule', days: 90, samples: 12 }
  const list = vi.spyOn(platform.storage, 'removals').mockResolvedValue([base, byRule])
  show(<Removals />)
  await screen.findByText('Boiler')
  expect(screen.getByText('Removing')).toBeTruthy()
  expect(screen.getByText('Trial run')).toBeTruthy()
  expect(screen.getByText('Kept for 90 days')).toBeTruthy()
  expect(screen.getByText('Retention rule')).toBeTruthy()
  // What is under way is looked at again.
  await waitFor(() => expect(list.mock.calls.length).toBeGreaterThan(1), { timeout: 3_000 })
})

test('a period is told to the platform as moments, and a bound that is missing is none', () => {
  const now = Date.parse('2026-11-26T00:00:00Z')
  expect(boundsOf(firstSubject, now)).toEqual({ from: '2026-11-19T00:00:00.000Z' })
  expect(boundsOf({ ...firstSubject, period: 'ever' }, now)).toEqual({})
  const until = { ...firstSubject, period: 'custom', to: '2026-11-26T08:00' } as const
  expect(boundsOf(until, now)).toEqual({ to: new Date('2026-11-26T08:00').toISOString() })
  expect(isWhole(until)).toBe(true)
  expect(isWhole({ ...until, from: '2026-11-27T08:00' })).toBe(false)
  expect(isWhole({ ...until, to: '' })).toBe(false)
  expect(isWhole({ ...until, scope: 'points' })).toBe(false)
  expect(isWhole({ ...until, scope: 'asset' })).toBe(false)
})

test('a download is put together as it comes, under the name that the platform gave it', async () => {
  const pieces = ['time,', 'point\n']
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(new TextEncoder().encode(piece))
    },
  })
  const reply = new Response(body, { headers: { 'content-disposition': 'attachment; filename="plant.csv"' } })
  const seen: number[] = []
  expect(nameOf(reply, 'x')).toBe('plant.csv')
  expect(await (await receive(reply, (bytes) => seen.push(bytes))).text()).toBe('time,point\n')
  expect(seen).toEqual([5, 11])
  expect(nameOf(new Response(''), 'history.csv')).toBe('history.csv')
})
