import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../i18n/language.ts'
import { type Point, platform } from '../platform.ts'
import { type PickedPoint, PointPicker } from './PointPicker.tsx'

const point = (id: string, name: string, place: string, unit?: string) =>
  ({ id, name, path: ['Plant', place], ...(unit ? { unit } : {}) }) as Point

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
afterEach(cleanup)

function Form() {
  const [value, setValue] = useState<PickedPoint | null>(null)
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <PointPicker label="Point" asset="drum" value={value} onChange={setValue} />
        <output>{value?.id ?? 'none'}</output>
      </QueryClientProvider>
    </MantineProvider>
  )
}

test('points of the asset come first, each with its place and unit, and none twice', async () => {
  const own = [point('p2', 'Drum/Pressure', 'Boiler', 'bar')]
  const all = [point('p1', 'Pressure', 'Air station', 'bar'), ...own, point('p3', 'State', 'Line 1')]
  vi.spyOn(platform, 'points').mockImplementation(async ({ asset } = {}) => ({ items: asset ? own : all }))
  render(<Form />)
  const field = screen.getByLabelText('Point', { selector: 'input' })
  fireEvent.click(field)
  await waitFor(() =>
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Pressure · Plant / Boiler / Drum · bar',
      'Pressure · Plant / Air station · bar',
      'State · Plant / Line 1',
    ]),
  )
  expect(screen.getByText('Of this asset')).toBeTruthy()
  fireEvent.click(screen.getAllByRole('option')[0]!)
  await waitFor(() => expect(screen.getByText('p2')).toBeTruthy())
})
