import type { Connection } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type KpiDefinition = Schemas['KpiDefinition']
export type KpiDefinitionRequest = Schemas['KpiDefinitionRequest']
export type KpiResult = Schemas['KpiResult']
export type KpiTogether = Schemas['KpiTogether']
export type KpiChecked = Schemas['KpiChecked']
export type KpiProgress = Schemas['KpiProgress']
export type KpiResultQuery = NonNullable<QueryOf<'/api/v1/kpi-results'>>
export type KpiTogetherQuery = NonNullable<QueryOf<'/api/v1/kpi-results/together'>>

/** KPIs by window: of ISO 22400-2, and one's own. */
export class KpisApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Those of the standard, and every version of the organisation's own, the first first. */
  async definitions(signal?: AbortSignal): Promise<KpiDefinition[]> {
    return (await this.#connection.json<Schemas['KpiDefinitionList']>('GET', '/kpis', { signal })).items
  }

  /** What a definition reads; nothing is kept. */
  check(content: KpiDefinition['content'], signal?: AbortSignal): Promise<KpiChecked> {
    return this.#connection.json('POST', '/kpis/check', { body: { content }, signal })
  }

  /** A new KPI, or a new version of one; formula and units are checked. */
  define(request: KpiDefinitionRequest): Promise<KpiDefinition> {
    return this.#connection.json('POST', '/kpis', { body: request })
  }

  /** Of one work unit. */
  async results(query: KpiResultQuery, signal?: AbortSignal): Promise<KpiResult[]> {
    return (await this.#connection.json<Schemas['KpiResultList']>('GET', '/kpi-results', { query, signal })).items
  }

  /** Of all work units below an asset: sums, and the formula worked out once. */
  async together(query: KpiTogetherQuery, signal?: AbortSignal): Promise<KpiTogether[]> {
    const page = await this.#connection.json<Schemas['KpiTogetherList']>('GET', '/kpi-results/together', {
      query,
      signal,
    })
    return page.items
  }

  /** How many windows wait to be told. */
  progress(signal?: AbortSignal): Promise<KpiProgress> {
    return this.#connection.json('GET', '/kpi-progress', { signal })
  }
}
