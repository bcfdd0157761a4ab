import { ID_PATTERN } from '@millrace/core'
import { type Static, Type } from 'typebox'
import { pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { moves, standings } from './steps.ts'

/** Of the text, UTF-8. */
export const MOST_BYTES = 128 * 1024
/** Findings that are told; all are counted. */
export const LISTED = 100

const Words = Type.Object({ en: Type.String(), zh: Type.String() }, { title: 'Words' })

const Status = Type.Enum([...standings], {
  description:
    'draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version',
})

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

export const Trial = Type.Object(
  {
    device: Type.String({ minLength: 1, maxLength: 200, description: 'Which one: type plate, serial number, place' }),
    firmware: Type.String({ minLength: 1, maxLength: 100 }),
    by: Type.String({ minLength: 1, maxLength: 100, description: 'Who tried it' }),
    tables: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      minItems: 1,
      maxItems: 100,
      description: 'Names of the tables that were read and compared; they rest on a device from now on',
    }),
  },
  { title: 'DeviceProfileTrial' },
)
export type Trial = Static<typeof Trial>

const head = {
  maker: Type.String(),
  model: Type.String(),
  variants: Type.Optional(Type.Array(Type.String(), { description: 'Other models that hold the same tables' })),
  kind: Type.String(),
  title: Words,
  drivers: Type.Array(Type.String(), { description: 'Kinds of driver that read it, the usual one first' }),
  licence: Type.String({ description: 'SPDX id' }),
  author: Type.String(),
  version: Type.String({ description: 'Semantic version' }),
}

/** What a list keeps of a profile. */
const Summary = Type.Object({
  ...head,
  points: Type.Integer({ minimum: 0 }),
  alarms: Type.Integer({ minimum: 0 }),
})
export type Summary = Static<typeof Summary>

const listed = {
  id: Type.String({ description: 'UUID; of the library that ships with the platform: maker~model' }),
  key: Type.String({ description: 'maker/model in small letters' }),
  origin: Type.Enum(['library', 'organisation'], {
    description: 'library: ships with the platform; organisation: contributed by one’s own',
  }),
  status: Status,
  by: Type.Optional(Person),
  changedAt: Type.Optional(Time),
}

export const ProfileListed = Type.Object({ ...Summary.properties, ...listed }, { title: 'DeviceProfileListed' })
export type ProfileListed = Static<typeof ProfileListed>
export const ProfilePage = pageOf(ProfileListed, 'DeviceProfilePage')

export const ProfileQuery = Type.Object({
  ...pageQuery,
  search: searchText,
  kind: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Status),
  origin: Type.Optional(Type.Enum(['library', 'organisation'])),
})
export type ProfileQuery = Static<typeof ProfileQuery>

const Point = Type.Object(
  {
    name: Type.String(),
    address: Type.String(),
    type: Type.String(),
    unit: Type.Optional(Type.String({ description: 'UCUM' })),
    factor: Type.Optional(Type.Number()),
    offset: Type.Optional(Type.Number()),
    exponent: Type.Optional(Type.String({ description: 'A parameter n: the raw value times 10 to the n' })),
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    counter: Type.Optional(Type.Boolean()),
    access: Type.Optional(Type.Enum(['r', 'rw'])),
    periodMs: Type.Optional(Type.Integer()),
    states: Type.Optional(Type.Record(Type.String(), Words)),
    en: Type.String(),
    zh: Type.String(),
  },
  { title: 'DeviceProfilePoint' },
)

const Source = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['document', 'software']),
  title: Type.String(),
  publisher: Type.String(),
  revision: Type.Optional(Type.String()),
  date: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  seen: Type.Optional(Type.Boolean({ description: 'false: another source names it; it was not read' })),
})

const Table = Type.Object({
  name: Type.String(),
  verified: Type.Enum(['document', 'device', 'software', 'memory']),
  sources: Type.Optional(Type.Array(Type.Object({ id: Type.String(), page: Type.Optional(Type.String()) }))),
  points: Type.Array(Point),
})

const Alarm = Type.Object({
  name: Type.String(),
  point: Type.String(),
  when: Type.Object({
    bit: Type.Optional(Type.Integer()),
    is: Type.Optional(Type.Union([Type.Boolean(), Type.Number(), Type.String()])),
    begins: Type.Optional(Type.String({ description: 'With what a string begins' })),
    above: Type.Optional(Type.Number()),
    below: Type.Optional(Type.Number()),
  }),
  severity: Type.Enum(['info', 'warning', 'critical']),
  text: Words,
})

const Parameter = Type.Object({
  says: Words,
  default: Type.Optional(Type.Integer()),
  address: Type.Optional(Type.String({ description: 'Where the device tells it' })),
})

const Content = Type.Object(
  {
    ...head,
    note: Type.Optional(Words),
    connection: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    parameters: Type.Optional(Type.Record(Type.String(), Parameter)),
    sources: Type.Array(Source),
    tables: Type.Array(Table),
    alarms: Type.Optional(Type.Array(Alarm)),
    status: Type.Enum(['draft', 'tried', 'published'], { description: 'As its writer put it' }),
  },
  { title: 'DeviceProfileContent' },
)
export type Content = Static<typeof Content>

const stepNames = ['contributed', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded'] as const
export type StepName = (typeof stepNames)[number]

const Step = Type.Object(
  {
    step: Type.Enum([...stepNames]),
    by: Person,
    at: Time,
    note: Type.String(),
    trial: Type.Optional(Trial),
  },
  { title: 'DeviceProfileStep' },
)
export type Step = Static<typeof Step>

const Version = Type.Object({ id: Type.String(), version: Type.String(), status: Status })

export const Profile = Type.Object(
  {
    ...ProfileListed.properties,
    content: Content,
    yaml: Type.String({ description: 'As it was written' }),
    steps: Type.Array(Step, { description: 'What became of it, the first step first; none for the library' }),
    versions: Type.Array(Version, { description: 'All of its maker and model, the newest first' }),
    may: Type.Array(Type.Enum(Object.keys(moves) as (keyof typeof moves)[]), {
      description: 'Steps that whoever asks may take now',
    }),
  },
  { title: 'DeviceProfile' },
)
export type Profile = Static<typeof Profile>

export const ProfileId = Type.Object({
  id: Type.String({
    pattern: `^(${ID_PATTERN}|[^~/\\\\\\s]{1,100}~[^~/\\\\\\s]{1,100})$`,
    description: 'UUID, or maker~model of the library that ships with the platform',
  }),
})

export const ProfileText = Type.Object(
  {
    yaml: Type.String({ minLength: 1, maxLength: MOST_BYTES, description: 'A device profile; at most 128 KiB' }),
  },
  { title: 'DeviceProfileText' },
)

const Finding = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    column: Type.Integer({ minimum: 1 }),
    path: Type.String({ description: 'JSON Pointer; empty for the text as a whole' }),
    reason: Type.String(),
  },
  { title: 'DeviceProfileFinding' },
)

export const ProfileCheck = Type.Object(
  {
    key: Type.Optional(Type.String({ description: 'Missing as long as it has not the shape of a profile' })),
    version: Type.Optional(Type.String()),
    newest: Type.Optional(Type.String({ description: 'The last version that the organisation has of it' })),
    points: Type.Optional(Type.Integer()),
    findings: Type.Array(Finding, { description: `The first ${LISTED}, in the order of the lines` }),
    total: Type.Integer({ minimum: 0, description: 'Of findings; 0: it can be contributed' }),
  },
  { title: 'DeviceProfileCheck' },
)
export type ProfileCheck = Static<typeof ProfileCheck>

const note = Type.String({ maxLength: 2_000 })
export const NoteRequest = Type.Object({ note: Type.Optional(note) }, { title: 'DeviceProfileNote' })
export const TrialRequest = Type.Object(
  { ...Trial.properties, note: Type.Optional(note) },
  { title: 'DeviceProfileTrialRequest' },
)
export type TrialRequest = Static<typeof TrialRequest>
export const RejectionRequest = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000 }) },
  { title: 'DeviceProfileRejection' },
)

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }))

export const EntryQuery = Type.Object({
  name: text(200, 'Of the device; its model unless said'),
  driver: text(60, 'One of the profile’s; its first unless said'),
  host: text(253, 'Name or address of the device or gateway'),
  port: text(255, 'TCP port, or the serial line such as /dev/ttyUSB0'),
  unit: Type.Optional(Type.Integer({ minimum: 0, maximum: 255, description: 'Station' })),
  prefix: text(100, 'Before each name; the station then stands in each address'),
  language: Type.Optional(Type.Enum(['en', 'zh'], { default: 'en' })),
  set: text(500, 'Values of parameters: start=40069,A_SF=-2'),
})
export type EntryQuery = Static<typeof EntryQuery>

export const Entry = Type.Object(
  { text: Type.String({ description: 'For `devices:` of an edge’s configuration' }) },
  { title: 'DeviceEntry' },
)
