import { type DeviceSimulator, rawValue, typeRange } from '../kit/simulated-points.ts'
import { parseAddress } from './address.ts'
import { S7Memory } from './memory.ts'
import { S7Simulator } from './simulator.ts'

/** A timer or counter shows up to 999 of its unit. */
const MOST_COUNT = { low: 0, high: 999, step: 1 }

/** Any S7 CPU, in software: blocks and areas as long as its points need. */
export const s7Devices: DeviceSimulator = {
  kind: 's7',
  device: (points) => {
    const places = points.map((point) => ({ point, place: parseAddress(point.address, point.type) }))
    const blocks: Record<number, number> = {}
    const sizes: Record<string, number> = {}
    for (const { place } of places) {
      const { area, db, start, length } = place
      if (area === 'DB') blocks[db] = Math.max(blocks[db] ?? 0, start + length)
      else sizes[area] = Math.max(sizes[area] ?? 0, start + length)
    }
    const { I: inputs = 0, Q: outputs = 0, M: flags = 0, PI = 0, PQ = 0, T: timers = 0, C: counters = 0 } = sizes
    const memory = new S7Memory({
      blocks,
      inputs,
      outputs,
      flags,
      peripherals: Math.max(PI, PQ),
      timers,
      counters,
    })
    const move = (seconds: number): void => {
      for (const [i, { point, place }] of places.entries()) {
        const counted = place.area === 'T' || place.area === 'C'
        const value = rawValue(point, counted ? MOST_COUNT : typeRange(point.type), seconds, i)
        const text = place.text && typeof value === 'string' ? value.slice(0, place.text.characters) : value
        memory.set(point.address, point.type, text)
      }
    }
    move(0)
    const simulator = new S7Simulator({ memory })
    return { move, listen: (port) => simulator.listen(port), close: () => simulator.close() }
  },
  where: (port) => ({ host: '127.0.0.1', port }),
}
