import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../../i18n/language.ts'
import { lackingOf, type MakeOf } from '../machines.ts'
import type { Need } from '../queries.ts'
import { FoundMachines } from './FoundMachines.tsx'

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  await startLanguage()
  await setLanguage('en')
})
afterEach(cleanup)

const need: Need = {
  name: 'compressor',
  title: { en: 'Compressor', zh: '空压机' },
  equipmentClass: 'air-compressor',
  most: 1,
  properties: [
    { name: 'power', title: { en: 'Power', zh: '功率' }, type: 'number', unit: 'kW' },
    { name: 'flow', title: { en: 'Flow', zh: '流量' }, type: 'number', unit: 'm3/min' },
  ],
}
const offer = (point: string, score: number) => ({
  point,
  name: point.toUpperCase(),
  unit: 'kW',
  score,
  reasons: [
    { kind: 'words' as const, seen: point },
    { kind: 'range' as const, against: true, seen: '0…9' },
  ],
})
const machine = (name: string) => ({
  key: name,
  parent: 'air',
  name,
  path: ['Works', 'Air'],
  properties: {
    power: { point: `${name}-p`, offers: [offer(`${name}-p`, 0.91), offer(`${name}-q`, 0.6)] },
    flow: { offers: [offer(`${name}-f`, 0.5)] },
  },
})

let made: readonly MakeOf[] = []
function Form() {
  const [make, onMake] = useState<readonly MakeOf[]>([])
  made = make
  return (
    <MantineProvider env="test">
      <FoundMachines need={need} machines={[machine('K101'), machine('K102')]} making={{ make, onMake }} chosen={0} />
    </MantineProvider>
  )
}

test('a machine is taken as it is proposed, and a person decides of every point, and of the name', () => {
  render(<Form />)
  const flow = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Point for “Flow” of K101' })
  expect(flow.disabled).toBe(true)
  const why = 'words alike · range 0…9 does not fit'
  expect(screen.getAllByText((_, element) => element?.textContent === why)).toHaveLength(2)
  expect(screen.getByRole('option', { name: 'K101-P [kW] · 91 %' })).toBeTruthy()

  fireEvent.click(screen.getByRole('checkbox', { name: 'Take K101 for “Compressor”' }))
  expect(made).toEqual([
    { machine: 'K101', need: 'compressor', name: 'K101', parent: 'air', points: { power: 'K101-p' } },
  ])
  expect(lackingOf(need, made[0]!).map(({ name }) => name)).toEqual(['flow'])
  // No more than the app takes.
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Take K102 for “Compressor”' }).disabled).toBe(true)

  fireEvent.change(screen.getByRole('combobox', { name: 'Point for “Flow” of K101' }), { target: { value: 'K101-f' } })
  fireEvent.change(screen.getByRole('combobox', { name: 'Point for “Power” of K101' }), { target: { value: 'K101-q' } })
  fireEvent.change(screen.getByRole('textbox', { name: 'Name of the asset' }), { target: { value: 'Compressor 1' } })
  expect(made).toMatchObject([{ name: 'Compressor 1', points: { power: 'K101-q', flow: 'K101-f' } }])
  expect(lackingOf(need, made[0]!)).toEqual([])

  fireEvent.click(screen.getByRole('checkbox', { name: 'Take Compressor 1 for “Compressor”' }))
  expect(made).toEqual([])
})
