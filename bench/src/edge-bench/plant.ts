import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { stopChild } from './processes.ts'

/** A plant of simulated machines. */
export interface SimulatedPlant {
  /** Modbus TCP devices, registers of each. */
  readonly devices: number
  readonly registers: number
  /** Devices of each other protocol that can be simulated. */
  readonly others: number
  /** Items of one OPC UA server, which all change every so many ms. */
  readonly opcua?: { readonly items: number; readonly periodMs: number }
}

/** A device of an edge's configuration. */
export interface PlantDevice {
  readonly name: string
  readonly driver: string
  readonly connection: object
  readonly points: readonly object[]
}

export interface RunningPlant {
  readonly pid: number
  /** Of the Modbus devices. */
  readonly ports: readonly number[]
  /** All that are no Modbus devices. */
  readonly devices: readonly PlantDevice[]
  stop(): Promise<void>
}

/** In a process of its own. */
export async function startPlant(plant: SimulatedPlant): Promise<RunningPlant> {
  const entry = fileURLToPath(new URL('./simulators.ts', import.meta.url))
  const child: ChildProcess = fork(entry, [JSON.stringify(plant)], { stdio: 'inherit' })
  const [told] = (await once(child, 'message')) as [{ ports: number[]; plant: PlantDevice[] }]
  return { pid: child.pid!, ports: told.ports, devices: told.plant, stop: () => stopChild(child) }
}
