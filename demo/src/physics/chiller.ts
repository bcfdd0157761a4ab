import { lag, Random, Wander } from './random.ts'

const WATER_HEAT = 4.18 // kJ/(kg·K)
/** kg/s of chilled water, which the pump sends round at all times. */
const FLOW = 45
/** kg of water in the loop. */
const LOOP = 14_000
/** kW of cooling at full load, and the least that the slide valve goes down to, as a share. */
const RATED = 1_000
const LEAST = 0.25
/** Of what Carnot would need. */
const GOODNESS = 0.52
const STANDBY = 2 // kW
/** K below and above the set point at which it stops and starts again at a load below its least. */
const STOPS_BELOW = 2
const STARTS_ABOVE = 2.6
const DAY = 86_400

/**
 * A water-cooled screw chiller and the loop that it cools: a slide valve holds the leaving water, and at a load below the least of the valve
 * the machine stops and starts, so that the water is warm for some minutes before each start. A dirty condenser takes capacity and power.
 */
export class Chiller {
  /** °C. */
  setpoint = 7
  leaving = 7.1
  entering = 11.2
  evaporating = 4.6
  condensing = 37
  condenserEntering = 27
  condenserLeaving = 31.5
  /** kW. */
  power = 140
  cooling = 750
  /** %. */
  slide = 75
  /** kWh. */
  energy = 912_340
  running = true
  /** h, and how often it started. */
  hours = 18_210
  starts = 6_120
  /** Faults, 0 to 100 %: dirt in the condenser, refrigerant that leaked. */
  fouling = 0
  refrigerantLoss = 0
  #seconds: number
  #loop = 11.2
  readonly #load: Wander
  readonly #weather: Wander

  /** @param start s of the epoch */
  constructor(seed: number, start: number) {
    const random = new Random(seed)
    this.#seconds = start
    this.#load = new Wander(random, 35, 900)
    this.#weather = new Wander(random, 0.8, 7_200)
  }

  /** kW per kW of cooling, 0 while it stands. */
  get cop(): number {
    return this.running ? this.cooling / this.power : 0
  }

  get flow(): number {
    return FLOW * 3.6
  }

  step(dt: number): void {
    this.#seconds += dt
    const load = this.#heat(dt)
    this.#govern()
    const most = RATED * (1 - 0.006 * this.fouling) * (1 - 0.007 * this.refrigerantLoss)
    const wanted = FLOW * WATER_HEAT * Math.max(0, this.entering - this.setpoint)
    const share = this.running ? Math.min(1, Math.max(LEAST, wanted / most)) : 0
    this.slide = lag(this.slide, share * 100, dt, 40)
    this.cooling = lag(this.cooling, share * most, dt, 90)
    this.leaving = lag(this.leaving, this.entering - this.cooling / (FLOW * WATER_HEAT), dt, 30)
    this.#loop += ((load - this.cooling) * dt) / (LOOP * WATER_HEAT)
    this.entering = lag(this.entering, this.#loop, dt, 30)
    this.#condenser(dt)
  }

  /** kW that comes into the loop: much by day, little by night. */
  #heat(dt: number): number {
    const hour = (((this.#seconds % DAY) + DAY) % DAY) / 3_600
    const day = Math.max(0, Math.sin(((hour - 6) / 15) * Math.PI))
    return Math.max(60, 150 + (hour > 6 && hour < 21 ? 560 * day : 0) + this.#load.step(dt))
  }

  #govern(): void {
    if (this.running && this.leaving < this.setpoint - STOPS_BELOW) this.running = false
    else if (!this.running && this.leaving > this.setpoint + STARTS_ABOVE) {
      this.running = true
      this.starts += 1
    }
  }

  #condenser(dt: number): void {
    this.condenserEntering = lag(this.condenserEntering, 27 + this.#weather.step(dt), dt, 300)
    const rejected = this.running ? this.cooling + this.power : 0
    this.condenserLeaving = lag(this.condenserLeaving, this.condenserEntering + rejected / 230, dt, 60)
    const approach = (rejected / RATED) * (4 + 0.09 * this.fouling)
    this.condensing = lag(this.condensing, this.condenserLeaving + approach, dt, 60)
    this.evaporating = lag(
      this.evaporating,
      this.leaving - (this.cooling / RATED) * (2.5 + 0.05 * this.refrigerantLoss),
      dt,
      30,
    )
    const carnot = (this.condensing + 2 - this.evaporating) / (this.evaporating + 273.15)
    this.power = this.running ? STANDBY + (this.cooling * carnot) / GOODNESS : STANDBY
    this.energy += (this.power * dt) / 3_600
    if (this.running) this.hours += dt / 3_600
  }
}
