import { ClassMachine, checkAlarm, type EquipmentClass, powerCurve, readClass, reproduce } from '@millrace/compute'
import { areCommensurable } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { CncMachine } from '../physics/cnc-machine.ts'
import { DieselGenerator } from '../physics/diesel-generator.ts'
import { Excavator } from '../physics/excavator.ts'
import { Furnace } from '../physics/furnace.ts'
import { GasCompressor } from '../physics/gas-compressor.ts'
import { PumpSkid } from '../physics/pump-skid.ts'
import { WindTurbine } from '../physics/wind-turbine.ts'
import {
  cncPanel,
  compressorPanel,
  dieselPanel,
  excavatorPanel,
  exchangerPanel,
  furnacePanel,
  motorPanel,
  pumpPanel,
  windPanel,
} from './panels.ts'
import type { Panel } from './shown.ts'

/** Monday, eight o'clock in Shanghai. */
const START = Date.UTC(2026, 10, 23, 0, 0, 0) / 1000

interface Machine {
  step(dt: number): void
}

/** A machine of the demo plant with the class that it is one of, and what is on its plate. */
interface Case {
  readonly name: string
  readonly panel: Panel<never>
  readonly make: () => Machine
  readonly plate: Readonly<Record<string, number>>
  /** Faults that can be brought about, and the alarm that each raises. */
  readonly faults: Readonly<Record<string, string>>
  /** Seconds until a fault must have shown. */
  readonly within: number
}

const { curves } = await readClass('wind-turbine')
const curve = powerCurve(curves![0]!.x, curves![0]!.y)

const cases: readonly Case[] = [
  {
    name: 'process-pump',
    panel: pumpPanel,
    make: () => new PumpSkid(1),
    plate: { rated_flow: 400 },
    faults: { 'Bearing wear': 'vibration_high', 'Seal wear': 'seal_leaks' },
    within: 3_600,
  },
  {
    name: 'heat-exchanger',
    panel: exchangerPanel,
    make: () => new PumpSkid(1),
    plate: { area: 95, clean_coefficient: 800, hot_heat_capacity: 2.2 },
    faults: { Fouling: 'fouled' },
    within: 7_200,
  },
  {
    name: 'electric-motor',
    panel: motorPanel,
    make: () => new PumpSkid(1),
    plate: { rated_power: 160, rated_current: 290 },
    faults: { 'Loose phase': 'voltage_unbalanced' },
    within: 3_600,
  },
  {
    name: 'diesel-engine',
    panel: dieselPanel,
    make: () => new DieselGenerator(1, START),
    plate: { rated_power: 250 },
    faults: { 'Coolant leak': 'coolant_hot', 'Injector wear': 'trouble_code' },
    within: 7_200,
  },
  {
    name: 'process-compressor',
    panel: compressorPanel,
    make: () => new GasCompressor(1),
    plate: { isentropic_exponent: 1.31 },
    faults: { 'Seal wear': 'seal_gas_low', 'Bearing wear': 'vibration_high', 'Low demand': 'near_surge' },
    within: 7_200,
  },
  {
    name: 'wind-turbine',
    panel: windPanel,
    make: () => new WindTurbine(curve, 1, START),
    plate: {},
    faults: { Ice: 'under_curve', 'Gearbox wear': 'gearbox_hot' },
    within: 28_800,
  },
  {
    name: 'industrial-furnace',
    panel: furnacePanel,
    make: () => new Furnace(1, START),
    plate: { rated_throughput: 16 },
    faults: { 'Lining wear': 'lining_worn' },
    within: 14_400,
  },
  {
    name: 'construction-machine',
    panel: excavatorPanel,
    make: () => new Excavator(1, START),
    plate: {},
    faults: { 'Cooler dirt': 'hydraulic_hot' },
    within: 14_400,
  },
  { name: 'cnc-machine', panel: cncPanel, make: () => new CncMachine(1, START), plate: {}, faults: {}, within: 3_600 },
]

/** Tells a machine's values to its class. */
function tell(panel: Panel<never>, machine: Machine, into: ClassMachine, equipment: EquipmentClass): void {
  for (const { is, read, unit } of panel.shown) {
    const point = equipment.points.find(({ name }) => name === is)
    const value = read(machine as never)
    // What is served in another unit of the same kind would need converting; here none is.
    if (point && point.unit === unit) into.set(point.name, value)
  }
  into.derive()
}

/** Whether the alarm is raised within the time: its condition held for its delay without a break. */
async function isRaised(one: Case, alarm: string, pull?: string): Promise<boolean> {
  const equipment = await readClass(one.name)
  const machine = one.make()
  const into = new ClassMachine(equipment, one.plate)
  const definition = equipment.alarms.find(({ name }) => name === alarm)!
  const kernel = into.kernel(checkAlarm(into.names, definition))
  if (pull !== undefined) one.panel.levers.find(({ name }) => name === pull)!.pull(machine as never, 100)
  let held = 0
  for (let second = 0; second < one.within; second++) {
    machine.step(1)
    tell(one.panel, machine, into, equipment)
    held = kernel.evaluate(into.frame) === 1 ? held + 1 : 0
    if (held > definition.on_delay) return true
  }
  return false
}

describe.each(cases)('$name', (one) => {
  test('shows what its class needs, in the units of the class', async () => {
    const equipment = await readClass(one.name)
    const shown = new Map(one.panel.shown.map((each) => [each.is, each]))
    for (const { name, need, unit, type } of equipment.points) {
      if (need !== 'needed') continue
      const point = shown.get(name)
      expect(point, name).toBeDefined()
      if (unit !== undefined) expect(areCommensurable(point?.unit ?? '1', unit), name).toBe(true)
      expect(point?.unit === undefined, name).toBe(type !== 'number')
    }
    for (const { is, name } of one.panel.shown)
      if (is !== undefined)
        expect(
          equipment.points.map((point) => point.name),
          name,
        ).toContain(is)
  })

  test('lives a day within the ranges that it states', () => {
    const machine = one.make()
    for (let second = 0; second < 86_400; second += 5) {
      machine.step(5)
      if (second % 60 !== 0) continue
      for (const { name, low, high, read } of one.panel.shown) {
        const value = read(machine as never)
        if (typeof value !== 'number') continue
        expect(value, name).not.toBeNaN()
        if (low !== undefined) expect(value, name).toBeGreaterThanOrEqual(low)
        if (high !== undefined) expect(value, name).toBeLessThanOrEqual(high)
      }
    }
  })

  const pulled = Object.entries(one.faults)
  if (pulled.length > 0)
    test.each(pulled)('%s raises %s, and nothing does before', async (fault, alarm) => {
      expect(await isRaised(one, alarm)).toBe(false)
      expect(await isRaised(one, alarm, fault)).toBe(true)
    })
})

test('every fault that can be brought about raises an alarm or is known to show in a KPI', () => {
  const kpiOnly = ['process-compressor: Fouling', 'industrial-furnace: Recuperator fouling']
  for (const { name, panel, faults } of cases)
    for (const lever of panel.levers)
      expect([...Object.keys(faults).map((fault) => `${name}: ${fault}`), ...kpiOnly]).toContain(
        `${name}: ${lever.name}`,
      )
})

/** The value of a KPI over two hours of a machine, one sample a second told as one series. */
async function kpiOf(one: Case, kpi: string, pull?: string): Promise<number> {
  const equipment = await readClass(one.name)
  const machine = one.make()
  if (pull !== undefined) one.panel.levers.find(({ name }) => name === pull)!.pull(machine as never, 100)
  const points = one.panel.shown.filter(({ is }) => is !== undefined)
  const values = new Map(points.map(({ is }) => [is!, [] as [number, number | boolean | string][]]))
  // What was there before the fault has gone by then.
  for (let second = 0; second < 3_600; second++) machine.step(1)
  for (let second = 0; second < 7_200; second += 10) {
    for (let i = 0; i < 10; i++) machine.step(1)
    for (const { is, read } of points) values.get(is!)!.push([second, read(machine as never)])
  }
  const [seen] = reproduce(equipment, {
    name: 'demo',
    en: '',
    zh: '',
    source: { id: '' },
    parameters: one.plate,
    window: 7_200,
    values: Object.fromEntries(values),
    expect: [{ kpi, value: 0, tolerance: 0 }],
  })
  return seen!.seen
}

const find = (name: string): Case => cases.find((one) => one.name === name)!

test('faults cost what they cost in life: fuel, efficiency, heat transfer', async () => {
  expect(await kpiOf(find('industrial-furnace'), 'coal_equivalent_per_product', 'Recuperator fouling')).toBeGreaterThan(
    1.1 * (await kpiOf(find('industrial-furnace'), 'coal_equivalent_per_product')),
  )
  expect(await kpiOf(find('process-compressor'), 'isentropic_efficiency', 'Fouling')).toBeLessThan(
    0.9 * (await kpiOf(find('process-compressor'), 'isentropic_efficiency')),
  )
  expect(await kpiOf(find('heat-exchanger'), 'coefficient', 'Fouling')).toBeLessThan(
    0.7 * (await kpiOf(find('heat-exchanger'), 'coefficient')),
  )
  expect(await kpiOf(find('diesel-engine'), 'specific_fuel', 'Injector wear')).toBeGreaterThan(
    1.1 * (await kpiOf(find('diesel-engine'), 'specific_fuel')),
  )
})

test.each([
  ['process-pump', 'pump_efficiency', 70, 82],
  ['heat-exchanger', 'coefficient', 700, 900],
  ['electric-motor', 'efficiency_estimate', 94, 96],
  ['diesel-engine', 'specific_fuel', 190, 260],
  ['process-compressor', 'isentropic_efficiency', 78, 82],
  ['wind-turbine', 'power_curve_ratio', 90, 110],
  ['industrial-furnace', 'thermal_efficiency', 35, 70],
  ['construction-machine', 'fuel_per_hour', 8, 25],
  ['cnc-machine', 'quality_ratio', 90, 100],
] as const)('%s: %s is what such a machine has', async (name, kpi, low, high) => {
  const seen = await kpiOf(find(name), kpi)
  expect(seen).toBeGreaterThan(low)
  expect(seen).toBeLessThanOrEqual(high)
})
