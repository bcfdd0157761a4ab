import { type Static, Type } from 'typebox'
import { Id, pageQuery, Time } from '../../http/schema.ts'

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

const Level = Type.Enum(['info', 'warn', 'error'])
export const LogQuery = Type.Object({ service: Type.Optional(name), level: Type.Optional(Level), ...pageQuery })
export type LogQuery = Static<typeof LogQuery>
const LogLine = Type.Object(
  {
    service: Type.String(),
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
      { calls: count, computingMs: count, events: count },
      { description: 'A minute, of all services of the installation together' },
    ),
  },
  { title: 'AppMetrics' },
)
export type Metrics = Static<typeof Metrics>
