import { expect, it } from 'vitest'
import { suggested } from './match.ts'

const candidates = [
  { name: 'Power', unit: 'kW', titles: ['Electric power', '\u529f\u7387'] },
  { name: 'FlowRate', unit: 'm3/min', titles: [] },
  { name: 'Outlet pressure', unit: 'bar', titles: [] },
]
const input = (name: string, unit: string, words = name) => ({ name, unit, en: words, zh: words })

it('takes the same name however it is written, then the same words, then part of a name', () => {
  const inputs = [input('power', 'kW'), input('flow', 'm3/min'), input('p2', 'bar', 'outlet  PRESSURE')]
  expect(suggested(inputs, candidates)).toEqual({ power: 'Power', flow: 'FlowRate', p2: 'Outlet pressure' })
})

it('takes no candidate twice, and by its unit alone only where there is one', () => {
  expect(suggested([input('power', 'kW'), input('power2', 'kW', 'Power')], candidates)).toEqual({ power: 'Power' })
  expect(suggested([input('x', 'bar')], candidates)).toEqual({ x: 'Outlet pressure' })
  expect(suggested([input('x', 'K')], candidates)).toEqual({})
  expect(suggested([{ ...input('x', 'bar'), default: 1 }], candidates)).toEqual({})
})
