import { expect, it } from 'vitest'
import { nameFrom, namesIn, slugOf } from './names.ts'

it('finds the names of a formula, and neither functions nor units nor texts nor figures', () => {
  expect(namesIn('max(power, 1.5e3[kW]) / flow_2 + if(state == "run fast", a, 176[[degF]]) and not b')).toEqual([
    'power',
    'flow_2',
    'state',
    'a',
    'b',
  ])
  expect(namesIn('')).toEqual([])
})

it('makes a name of the name of a point, and never one twice', () => {
  expect(nameFrom('Electric power', new Set())).toBe('electric_power')
  expect(nameFrom('1. Power!', new Set(['power']))).toBe('power2')
  expect(nameFrom('\u529f\u7387', new Set(['x1']))).toBe('x2')
})

it('makes an id of a title', () => {
  expect(slugOf(' Specific power (ISO 1217) ')).toBe('specific-power-iso-1217')
  expect(slugOf('\u6bd4\u529f\u7387')).toBe('')
})
