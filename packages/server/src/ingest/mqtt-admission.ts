import type { Clock } from '@millrace/core'
import type { ShownCertificate } from '../tls/index.ts'
import type { Refusals } from './admit.ts'
import { type Link, teller } from './mqtt-link.ts'
import type { CredentialBook, Revoked, Sender } from './needs.ts'

/** A certificate heard so shortly ago is in use: whoever else shows it is a copy, or the other one is. */
const IN_USE_MS = 5_000

interface Needs {
  readonly credentials: CredentialBook
  readonly refusals: Refusals
  readonly clock: Clock
}

/** Decides who a connection is: by its certificate alone if it showed one, else by a name and its secret. */
export class Admission {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Undefined if it is nobody; the reason was counted. */
  whoIs(link: Link, name: string, secret: string): Promise<Sender | undefined> {
    return link.shown ? this.#byCertificate(link, link.shown) : this.#bySecret(name, secret)
  }

  async #bySecret(name: string, secret: string): Promise<Sender | undefined> {
    const sender = name === '' ? undefined : await this.#needs.credentials.verify(name, secret)
    if (!sender) {
      const detail = 'Expected the name of a credential and its secret.'
      this.#needs.refusals.count({ reason: 'bad_credentials', detail })
    }
    return sender
  }

  async #byCertificate(link: Link, { fingerprint, problem }: ShownCertificate): Promise<Sender | undefined> {
    const { credentials, refusals } = this.#needs
    if (problem !== undefined) {
      const detail = `Expected a certificate of this platform, saw one from ${link.remote} with ${problem}.`
      refusals.count({ reason: 'bad_certificate', detail })
      return undefined
    }
    const known = await credentials.verifyCertificate({ fingerprint, remote: link.remote })
    if (!('refused' in known)) {
      link.until = known.until
      return known.sender
    }
    const reason = known.refused === 'revoked' ? 'revoked_certificate' : 'bad_certificate'
    const detail = `Expected a valid certificate, saw one from ${link.remote} that is ${known.refused}.`
    refusals.count({ reason, detail }, known.sender && teller(known.sender))
    return undefined
  }

  /** False if the certificate is in use elsewhere. One that is silent there gives way, until it speaks again. */
  takeOver(link: Link, sender: Sender, links: Iterable<Link>): boolean {
    if (!link.shown) return true
    const { fingerprint } = link.shown
    const now = this.#needs.clock.monotonic()
    for (const other of links) {
      if (other === link || other.gone || other.returned) continue
      if (!other.sender || other.shown?.fingerprint !== fingerprint) continue
      if (other.paused || now - other.lastHeard < IN_USE_MS) {
        this.#raiseClone(sender, fingerprint, [other.remote, link.remote])
        return false
      }
      other.returned = () => {
        this.#raiseClone(sender, fingerprint, [link.remote, other.remote])
        other.leave()
      }
    }
    return true
  }

  #raiseClone(sender: Sender, certificate: string, remotes: readonly [string, string]): void {
    const detail = `The certificate is in use from ${remotes[0]}, and came from ${remotes[1]} too.`
    this.#needs.refusals.count({ reason: 'cloned_identity', detail }, teller(sender))
    this.#needs.credentials.cloned(sender, { certificate, remotes })
  }
}

/** Whoever is not to be heard any more is cut at once, also while it is still being asked who it is. */
export function cut(links: Iterable<Link>, revoked: Revoked): void {
  for (const link of [...links]) {
    if ('certificate' in revoked) {
      if (link.shown?.fingerprint === revoked.certificate)
        link.refuse('revoked_certificate', 'The certificate was revoked.')
    } else if ('secretOf' in revoked) {
      if (!link.shown && link.username === revoked.secretOf) link.refuse('bad_credentials', 'The secret has ended.')
    } else if (link.sender?.tenant === revoked.tenant) {
      const detail = 'The organisation is suspended.'
      link.refuse(link.shown ? 'bad_certificate' : 'bad_credentials', detail)
    }
  }
}
