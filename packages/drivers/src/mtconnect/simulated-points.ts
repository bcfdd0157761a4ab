import type { DataType } from '../kit/driver.ts'
import { type DeviceSimulator, rawValue, type SimulatedPoint, typeRange } from '../kit/simulated-points.ts'
import { parseAddress } from './address.ts'
import { MtconnectSimulator, type SimulatedItem } from './simulator.ts'

/** What a condition is read as (values.ts), and what the agent says of it. */
const levels: Readonly<Record<string, string>> = { NORMAL: 'Normal', WARNING: 'Warning', FAULT: 'Fault' }
const isCondition = ({ texts = [] }: SimulatedPoint): boolean => texts.some((text) => levels[text.split(' ')[0]!])
const DIGITS = 4

const categoryOf = (point: SimulatedPoint): SimulatedItem['category'] =>
  isCondition(point) ? 'CONDITION' : point.type.startsWith('float') ? 'SAMPLE' : 'EVENT'

const types: Readonly<Record<SimulatedItem['category'], string>> = {
  SAMPLE: 'LOAD',
  EVENT: 'MESSAGE',
  CONDITION: 'SYSTEM',
}

const textOf = (value: unknown, type: DataType): string =>
  typeof value === 'number' && type.startsWith('float') ? value.toFixed(DIGITS) : String(value)

/** An agent with one machine that has any items: those that the addresses name. */
export const mtconnectDevices: DeviceSimulator = {
  kind: 'mtconnect',
  device: (points) => {
    const items = points.map((point, i) => {
      const category = categoryOf(point)
      const { item } = parseAddress(point.address)
      return { id: `i${i}`, name: item, category, type: types[category] }
    })
    const agent = new MtconnectSimulator(items)
    const said = new Map<string, string>()
    const move = (seconds: number): void => {
      for (const [i, point] of points.entries()) {
        const { id, category } = items[i]!
        const text = textOf(rawValue(point, typeRange(point.type), seconds, i), point.type)
        // An agent tells what has changed.
        if (said.get(id) === text) continue
        said.set(id, text)
        const [level = '', code] = text.split(' ')
        if (category !== 'CONDITION') agent.tell(id, text)
        else {
          // A condition stays active until it is said to be normal.
          agent.tell(id, 'Normal')
          if (level !== 'NORMAL') agent.tell(id, levels[level] ?? 'Normal', code)
        }
      }
    }
    move(0)
    return { move, listen: (port) => agent.listen(port), close: () => agent.close() }
  },
  where: (port) => ({ url: `http://127.0.0.1:${port}` }),
}
