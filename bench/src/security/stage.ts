import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Closable, Owned } from '@millrace/core'
import { platformEntry } from '@millrace/server/entry'
import { stopChild } from '../edge-bench/processes.ts'
import { Caller } from './api.ts'

export const PASSWORD = 'Quarry-lantern-58-meadow'

export interface Member {
  readonly caller: Caller
  readonly id: string
  readonly username: string
  readonly token: string
}

export interface Company {
  readonly id: string
  readonly name: string
  readonly handle: string
  readonly admin: Member
  /** A new member with these roles. */
  member(username: string, roles: readonly { role: string; below?: string }[]): Promise<Member>
  /** A device that sends by HTTP; made with its first values. */
  device(name: string, values: object): Promise<{ name: string; secret: string }>
}

/** A real platform in a process of its own, with organisations on it. */
export interface Stage extends Closable {
  readonly address: string
  readonly mqttPort: number
  readonly pid: number
  readonly operator: Caller
  readonly anonymous: Caller
  company(name: string): Promise<Company>
  signIn(username: string): Promise<string>
}

export async function openStage(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-stage-'))
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const child: ChildProcess = fork(platformEntry, [], {
    env: {
      ...process.env,
      MILLRACE_DATA: folder,
      MILLRACE_PORT: '0',
      MILLRACE_MQTT_PORT: '0',
      MILLRACE_ADMIN_PASSWORD: PASSWORD,
      // Callers of a drill stand for many addresses; each says its own.
      MILLRACE_TRUSTED_PROXIES: '127.0.0.1',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  owned.add({ close: () => stopChild(child) })
  const [ready] = (await once(child, 'message')) as [{ address: string; mqttPort: number; tokenFile: string }]
  const { address, mqttPort } = ready
  const operator = new Caller('operator', address, (await readFile(ready.tokenFile, 'utf8')).trim())
  const anonymous = new Caller('anonymous', address)

  const signIn = async (username: string): Promise<string> => {
    const body = { username, password: PASSWORD, kind: 'token' }
    return (await anonymous.need('/session', { method: 'POST', body }))['token'] as unknown as string
  }

  const join_ = async (token: string, username: string): Promise<Member> => {
    await anonymous.need('/invitations/acceptance', { method: 'POST', body: { token, username, password: PASSWORD } })
    const session = await signIn(username)
    const caller = new Caller(username, address, session)
    const { user } = (await caller.need('/session')) as unknown as { user: { id: string } }
    return { caller, username, token: session, id: user.id }
  }

  return {
    address,
    mqttPort,
    pid: child.pid as number,
    operator,
    anonymous,
    signIn,
    async company(name) {
      const handle = name.toLowerCase()
      const made = (await operator.need('/organisations', {
        method: 'POST',
        body: { name, handle, administrator: `${name} admin` },
      })) as unknown as { organisation: { id: string }; invitation: { token: string } }
      const admin = await join_(made.invitation.token, `${handle}-admin`)
      return {
        id: made.organisation.id,
        name,
        handle,
        admin,
        async member(username, roles) {
          const invitation = await admin.caller.need('/invitations', {
            method: 'POST',
            body: { name: username, roles },
          })
          return join_(invitation['token'] as unknown as string, username)
        },
        async device(device, values) {
          const body = { as: 'device', name: device }
          const credential = (await admin.caller.need('/devices/credentials', { method: 'POST', body })) as unknown as {
            name: string
            secret: string
          }
          const sender = new Caller(device, address, `${credential.name}:${credential.secret}`)
          await sender.need('/telemetry', { method: 'POST', body: values })
          return credential
        },
      }
    },
    close: () => owned.close(),
  }
}
