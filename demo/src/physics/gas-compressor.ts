import { isentropicPower } from '@millrace/compute'
import { lag, Random, Wander } from './random.ts'

const KAPPA = 1.31
const RATED_FLOW = 5_000 // m³/h at the inlet
export const SURGE_FLOW = 3_200

/** A centrifugal compressor for process gas: isentropic work over an efficiency that dirt takes away, and an anti-surge valve. */
export class GasCompressor {
  /** m³/h. */
  flow = 4_800
  /** kPa absolute. */
  inletPressure = 320
  outletPressure = 1_050
  /** °C. */
  readonly inletTemperature = 32
  outletTemperature = 150
  bearing = 78
  /** kW. */
  power = 720
  /** mm/s. */
  vibration = 1.8
  /** kPa. */
  sealGas = 180
  /** %. */
  recycle = 0
  readonly speed = 11_200
  readonly running = true
  /** Faults, 0 to 100 %: dirt on the wheels, wear of the seal, wear of the bearing, less gas from the process. */
  fouling = 0
  sealWear = 0
  bearingWear = 0
  lowDemand = 0
  readonly #demand: Wander

  constructor(seed: number) {
    this.#demand = new Wander(new Random(seed), 220, 500)
  }

  step(dt: number): void {
    const wanted = RATED_FLOW * (0.95 - 0.004 * this.lowDemand) + this.#demand.step(dt)
    // The valve gives back what is missing to 15 % above surge, slowly: a fast fall comes through.
    this.recycle = lag(this.recycle, Math.min(100, Math.max(0, (1.15 * SURGE_FLOW - wanted) / 15)), dt, 20)
    this.flow = lag(this.flow, wanted + 12 * this.recycle, dt, 6)
    this.outletPressure = lag(this.outletPressure, 1_050 - 0.03 * (this.flow - RATED_FLOW) - 1.5 * this.fouling, dt, 10)
    const efficiency = 0.8 - 0.0012 * this.fouling
    const ideal = isentropicPower(this.inletPressure * 1e3, this.outletPressure * 1e3, this.flow / 3600, KAPPA)
    this.power = ideal / efficiency / 0.98
    const rise =
      (this.inletTemperature + 273.15) * ((this.outletPressure / this.inletPressure) ** ((KAPPA - 1) / KAPPA) - 1)
    this.outletTemperature = lag(this.outletTemperature, this.inletTemperature + rise / efficiency, dt, 60)
    this.bearing = lag(this.bearing, 72 + 0.008 * this.power + 0.42 * this.bearingWear, dt, 300)
    const close = Math.max(0, (1.15 * SURGE_FLOW - this.flow) / SURGE_FLOW)
    this.vibration = lag(this.vibration, 1.7 + 7 * (this.bearingWear / 100) ** 2 + 30 * close, dt, 4)
    this.sealGas = lag(this.sealGas, 180 - 1.5 * this.sealWear, dt, 20)
  }
}
