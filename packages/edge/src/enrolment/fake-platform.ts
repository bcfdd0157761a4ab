import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import 'reflect-metadata'
import { type Clock, MICROS_PER_MS } from '@millrace/core'
import { Pkcs10CertificateRequest, type X509Certificate, X509CertificateGenerator } from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000

export interface Asked {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/** The routes of the platform that enrol and renew, for the tests of the edge: certificates are real, tokens all count. */
export class FakePlatform {
  readonly asked: Asked[] = []
  readonly #clock: Clock
  readonly #server: Server
  readonly #root: X509Certificate
  readonly #keys: webcrypto.CryptoKeyPair
  /** What is answered instead, once. */
  #instead: { status: number; body: object } | undefined
  #losing = false

  constructor(clock: Clock, keys: webcrypto.CryptoKeyPair, root: X509Certificate) {
    this.#clock = clock
    this.#keys = keys
    this.#root = root
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      const answer = async (): Promise<void> => {
        const body = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>
        this.asked.push({ path: request.url ?? '', body })
        const { status, body: answer } = this.#instead ?? { status: 201, body: await this.#issue(String(body['csr'])) }
        this.#instead = undefined
        if (this.#losing) request.socket.destroy()
        else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
        this.#losing = false
      }
      request.on('end', () => void answer())
    })
  }

  static async start(clock: Clock): Promise<FakePlatform> {
    const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
    const root = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=Fake root',
      keys,
      notBefore: new Date(clock.now() / MICROS_PER_MS - DAY_MS),
      notAfter: new Date(clock.now() / MICROS_PER_MS + 3_650 * DAY_MS),
      signingAlgorithm: ALGORITHM,
    })
    const platform = new FakePlatform(clock, keys, root)
    platform.#server.listen(0, '127.0.0.1')
    await once(platform.#server, 'listening')
    return platform
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  answerOnce(status: number, body: object): void {
    this.#instead = { status, body }
  }

  /** The next answer is lost on the way. */
  loseAnswer(): void {
    this.#losing = true
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  async #issue(csr: string): Promise<object> {
    const { publicKey } = new Pkcs10CertificateRequest(csr)
    const now = this.#clock.now() / MICROS_PER_MS
    const leaf = await X509CertificateGenerator.create({
      serialNumber: `01${randomBytes(16).toString('hex')}`,
      subject: 'CN=line-1',
      issuer: this.#root.subject,
      notBefore: new Date(now),
      notAfter: new Date(now + 90 * DAY_MS),
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: ALGORITHM,
    })
    return { name: 'line-1', certificate: leaf.toString('pem'), root: this.#root.toString('pem') }
  }
}

export const keyHashOf = (csr: unknown): string =>
  createHash('sha256')
    .update(new Uint8Array(new Pkcs10CertificateRequest(String(csr)).publicKey.rawData))
    .digest('hex')
