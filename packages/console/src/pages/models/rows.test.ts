import { expect, test } from 'vitest'
import { namedPlainly } from './rows.ts'

const row = (name: string, title?: string) => ({
  key: 2,
  name,
  definition: { type: 'number' as const, ...(title === undefined ? {} : { title }) },
  optional: false,
})

test('a name in words becomes one for programs, and stays as the title', () => {
  expect(namedPlainly(row('Leaving water temperature'))).toMatchObject({
    name: 'leaving_water_temperature',
    definition: { title: 'Leaving water temperature' },
  })
  expect(namedPlainly(row('出水温度'))).toMatchObject({
    name: 'property_3',
    definition: { title: '出水温度' },
  })
  const plain = row('power_kW')
  expect(namedPlainly(plain)).toBe(plain)
})
