import { expect, test } from 'vitest'
import { AirStation, CompressorState } from './air-station.ts'
import { Boiler, BurnerState } from './boiler.ts'
import { Chiller } from './chiller.ts'
import { LineState, PackagingLine } from './packaging-line.ts'
import { WeatherAndPv } from './weather-pv.ts'

test('the same seed lives the same day', () => {
  const [one, other] = [new AirStation(7, 0), new AirStation(7, 0)]
  for (let i = 0; i < 3_600; i++) {
    one.step(1)
    other.step(1)
  }
  expect(one.pressure).toBe(other.pressure)
  expect(one.power).toBe(other.power)
})

test('the air receiver keeps its mass balance', () => {
  const station = new AirStation(3, 8 * 3600)
  let delivered = 0
  const before = station.pressure
  for (let i = 0; i < 600; i++) {
    station.step(0.5)
    delivered += ((station.flow - station.demand) / 60) * 0.5
  }
  // Free air at 20 °C becomes pressure in 6 m³ at ambient temperature (which moves by less than 1 K here).
  const expected = (delivered * 1.013 * (station.ambient + 273.15)) / 293.15 / 6
  expect(station.pressure - before).toBeCloseTo(expected, 2)
})

test('a day of the air station loads, unloads, fails and stays in band', () => {
  const station = new AirStation(11, 0)
  const seen = new Set<number>()
  let low = 0
  let delivered = 0
  const before = station.compressors.reduce((sum, machine) => sum + machine.energy, 0)
  for (let i = 0; i < 86_400; i++) {
    station.step(1)
    delivered += station.flow / 60
    for (const machine of station.compressors) seen.add(machine.state)
    if (station.pressure < 5) low++
  }
  expect([...seen].sort()).toEqual(Object.values(CompressorState))
  expect(low / 86_400).toBeLessThan(0.1)
  // Energy of the day ÷ air of the day: kWh/m³ × 60 = kW per m³/min; a good station needs 6 to 8.
  const used = station.compressors.reduce((sum, machine) => sum + machine.energy, 0) - before
  expect((used / delivered) * 60).toBeGreaterThan(5)
  expect((used / delivered) * 60).toBeLessThan(9)
})

test('a day of the boiler holds pressure and level, and trips now and then', () => {
  const boiler = new Boiler(5, 0)
  const seen = new Set<number>()
  let held = 0
  const [fuelBefore, steamBefore] = [boiler.fuelTotal, boiler.steamTotal]
  for (let i = 0; i < 86_400; i++) {
    boiler.step(1)
    seen.add(boiler.burner)
    if (Math.abs(boiler.pressure - boiler.setpoint) < 1.5 && Math.abs(boiler.level) < 120) held++
  }
  expect(seen.has(BurnerState.lockout)).toBe(true)
  expect(held / 86_400).toBeGreaterThan(0.9)
  // Energy balance over the day: heat into steam ÷ heat of fuel is a boiler efficiency.
  const useful = (boiler.steamTotal - steamBefore) * 1000 * (2781 - 440)
  const fuel = (boiler.fuelTotal - fuelBefore) * 35_800
  expect(useful / fuel).toBeGreaterThan(0.85)
  expect(useful / fuel).toBeLessThan(0.97)
})

test('bottles on the line are neither made nor lost', () => {
  const line = new PackagingLine(2)
  const before = line.buffers.slice(1).reduce((sum, count) => sum + count, 0)
  const stopped = new Set<number>()
  for (let i = 0; i < 20_000; i++) {
    line.step(1)
    for (const station of line.stations) stopped.add(station.state)
  }
  const filled = line.stations[0]!.good
  const rejected = line.stations.slice(1).reduce((sum, station) => sum + station.rejected, 0)
  const after = line.buffers.slice(1).reduce((sum, count) => sum + count, 0)
  expect(before + filled - rejected - line.packed).toBe(after)
  expect(stopped.has(LineState.aborted)).toBe(true)
})

test('the sun sets, and the PV plant makes less than its rating', () => {
  const mast = new WeatherAndPv(1, 0)
  let peak = 0
  let dark = 0
  for (let i = 0; i < 86_400; i += 10) {
    mast.step(10)
    peak = Math.max(peak, mast.acPower)
    if (mast.irradiance < 1) dark++
  }
  expect(peak).toBeGreaterThan(40)
  expect(peak).toBeLessThan(430)
  expect(dark).toBeGreaterThan(3_000)
})

test('a day of the chiller holds its water by day, starts anew at night, and is too weak with a dirty condenser', () => {
  const chiller = new Chiller(4, 0)
  const before = { energy: chiller.energy, starts: chiller.starts }
  let held = 0
  let longest = 0
  let warm = 0
  for (let i = 0; i < 86_400; i++) {
    chiller.step(1)
    if (i >= 9 * 3_600 && i < 18 * 3_600 && Math.abs(chiller.leaving - chiller.setpoint) < 0.5) held++
    warm = chiller.leaving > 9 ? warm + 1 : 0
    longest = Math.max(longest, warm)
  }
  expect(held / 32_400).toBeGreaterThan(0.99)
  expect(chiller.starts - before.starts).toBeGreaterThan(4)
  // Warm before each start, and never for long.
  expect(longest).toBeGreaterThan(120)
  expect(longest).toBeLessThan(900)
  expect(chiller.energy - before.energy).toBeGreaterThan(1_000)

  for (let i = 0; i < 12 * 3_600; i++) chiller.step(1)
  const clean = { leaving: chiller.leaving, cop: chiller.cop }
  chiller.fouling = 100
  for (let i = 0; i < 2 * 3_600; i++) chiller.step(1)
  expect(clean.cop).toBeGreaterThan(4)
  expect(chiller.leaving).toBeGreaterThan(clean.leaving + 2)
  expect(chiller.cop).toBeLessThan(clean.cop)
})
