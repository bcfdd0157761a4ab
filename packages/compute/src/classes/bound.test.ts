import { batchOf, checkUnit, convertUnit, type Value } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { checkExpression, parseExpression, TextNumbers, type ValueType } from '../expression/index.ts'
import { goldenUnit } from '../kpi/golden-shift.ts'
import { compileKpi, subjectOf, tellKpi, tellWindow } from '../kpi/index.ts'
import {
  type BoundMachine,
  boundAlarm,
  boundKpi,
  type ClassReference,
  classDifferences,
  type EquipmentClass,
  listClasses,
  readClass,
} from './index.ts'

const classes = await Promise.all((await listClasses()).map((name) => readClass(name)))
const classOf = (name: string): EquipmentClass => classes.find((one) => one.class === name)!
const compressor = classOf('air-compressor')
const alarmOf = (equipment: EquipmentClass, name: string) => equipment.alarms.find((one) => one.name === name)!
const kpiOf = (equipment: EquipmentClass, name: string) => equipment.kpis.find((one) => one.name === name)!

/** A machine that has all points, in the units of the class unless said. */
const machine = (
  equipment: EquipmentClass,
  { variant, units = {}, without = [], parameters = {} }: Machine = {},
): BoundMachine => ({
  ...(variant === undefined ? {} : { variant }),
  parameters,
  points: new Map(
    equipment.points
      .filter(({ name }) => !without.includes(name))
      .map(({ name, unit }) => {
        const of = equipment.variants?.find((one) => one.name === variant)?.units[name] ?? unit
        const told = name in units ? units[name] : of
        return [name, told === undefined ? {} : { unit: told }]
      }),
  ),
})
interface Machine {
  variant?: string
  units?: Record<string, string | undefined>
  without?: string[]
  parameters?: Record<string, number>
}

/** A figure of a reference case as the KPI engine has it, with points that are told in other units. */
function told(equipment: EquipmentClass, reference: ClassReference, kpi: string, units: Record<string, string> = {}) {
  const without = equipment.points.map(({ name }) => name).filter((name) => !(name in reference.values))
  const more = { units, without, ...(reference.parameters ? { parameters: reference.parameters } : {}) }
  const bound = boundKpi(
    equipment,
    kpiOf(equipment, kpi),
    machine(equipment, reference.variant === undefined ? more : { ...more, variant: reference.variant }),
  )
  if ('leftOut' in bound) return bound.leftOut
  const points = Object.fromEntries(bound.bound.map((name, i) => [name, i + 1_000]))
  const kpis = [{ program: compileKpi(bound.definition, new TextNumbers()), points, units, constants: bound.constants }]
  const spec = subjectOf({ ...goldenUnit([]), kpis })
  const end = reference.window * 1e6
  const samples = Object.entries(reference.values).flatMap(([name, series]) => {
    const [number, from, to] = [points[name], bound.definition.inputs?.[name]?.unit, units[name]]
    if (number === undefined) return []
    return (typeof series === 'object' ? series : [[0, series] as const]).map(
      ([at, value]): [number, number, Value, number] => [
        number,
        // A window ends before its end.
        Math.min(at * 1e6, end - 1),
        typeof value === 'number' && from && to ? convertUnit(value, from, to) : value,
        0,
      ],
    )
  })
  const window = { ...spec.windows.at('hour', 0), from: 0, to: end }
  return tellKpi(kpis[0]!, spec, tellWindow(spec, window, batchOf(samples)))
}

const cases = classes.flatMap((equipment) =>
  equipment.references.flatMap((reference) =>
    reference.expect.map((expected) => ({
      name: `${equipment.class}: ${reference.name}: ${expected.kpi}`,
      equipment,
      reference,
      expected,
    })),
  ),
)

describe('what comes of a class', () => {
  test.each(cases)('the KPI engine gives the published figure: $name', ({ equipment, reference, expected }) => {
    const result = told(equipment, reference, expected.kpi)
    if ('why' in result) expect(result).toMatchObject({ why: 'curve' })
    else expect(Math.abs((result.value ?? Number.NaN) - expected.value)).toBeLessThanOrEqual(expected.tolerance)
  })

  test('only what is read off a maker’s curve is left out of a machine that has every point', () => {
    const left = classes.flatMap((equipment) => [
      ...equipment.kpis.flatMap((kpi) => ('leftOut' in boundKpi(equipment, kpi, machine(equipment)) ? [kpi.name] : [])),
      ...equipment.alarms.flatMap((alarm) =>
        'leftOut' in boundAlarm(equipment, alarm, machine(equipment)) ? [alarm.name] : [],
      ),
    ])
    expect(left).toEqual(['power_curve_ratio', 'energy_availability', 'mean_power', 'under_curve'])
  })

  test('a point in another unit gives the same figure', () => {
    const [reference] = compressor.references
    const result = told(compressor, reference!, 'specific_power', { power: 'MW', flow: 'L/s' })
    expect('value' in result && result.value).toBeCloseTo(5.650347, 4)
  })

  test.each(classes)('every condition of $class holds its types, with units and without', (equipment) => {
    for (const variant of [undefined, ...(equipment.variants ?? []).map(({ name }) => name)])
      for (const bare of [false, true])
        for (const alarm of equipment.alarms) {
          const units = bare ? Object.fromEntries(equipment.points.map(({ name }) => [name, undefined])) : {}
          const of = machine(equipment, { units, ...(variant === undefined ? {} : { variant }) })
          const bound = boundAlarm(equipment, alarm, of)
          if ('leftOut' in bound) continue
          const { condition } = bound
          if (condition.is === 'limit') expect(condition.unit === undefined).toBe(bare)
          if (condition.is === 'limit' && condition.unit) expect(() => checkUnit(condition.unit!)).not.toThrow()
          if (condition.is !== 'expression') continue
          const known = new Map(
            condition.inputs.map((name): [string, ValueType] => {
              const { type } = equipment.points.find((one) => one.name === name)!
              const unit = of.points.get(name)?.unit
              return [name, unit === undefined ? { type } : { type, unit }]
            }),
          )
          expect(() => checkExpression(parseExpression(condition.expression), known, { type: 'boolean' })).not.toThrow()
        }
  })

  test('a point against a figure becomes a limit, a state a state, all else an expression with the plate written in', () => {
    const of = (name: string, more: Machine = {}) =>
      boundAlarm(compressor, alarmOf(compressor, name), machine(compressor, more))
    expect(of('discharge_hot')).toEqual({
      condition: { is: 'limit', point: 'discharge_temperature', side: 'high', limit: 105, deadband: 2, unit: 'Cel' },
    })
    expect(of('runs_idle')).toEqual({ condition: { is: 'state', point: 'state', values: ['unloaded'] } })
    expect(of('pressure_low')).toEqual({
      condition: {
        is: 'expression',
        expression: 'state == "loaded" and discharge_pressure < 5.5[bar]',
        inputs: ['state', 'discharge_pressure'],
      },
    })
    const excavator = classOf('construction-machine')
    const due = { parameters: { service_interval: 500 } }
    expect(boundAlarm(excavator, alarmOf(excavator, 'service_due'), machine(excavator, due))).toEqual({
      condition: { is: 'limit', point: 'hours_since_service', side: 'high', limit: 475, deadband: 1, unit: 'h' },
    })
    const pump = classOf('process-pump')
    const bound = boundAlarm(pump, alarmOf(pump, 'runs_dry'), machine(pump, { parameters: { rated_flow: 250 } }))
    expect(bound).toMatchObject({ condition: { expression: 'running and flow < 0.3 * 250[m3/h]' } })
  })

  test('what a machine has not is named, unless the class says what stands in', () => {
    const blind = machine(compressor, { without: ['discharge_temperature', 'producing'] })
    expect(boundAlarm(compressor, alarmOf(compressor, 'discharge_hot'), blind)).toEqual({
      leftOut: { why: 'missing', names: ['discharge_temperature'] },
    })
    const leakage = boundKpi(compressor, kpiOf(compressor, 'leakage'), blind)
    expect(leakage).toMatchObject({ bound: ['state'], constants: { producing: 1 } })
    const silent = machine(compressor, { without: compressor.points.map(({ name }) => name) })
    expect(boundKpi(compressor, kpiOf(compressor, 'specific_power'), silent)).toMatchObject({
      leftOut: { why: 'missing', names: ['power', 'flow'] },
    })
    const boiler = classOf('industrial-boiler')
    const deaf = machine(boiler, { without: ['lockout'] })
    expect(boundAlarm(boiler, boiler.alarms.find(({ when }) => when === 'lockout')!, deaf)).toEqual({
      leftOut: { why: 'constant' },
    })
  })

  test('two versions of a class differ by what was added, removed and changed', () => {
    const [first, ...others] = compressor.alarms
    const next: EquipmentClass = {
      ...compressor,
      alarms: [{ ...first!, when: 'discharge_temperature > 100[Cel]', on_delay: 20 }, ...others.slice(1)],
      points: [...compressor.points, { ...compressor.points[0]!, name: 'outlet_flow' }],
    }
    expect(classDifferences(compressor, next)).toEqual([
      { list: 'points', name: 'outlet_flow', is: 'added', fields: [] },
      { list: 'alarms', name: 'discharge_hot', is: 'changed', fields: ['when', 'on_delay'] },
      { list: 'alarms', name: 'pressure_low', is: 'removed', fields: [] },
    ])
    expect(classDifferences(compressor, structuredClone(compressor))).toEqual([])
  })
})
