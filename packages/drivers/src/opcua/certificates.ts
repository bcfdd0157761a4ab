import { createHash, X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, type Log } from '@millrace/core'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { crypto_utils } from 'node-opcua-client'
import type { OpcuaConfig } from './config.ts'
import './faults.ts'

/**
 * The certificates of one device's connection, in a folder of its own (Part 12 §7.5.1 calls such a folder a store):
 * `own`, `trusted/certs`, `issuers/certs`, `rejected`, and `pinned` with what `first-use` remembered. Files are read
 * anew with each connection, so that an approval counts at the next attempt.
 */
export class Certificates {
  readonly store: OPCUACertificateManager
  /** The URI of our application in our certificate; undefined before that is made. */
  readonly applicationUri: string | undefined
  readonly #log: Log

  private constructor(store: OPCUACertificateManager, applicationUri: string | undefined, log: Log) {
    this.store = store
    this.applicationUri = applicationUri
    this.#log = log
  }

  /** @param folder of the driver; the store is its subfolder `pki` */
  static async open(folder: string, log: Log): Promise<Certificates> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const store = new OPCUACertificateManager({ rootFolder: join(folder, 'pki'), disableFileWatchers: true })
    await store.initialize()
    const own = await ifThere(ownFileOf(store))
    return new Certificates(store, own === undefined ? undefined : applicationUriOf(own), log)
  }

  /** The certificate that servers must trust; made at the first connection. */
  get ownFile(): string {
    return ownFileOf(this.store)
  }

  /**
   * Returns if the server's certificate is believed. An unknown one is stored under `rejected`. Throws
   * `opcua.certificate_untrusted`, `opcua.certificate_changed` or `opcua.certificate_invalid`.
   *
   * @param chain DER, the server's own certificate first
   */
  async check(chain: Buffer, { url, trust = 'first-use', trustedCertificates = [] }: OpcuaConfig): Promise<void> {
    const own = chain.length > 0 ? crypto_utils.split_der(chain)[0] : undefined
    if (!own) throw new Fault('opcua.certificate_invalid', { url, subject: 'none', status: 'no certificate' })
    let status = await this.#verify(chain)
    if (status === 'Good') return

    const subject = subjectOf(own)
    const fingerprint = fingerprintOf(own)
    if (status !== 'BadCertificateUntrusted') throw new Fault('opcua.certificate_invalid', { url, subject, status })
    const pin = await this.#pinOf(url)
    const listed = trustedCertificates.some((entry) => entry.replaceAll(':', '').toLowerCase() === fingerprint)
    const first = trust === 'first-use' && pin === undefined
    if (listed || first) {
      await this.store.trustCertificate(own)
      status = await this.#verify(chain)
      if (status !== 'Good') throw new Fault('opcua.certificate_invalid', { url, subject, status })
      if (first) {
        await this.#pin(url, fingerprint)
        this.#log.warn('server certificate seen first and from now on believed', { url, subject, fingerprint })
      }
      return
    }
    await this.store.rejectCertificate(own)
    throw new Fault(pin === undefined ? 'opcua.certificate_untrusted' : 'opcua.certificate_changed', {
      url,
      subject,
      fingerprint,
      file: join(this.store.rejectedFolder, `*[${sha1Of(own)}].pem`),
      trusted: this.store.trustedFolder,
    })
  }

  async close(): Promise<void> {
    this.store.referenceCounter = 0
    await this.store.dispose()
  }

  #verify(chain: Buffer): Promise<string> {
    return this.store.verifyCertificate(chain, { acceptCertificateWithValidIssuerChain: true })
  }

  async #pinOf(url: string): Promise<string | undefined> {
    return (await ifThere(this.#pinFile(url)))?.trim()
  }

  async #pin(url: string, fingerprint: string): Promise<void> {
    await mkdir(join(this.store.rootDir, 'pinned'), { recursive: true })
    await writeFile(this.#pinFile(url), `${fingerprint}\n`)
  }

  #pinFile(url: string): string {
    const { host } = new URL(url)
    return join(this.store.rootDir, 'pinned', `${host.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.sha256`)
  }
}

/** SHA-256 over the DER bytes, 64 lower-case hexadecimal digits. */
export function fingerprintOf(certificate: Buffer): string {
  return createHash('sha256').update(certificate).digest('hex')
}

function ownFileOf({ rootDir }: OPCUACertificateManager): string {
  return join(rootDir, 'own', 'certs', 'client_certificate.pem')
}

function applicationUriOf(pem: string): string | undefined {
  return /(?:^|, )URI:([^\s,"]+)/.exec(new X509Certificate(pem).subjectAltName ?? '')?.[1]
}

async function ifThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return undefined
    throw reason
  }
}

function sha1Of(certificate: Buffer): string {
  return createHash('sha1').update(certificate).digest('hex')
}

function subjectOf(certificate: Buffer): string {
  const { subject } = crypto_utils.exploreCertificate(certificate).tbsCertificate
  return subject.commonName ?? subject.organizationName ?? 'without a name'
}
