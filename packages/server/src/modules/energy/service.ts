import { type BaselineService, createBaselines } from './baselines.ts'
import { createIndicators, type IndicatorService } from './indicators.ts'
import { createMeters, type MeterService, type Needs } from './meters.ts'

/** Energy of a plant as ISO 50001 and 50006 (GB/T 23331, GB/T 36713) see it. */
export interface EnergyService extends MeterService, BaselineService, IndicatorService {}

export const createEnergy = (needs: Needs): EnergyService => ({
  ...createMeters(needs),
  ...createBaselines(needs),
  ...createIndicators(needs),
})
