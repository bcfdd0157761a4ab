import { join } from 'node:path'
import type { Closable } from '@millrace/core'
import {
  AccessLevelFlag,
  DataType,
  MessageSecurityMode,
  makeEUInformation,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StatusCodes,
  standardUnits,
  type UAVariable,
  Variant,
} from 'node-opcua'
import { Boiler } from './physics/boiler.ts'

export interface BoilerServer extends Closable {
  readonly url: string
}

/** UNECE Recommendation 20, code E93. */
const kilogramPerHour = makeEUInformation('E93', 'kg/h', 'kilogram per hour')

/** What the boiler's controller shows: browse name, unit, range, and where the value comes from. */
const analogs = [
  ['SteamPressure', standardUnits.bar, 0, 16, (boiler: Boiler) => boiler.pressure],
  ['SteamTemperature', standardUnits.degree_celsius, 0, 250, (boiler: Boiler) => boiler.steamTemperature],
  ['DrumLevel', standardUnits.millimetre, -300, 300, (boiler: Boiler) => boiler.level],
  ['SteamFlow', kilogramPerHour, 0, 12_000, (boiler: Boiler) => boiler.steamFlow],
  ['FeedwaterFlow', kilogramPerHour, 0, 14_000, (boiler: Boiler) => boiler.feedwaterFlow],
  ['FeedwaterTemperature', standardUnits.degree_celsius, 0, 150, (boiler: Boiler) => boiler.feedwaterTemperature],
  ['FuelFlow', standardUnits.cubic_metre_per_hour, 0, 900, (boiler: Boiler) => boiler.fuelFlow],
  ['BurnerFiring', standardUnits.percent, 0, 100, (boiler: Boiler) => boiler.firing],
  ['FlueGasTemperature', standardUnits.degree_celsius, 0, 350, (boiler: Boiler) => boiler.flueTemperature],
  ['FlueGasOxygen', standardUnits.percent, 0, 25, (boiler: Boiler) => boiler.oxygen],
  ['Efficiency', standardUnits.percent, 0, 100, (boiler: Boiler) => boiler.efficiency],
] as const

const counters = [
  ['FuelTotal', (boiler: Boiler) => boiler.fuelTotal],
  ['SteamTotal', (boiler: Boiler) => boiler.steamTotal],
] as const

const STEP_MS = 500
const namespaceUri = 'urn:millrace:demo:boiler'

/** The steam boiler as an OPC UA server: signed and encrypted, a user name and a password, nothing anonymous. */
export async function serveBoiler(options: {
  port: number
  folder: string
  user: string
  password: string
  seed: number
}): Promise<BoilerServer> {
  const boiler = new Boiler(options.seed, Date.now() / 1000)
  const certificates = new OPCUACertificateManager({
    rootFolder: join(options.folder, 'boiler-pki'),
    automaticallyAcceptUnknownCertificate: true,
  })
  const server = new OPCUAServer({
    port: options.port,
    hostname: '127.0.0.1',
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    securityPolicies: [SecurityPolicy.Basic256Sha256],
    securityModes: [MessageSecurityMode.SignAndEncrypt],
    allowAnonymous: false,
    userManager: {
      isValidUser: (user: string, password: string) => user === options.user && password === options.password,
    },
    buildInfo: { productName: 'Millrace demo boiler', buildNumber: '1' },
  })
  await server.initialize()
  const space = server.engine.addressSpace!
  const namespace = space.registerNamespace(namespaceUri)
  const folder = namespace.addObject({ organizedBy: space.rootFolder.objects, browseName: 'Boiler1' })

  const variables: { node: UAVariable; read: () => Variant; ok: () => boolean }[] = analogs.map(
    ([name, unit, low, high, read]) => ({
      node: namespace.addAnalogDataItem({
        componentOf: folder,
        browseName: name,
        nodeId: `s=Boiler1.${name}`,
        engineeringUnitsRange: { low, high },
        engineeringUnits: unit,
        dataType: DataType.Double,
      }) as UAVariable,
      read: () => new Variant({ dataType: DataType.Double, value: read(boiler) }),
      ok: () => Number.isFinite(read(boiler)),
    }),
  )
  for (const [name, read] of counters)
    variables.push({
      node: namespace.addVariable({
        componentOf: folder,
        browseName: name,
        nodeId: `s=Boiler1.${name}`,
        dataType: DataType.Double,
      }),
      read: () => new Variant({ dataType: DataType.Double, value: read(boiler) }),
      ok: () => true,
    })
  variables.push({
    node: namespace.addVariable({
      componentOf: folder,
      browseName: 'BurnerState',
      nodeId: 's=Boiler1.BurnerState',
      dataType: DataType.Int32,
    }),
    read: () => new Variant({ dataType: DataType.Int32, value: boiler.burner }),
    ok: () => true,
  })
  namespace.addVariable({
    componentOf: folder,
    browseName: 'PressureSetpoint',
    minimumSamplingInterval: 100,
    nodeId: 's=Boiler1.PressureSetpoint',
    dataType: DataType.Double,
    accessLevel: AccessLevelFlag.CurrentRead | AccessLevelFlag.CurrentWrite,
    userAccessLevel: AccessLevelFlag.CurrentRead | AccessLevelFlag.CurrentWrite,
    value: {
      get: () => new Variant({ dataType: DataType.Double, value: boiler.setpoint }),
      set: (variant: Variant) => {
        const wished = Number(variant.value)
        if (!(wished >= 4 && wished <= 12)) return StatusCodes.BadOutOfRange
        boiler.setpoint = wished
        return StatusCodes.Good
      },
    },
  })

  const publish = (): void => {
    boiler.step(STEP_MS / 1000)
    const now = new Date()
    for (const { node, read, ok } of variables)
      node.setValueFromSource(read(), ok() ? StatusCodes.Good : StatusCodes.BadOutOfService, now)
  }
  publish()
  const timer = setInterval(publish, STEP_MS)
  await server.start()
  return {
    url: `opc.tcp://127.0.0.1:${options.port}`,
    async close() {
      clearInterval(timer)
      await server.shutdown(0)
    },
  }
}

const ucum: Readonly<Record<string, string>> = {
  SteamPressure: 'bar',
  SteamTemperature: 'Cel',
  DrumLevel: 'mm',
  SteamFlow: 'kg/h',
  FeedwaterFlow: 'kg/h',
  FeedwaterTemperature: 'Cel',
  FuelFlow: 'm3/h',
  BurnerFiring: '%',
  FlueGasTemperature: 'Cel',
  FlueGasOxygen: '%',
  Efficiency: '%',
  FuelTotal: 'm3',
  SteamTotal: 't',
}

/** `SteamPressure` → `Steam pressure`. */
const spaced = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const point = (name: string, more: object = {}): object => ({
  name: spaced(name),
  address: `nsu=${namespaceUri};s=Boiler1.${name}`,
  type: 'float64',
  ...(ucum[name] === undefined ? {} : { unit: ucum[name] }),
  ...more,
})

/** The boiler's nodes, as the edge configuration wants them. */
export const boilerPoints: readonly object[] = [
  ...analogs.map(([name, , low, high]) =>
    point(name, {
      low,
      high,
      ...(name === 'Efficiency' ? { description: 'Direct method; no value while the burner is off' } : {}),
    }),
  ),
  ...counters.map(([name]) => point(name, { periodMs: 5_000 })),
  point('BurnerState', { type: 'int32', description: '0 off, 1 purge, 2 firing, 3 lockout' }),
  point('PressureSetpoint', { unit: 'bar', access: 'rw', low: 4, high: 12 }),
]
