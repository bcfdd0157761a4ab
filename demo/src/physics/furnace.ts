import { gasAvailableHeat, gasExcessAir } from '@millrace/compute'
import { lag, Random, Wander } from './random.ts'

const LOWER_HEATING_VALUE = 35_800 // kJ/m³ of natural gas at 0 °C and 1.013 bar
const GROSS_TO_NET = 39_800 / LOWER_HEATING_VALUE
const STEEL_HEAT = 0.7 // kJ/(kg·K), mean from 20 to 1200 °C
const ZONE_HEAT = 16_000 // kJ/K, lining and steel of one zone
const ZONE_GAS = 520 // m³/h at full fire

interface Zone {
  /** °C. */
  temperature: number
  readonly setpoint: number
  /** Share of the product's heat that it takes up here. */
  readonly share: number
  /** 0 to 1. */
  fire: number
  integral: number
}

/**
 * A walking-beam furnace for billets, three zones fired with natural gas: an energy balance for each zone, available heat of the gas
 * by its excess air and the flue's temperature, a recuperator that preheats the air.
 */
export class Furnace {
  readonly zones: Zone[] = [
    { temperature: 930, setpoint: 950, share: 0.45, fire: 0.5, integral: 0.5 },
    { temperature: 1_130, setpoint: 1_150, share: 0.35, fire: 0.5, integral: 0.5 },
    { temperature: 1_180, setpoint: 1_200, share: 0.2, fire: 0.4, integral: 0.4 },
  ]
  /** t/h. */
  throughput = 16
  /** m³/h. */
  fuelFlow = 600
  /** °C. */
  dischargeTemperature = 1_170
  airTemperature = 330
  flueTemperature = 880
  shellTemperature = 78
  readonly chargeTemperature = 22
  /** % by volume, dry. */
  oxygen = 3
  /** Pa. */
  pressure = 8
  running = true
  /** m³ and t since it was built. */
  fuelTotal = 3_402_118
  productTotal = 88_214
  /** Faults, 0 to 100 %: a dirty recuperator, a worn lining. */
  fouling = 0
  liningWear = 0
  readonly #oxygen: Wander
  readonly #pace: Wander
  #now: number

  constructor(seed: number, startSeconds: number) {
    const random = new Random(seed)
    this.#oxygen = new Wander(random, 0.5, 240)
    this.#pace = new Wander(random, 2, 900)
    this.#now = startSeconds
  }

  get flame(): boolean {
    return this.fuelFlow > 5
  }

  step(dt: number): void {
    this.#now += dt
    // Each four hours the mill changes its rolls for twenty minutes.
    this.running = this.#now % 14_400 > 1_200
    const asked = this.running ? Math.max(8, 16 + this.#pace.step(dt)) : 0
    this.throughput = asked === 0 ? 0 : lag(this.throughput, asked, dt, 60)
    this.oxygen = lag(this.oxygen, Math.max(1, 2.8 + 0.05 * this.liningWear + this.#oxygen.step(dt)), dt, 20)
    this.airTemperature = lag(
      this.airTemperature,
      25 + 0.42 * (1 - this.fouling / 125) * (this.flueTemperature - 25),
      dt,
      120,
    )
    const excess = gasExcessAir(this.oxygen / 100)
    const available = gasAvailableHeat(excess, this.airTemperature, this.flueTemperature) * GROSS_TO_NET
    let fire = 0
    for (const zone of this.zones) {
      fire += this.#zone(zone, Math.min(0.95, available), dt)
    }
    this.fuelFlow = fire * ZONE_GAS
    this.flueTemperature = lag(this.flueTemperature, this.zones[0]!.temperature - 60 + 40 * fire, dt, 90)
    this.dischargeTemperature = lag(this.dischargeTemperature, this.zones[2]!.temperature - 18, dt, 300)
    this.shellTemperature = lag(this.shellTemperature, 76 + 1.1 * this.liningWear, dt, 1_200)
    this.pressure = lag(this.pressure, 8 - 0.35 * this.liningWear, dt, 30)
    this.fuelTotal += (this.fuelFlow * dt) / 3600
    this.productTotal += (this.throughput * dt) / 3600
  }

  /** Returns the fire of the zone, 0 to 1. */
  #zone(zone: Zone, available: number, dt: number): number {
    const error = zone.setpoint - zone.temperature
    zone.integral = Math.min(1, Math.max(0, zone.integral + error * dt * 0.00004))
    zone.fire = lag(zone.fire, Math.min(1, Math.max(0.04, zone.integral + 0.012 * error)), dt, 15)
    const heat = ((zone.fire * ZONE_GAS) / 3600) * LOWER_HEATING_VALUE * available
    const product =
      (this.throughput / 3.6) * STEEL_HEAT * (this.dischargeTemperature - this.chargeTemperature) * zone.share
    const losses = (180 + 3 * this.liningWear) * ((zone.temperature - 25) / 1_100)
    zone.temperature += ((heat - product - losses) / ZONE_HEAT) * dt
    return zone.fire
  }
}
