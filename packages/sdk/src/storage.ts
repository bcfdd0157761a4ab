import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type HistoryShare = Schemas['HistoryShare']
export type Removal = Schemas['Removal']
export type RemovalPreview = Schemas['RemovalPreview']
export type RemovalRequest = Schemas['RemovalRequest']
export type Removed = Schemas['Removed']
export type RetentionRule = Schemas['RetentionRule']
export type RetentionRuleRequest = Schemas['RetentionRuleRequest']
export type StorageFigures = Schemas['StorageFigures']
export type RuleEffectQuery = QueryOf<'/api/v1/retention-rules/effect'>

/** What the history takes up, for how long it is kept, and how it is removed. */
export class StorageApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  figures(signal?: AbortSignal): Promise<StorageFigures> {
    return this.#connection.json('GET', '/history/figures', { signal })
  }

  /** How much {@link remove} would take away. */
  preview(preview: RemovalPreview, signal?: AbortSignal): Promise<HistoryShare> {
    return this.#connection.json('POST', '/history/removals/preview', { body: preview, signal })
  }

  /** For good; answers when neither queries nor files hold it any more. */
  remove(request: RemovalRequest): Promise<Removed> {
    return this.#connection.json('POST', '/history/removals', { body: request })
  }

  /** Under way and the last that ended, newest first. */
  async removals(signal?: AbortSignal): Promise<Removal[]> {
    return (await this.#connection.json<{ items: Removal[] }>('GET', '/history/removals', { signal })).items
  }

  async rules(signal?: AbortSignal): Promise<RetentionRule[]> {
    return (await this.#connection.json<{ items: RetentionRule[] }>('GET', '/retention-rules', { signal })).items
  }

  /** What a rule would take away at once. */
  effect(query: RuleEffectQuery, signal?: AbortSignal): Promise<HistoryShare> {
    return this.#connection.json('GET', '/retention-rules/effect', { query, signal })
  }

  /** Makes the rule of a place, or replaces it. */
  setRule(request: RetentionRuleRequest): Promise<RetentionRule> {
    return this.#connection.json('PUT', '/retention-rules', { body: request })
  }

  dropRule(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/retention-rules/${segment(id)}`)
  }
}
