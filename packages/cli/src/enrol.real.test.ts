import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Owned } from '@millrace/core'
import { edgeEntry } from '@millrace/edge/entry'
import { platformEntry } from '@millrace/server/entry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrol } from './enrol.ts'

const run = promisify(execFile)
const owned = new Owned()
let folder: string
let address: string
let mqttPort: number
let securePort: string
let token: string

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const ended = once(child, 'exit').then(() => undefined)
  child.kill('SIGTERM')
  return ended
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-enrol-'))
  // PostgreSQL runs under another user when the test runs as root; it must reach its data.
  chmodSync(folder, 0o755)
  owned.add({ close: () => rmSync(folder, { recursive: true }) })
  const env = {
    ...process.env,
    MILLRACE_DATA: join(folder, 'data'),
    // Loopback for the system, but not spelled so: the platform opens its doors with TLS, and nobody outside reaches them.
    MILLRACE_HOST: '127.1',
    MILLRACE_PORT: '0',
    MILLRACE_MQTT_PORT: '0',
    MILLRACE_HTTPS_PORT: '0',
    MILLRACE_MQTTS_PORT: '0',
    MILLRACE_ADMIN_PASSWORD: 'Quarry-lantern-58-meadow',
  }
  const child = fork(platformEntry, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  owned.add({ close: () => stopped(child) })
  const [ready] = (await once(child, 'message')) as [
    { address: string; localAddress: string; tokenFile: string; secure: { mqttPort: number } },
  ]
  address = ready.localAddress
  mqttPort = ready.secure.mqttPort
  securePort = new URL(ready.address).port
  token = readFileSync(ready.tokenFile, 'utf8').trim()
})
afterAll(() => owned.close())

async function ask<T>(path: string, body?: object): Promise<T> {
  const reply = await fetch(`${address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  return (await reply.json()) as T
}
const offer = async (machine: object): Promise<string> =>
  (await ask<{ token: string }>('/machines/enrolment-tokens', machine)).token

test('millrace enrol leaves a key for its owner alone and files with which mosquitto_pub speaks', async () => {
  const out = join(folder, 'press')
  expect(await enrol([address, '--token', await offer({ as: 'device', name: 'press' }), '--out', out])).toBe(0)
  for (const file of ['identity.json', 'key.pem']) expect(statSync(join(out, file)).mode & 0o777).toBe(0o600)
  const files = ['--cafile', join(out, 'ca.pem'), '--cert', join(out, 'certificate.pem'), '--key', join(out, 'key.pem')]
  const where = ['-h', 'localhost', '-p', String(mqttPort), '-t', 'v1/press/telemetry']
  await run('mosquitto_pub', [...where, '-q', '1', '-m', '{"speed":1}', ...files], { timeout: 10_000 })
  const { items } = await ask<{ items: { name: string; state: string }[] }>('/machines/certificates')
  expect(items.find(({ name }) => name === 'press')).toMatchObject({ state: 'valid' })
})

test('a machine sends over HTTPS with its certificate alone; without one, with another’s or after its end it is nobody', async () => {
  const out = join(folder, 'kiln')
  await enrol([address, '--token', await offer({ as: 'device', name: 'kiln' }), '--out', out])
  const own = ['--cert', join(out, 'certificate.pem'), '--key', join(out, 'key.pem')]
  const post = async (path: string, ...more: string[]): Promise<string[]> => {
    const url = `https://localhost:${securePort}/api/v1${path}`
    // Twice on one connection: who it is does not change on the way.
    const reply = ['-o', join(folder, 'reply')]
    const send = ['-s', ...reply, ...reply, '-w', '%{http_code} ', '--cacert', join(out, 'ca.pem'), ...more]
    const body = ['-H', 'content-type: application/json', '-d', '{"heat":900}']
    const { stdout } = await run('curl', [...send, ...body, url, url], { timeout: 10_000 })
    return stdout.trim().split(' ')
  }
  expect(await post('/telemetry', ...own)).toEqual(['204', '204'])
  const { items: points } = await ask<{ items: { name: string }[] }>('/points?search=heat')
  expect(points).toMatchObject([{ name: 'heat' }])

  expect(await post('/telemetry')).toEqual(['401', '401'])
  const foreign = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=kiln', '-x509', '-days', '1']
  const forged = [join(folder, 'forged.pem'), join(folder, 'forged-key.pem')] as const
  await run('openssl', ['req', ...foreign, '-out', forged[0], '-keyout', forged[1]])
  expect(await post('/telemetry', '--cert', forged[0], '--key', forged[1])).toEqual(['401', '401'])
  expect(JSON.parse(readFileSync(join(folder, 'reply'), 'utf8'))).toMatchObject({ code: 'http.certificate_refused' })
  // A machine is no person: what people may do it may not.
  expect(await post('/roles', ...own)).toEqual(['401', '401'])

  const { items } = await ask<{ items: { id: string }[] }>('/machines/certificates?name=kiln')
  await ask(`/machines/certificates/${items[0]?.id}/revocation`, { reason: 'keyCompromise' }).catch(() => undefined)
  expect(await post('/telemetry', ...own)).toEqual(['401', '401'])
  expect(readFileSync(join(folder, 'reply'), 'utf8')).toContain('revoked')
})

test('anybody can get the root and the list of what is revoked, and openssl goes by them', async () => {
  const out = join(folder, 'lathe')
  await enrol([address, '--token', await offer({ as: 'device', name: 'lathe' }), '--out', out])
  const { root } = (await (await fetch(`${address}/api/v1/machines/ca`)).json()) as { root: string }
  writeFileSync(join(folder, 'root.pem'), root)
  const verify = async (): Promise<string> => {
    writeFileSync(join(folder, 'crl.pem'), await (await fetch(`${address}/api/v1/machines/crl`)).text())
    const chain = join(out, 'certificate.pem')
    const files = ['-CAfile', join(folder, 'root.pem'), '-CRLfile', join(folder, 'crl.pem'), '-untrusted', chain, chain]
    return (await run('openssl', ['verify', '-crl_check', ...files])).stdout
  }
  expect(await verify()).toContain('OK')
  const { items } = await ask<{ items: { id: string }[] }>('/machines/certificates?name=lathe')
  const reply = await fetch(`${address}/api/v1/machines/certificates/${items[0]?.id}/revocation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"reason":"keyCompromise"}',
  })
  expect(reply.status).toBe(204)
  await expect(verify()).rejects.toMatchObject({ stderr: expect.stringContaining('certificate revoked') })
})

test('a token that was used, and a platform beyond this machine without TLS, are refused', async () => {
  const once_ = await offer({ as: 'device', name: 'saw' })
  await enrol([address, '--token', once_, '--out', join(folder, 'saw')])
  const again = enrol([address, '--token', once_, '--out', join(folder, 'thief')])
  await expect(again).rejects.toMatchObject({ code: 'enrolment.refused' })
  const open = enrol(['http://192.0.2.1:8080', '--token', 'x', '--out', join(folder, 'thief')])
  await expect(open).rejects.toMatchObject({ code: 'enrolment.plain_address' })
})

test('an edge enrols by itself, connects with its certificate, and needs no token after a restart', async () => {
  writeFileSync(join(folder, 'token'), await offer({ as: 'edge', group: 'Suzhou', node: 'line-1' }))
  const file = join(folder, 'edge.yaml')
  writeFileSync(
    file,
    JSON.stringify({
      node: { group: 'Suzhou', name: 'line-1' },
      uplink: {
        url: `mqtts://localhost:${mqttPort}`,
        enrolment: { url: address, tokenFile: 'token', folder: 'identity' },
      },
      buffer: { folder: 'buffer' },
      devices: [],
    }),
  )
  const state = async (): Promise<string | undefined> =>
    (await ask<{ items: { name: string; state: string }[] }>('/devices?kind=edge_node')).items.find(
      ({ name }) => name === 'line-1',
    )?.state
  for (let start = 1; start <= 2; start++) {
    const edge = fork(edgeEntry, ['--config', file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const leave = owned.add({ close: () => stopped(edge) })
    while ((await state()) !== 'online') await delay(50)
    await leave.close()
    while ((await state()) === 'online') await delay(50)
    rmSync(join(folder, 'token'), { force: true })
  }
  const { items } = await ask<{ items: object[] }>('/machines/certificates?name=Suzhou%2Fline-1')
  expect(items).toHaveLength(1)
})

test('an edge with a password connects over TLS to a platform whose root it was given, and to no other', async () => {
  const made = await ask<{ name: string; secret: string }>('/devices/credentials', {
    as: 'edge',
    group: 'Suzhou',
    node: 'line-2',
  })
  const { root } = await ask<{ root: string }>('/machines/ca')
  writeFileSync(join(folder, 'password'), made.secret)
  const start = (ca: string): ChildProcess => {
    writeFileSync(join(folder, 'ca.pem'), ca)
    const file = join(folder, 'edge-2.yaml')
    const uplink = { url: `mqtts://localhost:${mqttPort}`, username: made.name, passwordFile: 'password', ca: 'ca.pem' }
    const node = { group: 'Suzhou', name: 'line-2' }
    writeFileSync(file, JSON.stringify({ node, uplink, buffer: { folder: 'buffer-2' }, devices: [] }))
    return fork(edgeEntry, ['--config', file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  }
  const said = async (edge: ChildProcess, words: RegExp): Promise<void> => {
    let text = ''
    for (const out of [edge.stdout, edge.stderr]) out?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    while (!words.test(text)) await delay(50)
  }
  // The forged authority of the test before; it signed nothing of this platform.
  const wrong = start(readFileSync(join(folder, 'forged.pem'), 'utf8'))
  await said(wrong, /uplink lost.*certificate/)
  await stopped(wrong)
  const right = start(root)
  await said(right, /uplink online/)
  await stopped(right)
})
