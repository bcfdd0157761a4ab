import { motorEfficiency } from '@millrace/compute'
import { lag, Random, Wander } from './random.ts'

const DENSITY = 998.2 // kg/m³
const GRAVITY = 9.80665
const BEST_FLOW = 400 // m³/h
const BEST_EFFICIENCY = 0.79
const AREA = 95 // m² of exchanger
const HOT_HEAT = 2.2 // kJ/(kg·K), oil
const WATER_HEAT = 4.18
const CLEAN_COEFFICIENT = 0.8 // kW/(m²·K)
/** Efficiencies of the motor at full and at half load. */
export const MOTOR = { rated: 160, full: 0.956, half: 0.95 } as const

/**
 * A cooling-water pump with its motor, and the counterflow exchanger that it serves: pump curve against system curve, losses of the
 * motor by its load, exchanger by effectiveness and number of transfer units. Wear of a bearing shakes and heats pump and motor.
 */
export class PumpSkid {
  /** m³/h, m, bar gauge. */
  flow = 390
  head = 80
  suction = 1.2
  /** kW. */
  shaftPower = 105
  motorPower = 110
  /** mm/s r.m.s. */
  vibration = 1.1
  motorVibration = 0.9
  /** °C. */
  bearing = 52
  winding = 74
  motorBearing = 55
  hotInlet = 142
  hotOutlet = 88
  coldInlet = 24
  coldOutlet = 36
  /** t/h. */
  readonly hotFlow = 160
  /** L/h. */
  sealLeakage = 0.2
  /** kPa. */
  pressureDrop = 40
  /** kWh. */
  energy = 418_302
  running = true
  voltages: [number, number, number] = [400, 400, 400]
  currents: [number, number, number] = [190, 190, 190]
  /** Faults, 0 to 100 %: wear of the bearing, of the seal, dirt in the exchanger, a loose phase. */
  bearingWear = 0
  sealWear = 0
  fouling = 0
  phaseFault = 0
  readonly #valve: Wander
  readonly #shake: Wander
  readonly #process: Wander
  readonly #grid: Wander

  constructor(seed: number) {
    const random = new Random(seed)
    this.#valve = new Wander(random, 0.06, 400)
    this.#shake = new Wander(random, 0.06, 12)
    this.#process = new Wander(random, 2.5, 900)
    this.#grid = new Wander(random, 1.6, 120)
  }

  get discharge(): number {
    return this.suction + (this.head * DENSITY * GRAVITY) / 1e5
  }

  get apparentPower(): number {
    const [a, b, c] = this.currents
    const [ab, bc, ca] = this.voltages
    return (((ab + bc + ca) / 3) * ((a + b + c) / 3) * Math.sqrt(3)) / 1000
  }

  step(dt: number): void {
    this.#hydraulics(dt)
    this.#motor(dt)
    this.#exchanger(dt)
  }

  #hydraulics(dt: number): void {
    // 95 m at no flow; the system needs 20 m of height and the rest of friction that the valve sets.
    const opening = Math.max(0.4, 1 + this.#valve.step(dt))
    const friction = 60 / (BEST_FLOW * BEST_FLOW) / opening ** 2
    const curve = 15 / (BEST_FLOW * BEST_FLOW)
    this.flow = lag(this.flow, this.running ? Math.sqrt(75 / (friction + curve)) : 0, dt, 6)
    this.head = this.running ? 95 - curve * this.flow ** 2 : 0
    const off = (this.flow - BEST_FLOW) / BEST_FLOW
    const efficiency = Math.max(0.2, BEST_EFFICIENCY * (1 - off * off) - 0.0008 * this.bearingWear)
    this.shaftPower = (DENSITY * GRAVITY * (this.flow / 3600) * this.head) / 1000 / efficiency
    // Off its best flow the water leaves the vanes and shakes; a worn bearing shakes with the square of its wear.
    const shake = 0.9 + 6 * off * off + 7 * (this.bearingWear / 100) ** 2 + this.#shake.step(dt)
    this.vibration = lag(this.vibration, Math.max(0.1, shake), dt, 5)
    this.bearing = lag(this.bearing, 46 + 0.05 * this.shaftPower + 0.45 * this.bearingWear, dt, 400)
    this.sealLeakage = lag(this.sealLeakage, 0.2 + 0.12 * this.sealWear, dt, 60)
  }

  #motor(dt: number): void {
    const load = Math.max(0.1, this.shaftPower / MOTOR.rated)
    this.motorPower = this.shaftPower / motorEfficiency(load, MOTOR.full, MOTOR.half)
    this.energy += (this.motorPower * dt) / 3600
    const grid = 400 + this.#grid.step(dt)
    this.voltages = [grid, grid - 0.16 * this.phaseFault, grid + 1]
    const factor = 0.55 + 0.34 * Math.min(1, load)
    const mean = (this.motorPower * 1000) / (Math.sqrt(3) * grid * factor)
    // Currents answer an unbalance of voltages several times over (NEMA MG 1, 14.36).
    this.currents = [
      mean * (1 + 0.0016 * this.phaseFault),
      mean * (1 - 0.0024 * this.phaseFault),
      mean * (1 + 0.0008 * this.phaseFault),
    ]
    this.winding = lag(this.winding, 26 + 60 * load * load + 0.5 * this.phaseFault, dt, 900)
    this.motorBearing = lag(this.motorBearing, 44 + 14 * load + 0.3 * this.bearingWear, dt, 500)
    this.motorVibration = lag(this.motorVibration, 0.8 + 2.6 * (this.bearingWear / 100) ** 2, dt, 5)
  }

  #exchanger(dt: number): void {
    const hot = (this.hotFlow / 3.6) * HOT_HEAT
    // A part of the water goes through the exchanger.
    const cold = Math.max(1, ((0.9 * this.flow) / 3.6) * WATER_HEAT)
    const coefficient = 1 / (1 / CLEAN_COEFFICIENT + 0.011 * this.fouling)
    const [least, most] = [Math.min(hot, cold), Math.max(hot, cold)]
    const ratio = least / most
    const units = (coefficient * AREA) / least
    const away = Math.exp(-units * (1 - ratio))
    const effectiveness = (1 - away) / (1 - ratio * away)
    this.hotInlet = lag(this.hotInlet, 142 + this.#process.step(dt), dt, 60)
    const duty = effectiveness * least * (this.hotInlet - this.coldInlet)
    this.hotOutlet = lag(this.hotOutlet, this.hotInlet - duty / hot, dt, 45)
    this.coldOutlet = lag(this.coldOutlet, this.coldInlet + duty / cold, dt, 45)
    this.pressureDrop = lag(this.pressureDrop, 40 * (1 + 0.02 * this.fouling), dt, 60)
  }
}
