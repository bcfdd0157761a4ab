import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import 'reflect-metadata'
import { type Clock, Fault, type Log, MICROS_PER_MS, sayFault } from '@millrace/core'
import * as x509 from '@peculiar/x509'
import { closedFolder, replaceFile, type Vault } from '../../secrets/index.ts'
import './faults.ts'
import { ALGORITHM, type KeyPair, keyPairOf, newKeyPair, pemOfKey } from './keys.ts'

const DAY_MS = 86_400_000
const ROOT_DAYS = 20 * 365
const ISSUING_DAYS = 10 * 365
/** A new issuing authority is made so long before the end of the one in use: every leaf of the old one ends before it does. */
const AHEAD_DAYS = 2 * 365
/** Clocks of machines are seldom right. */
const EARLY_MS = 3_600_000

export interface Signer {
  readonly certificate: x509.X509Certificate
  readonly keys: KeyPair
}

export interface AuthorityFiles {
  readonly root: x509.X509Certificate
  /** The newest first; the older ones sign their own revocation lists until their last leaf has ended. */
  readonly issuing: readonly [Signer, ...Signer[]]
}

interface KeptSigner {
  readonly certificate: string
  readonly sealedKey: string
}
interface KeptIssuing {
  readonly root: string
  readonly issuing: readonly KeptSigner[]
}

/** 128 random bits, positive (RFC 5280 §4.1.2.2). */
export const newSerial = (): string => `01${randomBytes(16).toString('hex')}`

const { KeyUsageFlags } = x509

/**
 * The platform's authorities in their folder: `ca-root` (needed only when an issuing authority is made; may be taken away) and
 * `ca-issuing`. Keys are sealed. Makes what was never there. Throws `machines.authority_unreadable`, `machines.root_missing`.
 */
export async function openAuthorityFiles(options: {
  readonly folder: string
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
}): Promise<AuthorityFiles> {
  const { folder, vault, clock, log } = options
  await closedFolder(folder)
  const rootFile = join(folder, 'ca-root')
  const issuingFile = join(folder, 'ca-issuing')
  const now = clock.now() / MICROS_PER_MS

  const seal = async ({ certificate, keys }: Signer, role: string): Promise<KeptSigner> => ({
    certificate: certificate.toString('pem'),
    sealedKey: vault.seal(await pemOfKey(keys), `certificate authority ${role}`),
  })
  const unseal = async ({ certificate, sealedKey }: KeptSigner, role: string): Promise<Signer> => ({
    certificate: new x509.X509Certificate(certificate),
    keys: await keyPairOf(vault.open(sealedKey, `certificate authority ${role}`)),
  })
  const readRoot = async (): Promise<Signer | undefined> => {
    const kept = await readKept<KeptSigner>(rootFile)
    return kept && opening(rootFile, () => unseal(kept, 'root'))
  }
  const addIssuing = async (root: Signer, before: readonly Signer[]): Promise<AuthorityFiles> => {
    const made = await makeIssuing(root, now)
    const kept = [made, ...before.filter(({ certificate }) => certificate.notAfter.getTime() > now)] as const
    await keepIssuing(root.certificate, kept)
    log.info('issuing authority made', { until: made.certificate.notAfter.toISOString() })
    return { root: root.certificate, issuing: kept }
  }
  const keepIssuing = async (root: x509.X509Certificate, signers: readonly Signer[]): Promise<void> => {
    const kept: KeptIssuing = {
      root: root.toString('pem'),
      issuing: await Promise.all(signers.map((signer) => seal(signer, 'issuing'))),
    }
    await replaceFile(issuingFile, `${JSON.stringify(kept, null, 2)}\n`)
  }

  const kept = await readKept<KeptIssuing>(issuingFile)
  if (!kept) {
    // A kill between the two files leaves a root without an issuing authority: that root is used.
    const root = (await readRoot()) ?? (await makeRoot(now))
    await replaceFile(rootFile, `${JSON.stringify(await seal(root, 'root'), null, 2)}\n`)
    return addIssuing(root, [])
  }
  const { root, issuing } = await opening(issuingFile, async () => ({
    root: new x509.X509Certificate(kept.root),
    issuing: await Promise.all(kept.issuing.map((signer) => unseal(signer, 'issuing'))),
  }))
  const [current, ...older] = issuing
  if (!current) throw new Fault('machines.authority_unreadable', { file: issuingFile, seen: 'none inside' })
  const left = current.certificate.notAfter.getTime() - now
  if (left > AHEAD_DAYS * DAY_MS) return { root, issuing: [current, ...older] }
  const rootSigner = await readRoot()
  if (rootSigner) return addIssuing(rootSigner, issuing)
  const until = current.certificate.notAfter.toISOString()
  if (left <= 0) throw new Fault('machines.root_missing', { until, file: rootFile })
  log.warn('issuing authority not renewed', {
    fault: sayFault(new Fault('machines.root_missing', { until, file: rootFile })),
  })
  return { root, issuing: [current, ...older] }
}

async function readKept<T>(file: string): Promise<T | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
  return opening(file, async () => JSON.parse(text) as T)
}

async function opening<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    throw new Fault('machines.authority_unreadable', { file, seen: sayFault(thrown) }, thrown)
  }
}

const authorityUsages = (): x509.Extension =>
  new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)

async function makeRoot(now: number): Promise<Signer> {
  const keys = await newKeyPair()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: `CN=Millrace root ${randomBytes(4).toString('hex')}`,
    notBefore: new Date(now - EARLY_MS),
    notAfter: new Date(now + ROOT_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      authorityUsages(),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, keys }
}

async function makeIssuing(root: Signer, now: number): Promise<Signer> {
  const keys = await newKeyPair()
  const until = Math.min(now + ISSUING_DAYS * DAY_MS, root.certificate.notAfter.getTime())
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: `CN=Millrace issuing ${randomBytes(4).toString('hex')}`,
    issuer: root.certificate.subject,
    notBefore: new Date(now - EARLY_MS),
    notAfter: new Date(until),
    publicKey: keys.publicKey,
    signingKey: root.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      authorityUsages(),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(root.keys.publicKey),
    ],
  })
  return { certificate, keys }
}
