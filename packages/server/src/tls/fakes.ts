import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { type Clock, MICROS_PER_MS } from '@millrace/core'
import * as x509 from '@peculiar/x509'
import type { ServerCertificates } from './issued.ts'

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>
type Keys = { readonly privateKey: Key; readonly publicKey: Key }

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 86_400_000
const { KeyUsageFlags } = x509

/** A certificate authority for tests: a root kept apart and an issuing one below it, as the platform's. */
export interface TestAuthority extends ServerCertificates {
  /** How many were issued. */
  readonly issued: () => number
}

export async function createTestAuthority(clock: Clock, days = 90): Promise<TestAuthority> {
  const now = (): number => clock.now() / MICROS_PER_MS
  const keysOf = (): Promise<Keys> => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<Keys>
  const serialNumber = (): string => `4${randomBytes(8).toString('hex').slice(1)}`
  const authority = [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]
  const [rootKeys, issuingKeys] = [await keysOf(), await keysOf()]
  const life = { notBefore: new Date(now() - DAY_MS), notAfter: new Date(now() + 3650 * DAY_MS) }
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...life,
    serialNumber: serialNumber(),
    name: 'CN=Test root',
    keys: rootKeys,
    signingAlgorithm: ALGORITHM,
    extensions: authority,
  })
  const issuing = await x509.X509CertificateGenerator.create({
    ...life,
    serialNumber: serialNumber(),
    subject: 'CN=Test issuing',
    issuer: root.subject,
    publicKey: issuingKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: authority,
  })
  let issued = 0
  return {
    rootPem: root.toString('pem'),
    issued: () => issued,
    async issue(names) {
      issued++
      const keys = await keysOf()
      const leaf = await x509.X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: `CN=${names[0]}`,
        issuer: issuing.subject,
        notBefore: new Date(now() - 60_000),
        notAfter: new Date(now() + days * DAY_MS),
        publicKey: keys.publicKey,
        signingKey: issuingKeys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'], false),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value })),
          ),
        ],
      })
      const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
      const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
      return { key, certificate: `${leaf.toString('pem')}\n${issuing.toString('pem')}\n` }
    },
  }
}
