import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { PlatformFault, platform, type SecondStepNeeded } from '../../platform.ts'
import { SecondStep } from './SecondStep.tsx'

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

const done = vi.fn()
const open = (accepts: SecondStepNeeded['accepts']) =>
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SecondStep needed={{ ticket: 'k', accepts }} onDone={done} onBack={() => undefined} />
      </QueryClientProvider>
    </MantineProvider>,
  )
const type = (label: RegExp, value: string) => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
  fireEvent.submit(screen.getByRole('form'))
}

test('a code of the app goes with the ticket, without the blanks people type', async () => {
  const step = vi.spyOn(platform, 'secondStep').mockResolvedValue({} as never)
  open(['totp', 'recovery'])
  type(/authenticator app/, '123 456')
  await waitFor(() => expect(done).toHaveBeenCalled())
  expect(step).toHaveBeenCalledWith('k', { totp: '123456' }, 'cookie')
})

test('a recovery code stands in for a lost phone', async () => {
  const step = vi.spyOn(platform, 'secondStep').mockResolvedValue({} as never)
  open(['totp', 'recovery'])
  fireEvent.click(screen.getByText('Use a recovery code'))
  type(/Recovery code/, 'abcd-efgh')
  await waitFor(() => expect(step).toHaveBeenCalledWith('k', { recovery: 'abcd-efgh' }, 'cookie'))
})

test('a code that is refused is told, and the field is empty again', async () => {
  vi.spyOn(platform, 'secondStep').mockRejectedValue(new PlatformFault(401, 'identity.proof_refused', 'No.', 'Again.'))
  open(['totp'])
  type(/authenticator app/, '000000')
  expect((await screen.findByRole('alert')).textContent).toContain('That was not accepted.')
  expect((screen.getByLabelText(/authenticator app/) as HTMLInputElement).value).toBe('')
})

test('whoever has a passkey alone is asked for nothing to type', () => {
  open(['passkey'])
  expect(screen.getByText('Use a passkey')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
})
