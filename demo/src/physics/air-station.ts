import { lag, Random, Wander } from './random.ts'

/** What a compressor does: ISO 1217 tests it loaded; a screw machine idles unloaded before it stops. */
export const CompressorState = { stopped: 0, starting: 1, unloaded: 2, loaded: 3, fault: 4 } as const
export type CompressorState = (typeof CompressorState)[keyof typeof CompressorState]

const GAS_CONSTANT = 287.05 // J/(kg·K), dry air
const KAPPA = 1.4
const AMBIENT_PRESSURE = 1.013 // bar

export interface Compressor {
  state: CompressorState
  /** Free air delivery at 1.013 bar and 20 °C, m³/min. */
  readonly capacity: number
  /** kW. */
  power: number
  /** Free air delivered, m³/min. */
  flow: number
  /** °C, at the air end. */
  outletTemperature: number
  /** °C, motor winding. */
  windingTemperature: number
  /** h. */
  runHours: number
  loadHours: number
  starts: number
  /** kWh. */
  energy: number
  /** Seconds in the present state. */
  since: number
  failsIn: number
}

/**
 * A compressed-air station: two screw compressors, a receiver, a refrigeration dryer and a shop that uses air.
 * The receiver keeps a mass balance (ideal gas); power follows isentropic compression with an efficiency; heat goes into
 * the air end and leaves by the cooler.
 */
export class AirStation {
  /** bar gauge, in the receiver. */
  pressure = 7.0
  /** m³/min free air, used by the shop, leaks included. */
  demand = 18
  /** °C, pressure dew point after the dryer. */
  dewPoint = 3.2
  ambient = 24
  /** bar gauge; the band around it loads and unloads the machines. */
  setpoint = 7.0
  /** A fault, 0 to 100 %: a broken pipe. */
  leak = 0
  readonly compressors: Compressor[]
  readonly #random: Random
  readonly #demandWander: Wander
  readonly #receiver = 6 // m³
  #now: number

  constructor(seed: number, startSeconds: number) {
    this.#random = new Random(seed)
    this.#demandWander = new Wander(this.#random, 2.2, 240)
    this.#now = startSeconds
    this.compressors = [16, 12].map((capacity) => ({
      state: CompressorState.loaded,
      capacity,
      power: 0,
      flow: 0,
      outletTemperature: 78,
      windingTemperature: 82,
      runHours: 12_400 + capacity * 10,
      loadHours: 9_800 + capacity * 10,
      starts: 640,
      energy: 812_000,
      since: 0,
      failsIn: this.#random.exponential(5_400),
    }))
  }

  get flow(): number {
    return this.compressors.reduce((sum, machine) => sum + machine.flow, 0)
  }

  get power(): number {
    return this.compressors.reduce((sum, machine) => sum + machine.power, 0)
  }

  /** kW per m³/min: ISO 1217's specific power over the station; NaN while nothing flows. */
  get specificPower(): number {
    return this.flow > 0.1 ? this.power / this.flow : Number.NaN
  }

  step(dt: number): void {
    this.#now += dt
    const hour = (this.#now / 3600) % 24
    const shift = hour >= 6 && hour < 22 ? 1 : 0.45
    const leaks = (1.6 + 0.09 * this.leak) * Math.sqrt(Math.max(0, this.pressure) / 7)
    this.demand = Math.max(1, leaks + 15.5 * shift + this.#demandWander.step(dt))
    this.ambient = 22 + 5 * Math.sin(((hour - 9) / 24) * 2 * Math.PI)
    this.compressors.forEach((machine, rank) => {
      this.#control(machine, rank, dt)
      this.#run(machine, dt)
    })
    // Receiver: dm/dt = (delivered − used)·ρ at free-air conditions; p·V = m·R·T, isothermal at ambient.
    const density = (AMBIENT_PRESSURE * 1e5) / (GAS_CONSTANT * 293.15)
    const massFlow = ((this.flow - this.demand) / 60) * density
    const change = (massFlow * GAS_CONSTANT * (this.ambient + 273.15)) / this.#receiver / 1e5
    this.pressure = Math.min(10, Math.max(0, this.pressure + change * dt))
    this.dewPoint = lag(this.dewPoint, 2.5 + 0.09 * Math.max(0, this.flow - 14) + 0.08 * (this.ambient - 20), dt, 180)
  }

  #control(machine: Compressor, rank: number, dt: number): void {
    machine.since += dt
    machine.failsIn -= dt
    const go = (state: CompressorState): void => {
      machine.state = state
      machine.since = 0
    }
    const loadBelow = this.setpoint - 0.25 - rank * 0.15
    const unloadAbove = this.setpoint + 0.25 - rank * 0.1
    switch (machine.state) {
      case CompressorState.stopped:
        if (this.pressure < loadBelow && machine.since > 20) {
          machine.starts++
          go(CompressorState.starting)
        }
        break
      case CompressorState.starting:
        if (machine.since >= 8) go(CompressorState.loaded)
        break
      case CompressorState.loaded:
        if (machine.failsIn <= 0) go(CompressorState.fault)
        else if (this.pressure > unloadAbove) go(CompressorState.unloaded)
        break
      case CompressorState.unloaded:
        if (this.pressure < loadBelow) go(CompressorState.loaded)
        else if (machine.since > 300) go(CompressorState.stopped)
        break
      case CompressorState.fault:
        if (machine.since > 180) {
          machine.failsIn = this.#random.exponential(5_400)
          go(CompressorState.stopped)
        }
        break
    }
  }

  #run(machine: Compressor, dt: number): void {
    const loaded = machine.state === CompressorState.loaded
    const turning = loaded || machine.state === CompressorState.unloaded || machine.state === CompressorState.starting
    machine.flow = lag(machine.flow, loaded ? machine.capacity * (1 - 0.006 * (this.pressure - 7)) : 0, dt, 1.5)
    if (machine.flow < 0.01) machine.flow = 0
    // Isentropic power (ISO 1217 annex): P = κ/(κ−1)·p₁·V̇₁·[(p₂/p₁)^((κ−1)/κ) − 1] / η
    const ratio = (this.pressure + AMBIENT_PRESSURE) / AMBIENT_PRESSURE
    const isentropic =
      (KAPPA / (KAPPA - 1)) * AMBIENT_PRESSURE * 1e5 * (machine.capacity / 60) * (ratio ** ((KAPPA - 1) / KAPPA) - 1)
    const full = isentropic / 0.72 / 1000
    const target = loaded ? full : machine.state === CompressorState.starting ? 0.6 * full : turning ? 0.28 * full : 0
    machine.power = lag(machine.power, target, dt, 2)
    if (!turning && machine.power < 0.05) machine.power = 0
    machine.outletTemperature = lag(
      machine.outletTemperature,
      this.ambient + (turning ? 30 + 26 * (machine.power / full) : 0),
      dt,
      120,
    )
    machine.windingTemperature = lag(
      machine.windingTemperature,
      this.ambient + 62 * (machine.power / full) ** 2,
      dt,
      600,
    )
    if (turning) machine.runHours += dt / 3600
    if (loaded) machine.loadHours += dt / 3600
    machine.energy += (machine.power * dt) / 3600
  }
}
