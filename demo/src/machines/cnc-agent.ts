import { MtconnectSimulator } from '@millrace/drivers'
import { CncMachine } from '../physics/cnc-machine.ts'
import { cncPanel } from './panels.ts'
import { type Served, serveMachine } from './serve-machine.ts'
import { type Shown, shapeOf } from './shown.ts'

const STEP_MS = 1_000

/** Types of MTConnect's data items (Part 2) by the name of the point. */
const itemTypes: Readonly<Record<string, string>> = {
  Execution: 'EXECUTION',
  Mode: 'CONTROLLER_MODE',
  Program: 'PROGRAM',
  'Part count': 'PART_COUNT',
  'Rejected count': 'PART_COUNT',
  'Spindle load': 'LOAD',
  'Spindle speed': 'ROTARY_VELOCITY',
  'Spindle temperature': 'TEMPERATURE',
  'Feed override': 'PATH_FEEDRATE_OVERRIDE',
  Power: 'WATTAGE',
  Energy: 'ELECTRICAL_ENERGY',
}
/** What the standard has no type for. */
const OTHER = 'MESSAGE'
const samples = ['Spindle load', 'Spindle speed', 'Spindle temperature', 'Power', 'Energy']

const idOf = ({ name }: Shown<CncMachine>): string => name.toLowerCase().replaceAll(' ', '-')

const typeOf = (shown: Shown<CncMachine>): string =>
  shown.text ? 'string' : shown.unit === undefined ? 'bool' : 'float64'

export const cncDevice = (port: number): object => ({
  name: 'CNC 7',
  asset: ['Demo plant', 'Workshop', 'CNC 7'],
  driver: 'mtconnect',
  connection: { url: `http://127.0.0.1:${port}` },
  points: cncPanel.shown.map((shown) => ({ ...shapeOf(shown, typeOf(shown)), address: idOf(shown) })),
})

/** The machining centre behind an MTConnect agent. */
export function serveCnc(options: { port: number; seed: number }): Promise<Served> {
  const machine = new CncMachine(options.seed, Date.now() / 1000)
  const agent = new MtconnectSimulator(
    cncPanel.shown.map((shown) => ({
      id: idOf(shown),
      name: shown.name.replaceAll(' ', ''),
      category: samples.includes(shown.name) ? 'SAMPLE' : 'EVENT',
      type: itemTypes[shown.name] ?? OTHER,
    })),
  )
  const said = new Map<string, string>()
  const step = (): void => {
    machine.step(STEP_MS / 1000)
    for (const shown of cncPanel.shown) {
      const value = shown.read(machine)
      const text = typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value)
      // An agent tells what has changed.
      if (said.get(shown.name) === text) continue
      said.set(shown.name, text)
      agent.tell(idOf(shown), text)
    }
  }
  return serveMachine(agent, { port: options.port, stepMs: STEP_MS, step })
}
