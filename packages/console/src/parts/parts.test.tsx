import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../i18n/language.ts'
import { PlatformFault } from '../platform.ts'
import { FaultView } from './FaultView.tsx'
import { QualityBadge } from './QualityBadge.tsx'
import { ValueText } from './ValueText.tsx'

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
  }))
  await startLanguage()
  await setLanguage('en')
})
afterEach(cleanup)

const show = (part: React.ReactNode): HTMLElement => {
  render(
    <MantineProvider>
      <main>{part}</main>
    </MantineProvider>,
  )
  return screen.getByRole('main')
}
const sample = { time: '2026-11-23T08:00:00Z', value: 9.81, status: 0, quality: 'good', statusName: 'Good' } as const

test('a good value shows number and unit, and nothing that draws the eye', () => {
  const shown = show(<ValueText of={{ type: 'double', unit: 'bar', low: 0, high: 16 }} sample={sample} />)
  expect(shown.textContent).toBe('9.81bar')
})

test('a value that is not good says so, also to who does not see the mark', () => {
  show(
    <ValueText
      of={{ type: 'double', unit: 'bar' }}
      sample={{ ...sample, status: 0x800a0000, value: null, quality: 'bad', statusName: 'BadTimeout' }}
    />,
  )
  expect(screen.getByText('Bad')).toBeTruthy()
  expect(screen.getByTitle('BadTimeout')).toBeTruthy()
})

test('a fault tells what happened, what to do, and offers to try again', () => {
  const again = vi.fn()
  const fault = new PlatformFault(404, 'later.point_unknown', 'There is no such point.', 'Search for it by name.')
  show(<FaultView fault={fault} retry={again} />)
  expect(screen.getByRole('alert').textContent).toContain('There is no such point.')
  expect(screen.getByRole('alert').textContent).toContain('Search for it by name.')
  fireEvent.click(screen.getByRole('button'))
  expect(again).toHaveBeenCalledOnce()
})

test('a fault is told in the reader’s language with its facts, and in the platform’s words where one is missing', async () => {
  await setLanguage('zh')
  const words = ['Expected a unit that converts to kW, saw bar.', 'Choose a unit of the same dimension.'] as const
  const facts = { expected: 'kW', seen: 'bar' }
  show(<FaultView fault={new PlatformFault(422, 'core.unit_mismatch', ...words, { facts })} />)
  expect(screen.getByRole('alert').textContent).toContain('单位 bar 不能换算为 kW。')
  cleanup()
  show(<FaultView fault={new PlatformFault(422, 'core.unit_mismatch', ...words, { facts: { seen: 'bar' } })} />)
  expect(screen.getByRole('alert').textContent).toContain(words[0])
  await setLanguage('en')
})

test('the words follow the language', async () => {
  await setLanguage('zh')
  const shown = show(<QualityBadge quality="uncertain" statusName="UncertainInitialValue" />)
  expect(shown.textContent).toBe('不确定')
  await setLanguage('en')
})
