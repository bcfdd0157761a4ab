import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import 'reflect-metadata'
import { type Clock, Fault, type Log, MICROS_PER_MS, type TenantId } from '@millrace/core'
import * as x509 from '@peculiar/x509'
import type { Sender } from '../../ingest/needs.ts'
import type { Vault } from '../../secrets/index.ts'
import { newSerial, openAuthorityFiles, type Signer } from './authority-files.ts'
import './faults.ts'
import { ALGORITHM, newKeyPair, pemOfKey } from './keys.ts'
import type { Reason } from './schema.ts'

const DAY_MS = 86_400_000
/** NIST SP 800-57 would allow more; what is copied unnoticed ends by itself. */
const LEAF_MS = 90 * DAY_MS
/** Taken off the beginning, since clocks of machines are seldom right; still 90 days in all. */
const EARLY_MS = 3_600_000
const CRL_MS = DAY_MS
/** X.520 ub-common-name. */
const COMMON_NAME = 64

const { KeyUsageFlags, X509CrlReason } = x509
const reasons: Record<Reason, x509.X509CrlReason> = {
  keyCompromise: X509CrlReason.keyCompromise,
  superseded: X509CrlReason.superseded,
  cessationOfOperation: X509CrlReason.cessationOfOperation,
  privilegeWithdrawn: X509CrlReason.privilegeWithdrawn,
}

export interface DeviceCertificate {
  /** PEM, the leaf alone. */
  readonly pem: string
  readonly serial: string
  readonly fingerprint: string
  readonly issuer: string
  readonly expiresAt: Date
}

export interface RevokedCertificate {
  readonly serial: string
  readonly issuer: string
  readonly revokedAt: Date
  readonly reason: Reason
}

/** The platform's own certificate authority. */
export interface Authority {
  readonly rootPem: string
  /** SHA-256, as people compare it: AB:CD:… */
  readonly rootFingerprint: string
  /** A certificate for a machine's key. Throws `machines.authority_over`. */
  issueDevice(
    key: Uint8Array,
    machine: { readonly tenant: TenantId; readonly name: string; readonly speaks: Sender['speaks'] },
  ): Promise<DeviceCertificate>
  /** A key and its certificate for a server of ours: PEM, the chain without the root. Throws `machines.authority_over`. */
  issueServer(names: readonly string[]): Promise<{ readonly key: string; readonly certificate: string }>
  /** What follows a machine's certificate in its chain, PEM; undefined if that authority is over. */
  issuerPem(fingerprint: string): string | undefined
  /** A list for each issuing authority, PEM one after the other, the newest authority first. */
  revocationLists(revoked: readonly RevokedCertificate[]): Promise<string>
}

export const fingerprintOf = (der: Uint8Array | ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(der)).digest('hex')

/** IA5String (RFC 5280 §4.2.1.6), so names are percent-encoded. */
export function identityUri(tenant: TenantId, speaks: Sender['speaks']): string {
  const name =
    speaks.as === 'edge'
      ? `${encodeURIComponent(speaks.group)}/${encodeURIComponent(speaks.node)}`
      : encodeURIComponent(speaks.name)
  return `urn:millrace:${tenant}:${speaks.as}:${name}`
}

/** Opens the authority, or makes it at the first start. Throws `machines.authority_unreadable`, `machines.root_missing`. */
export async function openAuthority(options: {
  /** Of the platform's secrets. */
  readonly folder: string
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
}): Promise<Authority> {
  const { root, issuing } = await openAuthorityFiles(options)
  const { clock } = options
  const [current] = issuing
  const byFingerprint = new Map(
    issuing.map((signer): [string, Signer] => [fingerprintOf(signer.certificate.rawData), signer]),
  )
  const currentFingerprint = fingerprintOf(current.certificate.rawData)
  const now = (): number => clock.now() / MICROS_PER_MS

  const issue = async (
    publicKey: x509.PublicKeyType,
    subject: string,
    usage: x509.ExtendedKeyUsage,
    names: x509.JsonGeneralNames,
  ): Promise<x509.X509Certificate> => {
    const until = current.certificate.notAfter.getTime()
    if (until <= now()) throw new Fault('machines.authority_over', { until: new Date(until).toISOString() })
    return x509.X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject: [{ CN: [subject.slice(0, COMMON_NAME)] }],
      issuer: current.certificate.subjectName.toJSON(),
      notBefore: new Date(now() - EARLY_MS),
      notAfter: new Date(Math.min(now() - EARLY_MS + LEAF_MS, until)),
      publicKey,
      signingKey: current.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension(names),
        await x509.SubjectKeyIdentifierExtension.create(publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(current.keys.publicKey),
      ],
    })
  }

  return {
    rootPem: `${root.toString('pem')}\n`,
    rootFingerprint: (fingerprintOf(root.rawData).toUpperCase().match(/../g) ?? []).join(':'),

    async issueDevice(key, { tenant, name, speaks }) {
      const leaf = await issue(new x509.PublicKey(new Uint8Array(key)), name, x509.ExtendedKeyUsage.clientAuth, [
        { type: 'url', value: identityUri(tenant, speaks) },
      ])
      return {
        pem: `${leaf.toString('pem')}\n`,
        serial: leaf.serialNumber,
        fingerprint: fingerprintOf(leaf.rawData),
        issuer: currentFingerprint,
        expiresAt: leaf.notAfter,
      }
    },

    async issueServer(names) {
      const keys = await newKeyPair()
      const leaf = await issue(
        keys.publicKey,
        names[0] ?? 'millrace',
        x509.ExtendedKeyUsage.serverAuth,
        names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
      )
      return {
        key: await pemOfKey(keys),
        certificate: `${leaf.toString('pem')}\n${current.certificate.toString('pem')}\n`,
      }
    },

    issuerPem(fingerprint) {
      const signer = byFingerprint.get(fingerprint)
      return signer && `${signer.certificate.toString('pem')}\n`
    },

    async revocationLists(revoked) {
      const at = now()
      const byIssuer = Map.groupBy(revoked, ({ issuer }) => issuer)
      const lists: string[] = []
      for (const [fingerprint, { certificate, keys }] of byFingerprint) {
        const entries = (byIssuer.get(fingerprint) ?? []).map(({ serial, revokedAt, reason }) => ({
          serialNumber: serial,
          revocationDate: revokedAt,
          reason: reasons[reason],
        }))
        const list = await x509.X509CrlGenerator.create({
          issuer: certificate.subjectName.toJSON(),
          thisUpdate: new Date(at),
          nextUpdate: new Date(at + CRL_MS),
          entries,
          extensions: [
            await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
            // §5.2.3: it grows with every list.
            new x509.Extension('2.5.29.20', false, new Uint8Array(derInteger(Math.floor(at)))),
          ],
          signingAlgorithm: ALGORITHM,
          signingKey: keys.privateKey,
        })
        lists.push(crlPem(list.rawData))
      }
      return lists.join('')
    },
  }
}

/** The label that OpenSSL reads. */
function crlPem(der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`
}

/** X.690 §8.3, for a positive number. */
function derInteger(value: number): Uint8Array {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  const body = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes
  return Buffer.concat([Buffer.of(2, body.length), body])
}
