import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const community = 'opensesame'
export const authPassword = 'the first of two'
export const privPassword = 'the second of two'

/** Debian's snmpd, with a configuration and a folder of its own. */
export interface Snmpd {
  readonly port: number
  kill(): Promise<void>
  /** Again, on the same port and with the same folder. */
  start(): Promise<void>
  stop(): Promise<void>
}

const root = '.1.3.6.1.4.1.63000'
const configuration = (port: number): string => `
agentAddress udp:127.0.0.1:${port}
rwcommunity ${community} 127.0.0.1
createUser alpha SHA "${authPassword}" AES "${privPassword}"
createUser beta MD5 "${authPassword}" AES "${privPassword}"
createUser gamma SHA-256 "${authPassword}" AES "${privPassword}"
createUser delta
createUser epsilon SHA-512 "${authPassword}" AES-256 "${privPassword}"
rwuser alpha priv
rwuser beta priv
rwuser gamma auth
rwuser epsilon priv
rouser delta noauth
sysDescr Millrace peer
override -rw ${root}.1.1.0 integer -42
override -rw ${root}.1.2.0 uinteger 3000000000
override ${root}.1.3.0 counter 4294967295
override -rw ${root}.1.4.0 octet_str "Kessel 7 °C"
override -rw ${root}.1.5.0 object_id ${root}.8072
override -rw ${root}.1.6.0 timeticks 123456
override -rw ${root}.1.7.0 octet_str "21.45"
override ${root}.1.8.0 octet_str "${'long '.repeat(200)}"
pass ${root}.2 /usr/bin/python3 ${fileURLToPath(new URL('./objects.py', import.meta.url))}
`

export async function startSnmpd(): Promise<Snmpd> {
  const folder = await mkdtemp(join(tmpdir(), 'snmpd-'))
  const port = await freePort()
  const file = join(folder, 'snmpd.conf')
  await writeFile(file, configuration(port))
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  const start = async (): Promise<void> => {
    const started = spawn('/usr/sbin/snmpd', ['-f', '-C', '-c', file, '-Lo', '-m', '', '-I', '-smux'], {
      env: { PATH: process.env['PATH'], SNMP_PERSISTENT_DIR: join(folder, 'state') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    let said = ''
    await new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer): void => {
        said = (said + text.toString()).slice(-4_000)
        if (said.includes('NET-SNMP version')) resolve()
      }
      started.stdout.on('data', hear)
      started.stderr.on('data', hear)
      started.once('exit', () => reject(new Error(`snmpd did not start: ${said}`)))
    })
  }
  await start()
  return {
    port,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}
