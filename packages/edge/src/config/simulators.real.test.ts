import { silentLog, systemClock } from '@millrace/core'
import { allDrivers, allSimulators, DriverPackages } from '@millrace/drivers'
import { expect, onTestFinished, test } from 'vitest'
import { checkConfiguration } from './config.ts'
import { secretsFromEnvironment } from './secrets.ts'

const packages = new DriverPackages({ clock: systemClock, log: silentLog })

test.each(allSimulators.map((simulator) => [simulator.kind, simulator] as const))(
  'what the simulator of %s says of itself is a device of a configuration, its secrets in the environment',
  async (kind, simulator) => {
    const running = await simulator.start(0)
    onTestFinished(() => running.close())
    const { settings, env } = secretsFromEnvironment(running.config, kind)
    const points = simulator.tags.map((tag, i) => ({ ...tag, name: `p${i}` }))
    const text = JSON.stringify({
      node: { group: 'g', name: 'n' },
      uplink: { url: 'mqtt://127.0.0.1' },
      buffer: { folder: 'buffer' },
      devices: [{ name: 'd', driver: kind, connection: settings, points }],
    })
    const needs = { drivers: allDrivers, packages, folder: '/nowhere', env }
    const { findings, configuration } = await checkConfiguration(text, needs)
    expect(findings).toEqual([])
    expect(configuration!.devices[0]!.connection).toEqual(running.config)
    for (const secret of Object.values(env)) expect(text).not.toContain(`"${secret}"`)
  },
)
