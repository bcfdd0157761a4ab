import { type Static, Type } from 'typebox'
import { Id, Moment } from '../../http/schema.ts'
import { Sample } from '../assets/index.ts'
import { MOST_BUCKETS, PointIds, PointSample } from '../telemetry/index.ts'

export const MOST_TIMES = 100
export const MOST_BINS = 1_000
export const MOST_TOP = 1_000

export const Range = {
  from: Type.Optional(Type.String({ ...Moment, description: 'Inclusive; default one hour before `to`' })),
  to: Type.Optional(Type.String({ ...Moment, description: 'Exclusive; default now' })),
}
const Quality = {
  quality: Type.Optional(
    Type.Enum(['good', 'uncertain'], {
      description:
        'good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2)',
    }),
  ),
}
export const Standing = {
  ...Quality,
  gap: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'How long a value stands at most without another sample, µs; default without end',
    }),
  ),
  notGood: Type.Optional(
    Type.Enum(['ends', 'skipped'], {
      description:
        'A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8)',
    }),
  ),
}
export const Interpolation = {
  interpolation: Type.Optional(
    Type.Enum(['step', 'linear'], {
      description: 'step (default): a value stands until the next sample; linear: a line goes there',
    }),
  ),
}
export const Width = {
  pixels: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_BUCKETS, description: 'Windows at most; a round width follows from it' }),
  ),
  width: Type.Optional(Type.Integer({ minimum: 1, description: 'Width of a window, µs; goes before pixels' })),
}
export const Points = {
  points: Type.Optional(PointIds),
  asset: Type.Optional(
    Type.String({
      ...Id,
      description: 'All points of this asset and of everything below it; without it and points, all in reach',
    }),
  ),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Only points of this very name' })),
}
export const Numbers = Type.Array(Type.Union([Type.Number(), Type.Null()]))
const Times = Type.Array(Type.Union([Type.Integer(), Type.Null()]), { description: 'µs since 1970 UTC' })
const WindowStart = Type.Array(Type.Integer(), { description: 'Start of each window, µs since 1970 UTC' })

export const WeightedQuery = Type.Object({ ...Range, ...Width, ...Interpolation, ...Standing })
export type WeightedQuery = Static<typeof WeightedQuery>
export const WeightedMeans = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    start: WindowStart,
    mean: Numbers,
    coverage: Type.Array(Type.Number(), {
      description: 'Share of the window, within the range, in which the value is known: above 0, up to 1',
    }),
  },
  { title: 'WeightedMeans', description: 'Windows in which nothing is known are left out' },
)
export type WeightedMeans = Static<typeof WeightedMeans>

export const AtQuery = Type.Object({
  ids: PointIds,
  times: Type.String({
    minLength: 1,
    maxLength: MOST_TIMES * 41,
    description: `Instants as ISO 8601 or µs, up to ${MOST_TIMES}, parted by commas`,
    examples: ['2026-11-23T08:00:00Z,2026-11-23T16:00:00Z'],
  }),
  mode: Type.Optional(
    Type.Enum(['before', 'step', 'linear'], {
      description:
        'before (default): the newest sample not later, as it is; step: the usable value that stands; linear: on the line between two',
    }),
  ),
  ...Standing,
})
export type AtQuery = Static<typeof AtQuery>
export const AtList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ...PointSample.properties,
          sampleTime: Type.String({ format: 'date-time', description: 'Of the sample the value is of' }),
        },
        { title: 'PointSampleAt' },
      ),
      { description: 'In the order of points, then of time; what is not known is left out' },
    ),
  },
  { title: 'AtList' },
)
export type AtList = Static<typeof AtList>

export const M4Query = Type.Object({
  ...Range,
  ...Quality,
  pixels: Type.Integer({
    minimum: 1,
    maximum: MOST_BUCKETS,
    description: 'Columns of pixels over the range',
    examples: [800],
  }),
})
export type M4Query = Static<typeof M4Query>
export const PixelColumns = Type.Object(
  {
    pixels: Type.Integer(),
    column: Type.Array(Type.Integer(), { description: 'From 0; columns without samples are left out' }),
    firstTime: Times,
    first: Numbers,
    minTime: Times,
    min: Numbers,
    maxTime: Times,
    max: Numbers,
    lastTime: Times,
    last: Numbers,
    count: Type.Array(Type.Integer()),
    good: Type.Array(Type.Integer(), { description: 'Usable numbers in the column; null values where it is 0' }),
  },
  { title: 'PixelColumns' },
)
export type PixelColumns = Static<typeof PixelColumns>

export const StateQuery = Type.Object({
  ...Range,
  width: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Width of a window, µs; without it the range is one window' }),
  ),
  ...Standing,
})
export type StateQuery = Static<typeof StateQuery>
export const StateList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        start: Type.Integer({ description: 'Start of the window, µs since 1970 UTC' }),
        value: Sample.properties.value,
        duration: Type.Integer({ minimum: 0, description: 'Within window and range, µs' }),
        entered: Type.Integer({ minimum: 0, description: 'How often it was entered from another state' }),
      }),
      { description: 'By window, then as they came; time in which nothing is known is in no state' },
    ),
  },
  { title: 'StateList' },
)
export type StateList = Static<typeof StateList>

export const HistogramQuery = Type.Object({
  ...Range,
  edges: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 20_000,
      description: 'Ascending numbers, parted by commas',
      examples: ['0,10,20'],
    }),
  ),
  bins: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_BINS,
      description: 'Without edges: about so many bins of a round width over what there is; default 20',
    }),
  ),
  weight: Type.Optional(
    Type.Enum(['samples', 'time'], {
      description: 'samples (default) count once each; time: as long as they stand, µs',
    }),
  ),
  ...Standing,
})
export type HistogramQuery = Static<typeof HistogramQuery>
export const HistogramBins = Type.Object(
  {
    edges: Type.Array(Type.Number(), { description: 'Bin k holds values from edge k on and below edge k + 1' }),
    bins: Type.Array(Type.Number()),
    below: Type.Number(),
    above: Type.Number({ description: 'From the last edge on' }),
  },
  { title: 'HistogramBins' },
)
export type HistogramBins = Static<typeof HistogramBins>

const Of = Type.Optional(
  Type.Enum(['mean', 'weighted', 'min', 'max', 'range', 'first', 'last', 'sum', 'count'], {
    description: 'What a point is told by; weighted: the time-weighted mean; default mean',
  }),
)
export const GroupQuery = Type.Object({
  ...Points,
  ...Range,
  ...Width,
  by: Type.Optional(
    Type.Enum(['all', 'asset', 'device', 'name', 'unit', 'point'], {
      description: 'What makes points a group; default asset: the one they hang on',
    }),
  ),
  of: Of,
  with: Type.Optional(
    Type.Enum(['sum', 'mean', 'min', 'max'], { description: 'How points of a group become one; default mean' }),
  ),
  ...Interpolation,
  gap: Standing.gap,
  notGood: Standing.notGood,
})
export type GroupQuery = Static<typeof GroupQuery>
export const GroupList = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    items: Type.Array(
      Type.Object({
        key: Type.String({ description: 'Id of the asset, device or point, or the name or unit; empty for all' }),
        name: Type.String({ description: 'For people: the path of an asset, the name of a point' }),
        points: Type.Integer({ description: 'In the group' }),
        start: WindowStart,
        value: Numbers,
        members: Type.Array(Type.Integer(), { description: 'Points that have a value in the window' }),
      }),
      { description: 'By name' },
    ),
  },
  { title: 'GroupList' },
)
export type GroupList = Static<typeof GroupList>

export const TopQuery = Type.Object({
  ...Points,
  ...Range,
  of: Of,
  n: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_TOP, default: 10 })),
  order: Type.Optional(Type.Enum(['highest', 'lowest'], { description: 'Default highest' })),
  ...Interpolation,
  gap: Standing.gap,
  notGood: Standing.notGood,
})
export type TopQuery = Static<typeof TopQuery>
export const TopList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        point: Type.String({ description: 'Id of the point' }),
        name: Type.String(),
        path: Type.Array(Type.String()),
        unit: Type.Optional(Type.String()),
        value: Type.Union([Type.Number(), Type.Null()], { description: 'null where it is infinite' }),
      }),
      { description: 'The best first; points without a good number are left out' },
    ),
  },
  { title: 'TopList' },
)
export type TopList = Static<typeof TopList>
