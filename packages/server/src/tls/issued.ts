import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Closable, isoOf, type Log, sayFault } from '@millrace/core'
import { replaceFile, type Vault } from '../secrets/index.ts'
import { covers, renewalTime, type ServerPair, serverPair } from './certificate.ts'
import { keepRenewed } from './renewal.ts'

/** The platform's own certificate authority, as far as a server needs it. */
export interface ServerCertificates {
  /** A new key and a certificate for these DNS names and IP addresses: PEM, the chain without the root. */
  issue(names: readonly string[]): Promise<{ readonly key: string; readonly certificate: string }>
  /** The root that programs and people trust, PEM. */
  readonly rootPem: string
}

export interface IssuedNeeds {
  /** Exists, closed to others. */
  readonly folder: string
  /** Asked again at every look, since addresses change. */
  readonly names: () => readonly string[]
  readonly certificates: ServerCertificates
  readonly vault: Vault
  /** False while a better certificate is shown: then none is renewed. */
  readonly isWanted: () => boolean
  readonly take: (pair: ServerPair) => void
  readonly clock: Clock
  readonly log: Log
}

interface Kept {
  readonly certificate: string
  readonly sealedKey: string
  /** Fingerprint of the root it was issued under. */
  readonly root: string
}

const CONTEXT = 'tls server key'

/** Shows a certificate of the platform's own authority: the one kept on disk, or a new one. Renews it at two thirds of its life and when names came to it. */
export async function useIssued(needs: IssuedNeeds): Promise<Closable> {
  const { folder, names, certificates, vault, isWanted, take, clock, log } = needs
  const file = join(folder, 'issued.json')
  const root = new X509Certificate(certificates.rootPem).fingerprint256
  let used: ServerPair | undefined

  const issue = async (): Promise<void> => {
    const { key, certificate } = await certificates.issue(names())
    const pair = serverPair(key, certificate, 'what the platform issued')
    const kept: Kept = { certificate, sealedKey: vault.seal(key, CONTEXT), root }
    await replaceFile(file, `${JSON.stringify(kept, null, 2)}\n`)
    used = pair
    take(pair)
    log.info('tls: a certificate was issued', { fingerprint: pair.fingerprint, until: isoOf(pair.until), root })
  }
  const isDue = (): boolean => !used || clock.now() >= renewalTime(used) || !covers(used, names())

  used = await keptPair(file, root, vault, log)
  if (used) take(used)
  // Over already, or never there: without it there is nothing to show.
  if (!used || used.until <= clock.now()) await issue()
  return keepRenewed({ due: () => isWanted() && isDue(), renew: issue, clock, log })
}

/** What is kept and can be used; anything else is replaced by a new one, since nothing is lost with it. */
async function keptPair(file: string, root: string, vault: Vault, log: Log): Promise<ServerPair | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Kept
    if (kept.root !== root) return undefined
    return serverPair(vault.open(kept.sealedKey, CONTEXT), kept.certificate, file)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('tls: the certificate kept cannot be used, a new one is issued', { file, fault: sayFault(thrown) })
    return undefined
  }
}
