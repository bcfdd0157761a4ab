import type { WordOrder } from '../kit/registers.ts'
import { type DeviceSimulator, rawValue, typeRange } from '../kit/simulated-points.ts'
import { areas } from './areas.ts'
import { FinsMemory } from './memory.ts'
import { planTag } from './plan.ts'
import { FinsSimulator } from './simulator.ts'

/** Any controller that speaks FINS, in software: areas as long as its points need. */
export const finsDevices: DeviceSimulator = {
  kind: 'fins',
  device: (points, { wordOrder }) => {
    const order = (wordOrder ?? 'CDAB') as WordOrder
    const places = points.map((point) => ({
      point,
      tag: planTag({ id: 0, address: point.address, type: point.type, access: 'r', periodMs: 1_000 }, order),
    }))
    const sizes: Record<string, number> = {}
    for (const { tag } of places) {
      const name = areas[tag.space]!.name.replace('_', '')
      sizes[name] = Math.max(sizes[name] ?? 0, tag.start + tag.length)
    }
    const memory = new FinsMemory(sizes)
    const move = (seconds: number): void => {
      for (const [i, { point, tag }] of places.entries()) {
        const room = tag.bcd ? { low: 0, high: 10 ** (4 * tag.length) - 1, step: 1 } : typeRange(point.type)
        const value = rawValue(point, room, seconds, i)
        memory.set(point.address, point.type, typeof value === 'string' ? value.slice(0, tag.bytes) : value, order)
      }
    }
    move(0)
    const simulator = new FinsSimulator({ memory })
    return { move, listen: (port) => simulator.listen(port), close: () => simulator.close() }
  },
  where: (port) => ({ host: '127.0.0.1', port }),
}
