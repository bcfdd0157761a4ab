import type { DataType } from '../kit/driver.ts'
import { type DeviceSimulator, rawValue, type SimulatedPoint, typeRange } from '../kit/simulated-points.ts'
import { parseAddress } from './address.ts'
import { LogixMemory, type SimulatedType } from './simulated-memory.ts'
import { LogixSimulator } from './simulator.ts'

const MOST_CHARACTERS = 82
const WORD_BITS = 32

const types: Readonly<Record<DataType, SimulatedType>> = {
  bool: 'BOOL',
  int8: 'SINT',
  uint8: 'USINT',
  int16: 'INT',
  uint16: 'UINT',
  int32: 'DINT',
  uint32: 'UDINT',
  int64: 'LINT',
  uint64: 'ULINT',
  float32: 'REAL',
  float64: 'LREAL',
  string: 'STRING',
}

/** One tag of the controller, as its points show it: a structure is what has members. */
interface Grown {
  type?: SimulatedType
  readonly sizes: number[]
  readonly members: Map<string, Grown>
}

const fresh = (): Grown => ({ sizes: [], members: new Map() })

/** Any Logix controller, in software: its tags, arrays and structures are those that the addresses name. */
export const logixDevices: DeviceSimulator = {
  kind: 'ethernet-ip',
  device: (points) => {
    const memory = memoryOf(points)
    const move = (seconds: number): void => {
      for (const [i, point] of points.entries()) {
        const value = rawValue(point, typeRange(point.type), seconds, i)
        memory.set(point.address, typeof value === 'string' ? value.slice(0, MOST_CHARACTERS) : value)
      }
    }
    move(0)
    const simulator = new LogixSimulator({ memory })
    return { move, listen: (port) => simulator.listen(port), close: () => simulator.close() }
  },
  where: (port) => ({ host: '127.0.0.1', port }),
}

function memoryOf(points: readonly SimulatedPoint[]): LogixMemory {
  const tags = new Map<string, Grown>()
  for (const { address, type } of points) grow(tags, address, type)
  const memory = new LogixMemory()
  let structures = 0
  const kindOf = ({ type = 'DINT', members }: Grown): SimulatedType => {
    if (members.size === 0) return type
    const made = [...members].map(([name, member]) => [name, kindOf(member), member.sizes[0] ?? 0] as const)
    const name = `Simulated${++structures}`
    memory.structure(name, made)
    return name
  }
  for (const [name, tag] of tags) memory.add(name, kindOf(tag), { sizes: tag.sizes })
  return memory
}

function grow(tags: Map<string, Grown>, address: string, type: DataType): void {
  const { steps, bit } = parseAddress(address, type)
  const inProgram = /^program:/i.test(String(steps[0]))
  const path = inProgram ? [`${steps[0]}.${steps[1]}`, ...steps.slice(2)] : steps
  let members = tags
  let tag = fresh()
  let dimension = 0
  for (const step of path) {
    if (typeof step === 'string') {
      tag = members.get(step) ?? fresh()
      members.set(step, tag)
      members = tag.members
      dimension = 0
      continue
    }
    tag.sizes[dimension] = Math.max(tag.sizes[dimension] ?? 0, step + 1)
    dimension++
  }
  // A bit of a whole number does not tell how long the number is, unless another point does.
  if (bit === undefined) tag.type = types[type]
  else tag.type ??= bit < WORD_BITS ? 'DINT' : 'LINT'
}
