import { X509Certificate } from 'node:crypto'
import { type Clock, type Closable, Fault, type Log, Owned } from '@millrace/core'
import { closedFolder, type Vault } from '../secrets/index.ts'
import { type AcmeOptions, useAcme } from './acme.ts'
import { isSelfSigned, type ServerPair } from './certificate.ts'
import './faults.ts'
import { type ServerCertificates, useIssued } from './issued.ts'
import { type GivenFiles, useOwnFiles } from './own-files.ts'

export interface TlsOptions {
  /** For what is kept (keys sealed); made with mode 0700. */
  readonly folder: string
  /** What a certificate of our own authority must hold for; see `hostNames`. */
  readonly names: () => readonly string[]
  readonly certificates: ServerCertificates
  readonly vault: Vault
  /** A pair of the operator's: goes before everything else. */
  readonly given?: GivenFiles | undefined
  readonly acme?: AcmeOptions | undefined
  readonly clock: Clock
  readonly log: Log
}

export interface TlsMaterial extends Closable {
  current(): ServerPair
  /** True while the certificate is the platform's own: browsers do not know its root, so no HSTS must be sent. */
  isSelfIssued(): boolean
  /** SHA-256 of the platform's root, for people to compare: `AB:CD:…`. */
  readonly rootFingerprint: string
  /** Runs after each change; returns what ends that. */
  onChange(listener: () => void): () => void
}

/**
 * What the platform's TLS servers show: the operator's files; else a certificate by ACME, and until it came one of our own authority;
 * else one of our own authority. Throws `tls.certificate_unusable` and what the authority throws.
 */
export async function tlsMaterial(options: TlsOptions): Promise<TlsMaterial> {
  const { folder, names, certificates, vault, given, acme, clock, log } = options
  await closedFolder(folder)
  const owned = new Owned()
  const shown = new Shown()
  try {
    if (given) {
      owned.add(await useOwnFiles({ ...given, take: (pair) => shown.take(pair, isSelfSigned(pair.cert)), clock, log }))
    } else {
      if (acme) {
        const take = (pair: ServerPair): void => shown.take(pair, false)
        owned.add(await useAcme({ ...acme, folder, vault, take, clock, log }))
      }
      const isWanted = (): boolean => shown.isSelfIssued
      const take = (pair: ServerPair): void => {
        if (isWanted()) shown.take(pair, true)
      }
      if (isWanted()) owned.add(await useIssued({ folder, names, certificates, vault, isWanted, take, clock, log }))
    }
  } catch (thrown) {
    await owned.close()
    throw thrown
  }
  return {
    current: () => shown.pair,
    isSelfIssued: () => shown.isSelfIssued,
    rootFingerprint: new X509Certificate(certificates.rootPem).fingerprint256,
    onChange: (listener) => shown.listen(listener),
    close: () => owned.close(),
  }
}

class Shown {
  readonly #listeners = new Set<() => void>()
  #pair: ServerPair | undefined
  isSelfIssued = true

  get pair(): ServerPair {
    // Every source has given one before `tlsMaterial` returns.
    return this.#pair!
  }

  take(pair: ServerPair, isSelfIssued: boolean): void {
    this.#pair = pair
    this.isSelfIssued = isSelfIssued
    for (const listener of this.#listeners) listener()
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** MILLRACE_TLS_CERT and MILLRACE_TLS_KEY. Throws `tls.half_given`. */
export function givenFiles(certFile: string | undefined, keyFile: string | undefined): GivenFiles | undefined {
  if (certFile && keyFile) return { certFile, keyFile }
  if (!certFile && !keyFile) return undefined
  throw new Fault('tls.half_given', { seen: certFile ? 'MILLRACE_TLS_CERT' : 'MILLRACE_TLS_KEY' })
}
