import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault, silentLog, systemClock } from '@millrace/core'
import { sayFinding } from '@millrace/core/profiles'
import { DriverPackages } from '@millrace/drivers'
import { checkConfiguration, edgeDrivers } from '@millrace/edge'
import { edgeEntry } from '@millrace/edge/entry'
import { importDevices } from './edge-import.ts'
import './faults.ts'

/**
 * `millrace edge <config>`: runs an edge node; `--check` only tells every mistake of its configuration; `import` makes
 * devices of another program's.
 */
export async function edge(args: readonly string[]): Promise<number> {
  if (args[0] === 'import') return importDevices(args.slice(1))
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: 'boolean' } },
  })
  const [config] = positionals
  if (config === undefined)
    throw new Fault('cli.usage', { expected: 'a configuration file', seen: args.join(' '), command: 'edge' })
  const file = resolve(config)
  if (values.check) return check(file)
  const child = fork(edgeEntry, ['--config', file])
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

async function check(file: string): Promise<number> {
  const packages = new DriverPackages({ clock: systemClock, log: silentLog })
  const { findings, configuration } = await checkConfiguration(await readFile(file, 'utf8'), {
    drivers: edgeDrivers,
    packages,
    folder: dirname(file),
    env: process.env,
  })
  await packages.close()
  for (const finding of findings) process.stdout.write(`${sayFinding(finding)}\n`)
  if (!configuration || findings.length > 0) return 1
  const points = configuration.devices.reduce((sum, { points }) => sum + points.length, 0)
  process.stdout.write(`ok: ${configuration.devices.length} devices, ${points} points\n`)
  return 0
}
