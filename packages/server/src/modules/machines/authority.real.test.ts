import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ManualClock, MICROS_PER_MS, Owned, silentLog, type TenantId } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Authority, openAuthority } from './authority.ts'
import { FakeVault, faultOf, opensslRequest, temporaryFolder } from './fakes.ts'
import { readRequest } from './signing-request.ts'

const tenant = 'aaaaaaaa-0000-7000-8000-000000000001' as TenantId
const DAY_MS = 86_400_000
let owned: Owned
let folder: string
let clock: ManualClock
let authority: Authority
beforeEach(async () => {
  owned = new Owned()
  folder = temporaryFolder(owned)
  clock = new ManualClock(Date.now() * MICROS_PER_MS)
  authority = await open()
})
afterEach(() => owned.close())

const open = (): Promise<Authority> =>
  openAuthority({ folder: join(folder, 'secrets'), vault: new FakeVault(), clock, log: silentLog })
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
async function leaf(name = 'press-1') {
  const { key } = await readRequest(await opensslRequest(folder))
  return authority.issueDevice(key, { tenant, name, speaks: { as: 'device', name } })
}

test('openssl follows the chain of a machine to the root, for clients alone', async () => {
  const { pem, issuer, serial } = await leaf()
  const files = [
    '-CAfile',
    put('root.pem', authority.rootPem),
    '-untrusted',
    put('issuing.pem', authority.issuerPem(issuer) ?? ''),
    put('leaf.pem', pem),
  ]
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslclient', ...files)).toContain('OK')
  expect(() => openssl('verify', '-purpose', 'sslserver', ...files)).toThrow(/purpose|unsuitable/)
  const certificate = new X509Certificate(pem)
  expect(certificate.subjectAltName).toBe(`URI:urn:millrace:${tenant}:device:press-1`)
  expect(certificate.subject).toBe('CN=press-1')
  expect(serial).toMatch(/^01[0-9a-f]{32}$/)
  expect(certificate.validToDate.getTime() - certificate.validFromDate.getTime()).toBe(90 * DAY_MS)
})

test('openssl refuses what is on the revocation list and nothing else', async () => {
  const [bad, good] = [await leaf('bad'), await leaf('good')]
  const list = await authority.revocationLists([
    { serial: bad.serial, issuer: bad.issuer, revokedAt: new Date(), reason: 'keyCompromise' },
  ])
  const check = (pem: string): string =>
    openssl(
      'verify',
      '-crl_check',
      '-CRLfile',
      put('crl.pem', list),
      '-CAfile',
      put('root.pem', authority.rootPem),
      '-untrusted',
      put('issuing.pem', authority.issuerPem(bad.issuer) ?? ''),
      put('leaf.pem', pem),
    )
  expect(check(good.pem)).toContain('OK')
  expect(() => check(bad.pem)).toThrow(/certificate revoked/)
  expect(openssl('crl', '-in', join(folder, 'crl.pem'), '-noout', '-text')).toMatch(/CRL Number/)
})

test('openssl takes a certificate for a server of ours, by name and by address', async () => {
  const { key, certificate } = await authority.issueServer(['plant.example', '192.0.2.9', '2001:db8::9'])
  const [server = '', issuing = ''] = certificate.split(/(?<=-----END CERTIFICATE-----\n)/)
  const files = [
    '-CAfile',
    put('root.pem', authority.rootPem),
    '-untrusted',
    put('issuing.pem', issuing),
    put('server.pem', server),
  ]
  for (const name of ['plant.example'])
    expect(openssl('verify', '-purpose', 'sslserver', '-verify_hostname', name, ...files)).toContain('OK')
  for (const address of ['192.0.2.9', '2001:db8::9'])
    expect(openssl('verify', '-purpose', 'sslserver', '-verify_ip', address, ...files)).toContain('OK')
  expect(openssl('pkey', '-in', put('server-key.pem', key), '-noout', '-text')).toContain('prime256v1')
})

test('the authority is the same after a restart, and works while its root is kept elsewhere', async () => {
  const before = await leaf()
  for (const file of ['ca-root', 'ca-issuing']) expect(statSync(join(folder, 'secrets', file)).mode & 0o777).toBe(0o600)
  renameSync(join(folder, 'secrets', 'ca-root'), join(folder, 'ca-root'))
  const { rootPem } = authority
  authority = await open()
  expect(authority.rootPem).toBe(rootPem)
  expect(authority.issuerPem(before.issuer)).toBeDefined()
  expect((await leaf()).issuer).toBe(before.issuer)
  expect(await authority.revocationLists([])).toContain('BEGIN X509 CRL')
})

test('a new issuing authority comes two years before the old one ends, and needs the root', async () => {
  const before = await leaf()
  const [root, elsewhere] = [join(folder, 'secrets', 'ca-root'), join(folder, 'ca-root')]
  renameSync(root, elsewhere)
  await clock.advance(8.5 * 365 * DAY_MS)
  authority = await open()
  expect((await leaf()).issuer).toBe(before.issuer)
  renameSync(elsewhere, root)
  authority = await open()
  expect((await leaf()).issuer).not.toBe(before.issuer)
  expect(authority.issuerPem(before.issuer)).toBeDefined()
  expect((await authority.revocationLists([])).match(/BEGIN X509 CRL/g)).toHaveLength(2)
  renameSync(root, elsewhere)
  await clock.advance(11 * 365 * DAY_MS)
  expect(await faultOf(open())).toBe('machines.root_missing')
})

test.each([
  ['P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ['Ed25519', ['ed25519']],
  ['RSA 2048', ['rsa:2048']],
])('a request with a key of %s gets a certificate', async (_, kind) => {
  const { key } = await readRequest(await opensslRequest(folder, kind))
  const { pem } = await authority.issueDevice(key, { tenant, name: 'm', speaks: { as: 'device', name: 'm' } })
  expect(new X509Certificate(pem).publicKey.export({ format: 'der', type: 'spki' })).toEqual(Buffer.from(key))
})

test.each([
  ['a short RSA key', ['rsa:1024']],
  ['an unusual curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1']],
  ['P-521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
])('a request with %s is refused', async (_, kind) => {
  expect(await faultOf(readRequest(await opensslRequest(folder, kind)))).toBe('machines.request_refused')
})

test('a request that its own key did not sign is refused', async () => {
  const der = Buffer.from((await opensslRequest(folder)).replace(/-----[^-]+-----/g, ''), 'base64')
  const at = der.length - 5
  der.writeUInt8(der.readUInt8(at) ^ 1, at)
  const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
  expect(await faultOf(readRequest(pem))).toBe('machines.request_refused')
  expect(await faultOf(readRequest('hello'))).toBe('machines.request_refused')
})
