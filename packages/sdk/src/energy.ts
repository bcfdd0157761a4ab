import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type EnergyMedium = Schemas['EnergyMediumList']['items'][number]
export type EnergyMeter = Schemas['EnergyMeter']
export type EnergyMeterRequest = Schemas['EnergyMeterRequest']
export type EnergyUse = Schemas['EnergyUse']
export type EnergyFactor = Schemas['EnergyFactor']
export type EnergyFactorRequest = Schemas['EnergyFactorRequest']
export type EnergyBaselineDefinition = Schemas['EnergyBaselineDefinition']
export type EnergyBaselineTrial = Schemas['EnergyBaselineTrial']
export type EnergyBaselineRequest = Schemas['EnergyBaselineRequest']
export type EnergyBaselineListed = Schemas['EnergyBaselineListed']
export type EnergyBaseline = Schemas['EnergyBaseline']
export type EnergyAdjustmentRequest = Schemas['EnergyAdjustmentRequest']
export type EnergySavings = Schemas['EnergySavings']
export type EnergyIndicator = Schemas['EnergyIndicator']
export type EnergyIndicatorRequest = Schemas['EnergyIndicatorRequest']
export type EnergyIndicatorValues = Schemas['EnergyIndicatorValues']
export type EnergyUseQuery = NonNullable<QueryOf<'/api/v1/energy/meters/{id}/use'>>
export type EnergySavingsQuery = NonNullable<QueryOf<'/api/v1/energy/baselines/{id}/savings'>>

/** Meters, factors, indicators, baselines and savings (ISO 50006). */
export class EnergyApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  media(signal?: AbortSignal): Promise<EnergyMedium[]> {
    return this.#items('/energy/media', signal)
  }

  meters(signal?: AbortSignal): Promise<EnergyMeter[]> {
    return this.#items('/energy/meters', signal)
  }

  addMeter(request: EnergyMeterRequest): Promise<EnergyMeter> {
    return this.#connection.json('POST', '/energy/meters', { body: request })
  }

  /** One that has no baseline. */
  removeMeter(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/energy/meters/${segment(id)}`)
  }

  use(meter: string, query: EnergyUseQuery, signal?: AbortSignal): Promise<EnergyUse> {
    return this.#connection.json('GET', `/energy/meters/${segment(meter)}/use`, { query, signal })
  }

  /** Every version. */
  factors(signal?: AbortSignal): Promise<EnergyFactor[]> {
    return this.#items('/energy/factors', signal)
  }

  async setFactor(request: EnergyFactorRequest): Promise<EnergyFactor[]> {
    const set: { items: EnergyFactor[] } = await this.#connection.json('POST', '/energy/factors', { body: request })
    return set.items
  }

  /** What a baseline would be; nothing is kept. */
  tryBaseline(definition: EnergyBaselineDefinition, signal?: AbortSignal): Promise<EnergyBaselineTrial> {
    return this.#connection.json('POST', '/energy/baselines/trial', { body: definition, signal })
  }

  /** As the next version of its meter, for ever. */
  freeze(request: EnergyBaselineRequest): Promise<EnergyBaseline> {
    return this.#connection.json('POST', '/energy/baselines', { body: request })
  }

  baselines(signal?: AbortSignal): Promise<EnergyBaselineListed[]> {
    return this.#items('/energy/baselines', signal)
  }

  baseline(id: string, signal?: AbortSignal): Promise<EnergyBaseline> {
    return this.#connection.json('GET', `/energy/baselines/${segment(id)}`, { signal })
  }

  /** By a second person. */
  approve(id: string): Promise<EnergyBaseline> {
    return this.#connection.json('POST', `/energy/baselines/${segment(id)}/approval`)
  }

  retire(id: string): Promise<EnergyBaseline> {
    return this.#connection.json('POST', `/energy/baselines/${segment(id)}/retirement`)
  }

  adjust(id: string, request: EnergyAdjustmentRequest): Promise<EnergyBaseline> {
    return this.#connection.json('POST', `/energy/baselines/${segment(id)}/adjustments`, { body: request })
  }

  unadjust(id: string, adjustment: string): Promise<void> {
    return this.#connection.done('DELETE', `/energy/baselines/${segment(id)}/adjustments/${segment(adjustment)}`)
  }

  savings(id: string, query: EnergySavingsQuery, signal?: AbortSignal): Promise<EnergySavings> {
    return this.#connection.json('GET', `/energy/baselines/${segment(id)}/savings`, { query, signal })
  }

  indicators(signal?: AbortSignal): Promise<EnergyIndicator[]> {
    return this.#items('/energy/indicators', signal)
  }

  addIndicator(request: EnergyIndicatorRequest): Promise<EnergyIndicator> {
    return this.#connection.json('POST', '/energy/indicators', { body: request })
  }

  removeIndicator(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/energy/indicators/${segment(id)}`)
  }

  values(indicator: string, query: EnergyUseQuery, signal?: AbortSignal): Promise<EnergyIndicatorValues> {
    return this.#connection.json('GET', `/energy/indicators/${segment(indicator)}/values`, { query, signal })
  }

  async #items<Item>(path: string, signal: AbortSignal | undefined): Promise<Item[]> {
    return (await this.#connection.json<{ items: Item[] }>('GET', path, { signal })).items
  }
}
