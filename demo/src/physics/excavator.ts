import { lag, Random } from './random.ts'

const FUEL_DENSITY = 0.84
const TANK = 340 // L
const SERVICE = 500 // h

export const Work = { off: 0, idle: 1, digging: 2 } as const
export type Work = (typeof Work)[keyof typeof Work]

/** A crawler excavator of 22 t on its site: digging, waiting for trucks, standing; fuel by the power, oil that warms with the work. */
export class Excavator {
  work: Work = Work.digging
  /** kW. */
  power = 70
  /** h, L, t, and loads since it was built. */
  hours = 4_180
  idleHours = 1_322
  fuelUsed = 61_440
  payload = 402_118
  loads = 214_960
  sinceService = 442
  /** L. */
  fuel = 260
  /** %. */
  exhaustFluid = 64
  /** °C. */
  hydraulic = 62
  latitude = 31.2304
  longitude = 121.4737
  activeFaults = 0
  /** Faults, 0 to 100 %. */
  coolerDirt = 0
  readonly #random: Random
  #changesIn = 60
  #bucket = 0
  #now: number

  constructor(seed: number, startSeconds: number) {
    this.#random = new Random(seed)
    this.#now = startSeconds
  }

  get running(): boolean {
    return this.work !== Work.off
  }

  get onSite(): boolean {
    return Math.abs(this.latitude - 31.2304) < 0.003 && Math.abs(this.longitude - 121.4737) < 0.003
  }

  step(dt: number): void {
    this.#now += dt
    this.#changesIn -= dt
    if (this.#changesIn <= 0) this.#change()
    const digs = this.work === Work.digging
    this.power = lag(this.power, digs ? 78 + 14 * Math.sin(this.#now / 4) : this.running ? 11 : 0, dt, 2)
    // 215 g/kWh under load; idling burns more for what it gives.
    const litres = this.running ? ((this.power * (digs ? 0.215 : 0.3) + 0.6) / FUEL_DENSITY / 3600) * dt : 0
    this.fuelUsed += litres
    this.fuel -= litres
    this.exhaustFluid -= litres * 0.05
    if (this.fuel < 0.08 * TANK) this.fuel = TANK
    if (this.exhaustFluid < 8) this.exhaustFluid = 100
    if (this.running) this.hours += dt / 3600
    if (this.running) this.sinceService += dt / 3600
    if (this.work === Work.idle) this.idleHours += dt / 3600
    if (this.sinceService > SERVICE) this.sinceService = 0
    if (digs) this.#dig(dt)
    this.hydraulic = lag(this.hydraulic, this.running ? 40 + 0.36 * this.power + 0.45 * this.coolerDirt : 22, dt, 500)
    this.activeFaults = this.hydraulic > 98 ? 1 : 0
  }

  #dig(dt: number): void {
    this.#bucket += dt / 18
    while (this.#bucket >= 1) {
      this.#bucket--
      this.loads++
      this.payload += Math.max(0.4, this.#random.normal(1.7, 0.2))
    }
    this.latitude = 31.2304 + 0.0004 * Math.sin(this.#now / 900)
    this.longitude = 121.4737 + 0.0006 * Math.cos(this.#now / 1_300)
  }

  #change(): void {
    const hour = (this.#now / 3600 + 8) % 24
    const works = hour >= 7 && hour < 19
    const chance = this.#random.uniform()
    this.work = !works ? Work.off : chance < 0.6 ? Work.digging : chance < 0.94 ? Work.idle : Work.off
    this.#changesIn =
      this.work === Work.digging ? 200 + this.#random.exponential(400) : 60 + this.#random.exponential(180)
  }
}
