import { RegisterBank } from '@millrace/drivers'
import { type Lever, leverShape, type Panel, type PointShape, type Shown, shapeOf } from './shown.ts'

interface Placed<Machine> {
  readonly address: string
  readonly type: 'float32' | 'float64' | 'bool'
  readonly shown: Shown<Machine>
}

/** A panel as Modbus registers: numbers as input registers one after the other, states as discretes, faults as holding registers. */
export class ModbusPanel<Machine> {
  readonly bank: RegisterBank
  readonly #placed: readonly Placed<Machine>[]
  readonly #levers: readonly Lever<Machine>[]

  constructor({ shown, levers }: Panel<Machine>) {
    let registers = 0
    let discretes = 0
    this.#levers = levers
    this.#placed = shown.map((one) => {
      if (one.unit === undefined) return { address: `discrete:${discretes++}`, type: 'bool', shown: one }
      const address = `input:${registers}`
      registers += one.counter ? 4 : 2
      return { address, type: one.counter ? 'float64' : 'float32', shown: one }
    })
    this.bank = new RegisterBank({ input: registers, discrete: discretes, holding: levers.length })
  }

  /** As an edge's configuration wants them. @param unit of the station behind the port */
  points(unit: number): readonly object[] {
    return [
      ...this.#placed.map(({ address, type, shown }) => ({ ...shapeOf(shown, type), address: `${unit}:${address}` })),
      ...this.#levers.map(({ name }, i): PointShape & { address: string } => ({
        ...leverShape(name),
        address: `${unit}:holding:${i}`,
      })),
    ]
  }

  /** What the machine shows now. */
  show(machine: Machine): void {
    for (const { address, type, shown } of this.#placed) this.bank.set(address, type, shown.read(machine))
    for (const [i, { read }] of this.#levers.entries())
      this.bank.set(`holding:${i}`, 'uint16', Math.round(read(machine)))
  }

  /** What was written is what the machine suffers from now on; more than 100 % is 100. */
  take(machine: Machine): void {
    for (const [i, { pull }] of this.#levers.entries()) pull(machine, Math.min(100, this.bank.holding.getUint16(i * 2)))
  }
}
