import { curvePower, moistAirDensity, normalisedWindSpeed, type PowerCurve } from '@millrace/compute'
import { lag, Random, Wander } from './random.ts'

const RATED = 3_075 // kW
const CUT_OUT = 25 // m/s

/**
 * A wind turbine: gusts on a slow wind, air density from pressure and temperature, power after the curve of its maker, losses that
 * heat gearbox and bearings. Ice takes power away; wear of the gearbox heats its oil.
 */
export class WindTurbine {
  /** m/s, degrees. */
  wind = 8
  direction = 250
  nacelle = 250
  pitch = 0
  /** kW. */
  power = 1_300
  /** /min. */
  rotorSpeed = 13
  /** °C, hPa, %. */
  air = 14
  readonly pressure = 1_004
  readonly humidity = 68
  gearbox = 58
  mainBearing = 41
  generator = 86
  available = true
  readonly curtailed = false
  /** kWh. */
  energy = 14_802_116
  /** Faults, 0 to 100 %. */
  ice = 0
  gearboxWear = 0
  readonly #slow: Wander
  readonly #gust: Wander
  readonly #turn: Wander
  readonly #random: Random
  readonly #curve: PowerCurve
  #stopsIn: number
  #standsFor = 0
  #now: number

  constructor(curve: PowerCurve, seed: number, startSeconds: number) {
    this.#curve = curve
    this.#random = new Random(seed)
    this.#slow = new Wander(this.#random, 2.4, 3_600)
    this.#gust = new Wander(this.#random, 0.8, 15)
    this.#turn = new Wander(this.#random, 18, 1_800)
    this.#now = startSeconds
    this.#stopsIn = this.#random.exponential(28_800)
  }

  step(dt: number): void {
    this.#now += dt
    this.wind = Math.max(0.3, 8 + this.#slow.step(dt) + this.#gust.step(dt))
    this.direction = (250 + this.#turn.step(dt) + 360) % 360
    this.nacelle = lag(this.nacelle, this.direction, dt, 120)
    this.air = 12 + 6 * Math.sin(((this.#now / 3600 - 9) / 24) * 2 * Math.PI)
    this.#stand(dt)
    const density = moistAirDensity(this.pressure * 100, this.air + 273.15, this.humidity / 100)
    const turns = this.available && this.wind < CUT_OUT
    const free = curvePower(this.#curve, normalisedWindSpeed(this.wind, density)) * (1 - 0.005 * this.ice)
    this.power = lag(this.power, turns ? free : -6, dt, 8)
    this.pitch = lag(this.pitch, turns ? Math.max(0, (this.wind - 11.5) * 3.4) : 88, dt, 5)
    this.rotorSpeed = lag(this.rotorSpeed, turns && this.wind > 3 ? Math.min(15.7, 6 + 0.95 * this.wind) : 0, dt, 20)
    const load = Math.max(0, this.power) / RATED
    // 3 % of the power stays in the gearbox; the cooler holds it until wear adds to it.
    this.gearbox = lag(this.gearbox, this.air + 30 + 24 * load + 0.6 * this.gearboxWear * (0.3 + load), dt, 900)
    this.mainBearing = lag(this.mainBearing, this.air + 22 + 10 * load + 0.1 * this.gearboxWear, dt, 1_500)
    this.generator = lag(this.generator, this.air + 40 + 60 * load * load, dt, 800)
    this.energy += (Math.max(0, this.power) * dt) / 3600
  }

  /** Now and then it stops itself for a quarter of an hour. */
  #stand(dt: number): void {
    if (this.available) {
      this.#stopsIn -= dt
      if (this.#stopsIn > 0) return
      this.available = false
      this.#standsFor = 900
    }
    this.#standsFor -= dt
    if (this.#standsFor > 0) return
    this.available = true
    this.#stopsIn = this.#random.exponential(28_800)
  }
}
