import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf, type Page } from './list.ts'
import { type Live, type LiveListener, openEvents } from './live.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Alarm = Schemas['Alarm']
export type AlarmPage = Schemas['AlarmPage']
export type AlarmEvent = Schemas['AlarmEvent']
export type AlarmChange = Schemas['AlarmChange']
export type AlarmChangeCounts = Schemas['AlarmChangeCounts']
export type AlarmDecisionsReply = Schemas['AlarmDecisionsReply']
export type AlarmChangeRequest = Schemas['AlarmChangeRequest']
export type AlarmDefinition = Schemas['AlarmDefinition']
export type AlarmDefinitionInForce = Schemas['AlarmDefinitionInForce']
export type AlarmPerformance = Schemas['AlarmPerformance']
export type AlarmSettings = Schemas['AlarmSettings']
export type AlarmActReply = Schemas['AlarmActReply']
export type AlarmRow = Schemas['AlarmRow']
export type AlarmImportReply = Schemas['AlarmImportReply']
export type AlarmQuery = NonNullable<QueryOf<'/api/v1/alarms'>>
export type AlarmEventQuery = NonNullable<QueryOf<'/api/v1/alarm-events'>>
export type AlarmDefinitionQuery = NonNullable<QueryOf<'/api/v1/alarm-definitions'>>
export type AlarmChangeQuery = NonNullable<QueryOf<'/api/v1/alarm-changes'>>
export type AlarmPerformanceQuery = NonNullable<QueryOf<'/api/v1/alarms/performance'>>

/** Alarms by ISA-18.2, what people do about them, and the master alarm database. Each act takes up to 500 alarms. */
export class AlarmsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The most urgent first, then the newest; those that operators are to see unless states are named. */
  readonly list = listOf<AlarmQuery, AlarmPage['items'][number], AlarmPage>((query, signal) =>
    this.#connection.json('GET', '/alarms', { query, signal }),
  )

  read(id: string, signal?: AbortSignal): Promise<Alarm> {
    return this.#connection.json('GET', `/alarms/${segment(id)}`, { signal })
  }

  /** What happened to one alarm, newest first. */
  eventsOf(
    id: string,
    query: { cursor?: string; limit?: number } = {},
    signal?: AbortSignal,
  ): Promise<Page<AlarmEvent>> {
    return this.#connection.json('GET', `/alarms/${segment(id)}/events`, { query, signal })
  }

  /** The journal, newest first. */
  readonly events = listOf<AlarmEventQuery, AlarmEvent>((query, signal) =>
    this.#connection.json('GET', '/alarm-events', { query, signal }),
  )

  /** Calls `changed` when it is time to look again, twice a second at most. */
  live(changed: () => void, listener: Pick<LiveListener, 'open' | 'refused'> = {}): Live {
    const wanted = { path: '/alarms/live', event: 'alarms', query: {} }
    return openEvents(this.#connection, wanted, { ...listener, told: () => changed() })
  }

  acknowledge(ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#act('acknowledgement', ids, note)
  }

  /** Latched ones whose condition has gone. */
  reset(ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#act('reset', ids, note)
  }

  /** `until`: when they return by themselves, ISO 8601. */
  shelve(ids: readonly string[], reason: string, until: string): Promise<AlarmActReply> {
    return this.#connection.json('POST', '/alarms/shelving', { body: { ids, reason, until } })
  }

  unshelve(ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#act('unshelving', ids, note)
  }

  /** Suppressed by somebody, beside the condition that was designed for it. `until`: when that ends by itself, ISO 8601. */
  suppress(ids: readonly string[], reason: string, until: string): Promise<AlarmActReply> {
    return this.#connection.json('POST', '/alarms/suppression', { body: { ids, reason, until } })
  }

  unsuppress(ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#act('unsuppression', ids, note)
  }

  /** Out of service. `until`: when they return by themselves; without one somebody puts them back. */
  remove(ids: readonly string[], reason: string, until?: string): Promise<AlarmActReply> {
    const body = { ids, reason, ...(until === undefined ? {} : { until }) }
    return this.#connection.json('POST', '/alarms/removal', { body })
  }

  /** Back into service. */
  return(ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#act('return', ids, note)
  }

  note(id: string, note: string): Promise<void> {
    return this.#connection.done('POST', `/alarms/${segment(id)}/notes`, { body: { note } })
  }

  /** The metrics of ISA-18.2 clause 16, of the last day unless said. */
  performance(query: AlarmPerformanceQuery = {}, signal?: AbortSignal): Promise<AlarmPerformance> {
    return this.#connection.json('GET', '/alarms/performance', { query, signal })
  }

  /** The master alarm database: what is in force. */
  readonly definitions = listOf<AlarmDefinitionQuery, AlarmDefinitionInForce>((query, signal) =>
    this.#connection.json('GET', '/alarm-definitions', { query, signal }),
  )

  definition(id: string, signal?: AbortSignal): Promise<AlarmDefinitionInForce> {
    return this.#connection.json('GET', `/alarm-definitions/${segment(id)}`, { signal })
  }

  /** Every alarm as a row of a spreadsheet. */
  async rows(signal?: AbortSignal): Promise<AlarmRow[]> {
    return (await this.#connection.json<{ items: AlarmRow[] }>('GET', '/alarm-definitions/export', { signal })).items
  }

  /** The same as CSV. */
  async csv(signal?: AbortSignal): Promise<string> {
    return (await this.#connection.ask('GET', '/alarm-definitions/export', { accept: 'text/csv', signal })).text()
  }

  /** Proposes what differs; nothing comes into force before it is approved. */
  bring(rows: readonly AlarmRow[], reason: string): Promise<AlarmImportReply> {
    return this.#connection.json('POST', '/alarm-definitions/import', { body: { rows, reason } })
  }

  readonly changes = listOf<AlarmChangeQuery, AlarmChange>((query, signal) =>
    this.#connection.json('GET', '/alarm-changes', { query, signal }),
  )

  /** Whether a condition can be evaluated; nothing is kept. Rejects with the fault that a proposal would get. */
  check(condition: AlarmDefinition['condition'], signal?: AbortSignal): Promise<void> {
    return this.#connection.done('POST', '/alarm-definitions/check', { body: { condition }, signal })
  }

  /** A new alarm, a change of one, or its end. */
  propose(request: AlarmChangeRequest): Promise<AlarmChange> {
    return this.#connection.json('POST', '/alarm-changes', { body: request })
  }

  /** As the second person; all of them or none. */
  approve(ids: readonly string[], note?: string): Promise<Page<AlarmChange>> {
    const body = { ids, ...(note === undefined ? {} : { note }) }
    return this.#connection.json('POST', '/alarm-changes/approval', { body })
  }

  /** Many at once, each with its result; a rejection says why. */
  decide(ids: readonly string[], decision: 'approve' | 'reject', note?: string): Promise<AlarmDecisionsReply> {
    const body = { ids, decision, ...(note === undefined ? {} : { note }) }
    return this.#connection.json('POST', '/alarm-changes/decision', { body })
  }

  /** How many changes wait, and how many of these for whoever asks. */
  changeCounts(signal?: AbortSignal): Promise<AlarmChangeCounts> {
    return this.#connection.json('GET', '/alarm-changes/counts', { signal })
  }

  reject(id: string, note: string): Promise<AlarmChange> {
    return this.#connection.json('POST', `/alarm-changes/${segment(id)}/rejection`, { body: { note } })
  }

  /** Takes a proposal of one's own back. */
  withdraw(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/alarm-changes/${segment(id)}`)
  }

  settings(signal?: AbortSignal): Promise<AlarmSettings> {
    return this.#connection.json('GET', '/alarm-settings', { signal })
  }

  setSettings(settings: AlarmSettings): Promise<AlarmSettings> {
    return this.#connection.json('PUT', '/alarm-settings', { body: settings })
  }

  #act(what: string, ids: readonly string[], note?: string): Promise<AlarmActReply> {
    return this.#connection.json('POST', `/alarms/${what}`, { body: { ids, ...(note === undefined ? {} : { note }) } })
  }
}
