import { HttpSimulator } from '@millrace/drivers'
import { Excavator } from '../physics/excavator.ts'
import { excavatorPanel } from './panels.ts'
import { type Served, serveMachine } from './serve-machine.ts'
import { leverShape, type Shown, shapeOf } from './shown.ts'

const STEP_MS = 1_000

/** Where a point stands in a fleet snapshot of ISO/TS 15143-3, and what the standard does not have beside it. */
const members: Readonly<Record<string, string>> = {
  operating_hours: 'CumulativeOperatingHours',
  idle_hours: 'CumulativeIdleHours',
  fuel_used: 'FuelUsed',
  fuel_remaining: 'FuelRemaining',
  def_remaining: 'DEFRemaining',
  engine_running: 'EngineRunning',
  load_count: 'CumulativeLoadCount',
  payload_total: 'CumulativePayloadTotals',
  latitude: 'Latitude',
  longitude: 'Longitude',
  on_site: 'OnSite',
  active_faults: 'ActiveFaults',
  hours_since_service: 'HoursSinceService',
  hydraulic_temperature: 'HydraulicTemperature',
}
const memberOf = ({ is }: Shown<Excavator>): string => members[is!]!
const typeOf = (shown: Shown<Excavator>): string => (shown.unit === undefined ? 'bool' : 'float64')
const faultMember = (name: string): string => `Fault${name.replaceAll(' ', '')}`

export const excavatorDevice = (port: number): object => ({
  name: 'Excavator 22',
  asset: ['Demo plant', 'Site', 'Excavator 22'],
  driver: 'http',
  connection: {
    url: `http://127.0.0.1:${port}`,
    requests: [{ name: 'state', path: 'state', write: { method: 'PUT', body: '{"{name}":{value}}' } }],
  },
  points: [
    ...excavatorPanel.shown.map((shown) => ({
      ...shapeOf(shown, typeOf(shown)),
      address: `state#$.${memberOf(shown)}`,
      periodMs: 5_000,
    })),
    ...excavatorPanel.levers.map(({ name }) => ({
      ...leverShape(name),
      address: `state#$.${faultMember(name)}`,
      periodMs: 5_000,
    })),
  ],
})

/** The excavator's telematics as a web service that answers JSON, named as in ISO/TS 15143-3. */
export function serveExcavator(options: { port: number; seed: number }): Promise<Served> {
  const machine = new Excavator(options.seed, Date.now() / 1000)
  const service = new HttpSimulator({})
  for (const { name } of excavatorPanel.levers) service.state[faultMember(name)] = 0
  const step = (): void => {
    for (const { name, pull } of excavatorPanel.levers) {
      const asked = Number(service.state[faultMember(name)])
      pull(machine, asked >= 0 ? Math.min(100, asked) : 0)
    }
    machine.step(STEP_MS / 1000)
    for (const shown of excavatorPanel.shown) service.state[memberOf(shown)] = shown.read(machine)
  }
  return serveMachine(service, { port: options.port, stepMs: STEP_MS, step })
}
