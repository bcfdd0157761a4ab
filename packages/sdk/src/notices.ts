import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf, type Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Notice = Schemas['Notice']
export type NoticeChannel = Schemas['NoticeChannel']
export type NoticeChannelRequest = Schemas['NoticeChannelRequest']
export type NoticeDelivery = Schemas['NoticeDelivery']
export type NoticeLevel = Schemas['NoticeLevel']
export type NoticeLinkView = Schemas['NoticeLinkView']
export type NoticePerson = Schemas['NoticePerson']
export type NoticePersonRequest = Schemas['NoticePersonRequest']
export type NoticeRota = Schemas['NoticeRota']
export type NoticeRotaRequest = Schemas['NoticeRotaRequest']
export type NoticeRule = Schemas['NoticeRule']
export type NoticeRuleRequest = Schemas['NoticeRuleRequest']
export type NoticeStandInRequest = Schemas['NoticeStandInRequest']
export type NoticeTestReply = Schemas['NoticeTestReply']
export type NoticeTestRequest = Schemas['NoticeTestRequest']
export type NoticeQuery = QueryOf<'/api/v1/notices'>
export type NoticeDeliveryQuery = QueryOf<'/api/v1/notice-deliveries'>

/** Who is told of what, over which channel, and whether it arrived. */
export class NoticesApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The newest first. */
  readonly list = listOf<NoticeQuery, Notice>((query, signal) =>
    this.#connection.json('GET', '/notices', { query, signal }),
  )

  /** The newest first. */
  readonly deliveries = listOf<NoticeDeliveryQuery, NoticeDelivery>((query, signal) =>
    this.#connection.json('GET', '/notice-deliveries', { query, signal }),
  )

  /** Once more what was given up. */
  resend(id: string): Promise<NoticeDelivery> {
    return this.#connection.json('POST', `/notice-deliveries/${segment(id)}/resending`, {})
  }

  channels(signal?: AbortSignal): Promise<NoticeChannel[]> {
    return this.#all('/notice-channels', signal)
  }

  /** With `id` that channel anew; secrets that are left out stay, unless it goes elsewhere. */
  saveChannel(request: NoticeChannelRequest, id?: string): Promise<NoticeChannel> {
    return this.#save('/notice-channels', request, id)
  }

  dropChannel(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/notice-channels/${segment(id)}`)
  }

  /** Sends a test message and tells what the other side answered. */
  test(id: string, request: NoticeTestRequest = {}): Promise<NoticeTestReply> {
    return this.#connection.json('POST', `/notice-channels/${segment(id)}/test`, { body: request })
  }

  people(signal?: AbortSignal): Promise<NoticePerson[]> {
    return this.#all('/notice-people', signal)
  }

  savePerson(request: NoticePersonRequest, id?: string): Promise<NoticePerson> {
    return this.#save('/notice-people', request, id)
  }

  dropPerson(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/notice-people/${segment(id)}`)
  }

  rotas(signal?: AbortSignal): Promise<NoticeRota[]> {
    return this.#all('/notice-rotas', signal)
  }

  saveRota(request: NoticeRotaRequest, id?: string): Promise<NoticeRota> {
    return this.#save('/notice-rotas', request, id)
  }

  dropRota(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/notice-rotas/${segment(id)}`)
  }

  standIn(rota: string, request: NoticeStandInRequest): Promise<NoticeRota> {
    return this.#connection.json('POST', `/notice-rotas/${segment(rota)}/stand-ins`, { body: request })
  }

  dropStandIn(rota: string, id: string): Promise<void> {
    return this.#connection.done('DELETE', `/notice-rotas/${segment(rota)}/stand-ins/${segment(id)}`)
  }

  rules(signal?: AbortSignal): Promise<NoticeRule[]> {
    return this.#all('/notice-rules', signal)
  }

  saveRule(request: NoticeRuleRequest, id?: string): Promise<NoticeRule> {
    return this.#save('/notice-rules', request, id)
  }

  dropRule(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/notice-rules/${segment(id)}`)
  }

  /** What the message behind a link is about; needs nothing but its token. */
  link(token: string, signal?: AbortSignal): Promise<NoticeLinkView> {
    return this.#connection.json('POST', '/notice-links/view', { body: { token }, signal })
  }

  /** Once. */
  acknowledge(token: string): Promise<NoticeLinkView> {
    return this.#connection.json('POST', '/notice-links/acknowledgement', { body: { token } })
  }

  async #all<Item>(path: string, signal: AbortSignal | undefined): Promise<Item[]> {
    return (await this.#connection.json<Page<Item>>('GET', path, { signal })).items
  }

  #save<Item>(path: string, body: object, id: string | undefined): Promise<Item> {
    return id === undefined
      ? this.#connection.json('POST', path, { body })
      : this.#connection.json('PUT', `${path}/${segment(id)}`, { body })
  }
}
