import { consequences, priorities } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id } from '../../http/schema.ts'

/** One or two texts for operators. */
export const Words = Type.Object(
  { en: Type.String({ minLength: 1, maxLength: 200 }), zh: Type.String({ minLength: 1, maxLength: 200 }) },
  { title: 'AlarmWords', additionalProperties: false },
)

const delays = {
  onDelay: Type.Number({
    minimum: 0,
    maximum: 86_400,
    default: 0,
    description: 's that it must hold before it counts',
  }),
  offDelay: Type.Number({ minimum: 0, maximum: 86_400, default: 0, description: 's that it must not hold' }),
}
const point = { ...Id, description: 'Id of the point' }
const unit = Type.Optional(
  Type.String({ maxLength: 50, description: 'UCUM; of the numbers here, if another than the point’s' }),
)
const size = Type.Number({ minimum: 0 })
const deadband = Type.Number({ minimum: 0, default: 0, description: 'How far it must come back' })
const closed = { additionalProperties: false }

/** What must hold for an alarm: the kinds of live computing, with points in place of series and seconds in place of µs. */
export const Condition = Type.Union(
  [
    Type.Object(
      {
        is: Type.Literal('limit'),
        point: Type.String(point),
        side: Type.Enum(['high', 'low']),
        limit: Type.Number(),
        deadband,
        unit,
        ...delays,
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('rate'),
        point: Type.String(point),
        side: Type.Enum(['rising', 'falling', 'either']),
        limit: Type.Number({ minimum: 0, description: 'Per second' }),
        window: Type.Number({ exclusiveMinimum: 0, maximum: 86_400, description: 's over which the change is taken' }),
        deadband,
        ...delays,
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('deviation'),
        point: Type.String(point),
        reference: Type.Union([
          Type.Object({ point: Type.String(point) }, closed),
          Type.Object({ value: Type.Number() }, closed),
        ]),
        side: Type.Enum(['above', 'below', 'either']),
        limit: size,
        deadband,
        ...delays,
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('absence'),
        point: Type.String(point),
        after: Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000, description: 's without a sample' }),
        ...delays,
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('state'),
        point: Type.String(point),
        values: Type.Array(Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 200 })]), {
          minItems: 1,
          maxItems: 100,
        }),
        ...delays,
      },
      closed,
    ),
    Type.Object({ is: Type.Literal('quality'), point: Type.String(point), ...delays }, closed),
    Type.Object(
      {
        is: Type.Literal('expression'),
        expression: Type.String({ minLength: 1, maxLength: 2_000, description: 'Of type boolean' }),
        inputs: Type.Array(
          Type.Object(
            { name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$' }), point: Type.String(point) },
            closed,
          ),
          { minItems: 1, maxItems: 50 },
        ),
        ...delays,
      },
      closed,
    ),
  ],
  { title: 'AlarmCondition' },
)
export type Condition = Static<typeof Condition>

const longText = Type.String({ maxLength: 2_000 })

/** One alarm of the master alarm database: ANSI/ISA-18.2-2016 clause 9 (rationalisation) and 10 (basic alarm design). */
export const Definition = Type.Object(
  {
    asset: Type.String({ ...Id, description: 'Where operators look' }),
    name: Words,
    condition: Condition,
    /** By design: while it holds, the alarm means nothing and is not annunciated. */
    suppression: Type.Optional(Condition),
    consequence: Type.Enum([...consequences], { description: 'If nobody acts' }),
    respondWithin: Type.Number({ exclusiveMinimum: 0, maximum: 10_080, description: 'min there are to act' }),
    cause: longText,
    effect: Type.String({ maxLength: 2_000, description: 'What happens if nobody acts' }),
    action: Type.String({ maxLength: 2_000, description: 'What the operator does' }),
    class: Type.String({ maxLength: 60, description: 'Alarms that are managed alike: safety, environment, quality …' }),
    latching: Type.Boolean({ description: 'Stands after the condition has gone until it is reset' }),
    acknowledgement: Type.Enum(['by_priority', 'required', 'not_required'], {
      description: 'by_priority: as the organisation has set it for the priority',
    }),
    reAlarm: Type.Enum(['always', 'unseen'], {
      description: 'After shelving: always asks again, unseen only for what nobody acknowledged',
    }),
    /** Re-alarming: OPC UA Part 9 §5.8.2 ReAlarmTime; ANSI/ISA-18.2-2016 has it as an alarm type (from memory). */
    again: Type.Optional(
      Type.Object(
        {
          after: Type.Number({
            minimum: 1,
            maximum: 10_080,
            description: 'min after which it is put before operators again, as if it had just come',
          }),
          while: Type.Enum(['unacknowledged', 'active'], {
            description: 'For as long as nobody has acknowledged it, or for as long as its condition holds',
          }),
        },
        closed,
      ),
    ),
    rationalised: Type.Boolean({ description: 'Somebody has asked whether it needs to be an alarm, and why' }),
  },
  { title: 'AlarmDefinition', additionalProperties: false },
)
export type Definition = Static<typeof Definition>

export const Settings = Type.Object(
  {
    priorities: Type.Array(
      Type.Object({
        within: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
          description: 'At most so many min to respond; null in the last row',
        }),
        priority: Type.Object({
          minor: Type.Enum([...priorities]),
          major: Type.Enum([...priorities]),
          severe: Type.Enum([...priorities]),
        }),
      }),
      { minItems: 1, maxItems: 10 },
    ),
    unacknowledged: Type.Array(Type.Enum([...priorities]), {
      description: 'Priorities that need no acknowledgement',
      maxItems: 4,
      uniqueItems: true,
    }),
    longestShelf: Type.Integer({ minimum: 1, maximum: 10_080, description: 'min that an alarm may be shelved for' }),
    staleAfter: Type.Integer({ minimum: 1, maximum: 10_080, description: 'min after which an alarm is stale' }),
  },
  { title: 'AlarmSettings' },
)
export type Settings = Static<typeof Settings>
