import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))

/** A protocol server in Python that we did not write, running as a process of its own. */
export interface PythonPeer {
  /** The port it listens on, loopback. */
  readonly port: number
  readonly pid: number
  /** Sends one line to the script's standard input and returns the next line it prints. */
  ask(line: string): Promise<string>
  /** SIGKILL: as a server that loses power. */
  kill(): Promise<void>
  /** SIGTERM, then SIGKILL after 2 s; idempotent. */
  stop(): Promise<void>
}

/**
 * Starts a Python script of the test's own folder and waits until it prints `ready <port>` on standard output.
 * Every later line it prints is the answer to one `ask`. What it writes to standard error is shown if it does not start.
 *
 * @param script path or file URL; write `new URL('./server.py', import.meta.url)`
 * @param args given to the script; pass the wanted port (0 for a free one) here
 */
export async function startPythonPeer(script: string | URL, args: readonly string[] = []): Promise<PythonPeer> {
  const path = typeof script === 'string' ? script : fileURLToPath(script)
  const child = spawn(python, ['-u', path, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = readLines(child)
  let complaints = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4000)
  })
  child.stdin!.on('error', () => child.kill('SIGKILL'))

  const first = await lines.next()
  const port = first === undefined ? undefined : /^ready (\d+)$/.exec(first)?.[1]
  if (port === undefined) {
    child.kill('SIGKILL')
    throw new Error(`${path} did not say "ready <port>" but ${JSON.stringify(first ?? 'nothing')}\n${complaints}`)
  }

  const gone = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    const last = setTimeout(() => child.kill('SIGKILL'), 2_000)
    await exit
    clearTimeout(last)
  }
  return {
    port: Number(port),
    pid: child.pid!,
    async ask(line) {
      child.stdin!.write(`${line}\n`)
      const answer = await lines.next()
      if (answer === undefined) throw new Error(`${path} ended before it answered "${line}"\n${complaints}`)
      return answer
    },
    kill: () => gone('SIGKILL'),
    stop: () => gone('SIGTERM'),
  }
}

function readLines(child: ChildProcess): { next(): Promise<string | undefined> } {
  const ready: string[] = []
  const waiting: ((line: string | undefined) => void)[] = []
  let rest = ''
  let ended = false
  child.stdout!.setEncoding('utf8')
  child.stdout!.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()!
    for (const part of parts) {
      const line = part.trimEnd()
      const waiter = waiting.shift()
      if (waiter) waiter(line)
      else ready.push(line)
    }
  })
  child.once('close', () => {
    ended = true
    for (const waiter of waiting.splice(0)) waiter(undefined)
  })
  return {
    next: () =>
      new Promise((resolve) => {
        const line = ready.shift()
        if (line !== undefined || ended) resolve(line)
        else waiting.push(resolve)
      }),
  }
}
