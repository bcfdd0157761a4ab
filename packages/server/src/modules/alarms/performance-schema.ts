import { type Static, Type } from 'typebox'
import { Id, Moment, Time } from '../../http/schema.ts'
import { Words } from './definition.ts'
import { Priority } from './schema.ts'

/** The metrics of ANSI/ISA-18.2-2016 clause 16 as they are told. */

const Rated = Type.Object({
  value: Type.Number(),
  acceptable: Type.Number({ description: 'Up to this it is as the standard recommends' }),
  manageable: Type.Number({ description: 'Beyond this operators cannot keep up' }),
  clause: Type.String({ description: 'Of ANSI/ISA-18.2-2016' }),
  verdict: Type.Enum(['good', 'watch', 'bad']),
})
const Frequent = Type.Object({
  id: Type.String(),
  name: Words,
  path: Type.Array(Type.String()),
  annunciated: Type.Integer(),
})

export const PerformanceQuery = Type.Object({
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  asset: Type.Optional(Type.String({ ...Id, description: 'What one operator watches: this asset and below' })),
})
export type PerformanceQuery = Static<typeof PerformanceQuery>

export const Performance = Type.Object(
  {
    from: Time,
    to: Time,
    annunciated: Type.Integer({ description: 'Alarms that were put before operators' }),
    cut: Type.Boolean({ description: 'There were more than could be counted; what follows is of the first part' }),
    metrics: Type.Object({
      averagePer10min: Rated,
      averagePerHour: Rated,
      averagePerDay: Rated,
      peakPer10min: Rated,
      busyShare: Rated,
      floodShare: Rated,
      frequentShare: Rated,
      chattering: Rated,
      fleeting: Rated,
      stale: Rated,
      unauthorised: Rated,
    }),
    per10min: Type.Array(Type.Integer(), { description: 'Annunciated alarms of each 10 min from the beginning' }),
    floods: Type.Array(
      Type.Object({
        from: Time,
        to: Time,
        annunciated: Type.Integer(),
        peak: Type.Integer({ description: 'Most in 10 min' }),
      }),
    ),
    frequent: Type.Array(Frequent, { description: 'The ten that came most often' }),
    chattering: Type.Array(Frequent),
    fleeting: Type.Array(Frequent),
    priorities: Type.Array(Type.Object({ priority: Priority, share: Type.Number(), wanted: Type.Number() }), {
      description: 'Shares of annunciated alarms beside those of clause 16.4.8',
    }),
    shelved: Type.Integer(),
    suppressed: Type.Integer(),
    outOfService: Type.Integer(),
    flooding: Type.Boolean({ description: 'More than ten came in the last ten minutes' }),
  },
  { title: 'AlarmPerformance' },
)
export type Performance = Static<typeof Performance>
