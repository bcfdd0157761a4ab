import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { type AddressInfo, connect as connectPlain, createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer as createTlsServer } from 'node:tls'
import { type Log, ManualClock, silentLog, systemClock } from '@millrace/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openVault, type Vault } from '../secrets/index.ts'
import { createTestAuthority } from './fakes.ts'
import { type AcmeOptions, keepCurrent, secureOptions, type TlsMaterial, tlsMaterial } from './index.ts'

/** A real ACME authority (RFC 8555) that proves for itself: PEBBLE, or `pebble` on the path. */
const pebble = process.env['PEBBLE'] || spawnSync('which', ['pebble'], { encoding: 'utf8' }).stdout.trim()
const DOMAINS = ['millrace.test', 'www.millrace.test']
const DAY_MS = 86_400_000

async function freePort(): Promise<number> {
  const server = createPlainServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Names every host 127.0.0.1, over TCP (RFC 1035 §4.1, §4.2.2); other kinds of record have no answer. */
async function startNames(): Promise<{ port: number; close: () => void }> {
  const server = createPlainServer((socket) => {
    let seen = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      seen = Buffer.concat([seen, chunk])
      while (seen.length >= 2 && seen.length >= 2 + seen.readUInt16BE(0)) {
        const end = 2 + seen.readUInt16BE(0)
        socket.write(answerTo(seen.subarray(2, end)))
        seen = seen.subarray(end)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

function answerTo(query: Buffer): Buffer {
  const end = query.indexOf(0, 12) + 5
  const isAddress = query.readUInt16BE(end - 4) === 1
  const head = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, isAddress ? 1 : 0, 0, 0, 0, 0])
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1])
  const answer = Buffer.concat([head, query.subarray(12, end), ...(isAddress ? [record] : [])])
  return Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer])
}

function read(url: string, ca: string): Promise<string> {
  return new Promise((done, failed) => {
    get(url, { ca }, (reply) => {
      reply.toArray().then((pieces) => done(Buffer.concat(pieces).toString()), failed)
    }).once('error', failed)
  })
}

/** A log that keeps its warnings; `warned` resolves with the next. */
function listeningLog(): { log: Log; warned: () => Promise<string> } {
  let tell: ((line: string) => void) | undefined
  return {
    log: { ...silentLog, warn: (message, facts) => tell?.(`${message} ${JSON.stringify(facts)}`) },
    warned: () =>
      new Promise((done) => {
        tell = done
      }),
  }
}

describe.skipIf(!pebble)(
  'a certificate by ACME from pebble (needs it: go install github.com/letsencrypt/pebble/v2/cmd/pebble@latest)',
  () => {
    let shared: string
    let rootPem: string
    let options: AcmeOptions
    const stop: (() => unknown)[] = []

    beforeAll(async () => {
      shared = mkdtempSync(join(tmpdir(), 'millrace-pebble-'))
      stop.push(() => rmSync(shared, { recursive: true, force: true }))
      const web = await createTestAuthority(systemClock)
      const { key, certificate } = await web.issue(['localhost', '127.0.0.1'])
      const [directory, management, challengePort] = [await freePort(), await freePort(), await freePort()]
      const file = (name: string, text: string): string => {
        writeFileSync(join(shared, name), text)
        return join(shared, name)
      }
      const config = {
        listenAddress: `127.0.0.1:${directory}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate: file('pebble.crt', certificate),
        privateKey: file('pebble.key', key),
        httpPort: challengePort,
        tlsPort: 1,
        ocspResponderURL: '',
        externalAccountBindingRequired: false,
        retryAfter: { authz: 1, order: 1 },
        keyAlgorithm: 'ecdsa',
        profiles: { default: { description: 'ninety days', validityPeriod: (90 * DAY_MS) / 1_000 } },
      }
      const names = await startNames()
      stop.push(names.close)
      const child = spawn(
        pebble,
        ['-config', file('pebble.json', JSON.stringify({ pebble: config })), '-dnsserver', `127.0.0.1:${names.port}`],
        // Proofs are looked at each time, at once; a twentieth of the nonces is refused, as pebble does by itself.
        {
          env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_VA_ALWAYS_VALID: '0', PEBBLE_AUTHZREUSE: '0' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      stop.push(async () => {
        child.kill()
        await once(child, 'exit')
      })
      await new Promise<void>((done) => {
        // Read on for good: a pipe that nobody reads would stop it.
        child.stdout.on('data', (text) => {
          if (String(text).includes('ACME directory available')) done()
        })
      })
      rootPem = await read(`https://127.0.0.1:${management}/roots/0`, web.rootPem)
      options = {
        directoryUrl: `https://127.0.0.1:${directory}/dir`,
        domains: DOMAINS,
        email: 'it@millrace.test',
        caFile: file('pebble-root.pem', web.rootPem),
        challengePort,
      }
    })
    afterAll(async () => {
      for (const step of stop.reverse()) await step()
    })

    let folder: string
    let vault: Vault
    let clock: ManualClock
    const undo: (() => unknown)[] = []
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'millrace-acme-'))
      clock = new ManualClock(systemClock.now())
      vault = await openVault({ folder: join(folder, 'secrets'), clock, log: silentLog })
    })
    afterEach(async () => {
      for (const step of undo.splice(0).reverse()) await step()
      rmSync(folder, { recursive: true, force: true })
    })

    const start = async (more: Partial<AcmeOptions> = {}, log = silentLog): Promise<TlsMaterial> => {
      const certificates = await createTestAuthority(systemClock)
      const names = (): string[] => ['localhost']
      const acme = { ...options, ...more }
      const material = await tlsMaterial({ folder: join(folder, 'tls'), names, certificates, vault, acme, clock, log })
      undo.push(() => material.close())
      return material
    }
    const changed = (material: TlsMaterial): Promise<void> =>
      new Promise((done) => {
        const end = material.onChange(() => {
          end()
          done()
        })
      })

    it('takes the place of our own as soon as it came, and its chain verifies for each domain', async () => {
      const material = await start()
      expect(material.isSelfIssued()).toBe(true)
      const server = createTlsServer(secureOptions(material), (socket) => socket.end('hello'))
      keepCurrent(server, material)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      undo.push(() => new Promise((done) => server.close(done)))
      await changed(material)
      expect(material.isSelfIssued()).toBe(false)
      for (const servername of DOMAINS) {
        const socket = connect({
          port: (server.address() as AddressInfo).port,
          host: '127.0.0.1',
          servername,
          ca: rootPem,
        })
        await once(socket, 'secureConnect')
        expect(socket.authorized).toBe(true)
        socket.destroy()
      }
      // Nothing of ours listens there once the order is over.
      const probe = connectPlain(options.challengePort, '127.0.0.1')
      await expect(once(probe, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    })

    it('is kept with its account, both keys sealed: a restart orders nothing', async () => {
      const first = await start()
      await changed(first)
      await first.close()
      const text = readFileSync(join(folder, 'tls', 'acme.json'), 'utf8')
      expect(text).not.toContain('PRIVATE')
      expect(JSON.parse(text)).toMatchObject({
        sealedAccountKey: expect.stringMatching(/^v1\./),
        sealedKey: expect.stringMatching(/^v1\./),
      })
      const again = await start()
      expect(again.isSelfIssued()).toBe(false)
      expect(again.current()).toEqual(first.current())
    })

    it('is renewed at two thirds of its life with the same account', async () => {
      const material = await start()
      await changed(material)
      const first = material.current()
      const file = join(folder, 'tls', 'acme.json')
      const accountOf = (): string => (JSON.parse(readFileSync(file, 'utf8')) as { accountUrl: string }).accountUrl
      const account = accountOf()
      const change = changed(material)
      await clock.advance(61 * DAY_MS)
      await change
      expect(material.current().fingerprint).not.toBe(first.fingerprint)
      expect(material.isSelfIssued()).toBe(false)
      expect(accountOf()).toBe(account)
    })

    it('is ordered anew when a domain came to it', async () => {
      const first = await start()
      await changed(first)
      await first.close()
      const more = await start({ domains: [...DOMAINS, 'api.millrace.test'] })
      await changed(more)
      expect(more.current().fingerprint).not.toBe(first.current().fingerprint)
    })

    it('does not come when the proof cannot be seen: our own stays, and the warning says why', async () => {
      const { log, warned } = listeningLog()
      const warning = warned()
      const material = await start({ challengePort: await freePort() }, log)
      const own = material.current()
      expect(await warning).toMatch(/tls\.order_failed.*millrace\.test.*port 80/)
      expect(material.current()).toBe(own)
      expect(material.isSelfIssued()).toBe(true)
    })

    it('does not come when the port of the proof is taken, until it is free at a later try', async () => {
      const holder = createPlainServer().listen(options.challengePort)
      await once(holder, 'listening')
      const { log, warned } = listeningLog()
      const warning = warned()
      const material = await start({}, log)
      expect(await warning).toMatch(/tls\.challenge_port_taken.*EADDRINUSE/)
      await new Promise((done) => holder.close(done))
      const change = changed(material)
      await clock.advance(300_000)
      await change
      expect(material.isSelfIssued()).toBe(false)
    })
  },
)
