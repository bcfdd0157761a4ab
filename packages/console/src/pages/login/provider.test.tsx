import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { platform } from '../../platform.ts'
import { ProviderStep } from './ProviderStep.tsx'

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const open = (organisation?: string) =>
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <ProviderStep organisation={organisation} onBack={() => undefined} />
      </QueryClientProvider>
    </MantineProvider>,
  )

test('the handle of an organisation leads to its providers, and is known the next time', async () => {
  const asked = vi.spyOn(platform, 'signInProviders').mockResolvedValue([{ id: 'p1', name: 'North SSO' }])
  open()
  fireEvent.change(screen.getByLabelText(/Short name/), { target: { value: ' North ' } })
  fireEvent.submit(screen.getByRole('form'))
  const link = await screen.findByRole('link', { name: 'Go to North SSO' })
  expect(link.getAttribute('href')).toContain('/sign-in/providers/p1/start')
  expect(asked).toHaveBeenCalledWith('north')
  cleanup()
  open()
  expect((screen.getByLabelText(/Short name/) as HTMLInputElement).value).toBe('north')
})

test('an organisation without one is told alike, whether it exists or not', async () => {
  vi.spyOn(platform, 'signInProviders').mockResolvedValue([])
  open('nowhere')
  fireEvent.submit(screen.getByRole('form'))
  expect((await screen.findByRole('alert')).textContent).toContain('no way to sign in of its own')
  expect(localStorage.length).toBe(0)
})
