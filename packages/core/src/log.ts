/** Where a part says what happened. Facts are plain data; secrets never go in. */
export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

const levels = ['debug', 'info', 'warn', 'error'] as const
type Level = (typeof levels)[number]
type Facts = Readonly<Record<string, unknown>>

/** One JSON line an entry on stderr: time, level, part, message, facts. */
export const jsonLog = (part: string, least: Level = 'info'): Log =>
  lines(least, (level, message, facts) =>
    JSON.stringify({ time: new Date().toISOString(), level, part, message, ...facts }),
  )

function lines(least: Level, line: (level: Level, message: string, facts?: Facts) => string): Log {
  const say =
    (level: Level) =>
    (message: string, facts?: Facts): void => {
      if (levels.indexOf(level) >= levels.indexOf(least)) process.stderr.write(`${line(level, message, facts)}\n`)
    }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
}

/** For people: one line an entry, without the date, as they read along. */
export function textLine(at: Date, level: Level, part: string, message: string, facts: Facts = {}): string {
  const told = Object.entries(facts).map(
    ([name, fact]) =>
      `${name}=${typeof fact === 'string' && /^[\w./:@+,-]+$/.test(fact) ? fact : JSON.stringify(fact)}`,
  )
  const mark = level === 'info' || level === 'debug' ? '' : `${level}: `
  return `${at.toTimeString().slice(0, 8)}  ${part.padEnd(8)}  ${mark}${[message, ...told].join('  ')}`
}

/** What a process says of itself: lines for people on a terminal, JSON for whatever else takes them. */
export function processLog(part: string, least: Level = 'info'): Log {
  if (!process.stderr.isTTY) return jsonLog(part, least)
  return lines(least, (level, message, facts) => textLine(new Date(), level, part, message, facts))
}
