import { type Clock, Fault, isoOf, MICROS_PER_MS, microsOf, newId } from '@millrace/core'
import type { Page, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { targetOf } from './channel-setup.ts'
import { ways } from './channels/index.ts'
import './faults.ts'
import { onCall, type StandInSpan, turns } from './rota.ts'
import type { Person, PersonRequest, Rota, RotaRequest, Rule, RuleRequest, StandInRequest } from './schema.ts'
import * as store from './setup-store.ts'
import { mustBeZone } from './zone.ts'

const MOST = { people: 1_000, rotas: 50, rules: 100 } as const
const TURNS_WEEKS = 8

/** Who is told, who is on call, and what is told to whom. */
export interface PeopleSetup {
  people(reach: Reach): Promise<Page<Person>>
  /** Throws `notices.name_taken`, `too_many`. */
  addPerson(reach: Reach, request: PersonRequest, actor: Actor): Promise<Person>
  /** Throws `notices.person_unknown`, `name_taken`. */
  changePerson(reach: Reach, id: string, request: PersonRequest, actor: Actor): Promise<Person>
  /** Throws `notices.person_unknown`, `in_use`. */
  dropPerson(reach: Reach, id: string, actor: Actor): Promise<void>
  rotas(reach: Reach): Promise<Page<Rota>>
  /** Throws `notices.zone_unknown`, `person_unknown`, `name_taken`, `too_many`. */
  addRota(reach: Reach, request: RotaRequest, actor: Actor): Promise<Rota>
  changeRota(reach: Reach, id: string, request: RotaRequest, actor: Actor): Promise<Rota>
  dropRota(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `notices.rota_unknown`, `person_unknown`, `setting_malformed`. */
  addStandIn(reach: Reach, rota: string, request: StandInRequest, actor: Actor): Promise<Rota>
  dropStandIn(reach: Reach, rota: string, id: string, actor: Actor): Promise<void>
  rules(reach: Reach): Promise<Page<Rule>>
  /** Throws `notices.levels_malformed`, `receiver_missing`, `zone_unknown`, `name_taken`, `too_many` and what ids that are none throw. */
  addRule(reach: Reach, request: RuleRequest, actor: Actor): Promise<Rule>
  changeRule(reach: Reach, id: string, request: RuleRequest, actor: Actor): Promise<Rule>
  dropRule(reach: Reach, id: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

const iso = (at: Date | number): string => isoOf(Number(at) * MICROS_PER_MS)

export const spanOf = ({ person, beginsAt, endsAt }: store.StandInRow): StandInSpan => ({
  person,
  beginsAt: beginsAt.getTime(),
  endsAt: endsAt.getTime(),
})

export function createPeopleSetup({ tenants, assets, audit, clock }: Needs): PeopleSetup {
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const now = (): Date => new Date(nowMs())
  const freshId = (): string => newId(nowMs())

  const known = <Row>(row: Row | undefined, code: string, id: string): Row => {
    if (!row) throw new Fault(`notices.${code}`, { id })
    return row
  }
  const room = (kept: number, what: keyof typeof MOST): void => {
    if (kept >= MOST[what]) throw new Fault('notices.too_many', { most: MOST[what], what })
  }
  const unlessTaken = (done: boolean, name: string): void => {
    if (!done) throw new Fault('notices.name_taken', { name })
  }
  /** Everyone's changes one after the other, so that what one names is still there when it is written. */
  const inTurn = <T>(reach: Reach, run: (tx: TenantTx) => Promise<T>): Promise<T> =>
    tenants.within(reach, async (tx) => {
      await store.takeTurn(tx)
      return run(tx)
    })
  const page = <Item>(items: Item[]): Page<Item> => ({ items, total: items.length })

  const personView = ({ id, name, language, zone, email, phone }: store.PersonRow): Person => ({
    id,
    name,
    language,
    ...(zone === null ? {} : { zone }),
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  })

  const personRow = (request: PersonRequest, id: string, tenant: string, createdAt: Date): store.PersonRow => {
    if (request.zone !== undefined) mustBeZone(request.zone)
    return {
      id,
      tenant,
      name: request.name,
      language: request.language,
      zone: request.zone ?? null,
      email: request.email ?? null,
      phone: request.phone ?? null,
      createdAt,
    }
  }

  const mustBePeople = async (tx: TenantTx, ids: readonly string[]): Promise<store.PersonRow[]> => {
    const all = new Map((await store.personShelf.all(tx)).map((row) => [row.id, row]))
    return ids.map((id) => known(all.get(id), 'person_unknown', id))
  }

  const rotaView = async (tx: TenantTx, row: store.RotaRow): Promise<Rota> => {
    const standIns = (await store.standInsOf(tx, now())).filter(({ rota }) => rota === row.id)
    const spans = standIns.map(spanOf)
    const { id, name, zone, weekday, at, beginsOn, people } = row
    const current = onCall(row, spans, nowMs())
    return {
      id,
      name,
      zone,
      weekday,
      at,
      beginsOn,
      people,
      ...(current === undefined ? {} : { now: current }),
      turns: turns(row, spans, nowMs(), TURNS_WEEKS).map((turn) => ({
        ...turn,
        beginsAt: iso(turn.beginsAt),
        endsAt: iso(turn.endsAt),
      })),
      standIns: standIns.map((one) => ({
        id: one.id,
        person: one.person,
        beginsAt: iso(one.beginsAt),
        endsAt: iso(one.endsAt),
      })),
    }
  }

  const rotaRow = async (tx: TenantTx, request: RotaRequest, id: string, createdAt: Date): Promise<store.RotaRow> => {
    mustBeZone(request.zone)
    await mustBePeople(tx, request.people)
    return { ...request, people: [...request.people], id, tenant: tx.tenant, createdAt }
  }

  const ruleView = (row: store.RuleRow): Rule => ({
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    ...(row.kinds === null ? {} : { kinds: row.kinds }),
    priorities: row.priorities,
    ...(row.asset === null ? {} : { asset: row.asset }),
    levels: row.levels,
    ...(row.quiet === null ? {} : { quiet: row.quiet }),
    groupSeconds: row.groupSeconds,
    tellCleared: row.tellCleared,
    changedAt: iso(row.changedAt),
  })

  const mustReach = async (tx: TenantTx, { levels }: RuleRequest): Promise<void> => {
    const channels = new Map((await store.channelShelf.all(tx)).map((row) => [row.id, row]))
    const rotas = new Map((await store.rotaShelf.all(tx)).map((row) => [row.id, row]))
    for (const [level, { afterMinutes, channels: used, people, rotas: named }] of levels.entries()) {
      if ((level === 0) !== (afterMinutes === 0))
        throw new Fault('notices.levels_malformed', { seen: afterMinutes, level })
      const kinds = used.map((id) => known(channels.get(id), 'channel_unknown', id).kind)
      for (const id of named) known(rotas.get(id), 'rota_unknown', id)
      const told = await mustBePeople(tx, people)
      for (const kind of kinds) {
        const { address } = ways[kind]
        if (address !== undefined && named.length === 0 && !told.some((person) => person[address] !== null))
          throw new Fault('notices.receiver_missing', {
            expected: `somebody with ${wordOf[address]} at level ${level}`,
          })
      }
    }
  }

  const ruleRow = async (
    tx: TenantTx,
    request: RuleRequest,
    id: string,
    before: store.RuleRow | undefined,
  ): Promise<store.RuleRow> => {
    if (request.quiet) mustBeZone(request.quiet.zone)
    await mustReach(tx, request)
    return {
      id,
      tenant: tx.tenant,
      name: request.name,
      enabled: request.enabled ?? true,
      kinds: request.kinds && request.kinds.length > 0 ? request.kinds : null,
      priorities: request.priorities,
      asset: request.asset ?? null,
      levels: request.levels,
      quiet: request.quiet ?? null,
      groupSeconds: request.groupSeconds ?? 60,
      tellCleared: request.tellCleared ?? false,
      createdAt: before?.createdAt ?? now(),
      changedAt: now(),
    }
  }

  /** What the audit keeps of somebody: that there is an address, not which. */
  const personDetail = ({ language, zone, email, phone }: store.PersonRow): Record<string, Json> => ({
    language,
    zone,
    email: email !== null,
    phone: phone !== null,
  })
  const rotaDetail = ({ zone, weekday, at, beginsOn, people }: store.RotaRow): Record<string, Json> => ({
    zone,
    weekday,
    at,
    beginsOn,
    people,
  })
  const ruleDetail = (row: store.RuleRow): Record<string, Json> => ({
    enabled: row.enabled,
    kinds: row.kinds,
    priorities: row.priorities,
    asset: row.asset,
    levels: row.levels.map((level) => ({ ...level })),
    quiet: row.quiet === null ? null : { ...row.quiet },
    groupSeconds: row.groupSeconds,
    tellCleared: row.tellCleared,
  })
  const record = (
    tx: TenantTx,
    action: string,
    row: { readonly id: string; readonly name: string },
    { actor, detail }: { actor: Actor; detail: Record<string, Json> },
  ): Promise<void> => audit.record(tx, { actor, action, target: targetOf(row, action.split('.')[0] as string), detail })

  return {
    people: (reach) => tenants.within(reach, async (tx) => page((await store.personShelf.all(tx)).map(personView))),

    addPerson: (reach, request, actor) =>
      inTurn(reach, async (tx) => {
        room(await store.personShelf.count(tx), 'people')
        const row = personRow(request, freshId(), reach.tenant, now())
        unlessTaken(await store.personShelf.add(tx, row), row.name)
        await record(tx, 'notice_person.made', row, { actor, detail: personDetail(row) })
        return personView(row)
      }),

    changePerson: (reach, id, request, actor) =>
      inTurn(reach, async (tx) => {
        const before = known(await store.personShelf.byId(tx, id), 'person_unknown', id)
        const row = personRow(request, id, reach.tenant, before.createdAt)
        unlessTaken(await store.personShelf.change(tx, row), row.name)
        await record(tx, 'notice_person.changed', row, { actor, detail: personDetail(row) })
        return personView(row)
      }),

    dropPerson: (reach, id, actor) =>
      inTurn(reach, async (tx) => {
        const row = known(await store.personShelf.byId(tx, id), 'person_unknown', id)
        const rota = (await store.rotaShelf.all(tx)).find(({ people }) => people.includes(id))
        if (rota) throw new Fault('notices.in_use', { name: row.name, by: `the rota ${rota.name}` })
        const rule = (await store.ruleShelf.all(tx)).find(({ levels }) =>
          levels.some(({ people }) => people.includes(id)),
        )
        if (rule) throw new Fault('notices.in_use', { name: row.name, by: `the rule ${rule.name}` })
        await store.personShelf.drop(tx, id)
        await record(tx, 'notice_person.removed', row, { actor, detail: personDetail(row) })
      }),

    rotas: (reach) =>
      tenants.within(reach, async (tx) => {
        const items: Rota[] = []
        for (const row of await store.rotaShelf.all(tx)) items.push(await rotaView(tx, row))
        return page(items)
      }),

    addRota: (reach, request, actor) =>
      inTurn(reach, async (tx) => {
        room(await store.rotaShelf.count(tx), 'rotas')
        const row = await rotaRow(tx, request, freshId(), now())
        unlessTaken(await store.rotaShelf.add(tx, row), row.name)
        await record(tx, 'notice_rota.made', row, { actor, detail: rotaDetail(row) })
        return rotaView(tx, row)
      }),

    changeRota: (reach, id, request, actor) =>
      inTurn(reach, async (tx) => {
        const before = known(await store.rotaShelf.byId(tx, id), 'rota_unknown', id)
        const row = await rotaRow(tx, request, id, before.createdAt)
        unlessTaken(await store.rotaShelf.change(tx, row), row.name)
        const detail = { before: rotaDetail(before), after: rotaDetail(row) }
        await record(tx, 'notice_rota.changed', row, { actor, detail })
        return rotaView(tx, row)
      }),

    dropRota: (reach, id, actor) =>
      inTurn(reach, async (tx) => {
        const row = known(await store.rotaShelf.byId(tx, id), 'rota_unknown', id)
        const rule = (await store.ruleShelf.all(tx)).find(({ levels }) =>
          levels.some(({ rotas }) => rotas.includes(id)),
        )
        if (rule) throw new Fault('notices.in_use', { name: row.name, by: `the rule ${rule.name}` })
        await store.rotaShelf.drop(tx, id)
        await record(tx, 'notice_rota.removed', row, { actor, detail: rotaDetail(row) })
      }),

    addStandIn: (reach, id, { person, beginsAt, endsAt }, actor) =>
      inTurn(reach, async (tx) => {
        const row = known(await store.rotaShelf.byId(tx, id), 'rota_unknown', id)
        await mustBePeople(tx, [person])
        const [from, until] = [microsOf(beginsAt), microsOf(endsAt)]
        if (from === undefined || until === undefined || until <= from)
          throw new Fault('notices.setting_malformed', { expected: 'an end after the beginning', seen: endsAt })
        await store.addStandIn(tx, {
          id: freshId(),
          tenant: tx.tenant,
          rota: id,
          person,
          beginsAt: new Date(from / MICROS_PER_MS),
          endsAt: new Date(until / MICROS_PER_MS),
        })
        await record(tx, 'notice_rota.stand_in_made', row, { actor, detail: { person, beginsAt, endsAt } })
        return rotaView(tx, row)
      }),

    dropStandIn: (reach, rota, id, actor) =>
      inTurn(reach, async (tx) => {
        const row = known(await store.rotaShelf.byId(tx, rota), 'rota_unknown', rota)
        const gone = known(await store.dropStandIn(tx, rota, id), 'stand_in_unknown', id)
        const detail = { person: gone.person, beginsAt: iso(gone.beginsAt), endsAt: iso(gone.endsAt) }
        await record(tx, 'notice_rota.stand_in_removed', row, { actor, detail })
      }),

    rules: (reach) => tenants.within(reach, async (tx) => page((await store.ruleShelf.all(tx)).map(ruleView))),

    async addRule(reach, request, actor) {
      if (request.asset !== undefined) await assets.asset(reach, request.asset)
      return inTurn(reach, async (tx) => {
        room(await store.ruleShelf.count(tx), 'rules')
        const row = await ruleRow(tx, request, freshId(), undefined)
        unlessTaken(await store.ruleShelf.add(tx, row), row.name)
        await record(tx, 'notice_rule.made', row, { actor, detail: ruleDetail(row) })
        return ruleView(row)
      })
    },

    async changeRule(reach, id, request, actor) {
      if (request.asset !== undefined) await assets.asset(reach, request.asset)
      return inTurn(reach, async (tx) => {
        const before = known(await store.ruleShelf.byId(tx, id), 'rule_unknown', id)
        const row = await ruleRow(tx, request, id, before)
        unlessTaken(await store.ruleShelf.change(tx, row), row.name)
        const detail = { before: ruleDetail(before), after: ruleDetail(row) }
        await record(tx, 'notice_rule.changed', row, { actor, detail })
        return ruleView(row)
      })
    },

    dropRule: (reach, id, actor) =>
      inTurn(reach, async (tx) => {
        const row = known(await store.ruleShelf.drop(tx, id), 'rule_unknown', id)
        await record(tx, 'notice_rule.removed', row, { actor, detail: ruleDetail(row) })
      }),
  }
}

const wordOf = { email: 'an e-mail address', phone: 'a telephone number' } as const
