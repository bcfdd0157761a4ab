import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../i18n/language.ts'
import { type Asset, PlatformFault, platform } from '../platform.ts'
import { AssetPicker, type PickedAsset } from './AssetPicker.tsx'

const asset = (id: string, path: string[], childCount = 0): Asset => ({
  id,
  parent: path.length > 1 ? 'plant' : null,
  name: path.at(-1)!,
  level: 'area',
  levelGiven: false,
  tags: [],
  path,
  childCount,
  pointCount: 1,
})
const plant = asset('plant', ['Plant'], 2)
const boiler = asset('boiler', ['Plant', 'Boiler house'])
const drum = asset('drum', ['Plant', 'Boiler house', 'Steam drum'])

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
const ask = vi.spyOn(platform, 'assets')
beforeEach(() => {
  ask.mockReset()
  ask.mockImplementation(async ({ search, parent } = {}) => ({
    items: search ? [drum] : parent === 'root' ? [plant] : [boiler],
  }))
})
afterEach(cleanup)

function Form() {
  const [value, setValue] = useState<PickedAsset | null>(null)
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <AssetPicker label="Below" placeholder="Everywhere" value={value} onChange={setValue} />
        <output>{value?.id ?? 'none'}</output>
      </QueryClientProvider>
    </MantineProvider>
  )
}
const field = () => screen.getByLabelText('Below', { selector: 'input' }) as HTMLInputElement
const options = () => screen.getAllByRole('option').map((option) => option.textContent)

test('nothing is asked before somebody opens it; then it begins at the top of the tree and what is below a single root', async () => {
  render(<Form />)
  expect(ask).not.toHaveBeenCalled()
  fireEvent.click(field())
  await waitFor(() => expect(options()).toEqual(['Plant', 'Boiler housePlant']))
})

test('what is typed is searched on the platform, and the arrows and Enter choose', async () => {
  render(<Form />)
  fireEvent.click(field())
  fireEvent.change(field(), { target: { value: 'drum' } })
  await waitFor(() => expect(options()).toEqual(['Steam drumPlant / Boiler house']))
  expect(ask).toHaveBeenLastCalledWith({ search: 'drum', limit: 30 }, expect.anything())
  fireEvent.keyDown(field(), { key: 'ArrowDown', code: 'ArrowDown' })
  fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter' })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('drum'))
  expect(field().value).toBe('Steam drum')
})

test('a choice is taken back with its own button', async () => {
  render(<Form />)
  fireEvent.click(field())
  fireEvent.click(await screen.findByText('Boiler house'))
  expect(screen.getByRole('status').textContent).toBe('boiler')
  fireEvent.click(screen.getByRole('button', { name: 'Clear: Below' }))
  expect(screen.getByRole('status').textContent).toBe('none')
  expect(field().value).toBe('')
})

test('a search that the platform refuses says why', async () => {
  ask.mockRejectedValue(new PlatformFault(403, 'http.forbidden', 'You may not see assets.', 'Ask an administrator.'))
  render(<Form />)
  fireEvent.click(field())
  expect(await screen.findByText('You lack the right to do this.')).toBeTruthy()
})
