import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkClass, equipmentFolder, listClasses, readClass, reproduce } from './index.ts'

const boiler = readFileSync(new URL('industrial-boiler.yaml', equipmentFolder), 'utf8')

/** What is said of the boiler's class after one change in its text. */
function broken(from: string | RegExp, to: string): string[] {
  const text = boiler.replace(from, to)
  expect(text).not.toBe(boiler)
  return checkClass(text).findings.map(({ path, reason }) => `${path} ${reason}`)
}

test('the boiler has no mistake', () => {
  expect(checkClass(boiler).findings).toEqual([])
})

test.each([
  [
    'a unit that is none',
    'unit: t/h, low: 0, high: 500',
    'unit: t per h, low: 0, high: 500',
    '/points/0/unit core.unit_unknown',
  ],
  [
    'a name that is taken',
    'name: drum_level,',
    'name: steam_flow,',
    '/points/12/name is the name of one of the points already',
  ],
  ['a range upside down', 'low: 0, high: 21', 'low: 21, high: 0', '/points/8/high must be above low (21)'],
  [
    'a source that is none',
    'source: { id: if97 }',
    'source: { id: iapws }',
    '/derived/0/source/id is none of the sources if97',
  ],
  [
    'a default outside',
    'default: 35.8, low: 1',
    'default: 0.5, low: 1',
    '/parameters/0/default must lie within 1 and 60',
  ],
  ['an alarm without a condition', 'when: lockout', 'when: drum_level', '/alarms/2/when expression.type_mismatch'],
  [
    'a deadband of another share',
    'value: 12, by: level',
    'value: 30, by: level',
    '/alarms/0/deadband deadband must be 12, 2 % of the range of drum_level',
  ],
  [
    'a deadband that never lets go',
    'value: 12, by: level',
    'value: 460, by: own',
    '/alarms/0/deadband deadband ends at 310, where drum_level never is',
  ],
  ['a limit without a deadband', '    deadband: { value: 12, by: level }\n', '', '/alarms/0 deadband is missing'],
  [
    'a deadband of what is no limit',
    'when: lockout\n',
    'when: lockout\n    deadband: { value: 1, by: own }\n',
    '/alarms/2/deadband deadband has a meaning for one point against a figure alone',
  ],
  ['an alarm of what is not there', 'when: lockout', 'when: lock_out', '/alarms/2/when expression.name_unknown'],
  ['a KPI in the wrong unit', 'unit: kg/t\n', 'unit: kg/h\n', '/kpis/2/formula expression.unit_mismatch'],
  [
    'a point outside of an aggregate',
    'formula: avg(excess_air_ratio(flue_gas_oxygen))',
    'formula: excess_air_ratio(flue_gas_oxygen)',
    '/kpis/3/formula expression.aggregate_missing',
  ],
  [
    'a unit that breaks a variant',
    'fuel_heating_value: MJ/kg }',
    'fuel_heating_value: MJ/L }',
    '/derived/2/formula expression.unit_mismatch',
  ],
  [
    'a comparison by what is not there',
    'of: load_factor, within: 15',
    'of: age, within: 15',
    '/comparisons/0/alike/1/of is no KPI and no parameter of the class',
  ],
  [
    'a reference of an unknown KPI',
    'kpi: blow_down_share, value',
    'kpi: blow_down, value',
    '/references/0/expect/1/kpi is no KPI of the class',
  ],
  [
    'a reference with a text for a number',
    '      steam_flow: 10.864',
    '      steam_flow: much',
    '/references/0/values/steam_flow must be a number',
  ],
  [
    'samples that do not begin with the window',
    '      steam_flow: 10.864',
    '      steam_flow: [[5, 1]]',
    '/references/0/values/steam_flow must be samples of a number',
  ],
  [
    'a setting that is unknown',
    'better: higher',
    'better: higher\n    best: higher',
    '/kpis/0/best is no known setting',
  ],
  [
    'a consequence that is none',
    'consequence: severe',
    'consequence: bad',
    '/alarms/0/consequence must be one of minor, major, severe',
  ],
])('%s is found where it stands', (_, from, to, said) => {
  expect(broken(from, to).join('\n')).toContain(said)
})

test('text that is no YAML is told with its line', () => {
  expect(checkClass('class: [').findings[0]).toMatchObject({ line: 1 })
})

test('a class that is not there, and one with mistakes, are refused', async () => {
  await expect(readClass('no-such-class')).rejects.toMatchObject({ code: 'equipment.unreadable' })
  await expect(listClasses('/no/such/folder')).rejects.toMatchObject({ code: 'equipment.unreadable' })
})

test('a figure of an unknown KPI is refused', async () => {
  const equipment = await readClass('industrial-boiler')
  const [reference] = equipment.references
  const wrong = { ...reference!, expect: [{ kpi: 'speed', value: 1, tolerance: 0 }] }
  expect(() => reproduce(equipment, wrong)).toThrow(expect.objectContaining({ code: 'equipment.kpi_unknown' }))
})
