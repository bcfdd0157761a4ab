import { type Closable, Owned, systemClock } from '@millrace/core'
import { demoAccounts } from './accounts.ts'
import { serveAirStation } from './air-station-server.ts'
import { serveBoiler } from './boiler-server.ts'
import { serveCnc } from './machines/cnc-agent.ts'
import { serveExcavator } from './machines/excavator-service.ts'
import { serveField } from './machines/field.ts'
import { serveFurnace } from './machines/furnace-plc.ts'
import type { DemoPorts } from './machines/ports.ts'
import { runPackagingLine } from './packaging-node.ts'
import { publishWeather } from './weather-device.ts'

interface Account {
  readonly name: string
  readonly secret: string
}

export interface DemoPlantOptions {
  readonly mqttUrl: string
  readonly primaryHost: string
  readonly ports: DemoPorts
  readonly boilerUser: string
  readonly boilerPassword: string
  /** Certificates of the boiler's server. */
  readonly folder: string
  readonly packaging: Account
  readonly weather: Account
  /** The same seed lives the same day. */
  readonly seed: number
}

/** Starts the machines: real protocol servers and clients, fed by physics. */
export async function startDemoPlant(options: DemoPlantOptions): Promise<Closable> {
  const owned = new Owned()
  const { seed, mqttUrl, primaryHost, ports } = options
  try {
    owned.add(await serveAirStation({ port: ports.airStation, seed }))
    owned.add(
      await serveBoiler({
        port: ports.boiler,
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
    owned.add(await serveField({ port: ports.field, seed: seed + 10 }))
    owned.add(await serveFurnace({ port: ports.furnace, seed: seed + 20 }))
    owned.add(await serveCnc({ port: ports.cnc, seed: seed + 21 }))
    owned.add(await serveExcavator({ port: ports.excavator, seed: seed + 22 }))
    return owned
  } catch (failure) {
    await owned.close()
    throw failure
  }
}
