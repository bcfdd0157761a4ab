import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, Time } from '../../http/schema.ts'

const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
const Types = Type.Array(Type.String({ pattern: '^[a-z_]{1,40}\\.[a-z_]{1,40}$' }), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
  description: 'Of the catalogue; whoever sets them must be allowed to see each',
})

export const WebhookRequest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    address: Type.String({ minLength: 1, maxLength: 2_000, description: 'https URL that is posted to' }),
    types: Types,
    asset: Type.Optional(Type.String({ ...Id, description: 'Only what happens at this asset and below' })),
    enabled: Type.Optional(Type.Boolean({ default: true })),
  },
  { title: 'WebhookRequest' },
)
export type WebhookRequest = Static<typeof WebhookRequest>

const webhook = {
  id: Id,
  name: Type.String(),
  address: Type.String(),
  types: Type.Array(Type.String()),
  asset: Type.Optional(Type.String()),
  state: Type.Union([Type.Literal('enabled'), Type.Literal('disabled'), Type.Literal('paused')], {
    description: 'paused: by the platform, after a day without success or by 410 Gone',
  }),
  why: Type.Optional(Type.String({ description: 'Of a paused one: the last answer' })),
  position: Type.String({ description: 'Sequence up to which all was delivered' }),
  behind: Type.Integer({ description: 'Events after it, of whatever type' }),
  failing: Type.Optional(
    Type.Object({
      since: Time,
      attempts: Type.Integer(),
      next: Time,
      answer: Type.String(),
      event: Type.Optional(Type.String({ description: 'Id of the event that waits for success' })),
    }),
  ),
  replaying: Type.Integer({ description: 'Replays that are not at their end' }),
  oldSecretEndsAt: Type.Optional(Time),
  lastDeliveredAt: Type.Optional(Time),
  madeBy: Person,
  createdAt: Time,
  changedAt: Time,
}

export const Webhook = Type.Object(webhook, { title: 'Webhook' })
export type Webhook = Static<typeof Webhook>
export const WebhookList = Type.Object({ items: Type.Array(Webhook) }, { title: 'WebhookList' })
export type WebhookList = Static<typeof WebhookList>

export const WebhookMade = Type.Object(
  { ...webhook, secret: Type.String({ description: 'whsec_…; shown this once' }) },
  { title: 'WebhookMade' },
)
export type WebhookMade = Static<typeof WebhookMade>

export const SecretRequest = Type.Object(
  {
    keepHours: Type.Integer({
      minimum: 0,
      maximum: 168,
      default: 24,
      description: 'So long the secret until now signs beside the new one',
    }),
  },
  { title: 'WebhookSecretRequest' },
)
export type SecretRequest = Static<typeof SecretRequest>

export const SecretMade = Type.Object(
  { secret: Type.String({ description: 'whsec_…; shown this once' }), oldSecretEndsAt: Type.Optional(Time) },
  { title: 'WebhookSecret' },
)
export type SecretMade = Static<typeof SecretMade>

export const ResumeRequest = Type.Object(
  {
    from: Type.Union([Type.Literal('position'), Type.Literal('now')], {
      description: 'position: all that happened meanwhile comes; now: it is left out',
    }),
  },
  { title: 'WebhookResumeRequest' },
)
export type ResumeRequest = Static<typeof ResumeRequest>

export const ReplayRequest = Type.Object(
  { since: Moment, until: Type.Optional(Moment) },
  { title: 'WebhookReplayRequest' },
)
export type ReplayRequest = Static<typeof ReplayRequest>

export const Replay = Type.Object(
  { events: Type.Integer({ description: 'Events that the subscription is for and that go out again' }) },
  { title: 'WebhookReplay' },
)
export type Replay = Static<typeof Replay>

const delivery = {
  id: Id,
  webhook: Id,
  event: Type.String({ description: 'Its id, and webhook-id of every attempt' }),
  sequence: Type.Optional(Type.String()),
  type: Type.String(),
  kind: Type.Union([Type.Literal('event'), Type.Literal('replay'), Type.Literal('test')]),
  at: Time,
  attempt: Type.Integer({ minimum: 1 }),
  outcome: Type.Union([Type.Literal('delivered'), Type.Literal('failed'), Type.Literal('skipped')]),
  status: Type.Optional(Type.Integer({ description: 'HTTP status that came back; missing where none did' })),
  ms: Type.Integer({ description: 'From the request to the end of the answer' }),
  answer: Type.String({ description: 'How the answer began, or what was seen instead of one' }),
}

/** One attempt. */
export const WebhookDelivery = Type.Object(delivery, { title: 'WebhookDelivery' })
export type WebhookDelivery = Static<typeof WebhookDelivery>
export const WebhookDeliveryPage = pageOf(WebhookDelivery, 'WebhookDeliveryPage')

export const WebhookDeliveryWhole = Type.Object(
  {
    ...delivery,
    request: Type.Optional(
      Type.Object(
        { address: Type.String(), headers: Type.Record(Type.String(), Type.String()), body: Type.String() },
        { description: 'Missing where the event is not kept any more; without the signature' },
      ),
    ),
  },
  { title: 'WebhookDeliveryWhole' },
)
export type WebhookDeliveryWhole = Static<typeof WebhookDeliveryWhole>

export const DeliveryQuery = Type.Object({
  outcome: Type.Optional(Type.Union([Type.Literal('delivered'), Type.Literal('failed'), Type.Literal('skipped')])),
  event: Type.Optional(Type.String({ maxLength: 64, description: 'Attempts of this event alone' })),
  ...pageQuery,
})
export type DeliveryQuery = Static<typeof DeliveryQuery>

export const ByDelivery = Type.Object({ id: Id, delivery: Id })
