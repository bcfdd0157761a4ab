import type { Closable } from '@millrace/core'
import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { AirStation, CompressorState } from './physics/air-station.ts'

export interface AirStationServer extends Closable {
  readonly port: number
}

const STEP_MS = 200
/** The setpoint register holds tenths of a bar. */
const SETPOINT = 'holding:100'

/** The compressed-air station behind a Modbus TCP controller: measurements as input registers, states as discretes, one setpoint. */
export async function serveAirStation(options: { port: number; seed: number }): Promise<AirStationServer> {
  const station = new AirStation(options.seed, Date.now() / 1000)
  const bank = new RegisterBank({ input: 120, holding: 120, discrete: 32 })
  bank.set(SETPOINT, 'uint16', station.setpoint * 10)
  const simulator = new ModbusSimulator({
    units: new Map([[1, bank]]),
    written: () => {
      const wished = bank.holding.getUint16(200) / 10
      if (wished >= 5 && wished <= 9) station.setpoint = wished
      // What the machine does not accept it does not show either.
      bank.set(SETPOINT, 'uint16', Math.round(station.setpoint * 10))
    },
  })

  const show = (): void => {
    const float = (address: number, value: number): void => bank.set(`input:${address}`, 'float32', value)
    float(0, station.pressure)
    float(2, station.flow)
    float(4, station.demand)
    float(6, station.power)
    float(8, station.specificPower)
    float(10, station.dewPoint)
    float(12, station.ambient)
    station.compressors.forEach((machine, i) => {
      const base = 20 + i * 20
      bank.set(`input:${base}`, 'uint16', machine.state)
      float(base + 1, machine.power)
      float(base + 3, machine.flow)
      bank.set(`input:${base + 5}`, 'int16', Math.round(machine.outletTemperature * 10))
      bank.set(`input:${base + 6}`, 'int16', Math.round(machine.windingTemperature * 10))
      bank.set(`input:${base + 7}`, 'uint32', Math.floor(machine.runHours))
      bank.set(`input:${base + 9}`, 'uint32', Math.floor(machine.loadHours))
      bank.set(`input:${base + 11}`, 'uint32', machine.starts)
      bank.set(`input:${base + 13}`, 'float64', machine.energy)
      bank.set(
        `discrete:${i * 8}`,
        'bool',
        machine.state === CompressorState.loaded || machine.state === CompressorState.unloaded,
      )
      bank.set(`discrete:${i * 8 + 1}`, 'bool', machine.state === CompressorState.fault)
    })
  }
  show()
  const timer = setInterval(() => {
    station.step(STEP_MS / 1000)
    show()
  }, STEP_MS)
  const port = await simulator.listen(options.port)
  return {
    port,
    async close() {
      clearInterval(timer)
      await simulator.close()
    },
  }
}

const compressor = (name: string, base: number, discrete: number): object[] => [
  {
    name: `${name}/State`,
    address: `input:${base}`,
    type: 'uint16',
    description: '0 stopped, 1 starting, 2 unloaded, 3 loaded, 4 fault',
  },
  { name: `${name}/Power`, address: `input:${base + 1}`, type: 'float32', unit: 'kW', low: 0, high: 160 },
  { name: `${name}/Flow`, address: `input:${base + 3}`, type: 'float32', unit: 'm3/min', low: 0, high: 20 },
  {
    name: `${name}/Outlet temperature`,
    address: `input:${base + 5}`,
    type: 'int16',
    unit: 'Cel',
    scale: { factor: 0.1 },
    low: 0,
    high: 120,
  },
  {
    name: `${name}/Winding temperature`,
    address: `input:${base + 6}`,
    type: 'int16',
    unit: 'Cel',
    scale: { factor: 0.1 },
    low: 0,
    high: 155,
  },
  { name: `${name}/Running hours`, address: `input:${base + 7}`, type: 'uint32', unit: 'h', periodMs: 10_000 },
  { name: `${name}/Loaded hours`, address: `input:${base + 9}`, type: 'uint32', unit: 'h', periodMs: 10_000 },
  { name: `${name}/Starts`, address: `input:${base + 11}`, type: 'uint32', unit: '1', periodMs: 10_000 },
  { name: `${name}/Energy`, address: `input:${base + 13}`, type: 'float64', unit: 'kW.h', periodMs: 5_000 },
  { name: `${name}/Running`, address: `discrete:${discrete}`, type: 'bool' },
  { name: `${name}/Fault`, address: `discrete:${discrete + 1}`, type: 'bool' },
]

/** The register table of the station, as the edge configuration wants it. */
export const airStationPoints: readonly object[] = [
  {
    name: 'Network pressure',
    address: 'input:0',
    type: 'float32',
    unit: 'bar',
    low: 0,
    high: 10,
    description: 'Gauge pressure in the receiver',
  },
  {
    name: 'Air flow',
    address: 'input:2',
    type: 'float32',
    unit: 'm3/min',
    low: 0,
    high: 30,
    description: 'Free air delivered by both compressors',
  },
  { name: 'Air demand', address: 'input:4', type: 'float32', unit: 'm3/min', low: 0, high: 30 },
  { name: 'Total power', address: 'input:6', type: 'float32', unit: 'kW', low: 0, high: 260 },
  {
    name: 'Specific power',
    address: 'input:8',
    type: 'float32',
    unit: 'kW.min/m3',
    low: 0,
    high: 12,
    description: 'ISO 1217: power per free air flow; no value while nothing flows',
  },
  { name: 'Pressure dew point', address: 'input:10', type: 'float32', unit: 'Cel', low: -20, high: 20 },
  { name: 'Room temperature', address: 'input:12', type: 'float32', unit: 'Cel', low: -10, high: 50, periodMs: 5_000 },
  {
    name: 'Pressure setpoint',
    address: SETPOINT,
    type: 'uint16',
    unit: 'bar',
    scale: { factor: 0.1 },
    access: 'rw',
    low: 5,
    high: 9,
    periodMs: 2_000,
  },
  ...compressor('Compressor 1', 20, 0),
  ...compressor('Compressor 2', 40, 8),
]
