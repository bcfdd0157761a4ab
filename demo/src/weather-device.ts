import type { Closable } from '@millrace/core'
import mqtt from 'mqtt'
import { WeatherAndPv } from './physics/weather-pv.ts'

const STEP_MS = 2_000

/** The weather mast and PV roof: a device that only knows MQTT and JSON, as many in the field do. */
export function publishWeather(options: { url: string; name: string; secret: string; seed: number }): Closable {
  const mast = new WeatherAndPv(options.seed, Date.now() / 1000)
  const client = mqtt.connect(options.url, {
    username: options.name,
    password: options.secret,
    protocolVersion: 4,
    reconnectPeriod: 1_000,
  })
  // The client reconnects by itself; while the platform is down its errors say nothing new.
  client.on('error', (failure) => process.stderr.write(`weather: ${failure.message}\n`))
  const timer = setInterval(() => {
    mast.step(STEP_MS / 1000)
    if (!client.connected) return
    const round = (value: number, digits: number): number => Number(value.toFixed(digits))
    const values = {
      'Air temperature': round(mast.temperature, 2),
      'Relative humidity': round(mast.humidity, 1),
      'Wind speed': round(mast.windSpeed, 2),
      Irradiance: round(mast.irradiance, 1),
      'Module temperature': round(mast.moduleTemperature, 2),
      'DC power': round(mast.dcPower, 2),
      'AC power': round(mast.acPower, 2),
      'Energy total': round(mast.energy, 3),
      Feeding: mast.acPower > 0.5,
    }
    client.publish(`v1/${options.name}/telemetry`, JSON.stringify({ time: Date.now(), values }), { qos: 1 })
  }, STEP_MS)
  return {
    async close() {
      clearInterval(timer)
      await client.endAsync()
    },
  }
}
