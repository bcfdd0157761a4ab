import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes, Variant } from 'node-opcua-client'
import { OPCUAServer } from 'node-opcua-server'
import type { RunningSimulator } from '../kit/simulator.ts'

/** Namespace of the simulated devices. */
const NAMESPACE = 'urn:millrace:simulator'
const STEP_MS = 200
/** At least this long between two samples of one node, ms. */
const LEAST_SAMPLING_MS = 50

type Space = NonNullable<OPCUAServer['engine']['addressSpace']>
type Namespace = ReturnType<Space['registerNamespace']>
type Folder = ReturnType<Namespace['addObject']>

/**
 * A server of one tank, and of so many more numbers `s=Items.0` … (Double) that all change every `itemsMs`. On loopback,
 * anonymous and without encryption: for a first try alone.
 *
 * @param port 0 asks for a free one
 */
export async function serveTank(port: number, items: number, itemsMs: number): Promise<RunningSimulator> {
  const folder = await mkdtemp(join(tmpdir(), 'opcua-simulator-'))
  const taken = await portFor(port)
  const certificates = new OPCUACertificateManager({ rootFolder: join(folder, 'pki'), disableFileWatchers: true })
  const server = new OPCUAServer({
    port: taken,
    hostname: '127.0.0.1',
    // Without it the name alone is local, and the machine's neighbours reach it.
    host: '127.0.0.1',
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    disableDiscovery: true,
    buildInfo: { productName: 'Millrace simulator', buildNumber: '1' },
    serverCapabilities: { maxSessions: 20, maxMonitoredItemsPerSubscription: 100_000, maxMonitoredItems: 200_000 },
  } as ConstructorParameters<typeof OPCUAServer>[0])
  await server.initialize()
  const space = server.engine.addressSpace!
  const namespace = space.registerNamespace(NAMESPACE)
  const tank = new Tank(namespace, namespace.addObject({ organizedBy: space.rootFolder.objects, browseName: 'Tank' }))
  const many = items === 0 ? undefined : manyNumbers(namespace, space, items)
  await server.start()
  const timers = [setInterval(() => tank.step(), STEP_MS)]
  if (many) timers.push(setInterval(many, itemsMs))
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer)
    await server.shutdown(0)
    await certificates.dispose()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    at: `127.0.0.1:${taken}`,
    config: { url: `opc.tcp://127.0.0.1:${taken}` },
    close: () => (closing ??= close()),
  }
}

/** A level that swings, a counter, a state, a text, and a set point that can be written. */
class Tank {
  readonly #begun = Date.now()
  #setPoint = 40
  readonly #moving: readonly (() => void)[]

  constructor(namespace: Namespace, folder: Folder) {
    const variable = (name: string, dataType: DataType, read: (seconds: number) => unknown): (() => void) => {
      const node = namespace.addVariable({
        componentOf: folder,
        browseName: name,
        nodeId: `s=Tank.${name}`,
        dataType,
        minimumSamplingInterval: LEAST_SAMPLING_MS,
      })
      const step = (): void => {
        const value = new Variant({ dataType, value: read((Date.now() - this.#begun) / 1_000) })
        node.setValueFromSource(value, StatusCodes.Good, new Date())
      }
      step()
      return step
    }
    this.#moving = [
      variable('Level', DataType.Double, (seconds) => this.#setPoint + 5 * Math.sin(seconds / 10)),
      variable('Cycles', DataType.UInt32, (seconds) => Math.floor(seconds)),
      variable('Filling', DataType.Boolean, (seconds) => Math.cos(seconds / 10) > 0),
      variable('Recipe', DataType.String, (seconds) => (seconds % 60 < 30 ? 'water' : 'brine')),
    ]
    namespace.addVariable({
      componentOf: folder,
      browseName: 'SetPoint',
      nodeId: 's=Tank.SetPoint',
      dataType: DataType.Double,
      minimumSamplingInterval: LEAST_SAMPLING_MS,
      accessLevel: 'CurrentRead | CurrentWrite',
      userAccessLevel: 'CurrentRead | CurrentWrite',
      value: {
        get: () => new Variant({ dataType: DataType.Double, value: this.#setPoint }),
        set: ({ value }: Variant) => {
          if (!(value >= 0 && value <= 100)) return StatusCodes.BadOutOfRange
          this.#setPoint = value
          return StatusCodes.Good
        },
      },
    })
  }

  step(): void {
    for (const move of this.#moving) move()
  }
}

/** Returns what changes all of them once. */
function manyNumbers(namespace: Namespace, space: Space, count: number): () => void {
  const folder = namespace.addObject({ organizedBy: space.rootFolder.objects, browseName: 'Items' })
  const nodes = Array.from({ length: count }, (_, i) =>
    namespace.addVariable({
      componentOf: folder,
      browseName: `${i}`,
      nodeId: `s=Items.${i}`,
      dataType: DataType.Double,
      minimumSamplingInterval: LEAST_SAMPLING_MS,
    }),
  )
  let tick = 0
  const step = (): void => {
    const time = new Date()
    for (const [i, node] of nodes.entries()) {
      const value = new Variant({ dataType: DataType.Double, value: ((i + tick * 7) % 10_000) / 10 })
      node.setValueFromSource(value, StatusCodes.Good, time)
    }
    tick++
  }
  step()
  return step
}

/** Free for now, by the system's word; rejects with its error if it is taken. */
async function portFor(wanted: number): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
