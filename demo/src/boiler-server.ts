import { join } from 'node:path'
import type { Closable } from '@millrace/core'
import {
  AccessLevelFlag,
  DataType,
  type EUInformation,
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
import { BOILER_NAMESPACE, boilerAnalogs, boilerCounters, boilerStates } from './boiler-table.ts'
import { serveMachine } from './machines/serve-machine.ts'
import { Boiler } from './physics/boiler.ts'

export interface BoilerServer extends Closable {
  readonly url: string
}

/** UNECE Recommendation 20, code E93. */
const kilogramPerHour = makeEUInformation('E93', 'kg/h', 'kilogram per hour')

/** UNECE Recommendation 20, code GP. */
const milligramPerCubicMetre = makeEUInformation('GP', 'mg/m³', 'milligram per cubic metre')

/** The same units as OPC UA tells them (EUInformation, Part 8 §5.6.4.3), by their UCUM code. */
const euOf: Readonly<Record<string, EUInformation>> = {
  bar: standardUnits.bar,
  Cel: standardUnits.degree_celsius,
  mm: standardUnits.millimetre,
  'kg/h': kilogramPerHour,
  'm3/h': standardUnits.cubic_metre_per_hour,
  '%': standardUnits.percent,
  'mg/m3': milligramPerCubicMetre,
}

const STEP_MS = 500

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
    // Without it the name alone is local, and the machine's neighbours reach it.
    host: '127.0.0.1',
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
  const namespace = space.registerNamespace(BOILER_NAMESPACE)
  const folder = namespace.addObject({ organizedBy: space.rootFolder.objects, browseName: 'Boiler1' })

  const variables: { node: UAVariable; read: () => Variant; ok: () => boolean }[] = boilerAnalogs.map(
    ([name, unit, low, high, read]) => ({
      node: namespace.addAnalogDataItem({
        componentOf: folder,
        browseName: name,
        nodeId: `s=Boiler1.${name}`,
        engineeringUnitsRange: { low, high },
        engineeringUnits: euOf[unit]!,
        accessLevel: 'CurrentRead',
        userAccessLevel: 'CurrentRead',
        dataType: DataType.Double,
      }) as UAVariable,
      read: () => new Variant({ dataType: DataType.Double, value: read(boiler) }),
      ok: () => Number.isFinite(read(boiler)),
    }),
  )
  for (const [name, , read] of boilerCounters)
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
  for (const [name, read] of boilerStates)
    variables.push({
      node: namespace.addVariable({
        componentOf: folder,
        browseName: name,
        nodeId: `s=Boiler1.${name}`,
        dataType: DataType.Boolean,
      }),
      read: () => new Variant({ dataType: DataType.Boolean, value: read(boiler) }),
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

  namespace.addVariable({
    componentOf: folder,
    browseName: 'Fouling',
    minimumSamplingInterval: 100,
    nodeId: 's=Boiler1.Fouling',
    dataType: DataType.UInt16,
    accessLevel: AccessLevelFlag.CurrentRead | AccessLevelFlag.CurrentWrite,
    userAccessLevel: AccessLevelFlag.CurrentRead | AccessLevelFlag.CurrentWrite,
    value: {
      get: () => new Variant({ dataType: DataType.UInt16, value: boiler.fouling }),
      set: (variant: Variant) => {
        const wished = Number(variant.value)
        if (!(wished >= 0 && wished <= 100)) return StatusCodes.BadOutOfRange
        boiler.fouling = wished
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
  const listening = {
    async listen(port: number) {
      await server.start()
      return port
    },
    close: () => server.shutdown(0),
  }
  const { port, close } = await serveMachine(listening, { port: options.port, stepMs: STEP_MS, step: publish })
  return { url: `opc.tcp://127.0.0.1:${port}`, close }
}
