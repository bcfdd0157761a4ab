import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect as connectSecurely, type TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import { ManualClock, MICROS_PER_MS, Owned, silentLog } from '@millrace/core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../database/index.ts'
import { startTestServer, type TestServer } from '../../database/testing.ts'
import { FakeDevices, FakeDirectory, FakeHistory, unlimited } from '../../ingest/fakes.ts'
import { createIngest, type Ingest, type RefusalReason } from '../../ingest/index.ts'
import { createLatestValues } from '../../live/latest.ts'
import type { TlsMaterial } from '../../tls/index.ts'
import { type Authority, openAuthority } from './authority.ts'
import { admin, FakeVault, type Machine, opensslRequest, startTrial, type Trial, temporaryFolder } from './fakes.ts'
import { createMachines } from './module.ts'
import { readRequest } from './signing-request.ts'

const run = promisify(execFile)
const DAY_MS = 86_400_000
let server: TestServer
let owned: Owned
let clock: ManualClock
let database: Database
let trial: Trial
let ingest: Ingest
let devices: FakeDevices
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  owned = new Owned()
  clock = new ManualClock(Date.now() * MICROS_PER_MS)
  database = await server.database()
  trial = owned.add(await startTrial(database, clock))
  devices = new FakeDevices()
  const { key, certificate } = await trial.machines.serverCertificates.issue(['localhost', '127.0.0.1'])
  const material: TlsMaterial = {
    current: () => ({ key, cert: certificate, from: 0, until: 0, fingerprint: '' }),
    isSelfIssued: () => true,
    rootFingerprint: '',
    onChange: () => () => undefined,
    close: () => undefined,
  }
  ingest = owned.add(
    await createIngest({
      journal: join(temporaryFolder(owned), 'journal'),
      history: new FakeHistory(),
      credentials: trial.machines,
      directory: new FakeDirectory(),
      devices,
      watch: { rogue: () => undefined },
      latest: createLatestValues(clock),
      quota: unlimited,
      clock,
      log: silentLog,
      mqtt: {
        host: '127.0.0.1',
        port: 0,
        tls: { host: '127.0.0.1', port: 0, material, clientCas: [trial.authority.rootPem] },
      },
    }),
  )
  writeFileSync(join(trial.folder, 'root.pem'), trial.authority.rootPem)
  await ingest.recover()
  await ingest.start()
})
afterEach(() => owned.close())

const refused = (reason: RefusalReason): number => ingest.counters().refusals.get(reason) ?? 0

/** mosquitto_pub, as it is installed on a machine; resolves with its exit code. */
const publish = (
  topic: string,
  machine: Pick<Machine, 'folder' | 'key'> | undefined,
  ...more: string[]
): Promise<number> => {
  const files = machine ? ['--cert', join(machine.folder, 'certificate.pem'), '--key', machine.key] : []
  const root = join(trial.folder, 'root.pem')
  return run(
    'mosquitto_pub',
    [
      '-h',
      'localhost',
      '-p',
      String(ingest.securePort),
      '--cafile',
      root,
      '-q',
      '1',
      '-t',
      topic,
      '-m',
      '{"speed":1}',
      ...files,
      ...more,
    ],
    { timeout: 10_000 },
  ).then(
    () => 0,
    ({ code }: { code: number }) => code,
  )
}

interface Dialled {
  readonly socket: TLSSocket
  /** Return code of CONNACK; undefined if the connection was closed without one. */
  readonly code: number | undefined
  readonly closed: Promise<unknown>
}

/** MQTT 3.1.1 CONNECT (§3.1) without name or secret, over TLS with the certificate. */
async function dial(
  { key, certificate }: { key: string; certificate: string },
  maxVersion?: 'TLSv1.2' | 'TLSv1.3',
  { session, heard }: { session?: Buffer | undefined; heard?: (session: Buffer) => void } = {},
): Promise<Dialled> {
  const socket = connectSecurely({
    host: '127.0.0.1',
    port: ingest.securePort,
    key,
    cert: certificate,
    ca: trial.authority.rootPem,
    ...(maxVersion ? { maxVersion } : {}),
    ...(session ? { session } : {}),
  })
  if (heard) socket.on('session', heard)
  owned.add({ close: () => void socket.destroy() })
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  socket.write(Buffer.from('100e00044d5154540402003c00026d31', 'hex'))
  return { socket, code: (await bytes(socket, 4))?.[3], closed }
}

/** The next so many bytes; undefined if the connection was closed before. */
function bytes(socket: TLSSocket, count: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0)
    const hear = (piece: Buffer): void => {
      heard = Buffer.concat([heard, piece])
      if (heard.length < count) return
      socket.off('data', hear)
      resolve(heard)
    }
    socket.on('data', hear)
    socket.once('close', () => resolve(undefined))
  })
}

const pairOf = ({ key, certificate }: Machine) => ({ key: readFileSync(key, 'utf8'), certificate })

/** A machine's files under an authority of the test's own. */
async function issuedBy(authority: Authority): Promise<Machine> {
  const folder = join(trial.folder, `foreign-${Math.random()}`)
  mkdirSync(folder)
  const { key } = await readRequest(await opensslRequest(folder))
  const { pem, issuer, expiresAt } = await authority.issueDevice(key, {
    tenant: trial.tenant,
    name: 'press',
    speaks: { as: 'device', name: 'press' },
  })
  const certificate = `${pem}${authority.issuerPem(issuer)}`
  writeFileSync(join(folder, 'certificate.pem'), certificate)
  return { folder, key: join(folder, 'key.pem'), certificate, root: '', name: 'press', expiresAt: String(expiresAt) }
}

test('mosquitto_pub of Debian speaks by its certificate alone, and only as itself', async () => {
  const press = await trial.enrol({ as: 'device', name: 'press' })
  await trial.enrol({ as: 'device', name: 'saw' })
  expect(await publish('v1/press/telemetry', press)).toBe(0)
  expect(ingest.counters().values).toBe(1)
  expect(await publish('v1/saw/telemetry', press, '-u', 'saw', '-P', 'x')).not.toBe(0)
  expect(refused('not_authorised_topic')).toBeGreaterThan(0)
  expect(ingest.counters().values).toBe(1)
})

test('a name and its secret still open the port with TLS; nothing at all does not', async () => {
  const { secret } = await trial.machines.giveSecret(
    trial.tenant,
    { as: 'device', name: 'press' },
    { replace: false, actor: admin },
  )
  expect(await publish('v1/press/telemetry', undefined, '-u', 'press', '-P', secret)).toBe(0)
  expect(await publish('v1/press/telemetry', undefined)).not.toBe(0)
  expect(refused('bad_credentials')).toBeGreaterThan(0)
})

test('a certificate of another authority, of an expired one, or of a server of ours is refused', async () => {
  const needs = { vault: new FakeVault(), log: silentLog }
  const foreign = await openAuthority({ ...needs, folder: join(trial.folder, 'foreign'), clock })
  const before = new ManualClock(clock.now() - 100 * DAY_MS * MICROS_PER_MS)
  const expired = await openAuthority({ ...needs, folder: join(trial.folder, 'secrets'), clock: before })
  for (const authority of [foreign, expired]) {
    const machine = await issuedBy(authority)
    expect(await publish('v1/press/telemetry', machine)).not.toBe(0)
    expect((await dial(pairOf(machine))).code).toBe(5)
  }
  expect((await dial(await trial.authority.issueServer(['localhost']))).code).toBe(5)
  expect(refused('bad_certificate')).toBeGreaterThanOrEqual(5)
  expect(ingest.counters().values).toBe(0)
})

test('a certificate that we signed but know nothing of is refused', async () => {
  expect((await dial(pairOf(await issuedBy(trial.authority)))).code).toBe(5)
  expect(refused('bad_certificate')).toBe(1)
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('a revoked machine is cut and cannot come back (%s)', async (version) => {
  const [press, saw] = [
    await trial.enrol({ as: 'device', name: 'press' }),
    await trial.enrol({ as: 'device', name: 'saw' }),
  ]
  const [bad, good] = [await dial(pairOf(press), version), await dial(pairOf(saw), version)]
  expect([bad.code, good.code]).toEqual([0, 0])
  const reach = { tenant: trial.tenant }
  const { items } = await trial.machines.certificates(reach, { name: 'press' })
  await trial.machines.revoke(reach, items[0]?.id ?? '', 'keyCompromise', admin)
  await bad.closed
  expect((await dial(pairOf(press), version)).code).toBe(5)
  expect(refused('revoked_certificate')).toBe(2)
  expect(good.socket.destroyed).toBe(false)
  await clock.advance(1_000)
  expect(devices.reports.at(-1)).toMatchObject({
    source: '//press',
    report: { lastError: expect.stringContaining('revoked_certificate') },
  })
})

test('a copied certificate is refused while the machine speaks, and raised', async () => {
  const pair = pairOf(await trial.enrol({ as: 'device', name: 'press' }))
  const first = await dial(pair)
  const copy = await dial(pair)
  expect([first.code, copy.code]).toEqual([0, 5])
  expect(first.socket.destroyed).toBe(false)
  expect(refused('cloned_identity')).toBe(1)
  expect(trial.audit.entries.at(-1)).toMatchObject({ action: 'certificate.cloned', target: { name: 'press' } })
})

test('a machine whose line broke comes back after five seconds; if the old line speaks after all, it is cut and raised', async () => {
  const pair = pairOf(await trial.enrol({ as: 'device', name: 'press' }))
  const first = await dial(pair)
  await clock.advance(5_001)
  const second = await dial(pair)
  expect(second.code).toBe(0)
  expect(refused('cloned_identity')).toBe(0)
  const ping = Buffer.from('c000', 'hex')
  first.socket.write(ping)
  await first.closed
  expect(refused('cloned_identity')).toBe(1)
  second.socket.write(ping)
  expect(await bytes(second.socket, 2)).toEqual(Buffer.from('d000', 'hex'))
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a session that is resumed is still that machine, until it is revoked (%s)',
  async (version) => {
    const pair = pairOf(await trial.enrol({ as: 'device', name: 'press' }))
    const sessions: Buffer[] = []
    const first = await dial(pair, version, { heard: (session) => sessions.push(session) })
    expect(first.code).toBe(0)
    await once(first.socket.end(), 'close')
    const again = await dial(pair, version, { session: sessions.at(-1) })
    expect([again.code, again.socket.isSessionReused()]).toEqual([0, true])
    await once(again.socket.end(), 'close')
    const { items } = await trial.machines.certificates({ tenant: trial.tenant }, {})
    await trial.machines.revoke({ tenant: trial.tenant }, items[0]?.id ?? '', 'keyCompromise', admin)
    expect((await dial(pair, version, { session: sessions.at(-1) })).code).toBe(5)
  },
)

test('a connection ends with its certificate', async () => {
  // Issued so long ago that it has twenty seconds left.
  const before = new ManualClock(clock.now() - (90 * DAY_MS - 3_620_000) * MICROS_PER_MS)
  const needs = { vault: new FakeVault(), log: silentLog, clock: before }
  const authority = await openAuthority({ ...needs, folder: join(trial.folder, 'secrets') })
  const { audit, organisations, tenant } = trial
  const { tenants, house } = database
  const machines = owned.add(createMachines({ ...needs, tenants, house, organisations, audit, authority }))
  const { token } = await machines.makeToken({ tenant }, { as: 'device', name: 'press' }, admin)
  const { certificate } = await machines.enrol({ token, csr: await opensslRequest(trial.folder) }, '')
  const press = await dial({ key: readFileSync(join(trial.folder, 'key.pem'), 'utf8'), certificate })
  expect(press.code).toBe(0)
  await clock.advance(19_000)
  expect(press.socket.destroyed).toBe(false)
  await clock.advance(2_000)
  await press.closed
  expect(refused('bad_certificate')).toBe(1)
})

test('when an organisation is suspended its machines are cut and stay out', async () => {
  const [press, saw] = [
    await trial.enrol({ as: 'device', name: 'press' }),
    await trial.enrol({ as: 'device', name: 'saw' }),
  ]
  const open = await dial(pairOf(press))
  trial.organisations.suspend(trial.tenant)
  await open.closed
  expect((await dial(pairOf(saw))).code).toBe(5)
})
