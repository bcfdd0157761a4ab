import { lag, Random, Wander } from './random.ts'

const RATED = 250 // kW
const SPEED = 1_500 // /min
const FUEL_DENSITY = 0.84 // kg/L
const FUEL_HEAT = 42_700 // kJ/kg

/**
 * A diesel engine with its generator that shaves the peaks of the plant: fuel after a Willans line, a heat balance of the coolant,
 * oil pressure by speed and temperature. A coolant leak overheats it; worn injectors cost fuel and heat the exhaust.
 */
export class DieselGenerator {
  /** /min. */
  speed = SPEED
  /** kW at the shaft. */
  power = 120
  /** L/h. */
  fuelRate = 30
  /** °C. */
  coolant = 84
  oil = 92
  exhaust = 410
  /** kPa. */
  oilPressure = 420
  boost = 120
  /** %. */
  exhaustFluid = 71
  activeFaults = 0
  /** L and h since it was built. */
  fuelTotal = 81_204
  hours = 2_913
  /** Faults, 0 to 100 %. */
  coolantLeak = 0
  injectorWear = 0
  readonly #load: Wander
  #now: number

  constructor(seed: number, startSeconds: number) {
    this.#load = new Wander(new Random(seed), 30, 300)
    this.#now = startSeconds
  }

  get torque(): number {
    return this.speed > 50 ? (this.power * 60_000) / (2 * Math.PI * this.speed) : 0
  }

  step(dt: number): void {
    this.#now += dt
    const minute = (this.#now / 60) % 60
    // It runs 40 minutes of each hour, and idles the first and the last two of them.
    const turns = minute < 40
    const idles = minute < 2 || minute >= 38
    this.speed = lag(this.speed, turns ? (idles ? 800 : SPEED) : 0, dt, 4)
    if (this.speed < 1) this.speed = 0
    const asked = turns && !idles ? Math.min(RATED, Math.max(60, 165 + this.#load.step(dt))) : 0
    this.power = lag(this.power, asked, dt, 5)
    // Willans: what the engine burns to turn itself, and a share of heat for each kW more.
    const turning = 26 * (this.speed / SPEED) ** 2
    const heat = (this.power + turning) / (0.44 - 0.0007 * this.injectorWear)
    const burns = this.speed > 100
    this.fuelRate = burns ? (heat / FUEL_HEAT / FUEL_DENSITY) * 3600 : 0
    this.coolant = lag(
      this.coolant,
      burns ? 80 + 0.035 * this.power + 0.42 * this.coolantLeak * (this.power / RATED + 0.2) : 30,
      dt,
      240,
    )
    this.oil = lag(this.oil, burns ? this.coolant + 8 + 0.02 * this.power : 30, dt, 300)
    this.exhaust = lag(this.exhaust, burns ? 160 + 1.35 * this.power + 1.4 * this.injectorWear : 40, dt, 30)
    this.oilPressure = lag(this.oilPressure, burns ? 250 + 0.13 * this.speed - 1.1 * (this.oil - 90) : 0, dt, 3)
    this.boost = lag(this.boost, burns ? 10 + 0.75 * this.power : 0, dt, 4)
    this.exhaustFluid -= (0.00002 * this.fuelRate * dt) / 3.6
    if (this.exhaustFluid < 8) this.exhaustFluid = 98
    this.activeFaults = (this.coolant > 105 ? 1 : 0) + (this.injectorWear > 60 ? 1 : 0)
    this.fuelTotal += (this.fuelRate * dt) / 3600
    if (burns) this.hours += dt / 3600
  }
}
