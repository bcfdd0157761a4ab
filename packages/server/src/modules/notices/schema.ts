import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, Time } from '../../http/schema.ts'

export const priorities = ['critical', 'high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]
const states = ['raised', 'acknowledged', 'cleared'] as const
export type State = (typeof states)[number]
export const channelKinds = ['email', 'webhook', 'dingtalk', 'wecom', 'feishu', 'sms'] as const
export type ChannelKind = (typeof channelKinds)[number]
const deliveryStates = ['waiting', 'sending', 'sent', 'dead', 'dropped'] as const
export type DeliveryState = (typeof deliveryStates)[number]

const words = (most: number) =>
  Type.Object({
    en: Type.String({ minLength: 1, maxLength: most }),
    zh: Type.String({ minLength: 1, maxLength: most }),
  })
export type Words = { readonly en: string; readonly zh: string }

const name = Type.String({ minLength: 1, maxLength: 100 })
const secret = (description: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: `${description}; never told again, left out it stays`,
    }),
  )
const language = Type.Enum(['en', 'zh'])
const host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s/:@]+$' })
const url = Type.String({ minLength: 8, maxLength: 1_000, description: 'https' })
const address = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@<>,;"]+@[^\\s@<>,;"]+$' })
const WALL_TIME = '^([01]\\d|2[0-3]):[0-5]\\d$'
const WallTime = Type.String({ pattern: WALL_TIME, description: 'hh:mm in the zone' })
const zone = Type.String({ minLength: 1, maxLength: 64, description: 'IANA time zone, such as Asia/Shanghai' })
const clocks = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'IANA time zone by whose clocks the times in messages are told; missing: UTC',
  }),
)

/** How each kind of channel is set up: `secrets` are kept in the vault and never told. */
const EmailSettings = Type.Object(
  {
    host,
    port: Type.Integer({ minimum: 1, maximum: 65_535, description: '587 with STARTTLS, 465 with TLS' }),
    security: Type.Enum(['starttls', 'tls', 'none'], {
      description: 'starttls: refused where the server has none (RFC 3207); none: only to a server of the own network',
    }),
    user: Type.Optional(Type.String({ minLength: 1, maxLength: 254 })),
    from: address,
  },
  { title: 'EmailSettings' },
)
export type EmailSettings = Static<typeof EmailSettings>
const WebhookSettings = Type.Object({ url }, { title: 'WebhookSettings' })
const RobotSettings = Type.Object(
  {
    endpoint: Type.Optional(
      Type.String({
        minLength: 8,
        maxLength: 500,
        description: 'Of an own or foreign installation; the public one unless said',
      }),
    ),
  },
  { title: 'RobotSettings' },
)
const SmsSettings = Type.Object(
  {
    url,
    phoneField: Type.String({ minLength: 1, maxLength: 50, description: 'Of the JSON that is sent' }),
    textField: Type.String({ minLength: 1, maxLength: 50 }),
    more: Type.Optional(
      Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 500 }), {
        description: 'Other fields, as the gateway asks for them: signature, template',
      }),
    ),
    okField: Type.Optional(
      Type.String({
        maxLength: 50,
        description: 'Field of the answer that tells success; without one the status of HTTP does',
      }),
    ),
    okValue: Type.Optional(Type.String({ maxLength: 50 })),
  },
  { title: 'SmsSettings' },
)
export type SmsSettings = Static<typeof SmsSettings>

const head = {
  name,
  language: Type.Optional(language),
  zone: clocks,
  mostPerMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
  enabled: Type.Optional(Type.Boolean()),
}
const kinds = {
  email: Type.Object({
    ...head,
    kind: Type.Literal('email'),
    settings: EmailSettings,
    secrets: Type.Optional(Type.Object({ password: secret('Of the mail server') })),
  }),
  webhook: Type.Object({
    ...head,
    kind: Type.Literal('webhook'),
    settings: WebhookSettings,
    secrets: Type.Optional(Type.Object({ key: secret('whsec_ and base64, 24 to 64 bytes (Standard Webhooks)') })),
  }),
  dingtalk: Type.Object({
    ...head,
    kind: Type.Literal('dingtalk'),
    settings: RobotSettings,
    secrets: Type.Optional(
      Type.Object({ accessToken: secret('access_token of the address'), signingSecret: secret('SEC…, of 加签') }),
    ),
  }),
  wecom: Type.Object({
    ...head,
    kind: Type.Literal('wecom'),
    settings: RobotSettings,
    secrets: Type.Optional(Type.Object({ key: secret('key of the address') })),
  }),
  feishu: Type.Object({
    ...head,
    kind: Type.Literal('feishu'),
    settings: RobotSettings,
    secrets: Type.Optional(
      Type.Object({ hook: secret('Last part of the address'), signingSecret: secret('Of 签名校验') }),
    ),
  }),
  sms: Type.Object({
    ...head,
    kind: Type.Literal('sms'),
    settings: SmsSettings,
    secrets: Type.Optional(Type.Object({ authorization: secret('Of the Authorization header') })),
  }),
}
export const ChannelRequest = Type.Union(Object.values(kinds), { title: 'NoticeChannelRequest' })
export type ChannelRequest = Static<(typeof kinds)[ChannelKind]>

export const Channel = Type.Object(
  {
    id: Id,
    name,
    kind: Type.Enum([...channelKinds]),
    settings: Type.Record(Type.String(), Type.Unknown()),
    hasSecret: Type.Boolean(),
    language,
    zone: clocks,
    mostPerMinute: Type.Integer(),
    enabled: Type.Boolean(),
    toPeople: Type.Boolean({ description: 'True: to the addresses of people; false: to a group or a program' }),
    repeats: Type.Boolean({
      description: 'True: what is sent twice arrives twice, for the other side knows no key of a message',
    }),
    changedAt: Time,
  },
  { title: 'NoticeChannel' },
)
export type Channel = Static<typeof Channel>
export const ChannelPage = pageOf(Channel, 'NoticeChannelPage')

export const TestRequest = Type.Object(
  {
    person: Type.Optional(Id),
    to: Type.Optional(Type.String({ minLength: 3, maxLength: 254, description: 'An address or number' })),
  },
  { title: 'NoticeTestRequest' },
)
export const TestReply = Type.Object(
  { sent: Type.Boolean(), answer: Type.String({ description: 'In the words of the other side' }), delivery: Id },
  { title: 'NoticeTestReply' },
)
export type TestReply = Static<typeof TestReply>

export const PersonRequest = Type.Object(
  {
    name,
    language,
    zone: clocks,
    email: Type.Optional(address),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{5,20}$' })),
  },
  { title: 'NoticePersonRequest' },
)
export type PersonRequest = Static<typeof PersonRequest>
export const Person = Type.Object({ ...PersonRequest.properties, id: Id }, { title: 'NoticePerson' })
export type Person = Static<typeof Person>
export const PersonPage = pageOf(Person, 'NoticePersonPage')

export const RotaRequest = Type.Object(
  {
    name,
    zone,
    weekday: Type.Integer({ minimum: 1, maximum: 7, description: 'Of the hand-over; 1 Monday to 7 Sunday' }),
    at: WallTime,
    beginsOn: Type.String({ format: 'date', description: 'A day in the week of the first' }),
    people: Type.Array(Id, { minItems: 1, maxItems: 100, description: 'In their turn' }),
  },
  { title: 'NoticeRotaRequest' },
)
export type RotaRequest = Static<typeof RotaRequest>
export const StandInRequest = Type.Object(
  { person: Id, beginsAt: Time, endsAt: Time },
  { title: 'NoticeStandInRequest' },
)
export type StandInRequest = Static<typeof StandInRequest>
export const StandIn = Type.Object({ ...StandInRequest.properties, id: Id }, { title: 'NoticeStandIn' })
const Turn = Type.Object(
  { person: Id, beginsAt: Time, endsAt: Time, standsIn: Type.Boolean() },
  { title: 'NoticeTurn' },
)
export type Turn = Static<typeof Turn>
export const Rota = Type.Object(
  {
    ...RotaRequest.properties,
    id: Id,
    now: Type.Optional(Type.String({ description: 'Id of who is on call now; missing before the rota begins' })),
    turns: Type.Array(Turn, { description: 'Of this week and the seven that follow' }),
    standIns: Type.Array(StandIn, { description: 'That have not ended' }),
  },
  { title: 'NoticeRota' },
)
export type Rota = Static<typeof Rota>
export const RotaPage = pageOf(Rota, 'NoticeRotaPage')

const Level = Type.Object(
  {
    afterMinutes: Type.Integer({ minimum: 0, maximum: 10_080, description: 'After the level before; 0 of the first' }),
    channels: Type.Array(Id, { minItems: 1, maxItems: 10 }),
    people: Type.Array(Id, { maxItems: 50, description: 'Told over those channels that go to people' }),
    rotas: Type.Array(Id, { maxItems: 10, description: 'Whoever is on call then' }),
  },
  { title: 'NoticeLevel' },
)
export type Level = Static<typeof Level>
const Quiet = Type.Object(
  {
    zone,
    from: WallTime,
    until: Type.String({ pattern: WALL_TIME, description: 'hh:mm; of the next day where it is not after `from`' }),
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      description: 'Days on which it begins, 1 Monday to 7 Sunday',
    }),
    priorities: Type.Array(Type.Enum([...priorities]), {
      minItems: 1,
      maxItems: 4,
      description: 'That wait for its end',
    }),
  },
  { title: 'NoticeQuiet' },
)
export type Quiet = Static<typeof Quiet>
export const RuleRequest = Type.Object(
  {
    name,
    enabled: Type.Optional(Type.Boolean()),
    kinds: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50, description: 'Every kind unless said' }),
    ),
    priorities: Type.Array(Type.Enum([...priorities]), { minItems: 1, maxItems: 4 }),
    asset: Type.Optional(
      Type.String({ ...Id, description: 'This asset and below; the whole organisation unless said' }),
    ),
    levels: Type.Array(Level, { minItems: 1, maxItems: 8 }),
    quiet: Type.Optional(Quiet),
    groupSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 3_600,
        description: 's; what comes so soon after a message to the same receiver goes out together; 60 unless said',
      }),
    ),
    tellCleared: Type.Optional(Type.Boolean({ description: 'Also say when it is over, to whom it was told' })),
  },
  { title: 'NoticeRuleRequest' },
)
export type RuleRequest = Static<typeof RuleRequest>
export const Rule = Type.Object(
  {
    ...RuleRequest.properties,
    id: Id,
    enabled: Type.Boolean(),
    groupSeconds: Type.Integer(),
    tellCleared: Type.Boolean(),
    changedAt: Time,
  },
  { title: 'NoticeRule' },
)
export type Rule = Static<typeof Rule>
export const RulePage = pageOf(Rule, 'NoticeRulePage')

const Receiver = Type.Object({
  channel: Type.String(),
  kind: Type.Enum([...channelKinds]),
  person: Type.Optional(Type.String()),
})
export const Delivery = Type.Object(
  {
    id: Id,
    to: Receiver,
    rule: Type.Optional(Type.String()),
    level: Type.Integer({ minimum: 0, description: 'Of the rule, from 0' }),
    why: Type.Enum(['raised', 'cleared', 'test']),
    state: Type.Enum([...deliveryStates], {
      description: 'dead: given up, can be sent again; dropped: settled before it went out',
    }),
    notices: Type.Integer({ minimum: 0, description: 'That the message is about' }),
    title: Type.Optional(Type.String({ description: 'As it was composed; missing before the first attempt' })),
    text: Type.Optional(Type.String()),
    attempts: Type.Integer(),
    doubtful: Type.Boolean({ description: 'Of one attempt nobody knows whether it arrived: it may have come twice' }),
    answer: Type.Optional(Type.String({ description: 'In the words of the other side' })),
    createdAt: Time,
    dueAt: Time,
    sentAt: Type.Optional(Time),
    acknowledgedAt: Type.Optional(Time),
  },
  { title: 'NoticeDelivery' },
)
export type Delivery = Static<typeof Delivery>
export const DeliveryPage = pageOf(Delivery, 'NoticeDeliveryPage')
export const DeliveryQuery = Type.Object({
  ...pageQuery,
  state: Type.Optional(Type.Enum([...deliveryStates])),
  channel: Type.Optional(Id),
})
export type DeliveryQuery = Static<typeof DeliveryQuery>

export const NoticeView = Type.Object(
  {
    id: Id,
    key: Type.String(),
    kind: Type.String(),
    priority: Type.Enum([...priorities]),
    asset: Type.Optional(Id),
    title: words(300),
    text: words(4_000),
    link: Type.Optional(Type.String()),
    state: Type.Enum([...states]),
    raisedAt: Time,
    changedAt: Time,
    times: Type.Integer({ minimum: 1, description: 'How often it was raised while it was open' }),
    acknowledgedBy: Type.Optional(Type.String()),
  },
  { title: 'Notice' },
)
export type NoticeView = Static<typeof NoticeView>
export const NoticePage = pageOf(NoticeView, 'NoticePage')
export const NoticeQuery = Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum([...states])) })
export type NoticeQuery = Static<typeof NoticeQuery>

export const LinkToken = Type.Object(
  { token: Type.String({ minLength: 20, maxLength: 300 }) },
  { title: 'NoticeLinkToken' },
)
export const LinkView = Type.Object(
  {
    organisation: Type.String(),
    receiver: Type.String(),
    language,
    notices: Type.Array(
      Type.Object({
        title: words(300),
        text: words(4_000),
        priority: Type.Enum([...priorities]),
        state: Type.Enum([...states]),
        raisedAt: Time,
      }),
      { description: 'The first 50, the most urgent first' },
    ),
    total: Type.Integer(),
    endsAt: Time,
    acknowledgedAt: Type.Optional(Time),
  },
  { title: 'NoticeLinkView' },
)
export type LinkView = Static<typeof LinkView>
