import { Fault } from '@millrace/core'
import {
  type DeviceChoice,
  type DeviceEntry,
  type DeviceProfile,
  expandDevice,
  pointsOf,
} from '@millrace/core/profiles'
import { allDeviceSimulators, type DeviceSimulator, type SimulatedDevice } from '@millrace/drivers'
import './faults.ts'

/** A device as its profile has it, in software, and how the edge reads it. */
export interface SimulatedProfile {
  readonly device: SimulatedDevice
  /** The device as an entry of an edge's configuration, on this port of this machine. */
  entry(port: number): DeviceEntry
}

/** The simulator of the driver that is wanted, or of another one of the profile's. */
export const simulatorOf = ({ drivers }: DeviceProfile, wanted?: string): DeviceSimulator | undefined =>
  allDeviceSimulators.find(({ kind }) => kind === wanted) ??
  allDeviceSimulators.find(({ kind }) => drivers.includes(kind))

/** Throws `profile.not_simulated` beside what {@link expandDevice} throws. */
export function simulateProfile(profile: DeviceProfile, choice: DeviceChoice = {}): SimulatedProfile {
  const simulator = simulatorOf(profile, choice.driver)
  if (!simulator) {
    const known = allDeviceSimulators.map(({ kind }) => kind).join(', ')
    throw new Fault('profile.not_simulated', { known, seen: profile.drivers.join(', ') })
  }
  const chosen = { ...choice, driver: simulator.kind }
  const { points, connection } = expandDevice(profile, chosen)
  const device = simulator.device(
    points.map((point, i) => ({ ...point, ...whatItSays(profile, i) })),
    connection,
  )
  return {
    device,
    entry: (port) =>
      expandDevice(profile, { ...chosen, connection: { ...choice.connection, ...simulator.where(port) } }),
  }
}

/** What the profile knows of its point i and an edge's configuration does not. */
function whatItSays(profile: DeviceProfile, i: number) {
  const { counter, states, type } = pointsOf(profile)[i]!
  const named = states && Object.keys(states)
  return {
    ...(counter ? { counter } : {}),
    ...(named ? (type === 'string' ? { texts: named } : { states: named.map(Number) }) : {}),
  }
}
