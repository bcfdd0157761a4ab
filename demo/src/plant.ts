import { type Closable, Owned, systemClock } from '@millrace/core'
import { demoAccounts } from './accounts.ts'
import { serveAirStation } from './air-station-server.ts'
import { serveBoiler } from './boiler-server.ts'
import { runPackagingLine } from './packaging-node.ts'
import { publishWeather } from './weather-device.ts'

interface Account {
  readonly name: string
  readonly secret: string
}

export interface DemoPlantOptions {
  readonly mqttUrl: string
  readonly primaryHost: string
  readonly modbusPort: number
  readonly opcuaPort: number
  readonly boilerUser: string
  readonly boilerPassword: string
  /** Certificates of the boiler's server. */
  readonly folder: string
  readonly packaging: Account
  readonly weather: Account
  /** The same seed lives the same day. */
  readonly seed: number
}

/** Starts the four machines: real protocol servers and clients, fed by physics. */
export async function startDemoPlant(options: DemoPlantOptions): Promise<Closable> {
  const owned = new Owned()
  const { seed, mqttUrl, primaryHost } = options
  try {
    owned.add(await serveAirStation({ port: options.modbusPort, seed }))
    owned.add(
      await serveBoiler({
        port: options.opcuaPort,
        folder: options.folder,
        user: options.boilerUser,
        password: options.boilerPassword,
        seed: seed + 1,
      }),
    )
    const { group, node } = demoAccounts.packaging
    owned.add(
      runPackagingLine({
        url: mqttUrl,
        group,
        node,
        ...options.packaging,
        primaryHost,
        seed: seed + 2,
        clock: systemClock,
      }),
    )
    owned.add(publishWeather({ url: mqttUrl, ...options.weather, seed: seed + 3 }))
    return owned
  } catch (failure) {
    await owned.close()
    throw failure
  }
}
