import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  AnomalyBand,
  AnomalyQuery,
  CompareQuery,
  Comparison,
  ControlChartTold,
  ControlQuery,
  CorrelationList,
  CorrelationQuery,
  EnvelopeRequest,
  EnvelopeTold,
  EventList,
  EventQuery,
  ParetoList,
  ParetoQuery,
} from './insight-schema.ts'
import {
  AtList,
  AtQuery,
  GroupList,
  GroupQuery,
  HistogramBins,
  HistogramQuery,
  M4Query,
  PixelColumns,
  StateList,
  StateQuery,
  TopList,
  TopQuery,
  WeightedMeans,
  WeightedQuery,
} from './schema.ts'
import type { AnalysisService } from './service.ts'

export const routes = (analysis: AnalysisService): Route[] => [
  route.get(
    '/points/at',
    {
      permission: 'point:read',
      summary: 'Values of points at given instants',
      description: 'OPC UA Part 11 §6.5.5, ReadAtTime.',
      query: AtQuery,
      reply: AtList,
    },
    ({ reach, query, signal }) => analysis.at(reach, { ...query, signal }),
  ),
  route.get(
    '/points/:id/time-weighted',
    {
      permission: 'point:read',
      summary: 'Time-weighted means of a point in windows of time',
      description: 'OPC UA Part 13 §5.4.3.7, TimeAverage2: what stands at the start of a window counts.',
      params: ById,
      query: WeightedQuery,
      reply: WeightedMeans,
    },
    ({ reach, params, query, signal }) => analysis.weighted(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/points/:id/m4',
    {
      permission: 'point:read',
      summary: 'What a chart of so many pixels needs of a point',
      description: 'First, last, least and greatest number of each column of pixels, with their times.',
      params: ById,
      query: M4Query,
      reply: PixelColumns,
    },
    ({ reach, params, query, signal }) => analysis.m4(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/points/:id/states',
    {
      permission: 'point:read',
      summary: 'How long a point was in each state',
      description: 'OPC UA Part 13 §5.4.3.22 for any value.',
      params: ById,
      query: StateQuery,
      reply: StateList,
    },
    ({ reach, params, query, signal }) => analysis.states(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/points/:id/histogram',
    {
      permission: 'point:read',
      summary: 'How often a point had which values',
      params: ById,
      query: HistogramQuery,
      reply: HistogramBins,
    },
    ({ reach, params, query, signal }) => analysis.histogram(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/history/groups',
    {
      permission: 'point:read',
      summary: 'Many points put together, window by window',
      description: 'By asset, device, name, unit, or all; only points in reach take part.',
      query: GroupQuery,
      reply: GroupList,
    },
    ({ reach, query, signal }) => analysis.groups(reach, { ...query, signal }),
  ),
  route.get(
    '/history/top',
    {
      permission: 'point:read',
      summary: 'The points with the greatest or least values',
      description: 'Of the points in reach, by an aggregate over the range.',
      query: TopQuery,
      reply: TopList,
    },
    ({ reach, query, signal }) => analysis.top(reach, { ...query, signal }),
  ),
  route.get(
    '/history/compare',
    {
      permission: 'point:read',
      summary: 'Points over several periods, laid over each other by the time since their start',
      description: 'Time-weighted means; windows begin with each period. Points of several assets by asset and name.',
      query: CompareQuery,
      reply: Comparison,
    },
    ({ reach, query, signal }) => analysis.compare(reach, { ...query, signal }),
  ),
  route.get(
    '/history/correlation',
    {
      permission: 'point:read',
      summary: 'How points go together, each with each, also one after the other',
      query: CorrelationQuery,
      reply: CorrelationList,
    },
    ({ reach, query, signal }) => analysis.correlation(reach, { ...query, signal }),
  ),
  route.get(
    '/points/:id/control-chart',
    {
      permission: 'point:read',
      summary: 'A control chart of a point, with the run rules it breaks and what it is capable of',
      description:
        'ISO 7870-2: individuals and moving range, or means and ranges; Nelson’s or Western Electric’s rules.',
      params: ById,
      query: ControlQuery,
      reply: ControlChartTold,
    },
    ({ reach, params, query, signal }) => analysis.control(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/points/:id/anomalies',
    {
      permission: 'point:read',
      summary: 'Where a point left the band of its hour of the week',
      description: 'Median and median absolute deviation of the weeks before, by hour of the week in local time.',
      params: ById,
      query: AnomalyQuery,
      reply: AnomalyBand,
    },
    ({ reach, params, query, signal }) => analysis.anomalies(reach, { ...query, point: params.id, signal }),
  ),
  route.post(
    '/history/envelope',
    {
      permission: 'point:read',
      summary: 'What good batches did, phase by phase, and how far another lay outside',
      body: EnvelopeRequest,
      reply: EnvelopeTold,
    },
    ({ reach, body, signal }) => analysis.envelope(reach, { ...body, signal }),
  ),
  route.get(
    '/points/:id/pareto',
    {
      permission: 'point:read',
      summary: 'Time lost by reason, the greatest first, of a point that tells a state',
      params: ById,
      query: ParetoQuery,
      reply: ParetoList,
    },
    ({ reach, params, query, signal }) => analysis.pareto(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/history/events',
    {
      permission: 'point:read',
      summary: 'What happened, to be laid over curves: changes of states, and what other modules know',
      query: EventQuery,
      reply: EventList,
    },
    ({ reach, reachFor, query, signal }) => analysis.events(reach, { ...query, signal }, reachFor),
  ),
]
