import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { S7Memory } from './memory.ts'
import { S7Simulator } from './simulator.ts'

const TICK_MS = 200
const RUN = 8

/** A CPU with a pump in DB1: it turns, it counts, and it takes a set point. */
export const s7Simulator: Simulator = {
  kind: 's7',
  tags: [
    { address: 'DB1.DBD0', type: 'float32', access: 'r', periodMs: 1_000 },
    { address: 'DB1.DBD4', type: 'int32', access: 'r', periodMs: 1_000 },
    { address: 'DB1.DBX8.0', type: 'bool', access: 'rw', periodMs: 1_000 },
    { address: 'DB1.DBD10', type: 'float32', access: 'rw', periodMs: 1_000 },
    { address: 'DB1.DBB14/20', type: 'string', access: 'rw', periodMs: 5_000 },
    { address: 'MW10', type: 'int16', access: 'r', periodMs: 1_000 },
    { address: 'I0.3', type: 'bool', access: 'r', periodMs: 1_000 },
  ],
  async start(port) {
    const memory = new S7Memory({
      blocks: { 1: 64, 5: 120 },
      inputs: 16,
      outputs: 16,
      flags: 256,
      timers: 16,
      counters: 16,
    })
    memory.set('DB1.DBB14/20', 'string', 'Pump 7')
    memory.set('DB1.DBX8.0', 'bool', true)
    memory.set('DB1.DBD10', 'float32', 21.5)
    let ticks = 0
    return runSimulator(port, {
      server: new S7Simulator({ memory, mode: RUN }),
      configFor: (listening) => ({ host: '127.0.0.1', port: listening, rack: 0, slot: 1 }),
      everyMs: TICK_MS,
      move: () => {
        ticks++
        memory.set('DB1.DBD0', 'float32', 20 + 5 * Math.sin(ticks / 25))
        memory.set('DB1.DBD4', 'int32', ticks)
        memory.set('MW10', 'int16', ticks % 1_000)
        memory.set('I0.3', 'bool', ticks % 10 < 5)
      },
    })
  },
}
