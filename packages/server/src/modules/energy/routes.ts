import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  AdjustmentId,
  AdjustmentRequest,
  Baseline,
  BaselineDefinition,
  BaselineList,
  EnergyUse,
  FactorList,
  FactorRequest,
  FreezeRequest,
  Indicator,
  IndicatorList,
  IndicatorRequest,
  IndicatorValues,
  MediumList,
  Meter,
  MeterList,
  MeterRequest,
  SavingsQuery,
  SavingsReport,
  Trial,
  UseQuery,
} from './schema.ts'
import type { EnergyService } from './service.ts'

const read = 'energy:read'
const manage = 'energy:manage'

export const routes = (energy: EnergyService): Route[] => [
  route.get('/energy/media', { permission: read, summary: 'Energy media, with their units', reply: MediumList }, () =>
    energy.media(),
  ),
  route.get(
    '/energy/meters',
    { permission: read, summary: 'Meters in reach, by name', reply: MeterList },
    async ({ reach }) => ({ items: await energy.meters(reach) }),
  ),
  route.post(
    '/energy/meters',
    { permission: manage, summary: 'Make a point a meter of a medium', body: MeterRequest, reply: Meter, status: 201 },
    ({ reach, body, actor }) => energy.addMeter(reach, body, actor),
  ),
  route.delete(
    '/energy/meters/:id',
    { permission: manage, summary: 'Take a meter away that has no baseline', params: ById },
    async ({ reach, params, actor }) => {
      await energy.removeMeter(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/energy/meters/:id/use',
    {
      permission: read,
      summary: 'What a meter counted, period by period, in standard coal and carbon too',
      description: 'Whole periods that begin with `from`, up to the present. Gaps are null and in no sum.',
      params: ById,
      query: UseQuery,
      reply: EnergyUse,
    },
    ({ reach, params, query, signal }) => energy.use(reach, params.id, { ...query, signal }),
  ),
  route.get(
    '/energy/factors',
    {
      permission: read,
      summary: 'Factors of standard coal and carbon, every version with its source and year',
      reply: FactorList,
    },
    async ({ reach }) => ({ items: await energy.factors(reach) }),
  ),
  route.post(
    '/energy/factors',
    {
      permission: 'energy:factor',
      summary: 'Set a factor: a new version, that counts from now on',
      body: FactorRequest,
      reply: FactorList,
      status: 201,
    },
    async ({ reach, body, actor }) => ({ items: await energy.setFactor(reach, body, actor) }),
  ),
  route.post(
    '/energy/baselines/trial',
    {
      permission: manage,
      summary: 'What a baseline would be: fit, figures, findings; nothing is kept',
      body: BaselineDefinition,
      reply: Trial,
    },
    ({ reach, body, signal }) => energy.tryBaseline(reach, { ...body, signal }),
  ),
  route.get(
    '/energy/baselines',
    {
      permission: read,
      summary: 'Baselines of meters in reach, the newest version of each first',
      reply: BaselineList,
    },
    async ({ reach }) => ({ items: await energy.baselines(reach) }),
  ),
  route.post(
    '/energy/baselines',
    {
      permission: manage,
      summary: 'Freeze a baseline as the next version of its meter',
      description: 'Model, figures and all data of which it was made are kept and never changed.',
      body: FreezeRequest,
      reply: Baseline,
      status: 201,
    },
    ({ reach, body, actor, signal }) => energy.freeze(reach, { ...body, signal }, actor),
  ),
  route.get(
    '/energy/baselines/:id',
    { permission: read, summary: 'One baseline, with its data and adjustments', params: ById, reply: Baseline },
    ({ reach, params }) => energy.baseline(reach, params.id),
  ),
  route.post(
    '/energy/baselines/:id/approval',
    {
      permission: 'energy:approve',
      summary: 'Approve a frozen baseline: it counts for its meter from now on',
      description: 'By a person who did not freeze it. The one that counted before is retired.',
      params: ById,
      reply: Baseline,
    },
    ({ who, reach, params, actor }) => energy.approve(who, reach, params.id, actor),
  ),
  route.post(
    '/energy/baselines/:id/retirement',
    { permission: 'energy:approve', summary: 'Retire a baseline', params: ById, reply: Baseline },
    ({ reach, params, actor }) => energy.retire(reach, params.id, actor),
  ),
  route.post(
    '/energy/baselines/:id/adjustments',
    {
      permission: manage,
      summary: 'Adjust a baseline for what is no driver, with the reason',
      params: ById,
      body: AdjustmentRequest,
      reply: Baseline,
      status: 201,
    },
    ({ reach, params, body, actor }) => energy.adjust(reach, params.id, body, actor),
  ),
  route.delete(
    '/energy/baselines/:id/adjustments/:adjustment',
    { permission: manage, summary: 'Take an adjustment back; the audit keeps it', params: AdjustmentId },
    async ({ reach, params, actor }) => {
      await energy.unadjust(reach, params, actor)
      return undefined
    },
  ),
  route.get(
    '/energy/baselines/:id/savings',
    {
      permission: read,
      summary: 'Savings against a baseline, with their uncertainty and CUSUM',
      description: 'Expected less measured. Periods begin when those of the baseline did; gaps are in no sum.',
      params: ById,
      query: SavingsQuery,
      reply: SavingsReport,
    },
    ({ reach, params, query, signal }) => energy.savings(reach, params.id, { ...query, signal }),
  ),
  route.get(
    '/energy/indicators',
    { permission: read, summary: 'Energy performance indicators (EnPI) of meters in reach', reply: IndicatorList },
    async ({ reach }) => ({ items: await energy.indicators(reach) }),
  ),
  route.post(
    '/energy/indicators',
    { permission: manage, summary: 'Make an indicator', body: IndicatorRequest, reply: Indicator, status: 201 },
    ({ reach, body, actor }) => energy.addIndicator(reach, body, actor),
  ),
  route.delete(
    '/energy/indicators/:id',
    { permission: manage, summary: 'Take an indicator away', params: ById },
    async ({ reach, params, actor }) => {
      await energy.removeIndicator(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/energy/indicators/:id/values',
    {
      permission: read,
      summary: 'An indicator, period by period, and over the whole range',
      params: ById,
      query: UseQuery,
      reply: IndicatorValues,
    },
    ({ reach, params, query, signal }) => energy.values(reach, params.id, { ...query, signal }),
  ),
]
