import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type PairingOffer, PlatformFault, platform } from '../../platform.ts'
import { Pairing } from './PairingPage.tsx'
import { parsePairingSearch } from './search.ts'

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

const offer: PairingOffer = {
  clientName: 'Notebook of the night shift',
  remote: '192.0.2.7',
  userAgent: 'python-urllib/3.13',
  askedAt: new Date().toISOString(),
  expiresAt: new Date().toISOString(),
  organisation: 'North',
  name: 'Ann',
  hours: 24,
}

async function show(code = ''): Promise<void> {
  const root = createRootRoute()
  const page = createRoute({ getParentRoute: () => root, path: '/', component: () => <Pairing code={code} /> })
  const account = createRoute({ getParentRoute: () => root, path: '/account' })
  const router = createRouter({ routeTree: root.addChildren([page, account]), history: createMemoryHistory() })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  await screen.findByLabelText('Code')
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const enter = (value: string) => fireEvent.change(screen.getByLabelText('Code'), { target: { value } })

test('a code is taken however it is typed, and what comes with a link is only letters', () => {
  expect(parsePairingSearch({ code: 'bcdf ghjk' })).toEqual({ code: 'BCDF-GHJK' })
  expect(parsePairingSearch({ code: '<b>1' })).toEqual({ code: 'B' })
  expect(parsePairingSearch({})).toEqual({})
})

test('a person sees who asks, from where and as whom it would act, and lets it in', async () => {
  const look = vi.spyOn(platform.pairing, 'offer').mockResolvedValue(offer)
  const approve = vi.spyOn(platform.pairing, 'approve').mockResolvedValue()
  await show()
  expect(screen.getByRole('button', { name: 'Continue' }).hasAttribute('disabled')).toBe(true)
  enter('bcdfghjk')
  press('Continue')
  expect(await screen.findByText('“Notebook of the night shift” asks to be let in')).toBeTruthy()
  expect(look).toHaveBeenCalledWith('BCDF-GHJK')
  for (const fact of ['192.0.2.7', 'python-urllib/3.13', 'BCDF-GHJK', 'All that Ann may do in North', '24 hours'])
    expect(screen.getByText(fact)).toBeTruthy()
  press('Let it in')
  expect((await screen.findByRole('status')).textContent).toContain('“Notebook of the night shift” is let in')
  expect(approve).toHaveBeenCalledWith('BCDF-GHJK')
})

test('a code that came with a link is to be compared first, and the program can be refused', async () => {
  vi.spyOn(platform.pairing, 'offer').mockResolvedValue(offer)
  const refuse = vi.spyOn(platform.pairing, 'refuse').mockResolvedValue()
  await show('BCDF-GHJK')
  expect(screen.getByText(/Compare it with what the program shows/)).toBeTruthy()
  press('Continue')
  await screen.findByText(/asks to be let in/)
  press('Refuse')
  expect((await screen.findByRole('status')).textContent).toContain('is refused')
  expect(refuse).toHaveBeenCalledWith('BCDF-GHJK')
})

test('a code that nobody knows is said to be so, and can be corrected', async () => {
  vi.spyOn(platform.pairing, 'offer').mockRejectedValue(
    new PlatformFault(404, 'pairing.code_unknown', 'Expected a code.', 'Compare it.'),
  )
  await show('BCDF-GHJK')
  press('Continue')
  expect((await screen.findByRole('alert')).textContent).toContain('Compare it.')
  expect(screen.getByLabelText('Code')).toBeTruthy()
})
