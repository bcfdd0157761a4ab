import { type Clock, Fault, isoOf, MICROS_PER_MS, newId } from '@millrace/core'
import type { Page, Reach, TenantDb } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { type Secrets, ways } from './channels/index.ts'
import './faults.ts'
import type { Channel, ChannelRequest } from './schema.ts'
import { type ChannelRow, channelShelf, ruleShelf, takeTurn } from './setup-store.ts'
import { mustBeZone } from './zone.ts'

const MOST_CHANNELS = 50

/** The ways out that an organisation set up. */
export interface ChannelSetup {
  channels(reach: Reach): Promise<Page<Channel>>
  /** Throws `notices.channel_unknown`, as all that follow with an id. */
  channel(reach: Reach, id: string): Promise<Channel>
  /** Throws `notices.secret_missing`, `secret_malformed`, `setting_malformed`, `name_taken`, `too_many`. */
  addChannel(reach: Reach, request: ChannelRequest, actor: Actor): Promise<Channel>
  /** All of it anew, but for secrets that are left out. Throws the same, and `notices.kind_fixed`. */
  changeChannel(reach: Reach, id: string, request: ChannelRequest, actor: Actor): Promise<Channel>
  /** Throws `notices.in_use`. */
  dropChannel(reach: Reach, id: string, actor: Actor): Promise<void>
}

/** Secrets are bound to the channel and to where it goes: who may change the address learns nothing of what was kept for another. */
const contextOf = ({ id, kind, settings }: Pick<ChannelRow, 'id' | 'kind' | 'settings'>): string =>
  `notice channel ${id} ${kind} ${ways[kind].goesTo(settings)}`

/** The secrets of a channel. Throws `secrets.unreadable`. */
export function secretsOf(vault: Vault, row: ChannelRow): Secrets {
  return row.secret === null ? {} : (JSON.parse(vault.open(row.secret, contextOf(row))) as Secrets)
}

export const targetOf = ({ id, name }: { readonly id: string; readonly name: string }, kind: string) => ({
  kind,
  id,
  name,
})

interface Needs {
  readonly tenants: TenantDb
  readonly vault: Vault
  readonly audit: AuditTrail
  readonly clock: Clock
}

export function createChannelSetup({ tenants, vault, audit, clock }: Needs): ChannelSetup {
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  /** By name, so that nothing is shown that nobody meant to show. */
  const viewOf = (row: ChannelRow): Channel => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    settings: row.settings,
    hasSecret: row.secret !== null,
    language: row.language,
    ...(row.zone === null ? {} : { zone: row.zone }),
    mostPerMinute: row.mostPerMinute,
    enabled: row.enabled,
    toPeople: ways[row.kind].address !== undefined,
    repeats: ways[row.kind].repeats,
    changedAt: isoOf(row.changedAt.getTime() * MICROS_PER_MS),
  })

  const known = (row: ChannelRow | undefined, id: string): ChannelRow => {
    if (!row) throw new Fault('notices.channel_unknown', { id })
    return row
  }

  const rowOf = (request: ChannelRequest, id: string, tenant: string, before: ChannelRow | undefined): ChannelRow => {
    const { kind, settings } = request
    if (before && before.kind !== kind) throw new Fault('notices.kind_fixed', { kind: before.kind, seen: kind })
    const way = ways[kind]
    const keptHere = before && contextOf(before) === contextOf({ id, kind, settings })
    const given = Object.fromEntries(
      Object.entries(request.secrets ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
    const secrets: Secrets = { ...(keptHere ? secretsOf(vault, before) : {}), ...given }
    for (const secret of way.needs)
      if (secrets[secret] === undefined) throw new Fault('notices.secret_missing', { secret })
    // A password that was kept for another server is not sent to this one.
    if (before && !keptHere && before.secret !== null && Object.keys(given).length === 0 && needsSecret(request))
      throw new Fault('notices.secret_missing', { secret: 'the secret' })
    way.check(settings, secrets)
    if (request.zone !== undefined) mustBeZone(request.zone)
    return {
      id,
      tenant,
      name: request.name,
      kind,
      settings,
      secret:
        Object.keys(secrets).length === 0
          ? null
          : vault.seal(JSON.stringify(secrets), contextOf({ id, kind, settings })),
      language: request.language ?? 'en',
      zone: request.zone ?? null,
      mostPerMinute: request.mostPerMinute ?? way.mostPerMinute,
      enabled: request.enabled ?? true,
      createdAt: before?.createdAt ?? now(),
      changedAt: now(),
    }
  }

  const detailOf = ({ kind, settings, language, zone, mostPerMinute, enabled }: ChannelRow) => ({
    kind,
    goesTo: ways[kind].goesTo(settings),
    language,
    zone,
    mostPerMinute,
    enabled,
  })

  return {
    channels: (reach) =>
      tenants.within(reach, async (tx) => {
        const items = (await channelShelf.all(tx)).map(viewOf)
        return { items, total: items.length }
      }),

    channel: (reach, id) => tenants.within(reach, async (tx) => viewOf(known(await channelShelf.byId(tx, id), id))),

    addChannel: (reach, request, actor) =>
      tenants.within(reach, async (tx) => {
        await takeTurn(tx)
        if ((await channelShelf.count(tx)) >= MOST_CHANNELS)
          throw new Fault('notices.too_many', { most: MOST_CHANNELS, what: 'channels' })
        const row = rowOf(request, newId(clock.now() / MICROS_PER_MS), reach.tenant, undefined)
        if (!(await channelShelf.add(tx, row))) throw new Fault('notices.name_taken', { name: row.name })
        const target = targetOf(row, 'notice_channel')
        await audit.record(tx, { actor, action: 'notice_channel.made', target, detail: detailOf(row) })
        return viewOf(row)
      }),

    changeChannel: (reach, id, request, actor) =>
      tenants.within(reach, async (tx) => {
        await takeTurn(tx)
        const before = known(await channelShelf.byId(tx, id), id)
        const row = rowOf(request, id, reach.tenant, before)
        if (!(await channelShelf.change(tx, row))) throw new Fault('notices.name_taken', { name: row.name })
        const detail = {
          before: detailOf(before),
          after: detailOf(row),
          secretsChanged: Object.keys(request.secrets ?? {}).length > 0,
        }
        const target = targetOf(row, 'notice_channel')
        await audit.record(tx, { actor, action: 'notice_channel.changed', target, detail })
        return viewOf(row)
      }),

    dropChannel: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        await takeTurn(tx)
        const row = known(await channelShelf.byId(tx, id), id)
        const user = (await ruleShelf.all(tx)).find(({ levels }) =>
          levels.some(({ channels }) => channels.includes(id)),
        )
        if (user) throw new Fault('notices.in_use', { name: row.name, by: `the rule ${user.name}` })
        await channelShelf.drop(tx, id)
        const target = targetOf(row, 'notice_channel')
        await audit.record(tx, { actor, action: 'notice_channel.removed', target, detail: detailOf(row) })
      }),
  }
}

/** Whether it is set up to prove who it is. */
const needsSecret = (request: ChannelRequest): boolean =>
  request.kind === 'email' && request.settings.user !== undefined
