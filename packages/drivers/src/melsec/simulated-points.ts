import type { WordOrder } from '../kit/registers.ts'
import { type DeviceSimulator, rawValue, typeRange } from '../kit/simulated-points.ts'
import { devices } from './devices.ts'
import { planTag, type Series } from './plan.ts'
import { MelsecMemory, MelsecSimulator } from './simulator.ts'

/** Any MELSEC controller, in software: devices as many as its points need. */
export const melsecDevices: DeviceSimulator = {
  kind: 'melsec',
  device: (points, connection) => {
    const { wordOrder = 'CDAB', series = 'Q' } = connection as { wordOrder?: WordOrder; series?: Series }
    const places = points.map((point) => ({
      point,
      tag: planTag(
        { id: 0, address: point.address, type: point.type, access: 'r', periodMs: 1_000 },
        { series, wordOrder },
      ),
    }))
    const sizes: Record<string, number> = {}
    for (const { tag } of places) {
      const { name, bits } = devices[tag.space]!
      sizes[name] = Math.max(sizes[name] ?? 0, (tag.start + tag.length) * (bits ? 16 : 1))
    }
    const memory = new MelsecMemory(sizes, series)
    const move = (seconds: number): void => {
      for (const [i, { point, tag }] of places.entries()) {
        const value = rawValue(point, typeRange(point.type), seconds, i)
        memory.set(point.address, point.type, typeof value === 'string' ? value.slice(0, tag.bytes) : value, wordOrder)
      }
    }
    move(0)
    const simulator = new MelsecSimulator({ memory })
    return { move, listen: (port) => simulator.listen(port), close: () => simulator.close() }
  },
  where: (port) => ({ host: '127.0.0.1', port }),
}
