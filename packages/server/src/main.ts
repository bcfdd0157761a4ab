import { Fault, processLog, sayFault, systemClock } from '@millrace/core'
import { createPlatform, type Platform } from './platform.ts'
import { settingsOf } from './settings.ts'

/**
 * The platform as a process of its own; what it reads from the environment stands in settings.ts. Ends cleanly on SIGTERM and SIGINT,
 * and when whoever started it goes. A parent with an IPC channel gets one message `{type: 'ready', address, localAddress, mqttPort,
 * tokenFile, secure?, generatedPassword?}`.
 */
const log = processLog('platform')

async function run(): Promise<void> {
  const starting = createPlatform({ ...settingsOf(process.env), clock: systemClock, log })
  stopOnSignal(starting)
  const platform = await starting
  const { generatedPassword } = platform
  // Whoever started it says it last, below what else is logged.
  if (generatedPassword !== undefined && !process.send) showPassword(generatedPassword)
  void platform.failed.then((fault) => {
    // The supervisor starts the process again; the journal holds what the lost part had not stored.
    log.error('a part is gone, the platform ends', { fault: sayFault(fault) })
    process.exit(1)
  })
  const { address, localAddress, mqttPort, tokenFile, secure } = platform
  process.send?.({ type: 'ready', address, localAddress, mqttPort, tokenFile, secure, generatedPassword })
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
