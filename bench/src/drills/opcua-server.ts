import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Fault } from '@millrace/core'
import './opcua-faults.ts'

const root = new URL('../../../', import.meta.url)
const python = fileURLToPath(new URL('.venv/bin/python', root))
const script = fileURLToPath(new URL('tests/opcua/server.py', root))

/** An OPC UA server on asyncua, in a process of its own, whose node `Ramp` counts up. */
export interface OpcuaServer {
  readonly port: number
  readonly pid: number
  /** The last number that the ramp has reached. */
  last(): Promise<number>
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>
}

/** Throws `opcua_drill.server_missing` if the server does not start. */
export async function startOpcuaServer(port: number, certificates: string, rampMs: number): Promise<OpcuaServer> {
  const args = ['-u', script, String(port), '--certificates', certificates, '--only-secure', '--ramp', String(rampMs)]
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.once('error', (error) => {
    complaint = error.message
  })
  child.stderr.on('data', (bytes: Buffer) => {
    complaint = bytes.toString().trim().split('\n').at(-1) ?? ''
  })
  const lines = createInterface({ input: child.stdout })
  const ready = await next(lines)
  const told = /^ready (\d+)$/.exec(ready ?? '')?.[1]
  if (told === undefined) {
    await ended(child)
    throw new Fault('opcua_drill.server_missing', { seen: ready ?? (complaint || 'nothing') })
  }
  return {
    port: Number(told),
    pid: child.pid!,
    async last() {
      const answer = next(lines)
      child.stdin.write('{"do":"ramp"}\n')
      return (JSON.parse((await answer) ?? '{"last":0}') as { last: number }).last
    },
    async kill() {
      await ended(child)
      lines.close()
    },
  }
}

/** The next line, or undefined at the end. */
function next(lines: Interface): Promise<string | undefined> {
  return new Promise((resolve) => {
    const line = (text: string): void => {
      lines.off('close', close)
      resolve(text)
    }
    const close = (): void => {
      lines.off('line', line)
      resolve(undefined)
    }
    lines.once('line', line)
    lines.once('close', close)
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.kill('SIGKILL')
  await exit
}
