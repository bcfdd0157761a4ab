import { type DeviceProfile, type Expansion, expandDevice, pointsOf } from '@millrace/core/profiles'
import { SimulatedPoints } from '@millrace/drivers'

/** Whether the device speaks Modbus, and so can be simulated from its profile alone. */
export const isModbus = ({ drivers }: DeviceProfile): boolean => drivers.some((kind) => kind.startsWith('modbus'))

/** Registers of a Modbus device as its profile has it, with values that move. */
export function simulateProfile(profile: DeviceProfile, expansion: Expansion = {}): SimulatedPoints {
  const { points, connection } = expandDevice(profile, expansion)
  const { unit, wordOrder } = connection as { unit?: number; wordOrder?: 'ABCD' | 'CDAB' | 'BADC' | 'DCBA' }
  const kept = pointsOf(profile)
  return new SimulatedPoints(
    points.map((point, i) => {
      const { counter, states } = kept[i]!
      const { address, type, scale, low, high } = point
      return {
        address,
        type,
        ...(scale ? { scale } : {}),
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
        ...(counter ? { counter } : {}),
        ...(states ? { states: Object.keys(states).map(Number) } : {}),
      }
    }),
    { ...(unit === undefined ? {} : { unit }), ...(wordOrder === undefined ? {} : { wordOrder }) },
  )
}
