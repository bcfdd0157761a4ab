import { type Static, Type } from 'typebox'
import { Id, Moment, pageQuery, searchText, Time } from '../../http/schema.ts'

const closed = { additionalProperties: false } as const
const name = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', maxLength: 40 })

export const ByService = Type.Object({ id: Id, service: name })

export const ServiceCallRequest = Type.Object(
  { input: Type.Optional(Type.Unknown({ description: 'JSON that the service is called with' })) },
  { title: 'AppServiceRequest', ...closed },
)
export const ServiceAnswer = Type.Object(
  { output: Type.Unknown({ description: 'JSON that the service gave' }) },
  { title: 'AppServiceAnswer' },
)

const Source = Type.Enum(['service', 'flow', 'page', 'process'], { description: 'What of the app' })
export type Source = Static<typeof Source>
const Level = Type.Enum(['info', 'warn', 'error'])
export const LogQuery = Type.Object({
  service: Type.Optional({ ...name, description: 'By its name; also of a process, page or flow' }),
  source: Type.Optional(Source),
  level: Type.Optional(Level),
  text: searchText,
  from: Type.Optional(Moment),
  to: Type.Optional({ ...Moment, description: 'Exclusive' }),
  ...pageQuery,
})
export type LogQuery = Static<typeof LogQuery>
const LogLine = Type.Object(
  {
    service: Type.String({ description: 'Name of what wrote it' }),
    source: Source,
    at: Time,
    level: Level,
    text: Type.String(),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { title: 'AppLogLine' },
)
export const LogPage = Type.Object(
  { items: Type.Array(LogLine, { description: 'The newest first' }), next: Type.Optional(Type.String()) },
  { title: 'AppLogPage' },
)
export type LogPage = Static<typeof LogPage>

const count = Type.Integer({ minimum: 0 })
export const ServiceFigures = Type.Object(
  {
    service: Type.String(),
    state: Type.Enum(['active', 'paused']),
    why: Type.Optional(
      Type.Object({ code: Type.String(), says: Type.String() }, { description: 'Of one that is paused' }),
    ),
    calls: count,
    failed: Type.Integer({ minimum: 0, description: 'Calls that threw, or gave what cannot be taken' }),
    stopped: Type.Record(Type.String(), count, { description: 'Calls that passed a limit, by code of the fault' }),
    computingMs: Type.Number({ minimum: 0, description: 'ms, of all calls' }),
    asked: Type.Integer({ minimum: 0, description: 'Calls of the platform by the service' }),
    refused: Type.Integer({ minimum: 0, description: 'Of these, those that were refused' }),
    lines: Type.Integer({ minimum: 0, description: 'Of log' }),
    lastAt: Type.Optional(Time),
  },
  { title: 'AppServiceFigures' },
)
export type ServiceFigures = Static<typeof ServiceFigures>
export const Metrics = Type.Object(
  {
    items: Type.Array(ServiceFigures),
    quota: Type.Object(
      { calls: count, computingMs: count, events: count, asks: count, outside: count, http: count, lines: count },
      { description: 'What is allowed a minute, of the whole installation' },
    ),
  },
  { title: 'AppMetrics' },
)
export type Metrics = Static<typeof Metrics>

const figures = {
  calls: count,
  failed: count,
  refused: count,
  computingMs: Type.Number({ minimum: 0 }),
  rows: Type.Integer({ minimum: 0, description: 'Written' }),
  lines: Type.Integer({ minimum: 0, description: 'Of log' }),
}
export const HoursQuery = Type.Object({
  from: Type.Optional({ ...Moment, description: 'A day before `to` unless told' }),
  to: Type.Optional({ ...Moment, description: 'Now unless told' }),
})
export type HoursQuery = Static<typeof HoursQuery>
export const Hours = Type.Object(
  {
    items: Type.Array(Type.Object({ at: Time, source: Source, name: Type.String(), ...figures }), {
      description: 'The oldest first; hours in which nothing was done are left out',
    }),
  },
  { title: 'AppHours', description: 'What an installation did and took, by the hour' },
)
export type Hours = Static<typeof Hours>

export const kinds = ['calls', 'computingMs', 'events', 'asks', 'outside', 'http', 'lines', 'rows', 'bytes'] as const
const Kind = Type.Enum([...kinds], {
  description:
    'calls of services, computingMs, events, asks of pages, calls of processes outside, http to hosts and lines of log: a minute; rows and bytes of its tables: at all',
})
const Most = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])
export const AppQuotas = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          kind: Kind,
          most: { ...Most, description: 'null: no limit' },
          used: Type.Number({ minimum: 0, description: 'In the minute that runs, or at all' }),
          isOwn: Type.Boolean({ description: 'Somebody set it; else it is as usual' }),
        },
        { title: 'AppQuota' },
      ),
    ),
  },
  { title: 'AppQuotas' },
)
export type AppQuotas = Static<typeof AppQuotas>
export const AppQuotaChange = Type.Object(
  { kind: Kind, most: { ...Most, description: 'null: as usual' } },
  { title: 'AppQuotaChange', ...closed },
)
export type AppQuotaChange = Static<typeof AppQuotaChange>

export const ByOwnTable = Type.Object({ table: name })
export const LinesRequest = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          level: Type.Optional({ ...Level, description: 'info unless told' }),
          text: Type.String({ minLength: 1, maxLength: 2_000 }),
          fields: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { title: 'AppLines', ...closed },
)
export type LinesRequest = Static<typeof LinesRequest>
