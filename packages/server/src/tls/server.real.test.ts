import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls'
import { ManualClock, silentLog, systemClock } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openVault } from '../secrets/index.ts'
import { createTestAuthority, type TestAuthority } from './fakes.ts'
import { keepCurrent, type ServerCertificates, secureOptions, type TlsMaterial, tlsMaterial } from './index.ts'

let folder: string
let rootFile: string
let authority: TestAuthority
let material: TlsMaterial
let clock: ManualClock
const undo: (() => unknown)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-tls-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  clock = new ManualClock(systemClock.now())
  // Foreign programs judge by the wall clock: what is renewed in two months is dated today all the same.
  authority = await createTestAuthority(systemClock)
  rootFile = join(folder, 'root.pem')
  writeFileSync(rootFile, authority.rootPem)
  material = await tlsMaterial({
    folder: join(folder, 'tls'),
    names: () => ['localhost', '127.0.0.1'],
    certificates: authority satisfies ServerCertificates,
    vault: await openVault({ folder: join(folder, 'secrets'), clock, log: silentLog }),
    clock,
    log: silentLog,
  })
  undo.push(() => material.close())
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function listen(server: Server | TlsServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => new Promise((done) => server.close(done)))
  return (server.address() as AddressInfo).port
}

/** A small site, opened as the platform opens its own. */
async function startSite(): Promise<number> {
  const server = createServer(secureOptions(material), (_request, reply) => reply.end('hello from here'))
  keepCurrent(server, material)
  const port = await listen(server)
  undo.push(() => server.closeAllConnections())
  return port
}

/** What a program prints and ends with; its input is closed at once. */
function run(program: string, ...args: string[]): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    const child = execFile(program, args, { timeout: 20_000 }, (failure, out, err) =>
      done({ code: failure ? Number(failure.code ?? -1) : 0, text: out + err }),
    )
    child.stdin?.end()
  })
}
const sClient = (port: number, ...more: string[]): Promise<{ code: number; text: string }> =>
  run('openssl', 's_client', '-connect', `127.0.0.1:${port}`, '-CAfile', rootFile, ...more)

describe('openssl s_client', () => {
  it('verifies the chain by the root alone, for the name and the address', async () => {
    const port = await startSite()
    for (const check of [
      ['-verify_hostname', 'localhost'],
      ['-verify_ip', '127.0.0.1'],
    ]) {
      const { code, text } = await sClient(port, '-verify_return_error', ...check)
      expect(text).toContain('Verify return code: 0 (ok)')
      expect(text).toContain('TLSv1.3')
      expect(code).toBe(0)
    }
    const { code, text } = await sClient(port, '-verify_return_error', '-verify_hostname', 'other.example')
    expect(text).toContain('mismatch')
    expect(code).not.toBe(0)
  })

  it('gets TLS 1.2 and 1.3, and neither 1.0 nor 1.1 whatever it offers', async () => {
    const port = await startSite()
    for (const version of ['-tls1_2', '-tls1_3']) expect((await sClient(port, version)).code).toBe(0)
    for (const version of ['-tls1', '-tls1_1']) {
      // Level 0: otherwise it is OpenSSL itself that would not offer them.
      const { code, text } = await sClient(port, version, '-cipher', 'ALL:@SECLEVEL=0')
      expect(text).toMatch(/alert protocol version|unsupported protocol|wrong version/)
      expect(code).not.toBe(0)
    }
  })

  it('gets no cipher without forward secrecy or with known weakness, and no compression', async () => {
    const port = await startSite()
    for (const weak of ['RC4', '3DES', 'NULL', 'EXPORT', 'aNULL', 'MD5', 'CAMELLIA']) {
      const { code } = await sClient(port, '-tls1_2', '-cipher', `${weak}:@SECLEVEL=0`)
      expect(code).not.toBe(0)
    }
    const { text } = await sClient(port, '-tls1_2')
    expect(text).toMatch(/Cipher is ECDHE-/)
    expect(text).toContain('Compression: NONE')
    expect(text).toContain('Secure Renegotiation IS supported')
  })
})

describe('curl', () => {
  it('reaches the site with --cacert, and not without', async () => {
    const port = await startSite()
    for (const host of ['localhost', '127.0.0.1']) {
      const { code, text } = await run(
        'curl',
        '-sS',
        '--noproxy',
        '*',
        '--cacert',
        rootFile,
        `https://${host}:${port}/`,
      )
      expect(text).toBe('hello from here')
      expect(code).toBe(0)
    }
    const { code, text } = await run('curl', '-sS', '--noproxy', '*', `https://localhost:${port}/`)
    expect(text).toContain('certificate')
    expect(code).toBe(60)
  })
})

/** The fingerprint that a new connection is shown. */
async function shown(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', ca: authority.rootPem })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

describe('a renewal', () => {
  it('is shown to the next connection without a restart, and an open one goes on', async () => {
    const port = await startSite()
    const first = await shown(port)
    expect(first).toBe(material.current().fingerprint)
    const socket = connect({ port, host: '127.0.0.1', ca: authority.rootPem })
    await once(socket, 'secureConnect')
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await once(socket, 'data')

    const change = new Promise<void>((done) => material.onChange(done))
    await clock.advance(61 * 86_400_000)
    await change
    expect(await shown(port)).toBe(material.current().fingerprint)
    expect(await shown(port)).not.toBe(first)
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
    expect(String((await once(socket, 'data'))[0])).toContain('hello from here')
    socket.destroy()
  })
})

describe('a server that asks machines for certificates', () => {
  it('tells theirs from none and from a stranger’s, also after a renewal', async () => {
    const machines = await createTestAuthority(systemClock)
    const strangers = await createTestAuthority(systemClock)
    const seen: boolean[] = []
    const server = createTlsServer(secureOptions(material, [machines.rootPem]), (socket: TLSSocket) => {
      seen.push(socket.authorized)
      socket.end()
    })
    keepCurrent(server, material, [machines.rootPem])
    const port = await listen(server)
    const call = async (from?: TestAuthority): Promise<void> => {
      const own = await from?.issue(['pump-7'])
      const socket = connect({
        port,
        host: '127.0.0.1',
        ca: authority.rootPem,
        ...(own ? { key: own.key, cert: own.certificate } : {}),
      })
      socket.resume()
      await once(socket, 'close')
    }
    const round = async (): Promise<void> => {
      await call(machines)
      await call(strangers)
      await call()
    }
    await round()
    const change = new Promise<void>((done) => material.onChange(done))
    await clock.advance(61 * 86_400_000)
    await change
    await round()
    expect(seen).toEqual([true, false, false, true, false, false])
  })
})
