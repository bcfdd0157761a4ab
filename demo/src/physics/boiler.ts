import { boilingDensity, boilingEnthalpy, saturationTemperature, steamEnthalpy, waterEnthalpy } from '@millrace/compute'
import { lag, Random, Wander } from './random.ts'

export const BurnerState = { off: 0, purge: 1, firing: 2, lockout: 3 } as const
export type BurnerState = (typeof BurnerState)[keyof typeof BurnerState]

const LOWER_HEATING_VALUE = 35.8 // MJ/m³ at 0 °C and 1.013 bar, natural gas
const RATED_FUEL = 760 // m³/h
const METAL_HEAT = 9_500 * 0.49 // kJ/K
const WATER_VOLUME = 11.5 // m³ at the normal level
const LEVEL_AREA = 9.2 // m² of water surface
const ATMOSPHERE = 1.013 // bar

/** MPa absolute from bar gauge. */
const absolute = (gauge: number): number => (gauge + ATMOSPHERE) / 10
/** °C at which water boils under bar gauge. */
const boiling = (gauge: number): number => saturationTemperature(absolute(gauge)) - 273.15

/**
 * A gas-fired shell boiler, 10 t/h of saturated steam at 10 bar: mass and energy balance of the water, a burner that
 * modulates on pressure, feedwater on level, blow-down, flue-gas loss after Siegert.
 */
export class Boiler {
  /** bar gauge. */
  pressure = 9.8
  /** mm from the normal water level. */
  level = 0
  burner: BurnerState = BurnerState.firing
  /** % of the burner's range. */
  firing = 55
  /** m³/h at normal conditions. */
  fuelFlow = 400
  /** kg/h. */
  steamFlow = 6_200
  feedwaterFlow = 6_300
  blowDown = 100
  /** °C. */
  feedwaterTemperature = 104
  flueTemperature = 198
  steamTemperature = 184
  /** % by volume, dry. */
  oxygen = 3.4
  /** mg/m³. */
  nox = 72
  carbonMonoxide = 8
  /** m³ and t since the meters were fitted. */
  fuelTotal = 1_804_220
  steamTotal = 22_418
  setpoint = 10
  ambient = 26
  /** A fault, 0 to 100 %: soot on the heating surface. */
  fouling = 0
  readonly #random: Random
  readonly #demand: Wander
  readonly #air: Wander
  #mass = WATER_VOLUME * boilingDensity(absolute(9.8))
  #now: number
  #since = 0
  #failsIn: number
  #integral = 55
  #levelIntegral = 0

  constructor(seed: number, startSeconds: number) {
    this.#random = new Random(seed)
    this.#demand = new Wander(this.#random, 900, 300)
    this.#air = new Wander(this.#random, 0.25, 90)
    this.#now = startSeconds
    this.#failsIn = this.#random.exponential(7_200)
  }

  /** Net efficiency by the direct method (EN 12953-11 §6.1 balances the same streams): useful heat ÷ fuel heat, %. NaN when not firing. */
  get efficiency(): number {
    const fuel = (this.fuelFlow / 3600) * LOWER_HEATING_VALUE * 1000
    if (fuel < 100) return Number.NaN
    return 100 - this.flueLoss - 0.6 - 45 / Math.max(10, this.firing)
  }

  /** Flue-gas loss, % of the fuel's lower heating value, after Siegert with the constants for natural gas. */
  get flueLoss(): number {
    return (this.flueTemperature - this.ambient) * (0.66 / (21 - this.oxygen) + 0.009)
  }

  step(dt: number): void {
    this.#now += dt
    const hour = (this.#now / 3600) % 24
    const shift = hour >= 6 && hour < 22 ? 1 : 0.5
    const asked = Math.max(800, 6_400 * shift + this.#demand.step(dt))
    this.steamFlow = lag(this.steamFlow, asked * Math.sqrt(Math.max(0.05, this.pressure / this.setpoint)), dt, 4)
    this.#fire(dt)
    this.#balance(dt)
    this.fuelTotal += (this.fuelFlow * dt) / 3600
    this.steamTotal += (this.steamFlow * dt) / 3_600_000
  }

  #fire(dt: number): void {
    this.#since += dt
    this.#failsIn -= dt
    const go = (state: BurnerState): void => {
      this.burner = state
      this.#since = 0
    }
    const error = this.setpoint - this.pressure
    if (this.burner === BurnerState.firing) {
      this.#integral = Math.min(100, Math.max(18, this.#integral + error * dt * 0.5))
      this.firing = lag(this.firing, Math.min(100, Math.max(18, this.#integral + 38 * error)), dt, 6)
      if (this.#failsIn <= 0) go(BurnerState.lockout)
      else if (error < -0.8) go(BurnerState.off)
    } else {
      this.firing = 0
      if (this.burner === BurnerState.off && error > 0.3) go(BurnerState.purge)
      else if (this.burner === BurnerState.lockout && this.#since > 90) {
        this.#failsIn = this.#random.exponential(7_200)
        go(BurnerState.purge)
      } else if (this.burner === BurnerState.purge && this.#since > 25) {
        this.#integral = 40
        this.firing = 30
        go(BurnerState.firing)
      }
    }
    this.fuelFlow = (RATED_FUEL * this.firing) / 100
    const firing = this.burner === BurnerState.firing
    this.oxygen = lag(this.oxygen, firing ? 5.2 - 0.028 * this.firing + this.#air.step(dt) : 20.9, dt, 8)
    this.flueTemperature = lag(
      this.flueTemperature,
      firing ? boiling(this.pressure) - 18 + 0.62 * this.firing + 0.75 * this.fouling : 90,
      dt,
      70,
    )
    this.nox = lag(this.nox, firing ? 48 + 0.45 * this.firing : 0, dt, 10)
    this.carbonMonoxide = lag(this.carbonMonoxide, firing ? 4 + 40 * Math.max(0, 2.6 - this.oxygen) : 0, dt, 10)
  }

  #balance(dt: number): void {
    const error = -this.level
    this.#levelIntegral = Math.min(3_000, Math.max(-3_000, this.#levelIntegral + error * dt * 0.6))
    this.feedwaterFlow = lag(
      this.feedwaterFlow,
      Math.min(13_000, Math.max(0, this.steamFlow + this.blowDown + error * 45 + this.#levelIntegral)),
      dt,
      5,
    )
    this.feedwaterTemperature = lag(this.feedwaterTemperature, 104 + 0.5 * this.#random.normal(), dt, 60)
    const p = absolute(this.pressure)
    const t = boiling(this.pressure)
    const dT = boiling(this.pressure + 0.01) - t // per 0.01 bar
    const hf = boilingEnthalpy(p)
    const steam = this.steamFlow / 3600
    const feed = this.feedwaterFlow / 3600
    const drain = this.blowDown / 3600
    const fuelHeat = (this.fuelFlow / 3600) * LOWER_HEATING_VALUE * 1000 // kW
    const useful = Number.isNaN(this.efficiency) ? -35 : (fuelHeat * this.efficiency) / 100
    // d(M·h′ + C·T)/dt = Q − ṁs·h″ + ṁfw·hfw − ṁbd·h′, with dM/dt = ṁfw − ṁs − ṁbd
    const heatPerBar = ((boilingEnthalpy(p + 0.001) - hf) * this.#mass + METAL_HEAT * dT) / 0.01
    const massChange = feed - steam - drain
    const power =
      useful -
      steam * steamEnthalpy(p) +
      feed * waterEnthalpy(p, this.feedwaterTemperature + 273.15) -
      drain * hf -
      hf * massChange
    this.pressure = Math.min(13, Math.max(0.2, this.pressure + (power / heatPerBar) * dt))
    this.#mass += massChange * dt
    this.steamTemperature = boiling(this.pressure)
    // Steam bubbles under the surface swell the level with the load and as the pressure falls.
    const swell = 18 * (this.steamFlow / 10_000) - 6 * (power / heatPerBar) * 60
    const volume = this.#mass / boilingDensity(absolute(this.pressure))
    this.level = Math.max(-250, Math.min(250, ((volume - WATER_VOLUME) / LEVEL_AREA) * 1000 + swell - 11))
  }
}
