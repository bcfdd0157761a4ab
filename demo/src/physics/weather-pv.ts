import { lag, Random, Wander } from './random.ts'

const LATITUDE = (31.2 * Math.PI) / 180 // Shanghai
const RATED_POWER = 420 // kW peak
const TEMPERATURE_COEFFICIENT = -0.0036 // 1/K, crystalline silicon

/** A weather mast and a roof PV plant beside it: sun's position, clouds, module temperature, DC and AC power. */
export class WeatherAndPv {
  /** °C, %, m/s, W/m² in the plane of the array. */
  temperature = 18
  humidity = 62
  windSpeed = 3
  irradiance = 0
  moduleTemperature = 18
  /** kW, kWh. */
  dcPower = 0
  acPower = 0
  energy = 286_400
  readonly #clouds: Wander
  readonly #wind: Wander
  readonly #air: Wander
  #now: number

  constructor(seed: number, startSeconds: number) {
    const random = new Random(seed)
    this.#clouds = new Wander(random, 0.5, 420)
    this.#wind = new Wander(random, 1.4, 120)
    this.#air = new Wander(random, 0.8, 1_800)
    this.#now = startSeconds
  }

  step(dt: number): void {
    this.#now += dt
    const day = (this.#now / 86_400 + 1) % 365.25
    const solarHour = (this.#now / 3600 + 8) % 24 // China Standard Time ≈ solar time of 120° E
    // Cooper's declination and the usual hour angle; good to a degree, which a demo needs.
    const declination = ((23.45 * Math.PI) / 180) * Math.sin((2 * Math.PI * (284 + day)) / 365)
    const hourAngle = ((solarHour - 12) * Math.PI) / 12
    const elevation = Math.asin(
      Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hourAngle),
    )
    const clear = elevation > 0 ? 1_050 * Math.sin(elevation) ** 1.15 : 0
    const cover = 1 / (1 + Math.exp(-2.2 * (this.#clouds.step(dt) - 0.35)))
    this.irradiance = lag(this.irradiance, clear * (1 - 0.72 * cover), dt, 12)
    this.temperature =
      16 +
      9 * Math.sin(((day - 110) / 365) * 2 * Math.PI) +
      4 * Math.sin(((solarHour - 9) / 24) * 2 * Math.PI) +
      this.#air.step(dt)
    this.windSpeed = Math.max(0, 3.2 + this.#wind.step(dt))
    this.humidity = Math.min(100, Math.max(15, 78 - 1.8 * (this.temperature - 14) + 12 * cover))
    // Nominal operating cell temperature model, cooled by wind.
    this.moduleTemperature = lag(
      this.moduleTemperature,
      this.temperature + this.irradiance * 0.031 * (4 / (3 + this.windSpeed)),
      dt,
      300,
    )
    this.dcPower =
      RATED_POWER * (this.irradiance / 1_000) * (1 + TEMPERATURE_COEFFICIENT * (this.moduleTemperature - 25)) * 0.97
    const inverter = this.dcPower > 2 ? 0.982 - 1.2 / Math.max(8, this.dcPower) : 0
    this.acPower = Math.max(0, this.dcPower * inverter)
    this.energy += (this.acPower * dt) / 3600
  }
}
