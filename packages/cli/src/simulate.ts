import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { allSimulators } from '@millrace/drivers'
import { secretsFromEnvironment } from '@millrace/edge'
import './faults.ts'

/** `millrace simulate <kind>`: a device of that protocol in software, until it is interrupted. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: 'string', default: '0' } },
  })
  const kinds = allSimulators.map(({ kind }) => kind).join(', ')
  const simulator = allSimulators.find(({ kind }) => kind === positionals[0])
  if (!simulator)
    throw new Fault('cli.usage', { expected: `one of ${kinds}`, seen: args.join(' '), command: 'simulate' })
  if (!/^\d{1,5}$/.test(values.port))
    throw new Fault('cli.usage', { expected: 'a port number', seen: values.port, command: 'simulate' })
  const running = await simulator.start(Number(values.port))
  const connection = secretsFromEnvironment(running.config, 'simulator')
  const device = {
    name: `${simulator.kind}-1`,
    driver: simulator.kind,
    connection: connection.settings,
    points: simulator.tags.map(({ address, type, access, periodMs }) => ({
      name: address.replaceAll('/', ' '),
      address,
      type,
      ...(access === 'r' ? {} : { access }),
      periodMs,
    })),
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  process.stdout.write(
    `${simulator.kind} is at ${running.at}. As a device of an edge's configuration (JSON is YAML, too):\n${JSON.stringify(device, undefined, 2)}\n${Object.entries(
      connection.env,
    )
      .map(([name, value]) => `The edge's environment: ${name}=${value}\n`)
      .join('')}`,
  )
  await promise
  await running.close()
  return 0
}
