import { Random } from './random.ts'

/** PackML states (ISA-TR88.00.02), those that the line uses. */
export const LineState = { stopped: 2, idle: 4, suspended: 5, execute: 6, aborted: 9, held: 11 } as const
export type LineState = (typeof LineState)[keyof typeof LineState]

export const lineStateNames: ReadonlyMap<number, string> = new Map(
  Object.entries(LineState).map(([name, code]) => [code, name]),
)

export interface Station {
  readonly name: string
  state: LineState
  /** Items per minute now. */
  rate: number
  /** Items per minute when nothing disturbs it. */
  readonly ratedRate: number
  good: number
  rejected: number
  failsIn: number
  repairIn: number
  fault: string
}

const FAULTS: Readonly<Record<string, readonly string[]>> = {
  Filler: ['Nozzle 7 blocked', 'Product level low', 'Infeed star jam'],
  Capper: ['Cap chute empty', 'Torque out of range', 'Head 3 slipping'],
  Labeller: ['Label web broken', 'Glue temperature low'],
  'Case packer': ['Case magazine empty', 'Flap not closed', 'Vacuum low'],
}

/** A bottling line: four stations in a row with accumulation between them; a stop travels up and down the line. */
export class PackagingLine {
  readonly stations: Station[]
  /** Bottles waiting before each station. */
  readonly buffers: number[] = [400, 150, 150, 150]
  /** What is packed now. */
  order = 'ORD-260101'
  /** kWh. */
  energy = 41_880
  power = 22
  speed = 300
  readonly #random: Random
  #carry: number[]
  #orderLeft = 4_000
  #orderNumber = 1
  #changeover = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
    const station = (name: string, ratedRate: number, mean: number): Station => ({
      name,
      state: LineState.execute,
      rate: ratedRate,
      ratedRate,
      good: 0,
      rejected: 0,
      failsIn: this.#random.exponential(mean),
      repairIn: 0,
      fault: '',
    })
    this.stations = [
      station('Filler', 320, 1_500),
      station('Capper', 330, 1_100),
      station('Labeller', 340, 900),
      station('Case packer', 350, 1_300),
    ]
    this.#carry = this.stations.map(() => 0)
  }

  get packed(): number {
    return this.stations[3]!.good
  }

  /** Through the last station, good or not. */
  get made(): number {
    return this.packed + this.stations[3]!.rejected
  }

  step(dt: number): void {
    if (this.#changeover > 0) this.#changeover -= dt
    this.buffers[0] = Math.min(800, this.buffers[0]! + (300 / 60) * dt * (this.#changeover > 0 ? 0 : 1.06))
    for (const [at, station] of this.stations.entries()) this.#run(station, at, dt)
    this.speed = this.stations[3]!.rate
    this.power = 6 + this.stations.reduce((sum, station) => sum + (station.state === LineState.execute ? 5.2 : 1.1), 0)
    this.energy += (this.power * dt) / 3600
  }

  #run(station: Station, at: number, dt: number): void {
    if (station.state === LineState.aborted) {
      station.rate = 0
      station.repairIn -= dt
      if (station.repairIn > 0) return
      station.fault = ''
      station.failsIn = this.#random.exponential(1_100)
    }
    station.failsIn -= dt
    if (station.failsIn <= 0) {
      const faults = FAULTS[station.name]!
      station.state = LineState.aborted
      station.fault = faults[Math.floor(this.#random.uniform() * faults.length)]!
      station.repairIn = 20 + this.#random.exponential(70)
      station.rate = 0
      return
    }
    const waiting = this.buffers[at]!
    const room = at === 3 ? Number.POSITIVE_INFINITY : 300 - this.buffers[at + 1]!
    if (this.#changeover > 0 && at === 0) station.state = LineState.idle
    else if (waiting < 1) station.state = LineState.suspended
    else if (room < 1) station.state = LineState.held
    else station.state = LineState.execute
    station.rate = station.state === LineState.execute ? station.ratedRate * (0.97 + 0.03 * this.#random.uniform()) : 0
    const wished = this.#carry[at]! + (station.rate / 60) * dt
    const moved = Math.min(Math.floor(wished), Math.floor(waiting), Math.floor(room))
    this.#carry[at] = moved < Math.floor(wished) ? 0 : wished - moved
    let rejected = 0
    for (let bottle = 0; bottle < moved; bottle++) if (this.#random.uniform() < 0.004) rejected++
    station.good += moved - rejected
    station.rejected += rejected
    this.buffers[at] = waiting - moved
    if (at < 3) this.buffers[at + 1] = this.buffers[at + 1]! + moved - rejected
    else this.#count(moved - rejected)
  }

  #count(packed: number): void {
    this.#orderLeft -= packed
    if (this.#orderLeft > 0) return
    this.#orderNumber++
    this.#orderLeft = 3_000 + Math.floor(this.#random.uniform() * 4_000)
    this.#changeover = 240
    this.order = `ORD-2601${String(this.#orderNumber).padStart(2, '0')}`
  }
}
