import { type Static, Type } from 'typebox'
import { reaches, scenarios, stages } from './taxonomy.ts'

/** No control characters, so that a line stays one. */
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' })
const closed = { additionalProperties: false } as const

const APP = '^[a-z0-9][a-z0-9-]{0,59}/[a-z0-9][a-z0-9-]{0,59}$'
const VERSION = '^(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$'

const Title = Type.Object({ en: line(120), zh: line(120) }, closed)
const Prose = Type.Object(
  { en: Type.String({ minLength: 1, maxLength: 4_000 }), zh: Type.String({ minLength: 1, maxLength: 4_000 }) },
  closed,
)
/** As other parts of the manifest, code and pages call it. */
const Name = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Path = Type.String({
  maxLength: 200,
  pattern: '^[A-Za-z0-9_][A-Za-z0-9._/-]*$',
  description: 'Within the package',
})
const Unit = Type.String({ minLength: 1, maxLength: 60, description: 'UCUM code' })

const Property = Type.Object(
  {
    name: Name,
    title: Title,
    type: Type.Enum(['number', 'boolean', 'text']),
    unit: Type.Optional(Unit),
    optional: Type.Optional(
      Type.Boolean({ description: 'The app works without it, and says what it cannot tell then' }),
    ),
    writes: Type.Optional(Type.Boolean({ description: 'The app writes it: rights and four-eyes count as for people' })),
  },
  { ...closed, title: 'AppProperty' },
)

const Need = Type.Object(
  {
    name: Name,
    title: Title,
    equipmentClass: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' })),
    thingModel: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
    least: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, description: 'Assets; 1 unless told' })),
    most: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'Assets; as many as there are unless told' }),
    ),
    properties: Type.Array(Property, { minItems: 1, maxItems: 100 }),
  },
  { ...closed, title: 'AppNeed', description: 'Assets that it works on: by what they are, never by name' },
)

const Permission = Type.Object(
  {
    action: Type.String({ pattern: '^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$', description: 'A word of GET /actions' }),
    why: Title,
    on: Type.Optional(
      Type.Enum(['bound', 'organisation'], { description: 'The assets that are bound to it, unless told' }),
    ),
  },
  { ...closed, title: 'AppPermission' },
)

const Setting = Type.Object(
  {
    name: Name,
    title: Title,
    help: Type.Optional(Prose),
    type: Type.Enum(['number', 'boolean', 'text', 'choice', 'secret', 'address']),
    unit: Type.Optional(Unit),
    low: Type.Optional(Type.Number({ description: 'In `unit`' })),
    high: Type.Optional(Type.Number({ description: 'In `unit`' })),
    choices: Type.Optional(
      Type.Array(Type.Object({ value: line(60), title: Title }, closed), { minItems: 2, maxItems: 100 }),
    ),
    default: Type.Optional(Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 400 })])),
  },
  { ...closed, title: 'AppSetting' },
)

const Page = Type.Object(
  {
    name: Name,
    title: Title,
    file: Path,
    at: Type.Optional(
      Type.Enum(['menu', 'asset', 'wall'], { description: 'Where people find it; `menu` unless told' }),
    ),
    needs: Type.Optional(Type.Array(Name, { maxItems: 20, description: 'Of `asset`: on whose pages it stands' })),
  },
  { ...closed, title: 'AppPage' },
)

export const AppField = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,39}$' }),
    title: Title,
    type: Type.Enum(['number', 'boolean', 'text', 'time', 'json'], { description: '`time`: ISO 8601 with a zone' }),
    unit: Type.Optional(Unit),
    optional: Type.Optional(Type.Boolean()),
  },
  { ...closed, title: 'AppField' },
)
export type AppField = Static<typeof AppField>
const Fields = (description: string) => Type.Optional(Type.Array(AppField, { maxItems: 60, description }))

const Service = Type.Object(
  {
    name: Name,
    title: Title,
    file: Path,
    every: Type.Optional(Type.Number({ minimum: 1, maximum: 86_400, description: 's: it is called so often, in UTC' })),
    http: Type.Optional(Type.Boolean({ description: 'Its pages, and keys with the right, may call it' })),
    takes: Fields('Members of the object that `http` is called with; any JSON unless told'),
    gives: Fields('Members of the object that `http` answers with; any JSON unless told'),
    events: Type.Optional(
      Type.Array(Type.String({ maxLength: 100, pattern: '^[a-z][a-z0-9.-]*$' }), { minItems: 1, maxItems: 50 }),
    ),
    timeMs: Type.Optional(
      Type.Integer({ minimum: 10, maximum: 30_000, description: 'Of one call; 1,000 unless told' }),
    ),
    memory: Type.Optional(
      Type.Integer({ minimum: 1_048_576, maximum: 268_435_456, description: 'Bytes; 32 MiB unless told' }),
    ),
  },
  {
    ...closed,
    title: 'AppService',
    description: 'A module for QuickJS; what calls it says which functions it exports',
  },
)

const Process = Type.Object(
  {
    name: Name,
    title: Title,
    does: Type.Optional(Prose),
    command: Type.Optional({ ...line(400), description: 'How it is started, for people to read' }),
  },
  {
    ...closed,
    title: 'AppProcess',
    description: 'A program outside that works as the installation, with a key that somebody gives it',
  },
)

const Flow = Type.Object(
  {
    name: Name,
    title: Title,
    file: Path,
    for: Type.Optional(Name),
    parameters: Type.Optional(Type.Record(Name, Name)),
  },
  {
    ...closed,
    title: 'AppFlow',
    description: '`for`: a need, at each of whose assets it runs; `parameters`: by setting',
  },
)

const Screen = Type.Object(
  { name: Name, title: Title, file: Path },
  { ...closed, title: 'AppScreen', description: 'millrace-screen/1, with needs in place of assets and points' },
)

const Included = Type.Object(
  {
    app: Type.String({ pattern: APP, description: 'publisher/name' }),
    version: Type.String({ maxLength: 60, pattern: VERSION }),
    file: Path,
    needs: Type.Optional(
      Type.Record(Name, Name, { description: 'Its needs, by which of this one; those of the same name unless told' }),
    ),
    settings: Type.Optional(
      Type.Record(Name, Name, {
        description: 'Its settings, by which of this one; those of the same name unless told, else its own default',
      }),
    ),
  },
  {
    ...closed,
    title: 'AppIncluded',
    description: 'An app that a solution carries: installed with it, and bound alike',
  },
)

const Column = Type.Object(
  {
    name: Name,
    type: Type.Enum(['number', 'integer', 'boolean', 'text', 'time', 'date', 'asset', 'person', 'json']),
    unit: Type.Optional(Unit),
    optional: Type.Optional(Type.Boolean()),
    title: Type.Optional(Title),
  },
  { ...closed, title: 'AppColumn' },
)
const Table = Type.Object(
  {
    name: Name,
    title: Title,
    columns: Type.Array(Column, { minItems: 1, maxItems: 100 }),
    key: Type.Array(Name, { minItems: 1, maxItems: 5, uniqueItems: true }),
    indexes: Type.Optional(Type.Array(Type.Array(Name, { minItems: 1, maxItems: 5 }), { maxItems: 10 })),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Rows; 100,000 unless told' })),
  },
  { ...closed, title: 'AppTable' },
)

const Source = Type.Object(
  { title: line(400), publisher: Type.Optional(line(400)), seen: Type.Boolean({ description: 'False: from memory' }) },
  closed,
)

/** `app.yaml` of a package: what an app is, needs, asks for and brings. */
export const AppManifest = Type.Object(
  {
    id: Type.String({ pattern: APP, description: 'publisher/name' }),
    version: Type.String({
      maxLength: 60,
      pattern: VERSION,
      description: 'SemVer 2.0, without build metadata',
    }),
    title: Title,
    summary: Title,
    description: Prose,
    owner: line(200),
    licence: Type.String({ minLength: 1, maxLength: 200, description: 'SPDX expression' }),
    taxonomy: Type.Object(
      {
        reach: Type.Enum([...reaches]),
        stages: Type.Array(Type.Enum([...stages]), { minItems: 1, maxItems: 4, uniqueItems: true }),
        scenarios: Type.Array(Type.Enum([...scenarios]), { minItems: 1, maxItems: 5, uniqueItems: true }),
        industries: Type.Optional(
          Type.Array(Type.String({ pattern: '^[A-T]\\d{0,4}$' }), {
            maxItems: 50,
            uniqueItems: true,
            description: 'GB/T 4754: section letter, then division, group and class; all industries unless told',
          }),
        ),
        tags: Type.Optional(Type.Array(line(40), { maxItems: 20, uniqueItems: true })),
      },
      closed,
    ),
    sources: Type.Optional(Type.Array(Source, { maxItems: 30 })),
    needs: Type.Optional(Type.Array(Need, { maxItems: 20 })),
    permissions: Type.Optional(Type.Array(Permission, { maxItems: 50 })),
    reaches: Type.Optional(
      Type.Array(Type.String({ maxLength: 253, pattern: '^[a-z0-9][a-z0-9.-]*$' }), {
        maxItems: 20,
        description: 'Hosts outside that its services may ask, by the guarded way out; none unless told',
      }),
    ),
    settings: Type.Optional(Type.Array(Setting, { maxItems: 50 })),
    pages: Type.Optional(Type.Array(Page, { maxItems: 20 })),
    services: Type.Optional(Type.Array(Service, { maxItems: 20 })),
    processes: Type.Optional(Type.Array(Process, { maxItems: 10 })),
    flows: Type.Optional(Type.Array(Flow, { maxItems: 50 })),
    models: Type.Optional(Type.Array(Path, { maxItems: 50, description: 'Folders with a model.yaml' })),
    classes: Type.Optional(
      Type.Array(Path, {
        maxItems: 20,
        description: 'Equipment classes: points, KPIs and alarms, as in library/equipment',
      }),
    ),
    tables: Type.Optional(Type.Array(Table, { maxItems: 20 })),
    tests: Type.Optional(Type.Array(Path, { maxItems: 100 })),
    screenshots: Type.Optional(Type.Array(Type.Object({ file: Path, title: Title }, closed), { maxItems: 10 })),
    screens: Type.Optional(Type.Array(Screen, { maxItems: 20 })),
    includes: Type.Optional(
      Type.Array(Included, { maxItems: 10, description: 'Of a solution: packages of apps that are installed with it' }),
    ),
  },
  {
    ...closed,
    $id: 'https://millrace.dev/schema/app.json',
    title: 'Industrial app',
    description:
      'app.yaml of a package: what an app is, what it needs of the plant, what it asks to do, and what it brings.',
  },
)
export type AppManifest = Static<typeof AppManifest>
export type AppNeed = Static<typeof Need>
export type AppPermission = Static<typeof Permission>
export type AppSetting = Static<typeof Setting>
export type AppService = Static<typeof Service>
export type AppProcess = Static<typeof Process>
export type AppTable = Static<typeof Table>
export type AppIncluded = Static<typeof Included>
