import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { createPlatform } from '@millrace/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const KEY = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

interface Mail {
  readonly from: string
  readonly to: string[]
  readonly subject: string
  readonly id: string
  readonly auto: string
  readonly text: string
  readonly tls: boolean
  readonly user: string | null
}

const owned = new Owned()
const peers: Record<'starttls' | 'tls' | 'none' | 'hook', PythonPeer> = {} as never
let ask: (path: string, method?: string, body?: object) => Promise<Record<string, unknown>>

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-mail-'))
  chmodSync(folder, 0o755)
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  )
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, readFileSync(cert, 'utf8')])
  owned.add({ close: () => setDefaultCACertificates(before) })
  const script = new URL('./smtp.py', import.meta.url)
  for (const mode of ['starttls', 'tls', 'none'] as const)
    peers[mode] = await startPythonPeer(script, [mode, cert, key])
  peers.hook = await startPythonPeer(new URL('./webhooks.py', import.meta.url), [KEY])
  for (const peer of Object.values(peers)) owned.add({ close: () => peer.stop() })
  const platform = owned.add(
    await createPlatform({
      dataFolder: join(folder, 'data'),
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      adminPassword: PASSWORD,
      outgoingAllow: [
        ...Object.values(peers).map(({ port }) => `localhost:${port}`),
        `127.0.0.1:${peers.starttls.port}`,
        'localhost:1',
      ],
      clock: systemClock,
      log: silentLog,
    }),
  )
  const send =
    (token: string | undefined) =>
    async (path: string, method = 'GET', body?: object) => {
      const reply = await fetch(`${platform.address}/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return (reply.status === 204 ? {} : await reply.json()) as Record<string, unknown>
    }
  const { token } = await send(undefined)('/session', 'POST', { username: 'admin', password: PASSWORD, kind: 'token' })
  ask = send(String(token))
})
afterAll(() => owned.close())

const mails = async (mode: 'starttls' | 'tls' | 'none', line = 'mails'): Promise<Mail[]> =>
  JSON.parse(await peers[mode].ask(line)) as Mail[]

async function tested(
  settings: object,
  password?: string,
): Promise<{ sent: boolean; answer: string; delivery: string }> {
  const secrets = password === undefined ? {} : { secrets: { password } }
  const body = {
    name: `mail ${Math.random()}`,
    kind: 'email',
    language: 'zh',
    settings: { from: 'alarms@works.example', ...settings },
    ...secrets,
  }
  const { id } = await ask('/notice-channels', 'POST', body)
  const reply = await ask(`/notice-channels/${id}/test`, 'POST', { to: 'ann@works.example' })
  return reply as unknown as { sent: boolean; answer: string; delivery: string }
}

const starttls = () => ({ host: 'localhost', port: peers.starttls.port, security: 'starttls', user: 'alarms' })

describe('a mail', () => {
  test('goes out over STARTTLS with a user and password, and the words of the server come back', async () => {
    const { sent, answer, delivery } = await tested(starttls(), 'open-sesame-9')
    expect([sent, answer]).toEqual([true, '250 2.0.0 Message accepted as works-1'])
    expect((await mails('starttls')).at(-1)).toEqual({
      from: 'alarms@works.example',
      to: ['ann@works.example'],
      subject: '测试消息',
      id: `<${delivery}@works.example>`,
      auto: 'auto-generated',
      text: expect.stringContaining('这是一条测试消息'),
      tls: true,
      user: 'alarms',
    })
  })

  test('goes out over TLS from the first byte', async () => {
    const settings = { host: 'localhost', port: peers.tls.port, security: 'tls', user: 'alarms' }
    expect(await tested(settings, 'open-sesame-9')).toMatchObject({ sent: true })
    expect((await mails('tls')).at(-1)).toMatchObject({ tls: true, user: 'alarms' })
  })

  test('goes to a relay of the own network as it is, where that was chosen', async () => {
    expect(await tested({ host: 'localhost', port: peers.none.port, security: 'none' })).toMatchObject({ sent: true })
    expect((await mails('none')).at(-1)).toMatchObject({ tls: false, user: null })
  })

  test('with a wrong password is not sent, and the refusal is told; the password is not', async () => {
    const { sent, answer } = await tested(starttls(), 'guess-of-somebody')
    expect(sent).toBe(false)
    expect(answer).toMatch(/^535 /)
    expect(JSON.stringify([answer, await ask('/notice-channels'), await ask('/audit?limit=200')])).not.toContain(
      'guess-of-somebody',
    )
  })

  test('is not sent in the clear where STARTTLS was asked for and is not offered', async () => {
    const count = (await mails('none')).length
    expect(await tested({ host: 'localhost', port: peers.none.port, security: 'starttls' })).toMatchObject({
      sent: false,
    })
    expect(await mails('none')).toHaveLength(count)
  })

  test('is not sent to a server whose certificate is of another name', async () => {
    const count = (await mails('starttls')).length
    const { sent, answer } = await tested({ ...starttls(), host: '127.0.0.1' }, 'open-sesame-9')
    expect([sent, answer]).toEqual([false, expect.stringMatching(/altnames|certificate/i)])
    expect(await mails('starttls')).toHaveLength(count)
  })

  test('that nobody takes says so', async () => {
    expect(await tested({ host: 'localhost', port: 1, security: 'none' })).toMatchObject({
      sent: false,
      answer: expect.stringContaining('localhost'),
    })
  })

  test('that the server refuses brings its words', async () => {
    await mails('starttls', 'refuse rcpt 550 5.1.1 No such user here')
    expect(await tested(starttls(), 'open-sesame-9')).toMatchObject({
      sent: false,
      answer: '550 5.1.1 No such user here',
    })
    await mails('starttls', 'refuse 452 4.2.2 Mailbox full')
    expect(await tested(starttls(), 'open-sesame-9')).toMatchObject({ sent: false, answer: '452 4.2.2 Mailbox full' })
    await mails('starttls', 'take')
  })
})

test('a webhook is signed so that the reference reader of Standard Webhooks takes it, and refuses another key', async () => {
  const settings = { url: `http://localhost:${peers.hook.port}/` }
  const made = async (key: string) => {
    const { id } = await ask('/notice-channels', 'POST', {
      name: `hook ${key}`.slice(0, 60),
      kind: 'webhook',
      settings,
      secrets: { key },
    })
    return ask(`/notice-channels/${id}/test`, 'POST', {})
  }
  const reply = await made(KEY)
  expect(reply).toMatchObject({ sent: true, answer: 'HTTP 200 thank you' })
  const taken = JSON.parse(await peers.hook.ask('taken')) as object[]
  expect(taken).toEqual([
    {
      id: reply['delivery'],
      verified: true,
      data: {
        type: 'notice.test',
        timestamp: expect.any(String),
        data: expect.objectContaining({ title: 'Test message' }),
      },
    },
  ])
  expect(await made(`whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toMatchObject({
    sent: false,
    answer: expect.stringContaining('HTTP 401'),
  })
})
