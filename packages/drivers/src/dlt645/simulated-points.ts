import { type DeviceSimulator, type RawRange, rawValue, type SimulatedPoint } from '../kit/simulated-points.ts'
import { type Edition, parseAddress } from './address.ts'
import type { Format } from './format.ts'
import { Dlt645Simulator, SimulatedMeter } from './simulator.ts'

const ADDRESS = '000000000161'

function roomOf(format: Format): RawRange {
  if (format.kind === 'bits') return { low: 0, high: 2 ** (8 * format.bytes) - 1, step: 1 }
  if (format.kind !== 'number') return { low: 0, high: 0 }
  const digits = 2 * format.bytes
  const step = 10 ** -format.decimals
  // The highest bit of a signed number is its sign.
  const high = ((format.signed ? 8 : 10) * 10 ** (digits - 1) - 1) * step
  return { low: format.signed ? -high : 0, high, step }
}

function textOf(format: Format, { texts }: SimulatedPoint, seconds: number): string {
  if (format.kind === 'digits') return String(seconds % 10 ** (2 * format.bytes))
  if (format.kind === 'ascii') return (texts?.[0] ?? 'SIM').slice(0, format.bytes)
  const time = new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString()
  const parts = { YY: time.slice(0, 4), MM: time.slice(5, 7), DD: time.slice(8, 10), hh: time.slice(11, 13) }
  const minutes = { mm: time.slice(14, 16), ss: time.slice(17, 19) }
  const known: Readonly<Record<string, string>> = { ...parts, ...minutes }
  if (format.kind !== 'time') return ''
  return format.parts.flatMap((part) => known[part] ?? []).join('-')
}

/** Any meter of DL/T 645, in software. */
export const dlt645Devices: DeviceSimulator = {
  kind: 'dlt645',
  device: (points, { edition }) => {
    const of = (edition ?? '2007') as Edition
    const meter = new SimulatedMeter(ADDRESS, of)
    const placed = points.map((point) => ({ point, format: parseAddress(point.address, point.type, of).format }))
    const move = (seconds: number): void => {
      for (const [i, { point, format }] of placed.entries()) {
        if (format.kind === 'bits' && format.bit !== undefined) continue
        const value =
          point.type === 'string' ? textOf(format, point, seconds) : rawValue(point, roomOf(format), seconds, i)
        meter.set(point.address, point.type, value)
      }
    }
    move(0)
    const simulator = new Dlt645Simulator({ meters: [meter] })
    return { move, listen: (port) => simulator.listen(port), close: () => simulator.close() }
  },
  where: (port) => ({ tcp: { host: '127.0.0.1', port }, address: ADDRESS }),
}
