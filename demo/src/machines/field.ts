import { powerCurve, readClass } from '@millrace/compute'
import { ModbusSimulator, type RegisterBank } from '@millrace/drivers'
import { Chiller } from '../physics/chiller.ts'
import { DieselGenerator } from '../physics/diesel-generator.ts'
import { GasCompressor } from '../physics/gas-compressor.ts'
import { PumpSkid } from '../physics/pump-skid.ts'
import { WindTurbine } from '../physics/wind-turbine.ts'
import { ModbusPanel } from './modbus-panel.ts'
import {
  chillerPanel,
  compressorPanel,
  dieselPanel,
  exchangerPanel,
  motorPanel,
  pumpPanel,
  windPanel,
} from './panels.ts'
import { type Served, serveMachine } from './serve-machine.ts'
import type { Panel } from './shown.ts'

const STEP_MS = 1_000

/** A machine behind the gateway: what the edge calls it, where it stands, and its unit. */
interface FieldDevice<Machine> {
  readonly name: string
  readonly asset: readonly string[]
  readonly unit: number
  readonly panel: Panel<Machine>
}

const pump = { name: 'Pump P-101', asset: ['Process', 'Cooling water', 'Pump P-101'], unit: 1, panel: pumpPanel }
const exchanger = {
  name: 'Exchanger E-101',
  asset: ['Process', 'Cooling water', 'Exchanger E-101'],
  unit: 2,
  panel: exchangerPanel,
}
const motor = { name: 'Motor M-101', asset: ['Process', 'Cooling water', 'Motor M-101'], unit: 3, panel: motorPanel }
const diesel = { name: 'Diesel generator', asset: ['Energy', 'Diesel generator'], unit: 4, panel: dieselPanel }
const compressor = {
  name: 'Compressor K-201',
  asset: ['Process', 'Gas', 'Compressor K-201'],
  unit: 5,
  panel: compressorPanel,
}
const wind = { name: 'Wind turbine 1', asset: ['Energy', 'Wind turbine 1'], unit: 6, panel: windPanel }
const chiller = {
  name: 'Chiller CH-1',
  asset: ['Process', 'Chilled water', 'Chiller CH-1'],
  unit: 7,
  panel: chillerPanel,
}

/** The gateway's devices as an edge's configuration has them. */
export const fieldDevices = (port: number): readonly object[] => [
  entry(pump, port),
  entry(exchanger, port),
  entry(motor, port),
  entry(diesel, port),
  entry(compressor, port),
  entry(wind, port),
  entry(chiller, port),
]

const entry = <Machine>({ name, asset, unit, panel }: FieldDevice<Machine>, port: number): object => ({
  name,
  asset: ['Demo plant', ...asset],
  driver: 'modbus-tcp',
  connection: { host: '127.0.0.1', port, unit },
  points: new ModbusPanel(panel).points(unit),
})

/** One machine with its registers. */
interface Seat {
  readonly unit: number
  readonly bank: RegisterBank
  show(): void
  take(): void
}

function seat<Machine>({ unit, panel }: FieldDevice<Machine>, machine: Machine): Seat {
  const registers = new ModbusPanel(panel)
  return { unit, bank: registers.bank, show: () => registers.show(machine), take: () => registers.take(machine) }
}

/** Pump, exchanger, motor, diesel generator, gas compressor, wind turbine and chiller behind one Modbus TCP gateway, each a unit of its own. */
export async function serveField(options: { port: number; seed: number }): Promise<Served> {
  const { seed } = options
  const start = Date.now() / 1000
  const { curves } = await readClass('wind-turbine')
  const { x, y } = curves![0]!
  const skid = new PumpSkid(seed)
  const engine = new DieselGenerator(seed + 1, start)
  const gas = new GasCompressor(seed + 2)
  const turbine = new WindTurbine(powerCurve(x, y), seed + 3, start)
  const water = new Chiller(seed + 4, start)
  const seats = [
    seat(pump, skid),
    seat(exchanger, skid),
    seat(motor, skid),
    seat(diesel, engine),
    seat(compressor, gas),
    seat(wind, turbine),
    seat(chiller, water),
  ]
  const simulator = new ModbusSimulator({
    units: new Map(seats.map(({ unit, bank }) => [unit, bank])),
    written: ({ unit }) => seats.find((one) => one.unit === unit)?.take(),
  })
  const step = (): void => {
    for (const machine of [skid, engine, gas, turbine, water]) machine.step(STEP_MS / 1000)
    for (const { show } of seats) show()
  }
  return serveMachine(simulator, { port: options.port, stepMs: STEP_MS, step })
}
