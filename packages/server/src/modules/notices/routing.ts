import { MICROS_PER_MS, newId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import { ways } from './channels/index.ts'
import { spanOf } from './people-setup.ts'
import { afterQuiet } from './quiet.ts'
import { onCall } from './rota.ts'
import type { Level } from './schema.ts'
import {
  type ChannelRow,
  channelShelf,
  type PersonRow,
  personShelf,
  type RuleRow,
  rotaShelf,
  ruleShelf,
  standInsOf,
} from './setup-store.ts'
import * as store from './store.ts'

/** Notices of one transaction: who acknowledges one of them waits for it. */
const MOST = 100
const MINUTE_MS = 60_000

/** Somebody at one address, or a group; `missing`: what they lack to be told. */
interface Target {
  readonly channel: ChannelRow
  readonly person: PersonRow | undefined
  readonly missing: string | undefined
}

export interface Deal {
  readonly now: Date
  readonly tx: TenantTx
}

/** Whether a rule is about notices of that kind, wherever. */
export const concerns = (rule: RuleRow, { priority, kind }: Pick<store.NoticeRow, 'priority' | 'kind'>): boolean =>
  rule.enabled && rule.priorities.includes(priority) && (rule.kinds === null || rule.kinds.includes(kind))

const matches = (rule: RuleRow, row: store.NoticeRow, lineage: readonly string[]): boolean =>
  concerns(rule, row) && (rule.asset === null || lineage.includes(rule.asset))

/** Asks the rules about what was told since; true if there may be more. */
export async function route({ tx, now }: Deal): Promise<boolean> {
  const rows = await store.unrouted(tx, MOST)
  if (rows.length === 0) return false
  const rules = await ruleShelf.all(tx)
  const raised = rows.filter(({ state }) => state === 'raised')
  const lineages = await store.lineages(tx, [...new Set(raised.flatMap(({ asset }) => asset ?? []))])
  const first = raised.flatMap((row) =>
    rules
      .filter((rule) => matches(rule, row, lineages.get(row.asset ?? '') ?? []))
      .map((rule) => ({
        tenant: tx.tenant,
        notice: row.id,
        rule: rule.id,
        level: 0,
        dueAt: new Date(afterQuiet(rule.quiet, row.priority, now.getTime())),
      })),
  )
  await store.addSteps(tx, first)
  const talkative = new Map(rules.filter(({ tellCleared }) => tellCleared).map((rule) => [rule.id, rule]))
  for (const row of rows)
    if (row.state === 'cleared' && talkative.size > 0) await tellCleared({ tx, now }, row, talkative)
  await store.setRouted(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length === MOST
}

/** Those hear that it is over who heard that it began, over the same channels. */
async function tellCleared(deal: Deal, row: store.NoticeRow, rules: ReadonlyMap<string, RuleRow>): Promise<void> {
  const told = new Set<string>()
  for (const one of await store.toldOf(deal.tx, row.id)) {
    const key = `${one.channel} ${one.person}`
    const rule = one.rule === null ? undefined : rules.get(one.rule)
    if (!rule || told.has(key)) continue
    told.add(key)
    await deliver(deal, [row.id], { ...one, why: 'cleared' }, rule.groupSeconds)
  }
}

/** Takes the levels that are due; true if there may be more. */
export async function escalate({ tx, now }: Deal): Promise<boolean> {
  const due = await store.dueSteps(tx, now, MOST)
  if (due.length === 0) return false
  const rules = new Map((await ruleShelf.all(tx)).map((rule) => [rule.id, rule]))
  const groups = new Map<string, { rule: RuleRow; level: number; rows: store.NoticeRow[] }>()
  for (const { step, notice } of due) {
    const rule = rules.get(step.rule)
    if (!rule) continue
    const key = `${step.rule} ${step.level}`
    const group = groups.get(key) ?? { rule, level: step.level, rows: [] }
    group.rows.push(notice)
    groups.set(key, group)
  }
  for (const { rule, level, rows } of groups.values()) await takeLevel({ tx, now }, rule, level, rows)
  return due.length === MOST
}

async function takeLevel(deal: Deal, rule: RuleRow, level: number, rows: readonly store.NoticeRow[]): Promise<void> {
  const { tx, now } = deal
  const told = rule.enabled ? rule.levels[level] : undefined
  const ids = rows.map(({ id }) => id)
  if (told)
    for (const { channel, person, missing } of await targetsOf(deal, told)) {
      const target = {
        channel: channel.id,
        channelName: channel.name,
        channelKind: channel.kind,
        person: person?.id ?? null,
        personName: person?.name ?? null,
        rule: rule.id,
        ruleName: rule.name,
        level,
        why: 'raised' as const,
      }
      await deliver(deal, ids, target, rule.groupSeconds, missing)
    }
  const next = told && rule.levels[level + 1]
  // Each priority has its own quiet hours.
  for (const priority of new Set(rows.map((row) => row.priority))) {
    const these = rows.filter((row) => row.priority === priority).map(({ id }) => id)
    const dueAt = next && new Date(afterQuiet(rule.quiet, priority, now.getTime() + next.afterMinutes * MINUTE_MS))
    await store.moveSteps(tx, { rule: rule.id, level }, these, dueAt)
  }
}

async function targetsOf({ tx, now }: Deal, { channels, people, rotas }: Level): Promise<Target[]> {
  const known = new Map((await channelShelf.all(tx)).map((row) => [row.id, row]))
  const everybody = new Map((await personShelf.all(tx)).map((row) => [row.id, row]))
  const plans = new Map((await rotaShelf.all(tx)).map((row) => [row.id, row]))
  const standIns = rotas.length > 0 ? await standInsOf(tx, now) : []
  const called = rotas.flatMap((id) => {
    const plan = plans.get(id)
    const spans = standIns.filter(({ rota }) => rota === id).map(spanOf)
    return (plan && onCall(plan, spans, now.getTime())) ?? []
  })
  const told = [...new Set([...people, ...called])].flatMap((id) => everybody.get(id) ?? [])
  return channels.flatMap((id): Target[] => {
    const channel = known.get(id)
    if (!channel?.enabled) return []
    const { address } = ways[channel.kind]
    if (address === undefined) return [{ channel, person: undefined, missing: undefined }]
    return told.map((person) => ({ channel, person, missing: person[address] === null ? lacks[address] : undefined }))
  })
}

const lacks = { email: 'No e-mail address is known.', phone: 'No telephone number is known.' } as const

type To = Pick<
  store.DeliveryRow,
  'channel' | 'channelName' | 'channelKind' | 'person' | 'personName' | 'rule' | 'ruleName' | 'level' | 'why'
>

/** Puts a message into the outbox, or these notices to one that has not gone out: a flood is one message. */
async function deliver(
  { tx, now }: Deal,
  ids: readonly string[],
  to: To,
  groupSeconds: number,
  missing?: string,
): Promise<void> {
  const open = missing === undefined ? await store.openDelivery(tx, to) : undefined
  if (open) {
    await store.addSubjects(tx, open.id, ids)
    return
  }
  const groupMs = groupSeconds * 1_000
  const last = groupMs > 0 ? await store.lastTold(tx, to, new Date(now.getTime() - groupMs)) : undefined
  const id = newId(now.getTime())
  await store.addDelivery(tx, {
    id,
    tenant: tx.tenant,
    channel: to.channel,
    channelName: to.channelName,
    channelKind: to.channelKind,
    person: to.person,
    personName: to.personName,
    rule: to.rule,
    ruleName: to.ruleName,
    level: to.level,
    why: to.why,
    state: missing === undefined ? 'waiting' : 'dead',
    createdAt: now,
    dueAt: new Date(Math.max(now.getTime(), last ? last.getTime() + groupMs : 0)),
    attempts: 0,
    doubtful: false,
    claimedAt: null,
    sentAt: null,
    answer: missing ?? null,
    message: null,
    linkEndsAt: null,
    acknowledgedAt: null,
  })
  await store.addSubjects(tx, id, ids)
}

/** Now, as rows keep it: whole milliseconds. */
export const dateOf = (micros: number): Date => new Date(Math.floor(micros / MICROS_PER_MS))
