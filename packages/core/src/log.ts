/** Where a part says what happened. Facts are plain data; secrets never go in. */
export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

const levels = ['debug', 'info', 'warn', 'error'] as const

/** One JSON line an entry on stderr: time, level, part, message, facts. */
export function jsonLog(part: string, least: (typeof levels)[number] = 'info'): Log {
  const say =
    (level: (typeof levels)[number]) =>
    (message: string, facts?: Readonly<Record<string, unknown>>): void => {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, part, message, ...facts })}\n`)
    }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
}
