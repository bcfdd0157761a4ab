import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { LEAK, SETPOINT, STATE_NAME } from './air-station-table.ts'
import { type Served, serveMachine } from './machines/serve-machine.ts'
import { AirStation, CompressorState } from './physics/air-station.ts'

const STEP_MS = 200

/** In the words of the equipment class; a motor that starts delivers nothing yet. */
const stateNames: Readonly<Record<CompressorState, string>> = {
  [CompressorState.stopped]: 'stopped',
  [CompressorState.starting]: 'unloaded',
  [CompressorState.unloaded]: 'unloaded',
  [CompressorState.loaded]: 'loaded',
  [CompressorState.fault]: 'fault',
}

/** The compressed-air station behind a Modbus TCP controller: measurements as input registers, states as discretes, one setpoint. */
export function serveAirStation(options: { port: number; seed: number }): Promise<Served> {
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
      station.leak = Math.min(100, bank.holding.getUint16(202))
      bank.set(LEAK, 'uint16', station.leak)
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
      bank.set(`input:${STATE_NAME[i]}/10`, 'string', stateNames[machine.state])
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
  const step = (): void => {
    station.step(STEP_MS / 1000)
    show()
  }
  return serveMachine(simulator, { port: options.port, stepMs: STEP_MS, step })
}
