import { lag, Random } from './random.ts'

export type Execution = 'READY' | 'ACTIVE' | 'FEED_HOLD' | 'STOPPED'

const CYCLE = 96 // s for a part
const TOOL_PARTS = 120

/** A machining centre that makes one part after the other: cuts and moves, tools that wear, a spindle that warms, rejects and alarms. */
export class CncMachine {
  execution: Execution = 'ACTIVE'
  readonly mode = 'AUTOMATIC'
  program = 'O1042'
  parts = 18_420
  rejected = 211
  /** %. */
  spindleLoad = 45
  feedOverride = 100
  toolLife = 88
  /** /min. */
  spindleSpeed = 6_400
  /** °C. */
  spindle = 38
  /** kW, kWh. */
  power = 9
  energy = 61_204
  /** Empty while there is none. */
  alarm = ''
  readonly #random: Random
  #at = 0
  #waits = 0
  #failsIn: number
  #now: number

  constructor(seed: number, startSeconds: number) {
    this.#now = startSeconds
    this.#random = new Random(seed)
    this.#failsIn = this.#random.exponential(5_400)
  }

  /** Two shifts from six to ten o'clock (China Standard Time), with half an hour of break in each. */
  get planned(): boolean {
    const hour = (this.#now / 3600 + 8) % 24
    return hour >= 6 && hour < 22 && hour % 8 > 2.5
  }

  step(dt: number): void {
    this.#now += dt
    this.#failsIn -= dt
    if (this.execution !== 'ACTIVE') this.#stand(dt)
    else if (this.#failsIn <= 0) this.#fail()
    else this.#cut(dt)
    // 3 kW for controller, coolant and hydraulics; the spindle takes the rest.
    const turning = this.execution === 'ACTIVE'
    this.power = lag(this.power, turning ? 3 + 0.16 * this.spindleLoad : 1.6, dt, 2)
    this.energy += (this.power * dt) / 3600
    this.spindle = lag(this.spindle, turning ? 30 + 0.22 * this.spindleLoad : 24, dt, 700)
    if (!turning) {
      this.spindleLoad = lag(this.spindleLoad, 0, dt, 1)
      this.spindleSpeed = lag(this.spindleSpeed, 0, dt, 2)
    }
  }

  #cut(dt: number): void {
    this.#at += dt * (this.feedOverride / 100)
    const share = this.#at / CYCLE
    // Four cuts a part with moves between; a worn tool asks for more.
    const cuts = (share * 4) % 1 < 0.72
    const dull = 1 + 0.5 * (1 - this.toolLife / 100)
    this.spindleLoad = lag(this.spindleLoad, cuts ? (34 + 18 * Math.floor(share * 4)) * dull : 6, dt, 1)
    this.spindleSpeed = lag(this.spindleSpeed, 6_400, dt, 2)
    if (this.#at < CYCLE) return
    this.#at = 0
    this.parts++
    if (this.#random.uniform() < 0.01 + 0.03 * (1 - this.toolLife / 100)) this.rejected++
    this.toolLife -= 100 / TOOL_PARTS
    this.feedOverride = this.#random.uniform() < 0.08 ? 70 : 100
    this.execution = 'READY'
    // The gantry changes the part; a used tool is changed as well.
    this.#waits = 14
    if (this.toolLife < 2) {
      this.toolLife = 100
      this.#waits = 45
    }
  }

  #fail(): void {
    this.execution = this.#random.uniform() < 0.5 ? 'STOPPED' : 'FEED_HOLD'
    this.alarm = this.execution === 'STOPPED' ? '2041 Spindle drive overload' : '1011 Chip conveyor blocked'
    this.#waits = 90 + this.#random.exponential(240)
    this.#failsIn = this.#random.exponential(5_400)
  }

  #stand(dt: number): void {
    this.#waits -= dt
    if (this.#waits > 0 || !this.planned) return
    this.alarm = ''
    this.execution = 'ACTIVE'
  }
}
