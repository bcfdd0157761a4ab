import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Clock, Fault, silentLog, systemClock } from '@millrace/core'
import type { Driver, DriverFactory, DriverSink } from '@millrace/drivers'
import { edgeDrivers, missingIn } from '@millrace/edge'
import './faults.ts'

/**
 * A device as people write it: modbus-tcp://host:port/unit, opc.tcp://host:port/path, modbus-rtu://host:port/unit for a
 * tunnel, modbus-rtu:///dev/ttyUSB0?unit=1&baudRate=9600&parity=none for a serial port.
 */
export function deviceOf(text: string): { factory: DriverFactory; config: unknown } {
  const usage = (): Fault =>
    new Fault('cli.usage', { expected: 'modbus-tcp://host:502/1 or opc.tcp://host:4840', seen: text, command: 'read' })
  let url: URL
  try {
    url = new URL(text)
  } catch (failure) {
    throw new Fault('cli.usage', usage().facts, failure)
  }
  const kind = url.protocol === 'opc.tcp:' ? 'opcua' : url.protocol.slice(0, -1)
  const factory = edgeDrivers.find((entry) => entry.kind === kind)
  if (!factory) throw usage()
  if (kind === 'opcua') {
    const user = url.username
      ? { userName: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : {}
    const secure = url.searchParams.get('security') ?? 'None'
    // Whoever types the address vouches for it: the certificate it shows first is the one from then on.
    const security =
      secure === 'None' ? {} : { securityMode: 'SignAndEncrypt', securityPolicy: secure, trust: 'first-use' }
    return {
      factory,
      config: { url: `opc.tcp://${url.host}${url.pathname === '/' ? '' : url.pathname}`, ...user, ...security },
    }
  }
  if (kind === 'modbus-rtu' || kind === 'modbus-ascii') return { factory, config: serialConfig(url) }
  const unit = url.pathname.slice(1)
  const config = {
    host: url.hostname,
    ...(url.port ? { port: Number(url.port) } : {}),
    ...(unit ? { unit: Number(unit) } : {}),
  }
  const settings = Object.keys((factory.configSchema as { properties: object }).properties)
  const fits = Object.keys(config).every((name) => settings.includes(name))
  if (!fits || missingIn({ driver: kind, connection: config }, edgeDrivers).length > 0)
    throw new Fault('cli.usage', {
      expected: `a device that host, port and unit tell; ${kind} has the settings ${settings.join(', ')}, which an edge.yaml holds`,
      seen: text,
      command: 'read',
    })
  return { factory, config }
}

function serialConfig({ hostname, port, pathname, searchParams }: URL): object {
  if (hostname) {
    const unit = pathname.slice(1)
    return { tunnel: { host: hostname, port: Number(port) }, ...(unit ? { unit: Number(unit) } : {}) }
  }
  const settings = Object.fromEntries(
    [...searchParams].map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]),
  )
  return { port: pathname, ...settings }
}

/** Opens a device for the length of one command. */
export async function withDevice<T>(
  text: string,
  sink: DriverSink,
  use: (driver: Driver, factory: DriverFactory, signal: AbortSignal) => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const { factory, config } = deviceOf(text)
  const folder = join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'millrace', factory.kind)
  const driver = factory.create(config, sink, { clock, log: silentLog, folder })
  const signal = AbortSignal.timeout(10_000)
  try {
    await driver.connect(signal)
    return await use(driver, factory, signal)
  } finally {
    await driver.close()
  }
}
