import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Closable, Owned } from '@millrace/core'
import { platformEntry } from '@millrace/server/entry'
import { stopChild } from '../edge-bench/processes.ts'
import { Caller } from '../security/api.ts'

/** A real platform in a process of its own, with its MQTT port for TLS. */
export interface SecurePlatform extends Closable {
  readonly operator: Caller
  /** Nobody: each call comes from another address, as those of machines do. */
  readonly machine: Caller
  readonly mqttPort: number
  /** Refusals so far, by reason. */
  refusals(reason: string): Promise<number>
}

export async function openSecurePlatform(): Promise<SecurePlatform> {
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-enrol-'))
  // PostgreSQL runs under another user when the drill runs as root; it must reach its data.
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const child = fork(platformEntry, [], {
    env: {
      ...process.env,
      MILLRACE_DATA: folder,
      // Loopback for the system, but not spelled so: the platform opens its doors with TLS, and nobody outside reaches them.
      MILLRACE_HOST: '127.1',
      MILLRACE_PORT: '0',
      MILLRACE_MQTT_PORT: '0',
      MILLRACE_HTTPS_PORT: '0',
      MILLRACE_MQTTS_PORT: '0',
      MILLRACE_ADMIN_PASSWORD: 'Quarry-lantern-58-meadow',
      MILLRACE_TRUSTED_PROXIES: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  owned.add({ close: () => stopChild(child) })
  const [ready] = (await once(child, 'message')) as [
    { localAddress: string; tokenFile: string; secure?: { mqttPort: number } },
  ]
  const { localAddress: address, tokenFile, secure } = ready
  const operator = new Caller('operator', address, (await readFile(tokenFile, 'utf8')).trim())
  return {
    operator,
    machine: new Caller('machine', address),
    mqttPort: secure?.mqttPort ?? 0,
    async refusals(reason) {
      const { text } = await operator.ask('/metrics')
      return Number(new RegExp(`millrace_refusals\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0)
    },
    close: () => owned.close(),
  }
}
