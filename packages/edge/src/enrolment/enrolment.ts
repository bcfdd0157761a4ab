import { type Clock, type Closable, Fault, isoOf, type Log, sayFault, type Timer } from '@millrace/core'
import type { Connect } from '../uplink/transport.ts'
import { type EnrolmentPlace, enrol, renew } from './enrol.ts'
import './faults.ts'
import { type Identity, readIdentity, takeIdentityFolder } from './identity-folder.ts'

const LOOK_MS = 60_000
/** After a failed attempt to enrol or renew; doubled each time. */
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 600_000

export interface EnrolmentNeeds {
  readonly settings: EnrolmentPlace & { readonly token?: () => string }
  readonly clock: Clock
  readonly log: Log
  /** How the broker is reached. */
  readonly connect: Connect
}

/** The uplink by certificate: enrols when there is none, renews at two thirds of its life, and connects with it. */
export class Enrolment implements Closable {
  readonly #needs: EnrolmentNeeds
  readonly #timer: Timer
  #identity: Identity | undefined
  #working: Promise<Identity> | undefined
  #failed: { readonly fault: unknown; readonly until: number; readonly pause: number } | undefined

  constructor(needs: EnrolmentNeeds) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => void this.#look())
  }

  /** As {@link Connect}, with the certificate. Rejects also with the faults of enrolling. */
  readonly connect: Connect = async (options) => {
    const { key, certificate, root } = await this.#current()
    return this.#needs.connect({ ...options, tls: { key, cert: certificate, ca: this.#needs.settings.ca ?? root } })
  }

  /** Key and certificate, for other doors of the platform. */
  readonly shown = async (): Promise<{ key: string; cert: string }> => {
    const { key, certificate } = await this.#current()
    return { key, cert: certificate }
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    // What failed was told when it did.
    await this.#working?.catch(() => undefined)
  }

  async #current(): Promise<Identity> {
    this.#identity ??= await readIdentity(this.#needs.settings.folder)
    const { clock, log } = this.#needs
    const identity = this.#identity
    if (!identity) return this.#once(() => this.#enrol())
    const due = identity.from + ((identity.until - identity.from) * 2) / 3
    if (clock.now() < due) return identity
    try {
      return await this.#once(() => this.#renew(identity))
    } catch (thrown) {
      log.warn('certificate not renewed', { fault: sayFault(thrown), until: isoOf(identity.until) })
      return identity
    }
  }

  async #enrol(): Promise<Identity> {
    const { settings, log } = this.#needs
    const { folder, token } = settings
    if (token === undefined) throw new Fault('enrolment.token_missing', { folder })
    const identity = await enrol(settings, token())
    log.info('enrolled', { name: identity.name, until: isoOf(identity.until) })
    return identity
  }

  async #renew(identity: Identity): Promise<Identity> {
    const { settings, clock, log } = this.#needs
    await takeIdentityFolder(settings.folder)
    const renewed = await renew(settings, identity, clock)
    log.info('certificate renewed', { until: isoOf(renewed.until) })
    return renewed
  }

  /** One attempt at a time; after a failure the platform is left alone for a while, however often the uplink asks. */
  #once(run: () => Promise<Identity>): Promise<Identity> {
    const now = this.#needs.clock.monotonic()
    if (this.#failed && now < this.#failed.until) return Promise.reject(this.#failed.fault)
    this.#working ??= run()
      .then(
        (identity) => {
          this.#failed = undefined
          this.#identity = identity
          return identity
        },
        (fault: unknown) => {
          const pause = Math.min(LONGEST_PAUSE_MS, (this.#failed?.pause ?? FIRST_PAUSE_MS / 2) * 2)
          this.#failed = { fault, pause, until: this.#needs.clock.monotonic() + pause }
          throw fault
        },
      )
      .finally(() => {
        this.#working = undefined
      })
    return this.#working
  }

  async #look(): Promise<void> {
    if (!this.#identity) return
    // It cannot fail: a renewal that does was told, and the identity that stands is given.
    await this.#current()
  }
}
