import { resolve } from 'node:path'
import { Fault, jsonLog, sayFault, systemClock } from '@millrace/core'
import './faults.ts'
import { createPlatform, type Platform } from './platform.ts'

/**
 * The platform as a process of its own. Reads MILLRACE_DATA (./data), MILLRACE_HOST (127.0.0.1), MILLRACE_PORT (8080),
 * MILLRACE_MQTT_PORT (1883), MILLRACE_ADMIN_PASSWORD, DATABASE_URL. Ends cleanly on SIGTERM and SIGINT, and when whoever started it goes.
 * A parent with an IPC channel gets one message `{type: 'ready', address, mqttPort, tokenFile}`.
 */
const log = jsonLog('platform')

function portOf(name: string, standard: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return standard
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Fault('platform.port_malformed', { name, seen: text })
  return port
}

const given = (name: string): string | undefined => process.env[name] || undefined

async function run(): Promise<void> {
  const adminPassword = given('MILLRACE_ADMIN_PASSWORD')
  const databaseUrl = given('DATABASE_URL')
  const masterKey = given('MILLRACE_MASTER_KEY')
  // Children of ours have no use for them.
  delete process.env['MILLRACE_MASTER_KEY']
  delete process.env['MILLRACE_ADMIN_PASSWORD']
  delete process.env['DATABASE_URL']
  const starting = createPlatform({
    dataFolder: resolve(given('MILLRACE_DATA') ?? './data'),
    host: given('MILLRACE_HOST') ?? '127.0.0.1',
    port: portOf('MILLRACE_PORT', 8080),
    mqttPort: portOf('MILLRACE_MQTT_PORT', 1883),
    adminPassword,
    databaseUrl,
    masterKey,
    publicUrl: given('MILLRACE_PUBLIC_URL'),
    clock: systemClock,
    log,
  })
  stopOnSignal(starting)
  const platform = await starting
  if (platform.generatedPassword !== undefined) showPassword(platform.generatedPassword)
  void platform.failed.then((fault) => {
    // The supervisor starts the process again; the journal holds what the lost part had not stored.
    log.error('a part is gone, the platform ends', { fault: sayFault(fault) })
    process.exit(1)
  })
  const { address, mqttPort, tokenFile } = platform
  process.send?.({ type: 'ready', address, mqttPort, tokenFile })
}

function showPassword(password: string): void {
  process.stdout.write(
    [
      '',
      '  ┌─ First start: this password is shown once ─┐',
      `    user      admin`,
      `    password  ${password}`,
      '  └─────────────────────────────────────────────┘',
      '',
      '',
    ].join('\n'),
  )
}

/** A signal during the start waits for it: what was half opened is closed in order all the same. */
function stopOnSignal(starting: Promise<Platform>): void {
  let stopping = false
  const stop = (why: string): void => {
    if (stopping) return
    stopping = true
    log.info('stopping', { why })
    starting
      .then((platform) => platform.close())
      .then(
        () => process.exit(0),
        (thrown: unknown) => {
          log.error('stopped with a fault', { fault: sayFault(thrown) })
          process.exit(1)
        },
      )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  if (process.send) process.on('disconnect', () => stop('the parent process ended'))
}

try {
  await run()
} catch (thrown) {
  if (thrown instanceof Fault) process.stderr.write(`\n${thrown.message}\n  What to do: ${thrown.remedy}\n`)
  else
    log.error('did not start', { fault: sayFault(thrown), stack: thrown instanceof Error ? thrown.stack : undefined })
  process.exit(1)
}
