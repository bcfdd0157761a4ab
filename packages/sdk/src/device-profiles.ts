import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type DeviceProfile = Schemas['DeviceProfile']
export type DeviceProfileCheck = Schemas['DeviceProfileCheck']
export type DeviceProfileListed = Schemas['DeviceProfileListed']
export type DeviceProfilePoint = Schemas['DeviceProfilePoint']
export type DeviceProfileStep = Schemas['DeviceProfileStep']
export type DeviceProfileTrialRequest = Schemas['DeviceProfileTrialRequest']
export type DeviceProfileQuery = QueryOf<'/api/v1/device-profiles'>
export type DeviceEntryQuery = NonNullable<QueryOf<'/api/v1/device-profiles/{id}/entry'>>

/** What devices hold and where: what ships with the platform, and what the organisation adds to it. */
export class DeviceProfilesApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Those of the organisation first. */
  readonly list = listOf<DeviceProfileQuery, DeviceProfileListed>((query, signal) =>
    this.#connection.json('GET', '/device-profiles', { query, signal }),
  )

  /** `id`: of a contribution, or maker~model of the library. */
  read(id: string, signal?: AbortSignal): Promise<DeviceProfile> {
    return this.#connection.json('GET', `/device-profiles/${segment(id)}`, { signal })
  }

  /** As a file, with its status as it is now. */
  async text(id: string, signal?: AbortSignal): Promise<string> {
    const path = `/device-profiles/${segment(id)}/text`
    return (await this.#connection.ask('GET', path, { accept: 'application/yaml', signal })).text()
  }

  /** The device for `devices:` of an edge's configuration. */
  async entry(id: string, query: DeviceEntryQuery = {}, signal?: AbortSignal): Promise<string> {
    const path = `/device-profiles/${segment(id)}/entry`
    return (await this.#connection.json<Schemas['DeviceEntry']>('GET', path, { query, signal })).text
  }

  /** What is wrong with a text, line by line; nothing is kept. */
  check(yaml: string, signal?: AbortSignal): Promise<DeviceProfileCheck> {
    return this.#connection.json('POST', '/device-profiles/check', { body: { yaml }, signal })
  }

  /** As a draft; a version of a known maker and model must be later than all before. */
  contribute(yaml: string): Promise<DeviceProfile> {
    return this.#connection.json('POST', '/device-profiles', { body: { yaml } })
  }

  submit(id: string, note?: string): Promise<DeviceProfile> {
    return this.#take(id, 'submission', note)
  }

  /** By a second person, as {@link publish} and {@link reject}. */
  try(id: string, trial: DeviceProfileTrialRequest): Promise<DeviceProfile> {
    return this.#connection.json('POST', `/device-profiles/${segment(id)}/trial`, { body: trial })
  }

  publish(id: string, note?: string): Promise<DeviceProfile> {
    return this.#take(id, 'publication', note)
  }

  reject(id: string, reason: string): Promise<DeviceProfile> {
    return this.#connection.json('POST', `/device-profiles/${segment(id)}/rejection`, { body: { reason } })
  }

  withdraw(id: string, note?: string): Promise<DeviceProfile> {
    return this.#take(id, 'withdrawal', note)
  }

  /** For good; the audit keeps what became of it. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/device-profiles/${segment(id)}`)
  }

  #take(id: string, step: string, note: string | undefined): Promise<DeviceProfile> {
    return this.#connection.json('POST', `/device-profiles/${segment(id)}/${step}`, { body: note ? { note } : {} })
  }
}
