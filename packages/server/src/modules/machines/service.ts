import { type Clock, type Closable, Fault, isoOf, type Log, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import type { House, Page, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { CredentialBook, Sender } from '../../ingest/needs.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { hashOf, newSecret } from '../identity/index.ts'
import { type Authority, fingerprintOf } from './authority.ts'
import { Book } from './book.ts'
import './events.ts'
import './faults.ts'
import type * as schema from './schema.ts'
import { isSignedBy, readCertificate, readRequest, renewalMessage, type SigningRequest } from './signing-request.ts'
import type { Organisations } from './standing.ts'
import * as store from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const STANDARD_MINUTES = 60
/** Says what it is to who finds it, and never begins with a dash, which command lines take for an option. */
const TOKEN_PREFIX = 'enrol_'
/** How long a token stays in the list after its end. */
const KEPT_DAYS = 30
/** How far the clock of a machine may be off. */
const SKEW_MINUTES = 5
/** A revocation list is made anew so often, and at once when something was revoked. */
const LIST_MS = 3_600_000

export interface MachineService extends CredentialBook, Closable {
  /** For the TLS servers of the platform. */
  readonly serverCertificates: {
    issue(names: readonly string[]): Promise<{ readonly key: string; readonly certificate: string }>
    readonly rootPem: string
  }
  /** Throws `machines.credential_exists`. The secret before it ends at once, and with it every connection that used it. */
  giveSecret(
    tenant: TenantId,
    speaks: Sender['speaks'],
    o: { replace: boolean; actor: Actor },
  ): Promise<{ name: string; secret: string }>
  /** The machine is nobody any more: its secret ends, its certificates are revoked. Throws `machines.credential_unknown`. */
  removeCredential(reach: Reach, name: string, actor: Actor): Promise<void>
  /** Throws `machines.name_taken`. */
  makeToken(reach: Reach, request: schema.TokenRequest, actor: Actor): Promise<schema.TokenMade>
  tokens(reach: Reach, query: schema.TokenQuery): Promise<Page<schema.TokenView>>
  /** Throws `machines.token_unknown`. */
  withdrawToken(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `machines.token_refused`, `machines.request_refused`. */
  enrol(request: schema.EnrolmentRequest, remote: string): Promise<schema.Issued>
  /** The same request again gets the same certificate. Throws `machines.renewal_refused`, `machines.renewed_already`, `machines.request_refused`. */
  renew(request: schema.RenewalRequest, remote: string): Promise<schema.Issued>
  certificates(reach: Reach, query: schema.CertificateQuery): Promise<Page<schema.Certificate>>
  /** Counts at once, and cuts its connections. Throws `machines.certificate_unknown`. */
  revoke(reach: Reach, id: string, reason: schema.Reason, actor: Actor): Promise<void>
  root(): { root: string; fingerprint: string }
  /** PEM, one list for each issuing authority. */
  revocationList(): Promise<string>
}

export interface MachineNeeds {
  readonly tenants: TenantDb
  readonly house: House
  readonly organisations: Organisations
  readonly audit: AuditTrail
  readonly authority: Authority
  readonly clock: Clock
  readonly log: Log
}

export const credentialName = (speaks: Sender['speaks']): string =>
  speaks.as === 'edge' ? `${speaks.group}/${speaks.node}` : speaks.name

const speaksOf = (request: schema.TokenRequest): Sender['speaks'] =>
  request.as === 'edge'
    ? { as: 'edge', group: request.group, node: request.node }
    : { as: 'device', name: request.name }

const machine = (name: string, remote: string): Actor => ({ kind: 'device', id: name, name, remote })
const target = (name: string) => ({ kind: 'machine', id: name, name })

export function createMachines(needs: MachineNeeds): MachineService {
  const { tenants, house, audit, authority, clock } = needs
  const book = new Book(needs)
  let list: { readonly pem: Promise<string>; readonly until: number } | undefined
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

  const issuedOf = ({
    name,
    pem,
    issuer,
    expiresAt,
  }: Pick<store.CertificateRow, 'name' | 'pem' | 'issuer' | 'expiresAt'>): schema.Issued => ({
    name,
    certificate: `${pem}${authority.issuerPem(issuer) ?? ''}`,
    root: authority.rootPem,
    expiresAt: iso(expiresAt),
  })

  const issue = async (
    tx: TenantTx,
    { key, keyHash }: SigningRequest,
    { name, speaks, renews }: { name: string; speaks: Sender['speaks']; renews?: string },
  ): Promise<{ readonly issued: schema.Issued; readonly fingerprint: string } | undefined> => {
    const { pem, serial, fingerprint, issuer, expiresAt } = await authority.issueDevice(key, {
      tenant: tx.tenant,
      name,
      speaks,
    })
    const id = newId(now().getTime())
    const row = { id, name, speaks, serial, fingerprint, keyHash, issuer, pem, createdAt: now(), expiresAt }
    const added = await store.addCertificate(tx, { ...row, ...(renews === undefined ? {} : { renews }) })
    return added ? { issued: issuedOf(row), fingerprint } : undefined
  }

  const revoked = (rows: readonly store.CertificateRow[]): void => {
    if (rows.length === 0) return
    list = undefined
    for (const { fingerprint } of rows) book.certificateEnded(fingerprint)
  }

  book.onRevoked((what) => {
    if ('certificate' in what) list = undefined
  })

  return {
    serverCertificates: { issue: (names) => authority.issueServer(names), rootPem: authority.rootPem },
    verify: (name, secret) => book.verify(name, secret),
    verifyCertificate: (shown) => book.verifyCertificate(shown),
    onRevoked: (listener) => book.onRevoked(listener),
    cloned: (sender, seen) => book.cloned(sender, seen),
    root: () => ({ root: authority.rootPem, fingerprint: authority.rootFingerprint }),
    close: () => book.close(),

    async giveSecret(tenant, speaks, { replace, actor }) {
      const name = credentialName(speaks)
      const secret = newSecret()
      await tenants.within(tenant, async (tx) => {
        const secretHash = hashOf(secret)
        const done =
          (await store.addCredential(tx, name, secretHash, speaks)) ||
          (await store.setSecret(tx, { name, speaks, secretHash, replace }))
        if (!done) throw new Fault('machines.credential_exists', { name })
        await audit.record(tx, { actor, action: 'machine.secret_given', target: target(name), detail: { replace } })
      })
      book.secretEnded(name)
      return { name, secret }
    },

    async removeCredential(reach, name, actor) {
      const ended = await tenants.within(reach, async (tx) => {
        if (!(await store.dropCredential(tx, name, now()))) throw new Fault('machines.credential_unknown', { name })
        const rows = await store.revoke(tx, { name }, { at: now(), reason: 'cessationOfOperation' })
        const detail = { certificates: rows.length }
        await audit.record(tx, { actor, action: 'machine.removed', target: target(name), detail })
        return rows
      })
      book.secretEnded(name)
      revoked(ended)
    },

    async makeToken(reach, request, actor) {
      const speaks = speaksOf(request)
      const name = credentialName(speaks)
      const token = `${TOKEN_PREFIX}${newSecret()}`
      const at = now()
      const expiresAt = new Date(at.getTime() + (request.minutes ?? STANDARD_MINUTES) * MINUTE_MS)
      const id = newId(at.getTime())
      await tenants.within(reach, async (tx) => {
        // The name is one of one broker, so it is taken over all organisations before anybody may speak as it.
        const free = await store.addCredential(tx, name, null, speaks)
        if (!(free || (await store.holdCredential(tx, name, speaks)))) throw new Fault('machines.name_taken', { name })
        await store.addToken(
          tx,
          {
            id,
            tenant: tx.tenant,
            tokenHash: hashOf(token),
            name,
            speaks,
            createdBy: actor.name,
            createdAt: at,
            expiresAt,
            usedAt: null,
            usedRemote: null,
            withdrawnAt: null,
            replays: 0,
          },
          new Date(at.getTime() - KEPT_DAYS * DAY_MS),
        )
        const detail = { expiresAt: iso(expiresAt), enrolment: id }
        await audit.record(tx, { actor, action: 'machine.enrolment_offered', target: target(name), detail })
      })
      return { id, name, token, expiresAt: iso(expiresAt) }
    },

    tokens: (reach, query) => tenants.within(reach, (tx) => store.findTokens(tx, query, now())),

    async withdrawToken(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const [name] = await store.withdraw(tx, { id }, now())
        if (name === undefined) throw new Fault('machines.token_unknown', { id })
        await audit.record(tx, { actor, action: 'machine.enrolment_withdrawn', target: target(name) })
      })
    },

    async enrol({ token, csr }, remote) {
      const held = await store.tokenByHash(house, hashOf(token))
      if (!held || (await book.isSuspended(held.tenant as TenantId))) throw new Fault('machines.token_refused')
      // Before the token is used: a request that is none costs its maker nothing.
      const request = held.usedAt || held.withdrawnAt ? undefined : await readRequest(csr)
      const { id, name, speaks } = held
      const actor = machine(name, remote)
      const issued = await tenants.within(held.tenant as TenantId, async (tx) => {
        const isFirst = request !== undefined && (await store.useToken(tx, id, { at: now(), remote }))
        if (!isFirst || !(await store.holdCredential(tx, name, speaks))) {
          await store.countReplay(tx, id)
          const why = held.withdrawnAt
            ? 'withdrawn'
            : held.expiresAt <= now() && !held.usedAt
              ? 'expired'
              : 'used before'
          await audit.record(tx, {
            actor,
            action: 'machine.enrolment_replayed',
            target: target(name),
            outcome: 'refused',
            detail: { enrolment: id, why },
          })
          return undefined
        }
        const made = await issue(tx, request, { name, speaks })
        const detail = { enrolment: id, fingerprint: made?.fingerprint ?? '' }
        await audit.record(tx, { actor, action: 'machine.enrolled', target: target(name), detail })
        return made?.issued
      })
      if (!issued) throw new Fault('machines.token_refused')
      return issued
    },

    async renew({ certificate, csr, minute, signature }, remote) {
      const refused = (seen: string): Fault => new Fault('machines.renewal_refused', { seen })
      const shown = readCertificate(certificate)
      const row = await store.certificateByFingerprint(house, fingerprintOf(shown.raw))
      if (!row) throw refused('one that we did not issue')
      if (await book.isSuspended(row.tenant as TenantId)) throw refused('one of a suspended organisation')
      const request = await readRequest(csr)
      const message = renewalMessage(minute, request.der)
      if (!isSignedBy(shown, message, Buffer.from(signature, 'base64'))) throw refused('a signature by another key')
      if (Math.abs(minute - Math.floor(now().getTime() / MINUTE_MS)) > SKEW_MINUTES)
        throw refused('a signature of another time')
      const { name, speaks } = row
      const actor = machine(name, remote)
      const answer = await tenants.within(row.tenant as TenantId, async (tx) => {
        if (!(await store.holdCredential(tx, name, speaks))) throw refused('one of a machine that was removed')
        const current = await store.certificateById(tx, row.id)
        if (!current || current.revokedAt) throw refused('one that is revoked')
        if (current.expiresAt <= now()) throw refused('one that is expired')
        const made = await issue(tx, request, { name, speaks, renews: row.id })
        if (made) {
          const detail = { fingerprint: made.fingerprint, renews: row.fingerprint }
          await audit.record(tx, { actor, action: 'machine.renewed', target: target(name), detail })
          return made.issued
        }
        const before = await store.renewalOf(tx, row.id)
        // The answer was lost on the way: only who has the new key can use it.
        if (before?.keyHash === request.keyHash) return issuedOf(before)
        const detail = { fingerprint: row.fingerprint, renewedBy: before?.fingerprint ?? '' }
        const action = 'machine.renewal_replayed'
        await audit.record(tx, { actor, action, target: target(name), outcome: 'refused', detail })
        return undefined
      })
      if (!answer) throw new Fault('machines.renewed_already')
      return answer
    },

    certificates: (reach, query) => tenants.within(reach, (tx) => store.findCertificates(tx, query, now())),

    async revoke(reach, id, reason, actor) {
      const ended = await tenants.within(reach, async (tx) => {
        const rows = await store.revoke(tx, { id }, { at: now(), reason })
        if (rows.length === 0 && !(await store.certificateById(tx, id)))
          throw new Fault('machines.certificate_unknown', { id })
        for (const { name, fingerprint } of rows) {
          const detail = { reason, fingerprint, machine: name }
          await audit.record(tx, {
            actor,
            action: 'certificate.revoked',
            target: { kind: 'certificate', id, name },
            detail,
          })
        }
        return rows
      })
      revoked(ended)
    },

    revocationList() {
      if (!list || list.until <= clock.monotonic()) {
        const pem = store.revokedCertificates(house, now()).then((rows) => authority.revocationLists(rows))
        const made = { pem, until: clock.monotonic() + LIST_MS }
        list = made
        pem.catch(() => {
          if (list === made) list = undefined
        })
      }
      return list.pem
    },
  }
}
