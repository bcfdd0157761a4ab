import { constants } from 'node:fs'
import { access, mkdir, open, readFile, rm, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { freemem, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { listenersOf } from '@millrace/server/entry'
import { addressesIn, localFiles } from './local-platform.ts'

interface Finding {
  readonly fit: boolean
  readonly what: string
  readonly remedy?: string
}

const MIB = 1024 * 1024

async function port(
  name: string,
  variable: string,
  standard: number,
  { host = '127.0.0.1', isRunning }: { host?: string; isRunning: boolean },
): Promise<Finding> {
  const number = Number(process.env[variable] || standard)
  const free = await new Promise<boolean>((done) => {
    const server = createServer()
      .once('error', () => done(false))
      .once('listening', () => server.close(() => done(true)))
    server.listen(number, host)
  })
  if (!free && isRunning)
    return { fit: true, what: `${name} port ${number} is held by the Millrace that runs on this data folder` }
  return free
    ? { fit: true, what: `${name} port ${number} is free` }
    : {
        fit: false,
        what: `${name} port ${number} is taken`,
        remedy: `Stop what holds it (is another Millrace running?) or set ${variable}.`,
      }
}

/** Whether a platform of this data folder answers where it says that it is. */
async function runsHere(folder: string): Promise<boolean> {
  try {
    const { localAddress } = addressesIn(await readFile(localFiles(folder).addresses, 'utf8'))
    const reply = await fetch(`${localAddress}/openapi.json`, { signal: AbortSignal.timeout(5_000) })
    await reply.body?.cancel()
    return reply.ok
  } catch {
    // None has left word, or the one that did is gone.
    return false
  }
}

/** The nearest folder above that exists, so that a data folder not yet made can be judged. */
async function existing(folder: string): Promise<string> {
  try {
    await access(folder)
    return folder
  } catch (failure) {
    if (dirname(folder) === folder) throw failure
    return existing(dirname(folder))
  }
}

async function dataFolder(folder: string): Promise<Finding[]> {
  const there = await existing(folder)
  try {
    await access(there, constants.W_OK)
  } catch (failure) {
    return [
      {
        fit: false,
        what: `data folder ${folder} is not writable (${String(failure)})`,
        remedy: 'Set MILLRACE_DATA to a folder of yours.',
      },
    ]
  }
  const { bavail, bsize } = await statfs(there)
  const free = Math.round((bavail * bsize) / MIB)
  const findings: Finding[] = [
    free > 1024
      ? { fit: true, what: `data folder ${folder} is writable, ${free.toLocaleString('en')} MiB free` }
      : {
          fit: false,
          what: `only ${free} MiB are free at ${folder}`,
          remedy: 'Free at least 1 GiB, or set MILLRACE_DATA to a larger disk.',
        },
  ]
  await mkdir(there, { recursive: true })
  const probe = join(there, `.millrace-doctor-${process.pid}`)
  const file = await open(probe, 'w')
  try {
    const times: number[] = []
    for (let i = 0; i < 20; i++) {
      const begun = performance.now()
      await file.write(Buffer.alloc(4096))
      await file.datasync()
      times.push(performance.now() - begun)
    }
    times.sort((a, b) => a - b)
    findings.push({
      fit: true,
      what: `the disk stores a write in ${times[10]!.toFixed(1)} ms (median of 20, fdatasync)`,
    })
  } finally {
    await file.close()
    await rm(probe, { force: true })
  }
  return findings
}

/** `millrace doctor`: is this machine fit to run the platform? Exit code 1 when something must be mended. */
export async function doctor(): Promise<number> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const memory = Math.round(totalmem() / MIB)
  const folder = resolve(process.env['MILLRACE_DATA'] || './data')
  const isRunning = await runsHere(folder)
  const { secureHost } = listenersOf(process.env['MILLRACE_HOST'] || '127.0.0.1')
  const findings: Finding[] = [
    major > 22 || (major === 22 && minor >= 13)
      ? { fit: true, what: `Node ${process.versions.node}` }
      : { fit: false, what: `Node ${process.versions.node}`, remedy: 'Start through npm start, which brings Node 24.' },
    memory >= 1800
      ? {
          fit: true,
          what: `${memory.toLocaleString('en')} MiB memory, ${Math.round(freemem() / MIB).toLocaleString('en')} free`,
        }
      : { fit: false, what: `${memory} MiB memory`, remedy: 'Give the machine 2 GiB or more.' },
    await port('HTTP', 'MILLRACE_PORT', 8080, { isRunning }),
    await port('MQTT', 'MILLRACE_MQTT_PORT', 1883, { isRunning }),
    ...(secureHost === undefined
      ? []
      : [
          await port('HTTPS', 'MILLRACE_HTTPS_PORT', 8443, { host: secureHost, isRunning }),
          await port('MQTT over TLS', 'MILLRACE_MQTTS_PORT', 8883, { host: secureHost, isRunning }),
        ]),
    ...(await dataFolder(folder)),
  ]
  for (const { fit, what, remedy } of findings)
    process.stdout.write(`${fit ? '  ok   ' : ' MEND  '} ${what}\n${remedy ? `         ${remedy}\n` : ''}`)
  return findings.every(({ fit }) => fit) ? 0 : 1
}
