import { type Clock, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Vault } from '../../secrets/index.ts'
import { secretsOf } from './channel-setup.ts'
import { type Letter, type Outcome, ways } from './channels/index.ts'
import { compose } from './compose.ts'
import { newLinkKey, signLink } from './links.ts'
import { dateOf } from './routing.ts'
import { type ChannelRow, channelShelf, type PersonRow, personShelf } from './setup-store.ts'
import * as store from './store.ts'

/** ms until the next attempt, by how many there were; after the last it is given up. */
const BACK_OFF_MS = [10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000] as const
const MINUTE_MS = 60_000
/** How long the link of a message acknowledges. */
const LINK_MS = 24 * 3_600_000
/** Of one channel at once. */
const AT_ONCE = 4

export interface PostingNeeds {
  readonly tenants: TenantDb
  readonly vault: Vault
  readonly outgoing: Outgoing
  readonly publicUrl: () => string
  readonly clock: Clock
  readonly log: Log
}

/** A message that was taken from the outbox, whole. */
interface Parcel {
  readonly row: store.DeliveryRow
  readonly channel: ChannelRow
  readonly letter: Letter
}

export const linkContext = (tenant: TenantId): string => `notice links ${tenant}`

/** Takes messages out of the outbox, sends them, and writes down what became of them. */
export class Posting {
  readonly #needs: PostingNeeds
  /** Channels that are being worked on. */
  readonly #lanes = new Map<string, Promise<void>>()

  constructor(needs: PostingNeeds) {
    this.#needs = needs
  }

  /** Begins to send what is due; resolves before it is sent. */
  async start(tenant: TenantId): Promise<void> {
    const now = dateOf(this.#needs.clock.now())
    for (const channel of await this.#needs.tenants.within(tenant, (tx) => store.dueChannels(tx, now))) {
      const key = `${tenant} ${channel}`
      if (this.#lanes.has(key)) continue
      const lane = this.#drain(tenant, channel)
        .catch((thrown: unknown) =>
          this.#needs.log.error('messages wait: they cannot be taken from the outbox', { fault: sayFault(thrown) }),
        )
        .finally(() => this.#lanes.delete(key))
      this.#lanes.set(key, lane)
    }
  }

  /** One by itself, now, whatever the rate; for tests of a channel. Resolves with what became of it. */
  async sendNow(
    tenant: TenantId,
    channel: ChannelRow,
    row: store.DeliveryRow,
    to: string | undefined,
  ): Promise<Outcome> {
    const parcel = await this.#needs.tenants.within(tenant, (tx) => this.#pack(tx, row, channel, to))
    return this.#send(tenant, parcel)
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.values())
  }

  async #drain(tenant: TenantId, channel: string | null): Promise<void> {
    for (;;) {
      const parcels = await this.#take(tenant, channel)
      if (parcels === undefined) return
      await Promise.all(parcels.map((parcel) => this.#send(tenant, parcel)))
    }
  }

  /** Undefined when nothing is due, or the channel has had its share of the minute. */
  async #take(tenant: TenantId, id: string | null): Promise<Parcel[] | undefined> {
    const { tenants, clock } = this.#needs
    const now = dateOf(clock.now())
    return tenants.within(tenant, async (tx) => {
      const channel = id === null ? undefined : await channelShelf.byId(tx, id)
      const used = id === null ? 0 : await store.claimedSince(tx, id, new Date(now.getTime() - MINUTE_MS))
      const room = channel ? Math.min(AT_ONCE, channel.mostPerMinute - used) : AT_ONCE
      const rows = room > 0 ? await store.claim(tx, id, now, room) : []
      if (rows.length === 0) return undefined
      const people = new Map((await personShelf.all(tx)).map((row) => [row.id, row]))
      const parcels: Parcel[] = []
      for (const row of rows) {
        if (!channel?.enabled)
          await this.#giveUp(tx, row, channel ? 'The channel is switched off.' : 'The channel is gone.')
        else {
          const to = addressOf(channel, people.get(row.person ?? ''))
          if (ways[channel.kind].address !== undefined && to === undefined)
            await this.#giveUp(tx, row, 'The receiver is gone.')
          else if (await isMoot(tx, row)) await store.changeDelivery(tx, row.id, { state: 'dropped' })
          else parcels.push(await this.#pack(tx, row, channel, to))
        }
      }
      return parcels
    })
  }

  async #giveUp(tx: TenantTx, row: store.DeliveryRow, answer: string): Promise<void> {
    await store.changeDelivery(tx, row.id, { state: 'dead', answer })
  }

  /** Composes it for the first attempt; any other sends the same. */
  async #pack(tx: TenantTx, row: store.DeliveryRow, channel: ChannelRow, to: string | undefined): Promise<Parcel> {
    const { vault, publicUrl, clock } = this.#needs
    const person = row.person === null ? undefined : await personShelf.byId(tx, row.person)
    const language = person?.language ?? channel.language
    const zone = person?.zone ?? channel.zone ?? 'UTC'
    const at = dateOf(clock.now()).getTime()
    const all = await store.subjectsOf(tx, row.id)
    const about = row.why === 'raised' ? all.filter(({ state }) => state === 'raised') : all
    const message = row.message ?? compose(about, { why: row.why, language, zone, publicUrl: publicUrl() })
    const linkEndsAt = row.why === 'raised' ? (row.linkEndsAt ?? new Date(at + LINK_MS)) : null
    if (!row.message) await store.changeDelivery(tx, row.id, { message, linkEndsAt })
    let acknowledge: string | undefined
    if (linkEndsAt) {
      const context = linkContext(tx.tenant)
      const key = vault.open(await store.linkKey(tx, vault.seal(newLinkKey(), context)), context)
      const endsAt = Math.floor(linkEndsAt.getTime() / 1_000)
      acknowledge = `${publicUrl()}/acknowledge#${signLink(key, { tenant: tx.tenant, delivery: row.id, endsAt })}`
    }
    return {
      row,
      channel,
      letter: { id: row.id, why: row.why, message, language, acknowledge, to, repeat: row.doubtful, at },
    }
  }

  async #send(tenant: TenantId, { row, channel, letter }: Parcel): Promise<Outcome> {
    const { tenants, vault, outgoing, clock, log } = this.#needs
    let outcome: Outcome
    try {
      outcome = await ways[channel.kind].send(outgoing, channel.settings, secretsOf(vault, channel), letter)
    } catch (thrown) {
      // A defect of ours, or a secret that does not open: the message stays, and its delivery says so.
      log.error('a message could not be sent', { delivery: row.id, fault: sayFault(thrown) })
      outcome = { is: 'unknown', answer: 'The platform failed while it sent; its log tells why.' }
    }
    const now = dateOf(clock.now())
    await tenants.within(tenant, (tx) => store.changeDelivery(tx, row.id, after(outcome, row, now)))
    return outcome
  }
}

const addressOf = (channel: ChannelRow, person: PersonRow | undefined): string | undefined => {
  const { address } = ways[channel.kind]
  return (address && person?.[address]) ?? undefined
}

/** All that it would tell was settled, and nobody heard of it. */
async function isMoot(tx: TenantTx, row: store.DeliveryRow): Promise<boolean> {
  if (row.why !== 'raised' || row.doubtful) return false
  return (await store.subjectsOf(tx, row.id)).every(({ state }) => state !== 'raised')
}

function after(outcome: Outcome, row: store.DeliveryRow, now: Date): Partial<store.DeliveryRow> {
  const { answer } = outcome
  if (outcome.is === 'sent') return { state: 'sent', sentAt: now, answer }
  const doubtful = row.doubtful || outcome.is === 'unknown'
  const wait = BACK_OFF_MS[row.attempts - 1]
  const isOver = row.why === 'test' || wait === undefined || (outcome.is === 'refused' && outcome.final)
  return isOver
    ? { state: 'dead', answer, doubtful }
    : { state: 'waiting', answer, doubtful, dueAt: new Date(now.getTime() + wait) }
}
