import type { DataType, TagSpec } from '../kit/driver.ts'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { ascii } from './ascii.ts'
import { RegisterBank } from './bank.ts'
import type { SerialFraming } from './framing.ts'
import { rtu } from './rtu.ts'
import { ModbusSimulator } from './simulator.ts'

const MOVE_MS = 200
const PERIOD_MS = 1_000
const MINUTE_MS = 60_000

const tag = (address: string, type: DataType, access: TagSpec['access'] = 'r'): Omit<TagSpec, 'id'> => ({
  address,
  type,
  access,
  periodMs: PERIOD_MS,
})

/** A boiler: a temperature that swings, a counter, an alarm, a setpoint and a pump to write. */
const tags = [
  tag('holding:0', 'float32'),
  tag('holding:2', 'uint32'),
  tag('input:0', 'int16'),
  tag('discrete:0', 'bool'),
  tag('holding:10', 'float32', 'rw'),
  tag('coil:0', 'bool', 'rw'),
]

function move(bank: RegisterBank, ms: number): void {
  const swing = Math.sin((ms / MINUTE_MS) * 2 * Math.PI)
  bank.set('holding:0', 'float32', 60 + 15 * swing)
  bank.set('holding:2', 'uint32', Math.floor(ms / MOVE_MS) >>> 0)
  bank.set('input:0', 'int16', Math.round(100 * swing))
  bank.set('discrete:0', 'bool', swing > 0.9)
}

function simulator(kind: string, configFor: (port: number) => object, framing?: SerialFraming): Simulator {
  return {
    kind,
    tags,
    start: async (port) => {
      const bank = new RegisterBank({ holding: 100, input: 10, coil: 10, discrete: 10 })
      bank.set('holding:10', 'float32', 60)
      const units = new Map([[1, bank]])
      const begun = performance.now()
      return runSimulator(port, {
        server: new ModbusSimulator(framing ? { units, framing } : { units }),
        configFor,
        everyMs: MOVE_MS,
        move: () => move(bank, performance.now() - begun),
      })
    },
  }
}

export const modbusSimulator = simulator('modbus-tcp', (port) => ({ host: '127.0.0.1', port }))

const tunnel = (port: number): object => ({ tunnel: { host: '127.0.0.1', port }, unit: 1 })
export const modbusRtuSimulator = simulator('modbus-rtu', tunnel, rtu)
export const modbusAsciiSimulator = simulator('modbus-ascii', tunnel, ascii)
