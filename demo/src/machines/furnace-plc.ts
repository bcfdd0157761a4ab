import { S7Memory, S7Simulator } from '@millrace/drivers'
import { Furnace } from '../physics/furnace.ts'
import { furnacePanel } from './panels.ts'
import { type Served, serveMachine } from './serve-machine.ts'
import { leverShape, type Shown, shapeOf } from './shown.ts'

const STEP_MS = 1_000
const VALUES = 1
const FAULTS = 2

interface Placed {
  readonly address: string
  readonly type: 'float32' | 'float64' | 'bool'
  readonly shown: Shown<Furnace>
}

/** Data block 1: numbers one after the other, then a byte for each state. */
const placed: readonly Placed[] = placeAll()
function placeAll(): Placed[] {
  let at = 0
  return furnacePanel.shown.map((shown) => {
    const start = at
    if (shown.unit === undefined) {
      at += 1
      return { address: `DB${VALUES}.DBX${start}.0`, type: 'bool', shown }
    }
    at += shown.counter ? 8 : 4
    return { address: `DB${VALUES}.DBD${start}`, type: shown.counter ? 'float64' : 'float32', shown }
  })
}
const faultAddress = (i: number): string => `DB${FAULTS}.DBW${i * 2}`

export const furnaceDevice = (port: number): object => ({
  name: 'Reheating furnace',
  asset: ['Demo plant', 'Rolling mill', 'Reheating furnace'],
  driver: 's7',
  connection: { host: '127.0.0.1', port },
  points: [
    ...placed.map(({ address, type, shown }) => ({ ...shapeOf(shown, type), address })),
    ...furnacePanel.levers.map(({ name }, i) => ({ ...leverShape(name), address: faultAddress(i) })),
  ],
})

/** The reheating furnace behind an S7 CPU. */
export function serveFurnace(options: { port: number; seed: number }): Promise<Served> {
  const furnace = new Furnace(options.seed, Date.now() / 1000)
  const faults = furnacePanel.levers.length * 2
  const memory = new S7Memory({ blocks: { [VALUES]: placed.length * 8, [FAULTS]: faults } })
  const written = new DataView(memory.bytes('DB', FAULTS)!.buffer)
  const simulator = new S7Simulator({ memory, mode: 8 })
  const step = (): void => {
    for (const [i, { pull }] of furnacePanel.levers.entries()) pull(furnace, Math.min(100, written.getUint16(i * 2)))
    furnace.step(STEP_MS / 1000)
    for (const { address, type, shown } of placed) memory.set(address, type, shown.read(furnace))
  }
  return serveMachine(simulator, { port: options.port, stepMs: STEP_MS, step })
}
