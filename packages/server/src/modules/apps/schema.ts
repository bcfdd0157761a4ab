import { AppManifest, reaches, scenarios, stages } from '@millrace/apps'
import { type Static, Type } from 'typebox'
import { Id, Moment, pageQuery, searchText, Time } from '../../http/schema.ts'

const closed = { additionalProperties: false } as const

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>
const Words = Type.Object({ en: Type.String(), zh: Type.String() })
const name = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', maxLength: 40 })
const part = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$', maxLength: 60 })
const version = Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.-]{0,60}$', maxLength: 80 })
const app = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}/[a-z0-9][a-z0-9-]{0,59}$', description: 'publisher/name' })

/** app.yaml, as apps/schema/app.json tells it. */
const Manifest = Type.Object({ ...AppManifest.properties }, { title: 'AppManifest' })

export const Asked = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('action'),
        action: Type.String({ maxLength: 60 }),
        on: Type.Enum(['bound', 'organisation']),
      },
      closed,
    ),
    Type.Object({ kind: Type.Literal('write'), need: name, property: name }, closed),
    Type.Object({ kind: Type.Literal('host'), host: Type.String({ maxLength: 253 }) }, closed),
    Type.Object({ kind: Type.Literal('event'), event: Type.String({ maxLength: 100 }) }, closed),
    Type.Object({ kind: Type.Literal('http'), service: name }, closed),
    Type.Object({ kind: Type.Literal('process'), process: name }, closed),
  ],
  { title: 'AppAsked', description: 'One thing that an app asks to do' },
)

const Signature = Type.Object({
  fingerprint: Type.String(),
  trusted: Type.Boolean({ description: 'Somebody said so of its key (mechanism-keys)' }),
})

const TestState = Type.Enum(['none', 'waiting', 'running', 'passed', 'failed', 'stopped'], {
  description: 'none: the package brings no test; stopped: they did not come to an end, `why` tells it',
})
export type TestState = Static<typeof TestState>
export const Why = Type.Object(
  {
    code: Type.String(),
    facts: Type.Record(Type.String(), Type.String()),
    detail: Type.String(),
    remedy: Type.String(),
  },
  { title: 'AppWhy', description: 'A fault that was met behind the scenes, as a row of the error table' },
)
export type Why = Static<typeof Why>
const testSum = {
  state: TestState,
  passed: Type.Integer(),
  failed: Type.Integer(),
  why: Type.Optional(Why),
  at: Type.Optional(Type.String({ ...Time, description: 'When they ended' })),
  platform: Type.Optional(Type.String({ description: 'Version of the platform that ran them' })),
}
const TestSum = Type.Object(testSum, { title: 'AppTestSum', description: 'What came of its own tests here' })
export type AppTestSum = Static<typeof TestSum>
const TestedOne = Type.Object(
  {
    kind: Type.Enum(['service', 'flow', 'model']),
    of: Type.String({ description: 'The service, the flow, or the folder of the model' }),
    file: Type.String(),
    name: Type.String(),
    passed: Type.Boolean(),
    differences: Type.Array(Type.String(), { description: 'What was expected and what was seen' }),
    log: Type.Array(Type.String(), { description: 'What a service wrote, where it failed' }),
  },
  { title: 'AppTestedOne' },
)
export type TestedOne = Static<typeof TestedOne>
export const AppTests = Type.Object(
  {
    ...testSum,
    during: Type.Optional(Type.String({ description: 'Of what runs: the test it is at' })),
    by: Person,
    results: Type.Array(TestedOne),
  },
  { title: 'AppTests' },
)
export type AppTests = Static<typeof AppTests>

/** What an app may bring, as it is looked for. */
const appParts = ['pages', 'services', 'flows', 'models', 'classes', 'screens', 'tables', 'solution'] as const
export type AppParts = (typeof appParts)[number]
const lacking = Type.Optional(
  Type.Array(Words, { description: 'Needs for which the plant has no asset of the kind; none: it fits' }),
)

export const AppListed = Type.Object(
  {
    app,
    version: Type.String({ description: 'The newest on the shelf' }),
    title: Words,
    summary: Words,
    owner: Type.String(),
    taxonomy: AppManifest.properties.taxonomy,
    pages: Type.Integer(),
    has: Type.Array(Type.Enum([...appParts]), { description: 'What it brings' }),
    lacking,
    versions: Type.Array(
      Type.Object(
        { version: Type.String(), digest: Type.String(), bytes: Type.Integer() },
        { title: 'AppVersionKept' },
      ),
      { description: 'All that are on the shelf, the newest first' },
    ),
    signature: Type.Optional(Signature),
    tests: TestSum,
    installed: Type.Optional(
      Type.Object({ id: Id, version: Type.String(), state: Type.Enum(['active', 'suspended']) }),
    ),
  },
  { title: 'AppListed' },
)
export type AppListed = Static<typeof AppListed>

const Facet = Type.Record(Type.String(), Type.Integer(), {
  description: 'Apps by value, within what else is asked for',
})
const Facets = Type.Object(
  { scenario: Facet, stage: Facet, reach: Facet, industry: Facet, class: Facet, has: Facet, fits: Facet },
  { title: 'AppFacets' },
)
export type AppFacets = Static<typeof Facets>
export const AppPage = Type.Object(
  {
    items: Type.Array(AppListed),
    next: Type.Optional(Type.String({ description: 'Cursor of the next page; missing on the last' })),
    total: Type.Integer(),
    facets: Facets,
  },
  { title: 'AppShelfPage' },
)
export type AppPage = Static<typeof AppPage>
const filter = {
  search: searchText,
  scenario: Type.Optional(Type.Enum([...scenarios])),
  stage: Type.Optional(Type.Enum([...stages])),
  reach: Type.Optional(Type.Enum([...reaches])),
  industry: Type.Optional(
    Type.String({ pattern: '^[A-T]\\d{0,4}$', description: 'GB/T 4754; those below it as well' }),
  ),
  class: Type.Optional(
    Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$', description: 'Equipment class that it works on' }),
  ),
  has: Type.Optional(Type.Enum([...appParts])),
  fits: Type.Optional(Type.Enum(['yes'], { description: 'The plant has what it works on' })),
}
export const AppFilter = Type.Object(filter)
export type AppFilter = Static<typeof AppFilter>
export const AppQuery = Type.Object({ ...filter, ...pageQuery })
export type AppQuery = Static<typeof AppQuery>

export const AppLibrary = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        folder: Type.String({ description: 'Its folder in apps' }),
        app,
        version: Type.String(),
        title: Words,
        summary: Words,
        owner: Type.String(),
        taxonomy: AppManifest.properties.taxonomy,
        has: Type.Array(Type.Enum([...appParts])),
        lacking,
        taken: Type.Optional(Type.String({ description: 'The newest version of it on the shelf' })),
      }),
    ),
    facets: Facets,
  },
  { title: 'AppLibrary' },
)
export type AppLibrary = Static<typeof AppLibrary>
export const AppLibraryRequest = Type.Object(
  { folder: Type.String({ minLength: 1, maxLength: 60 }) },
  { title: 'AppLibraryRequest', ...closed },
)

const versioned = {
  version: Type.String(),
  digest: Type.String({ description: 'sha256:… of digests.json' }),
  bytes: Type.Integer(),
  by: Person,
  at: Time,
  signature: Type.Optional(Signature),
  tests: TestSum,
  installations: Type.Integer({ description: 'That run it, or may go back to it' }),
}
export const App = Type.Object(
  { app, versions: Type.Array(Type.Object(versioned, { title: 'AppVersionListed' })) },
  { title: 'App' },
)
export type App = Static<typeof App>
export const AppVersion = Type.Object(
  {
    app,
    ...versioned,
    manifest: Manifest,
    asks: Type.Array(Asked, { description: 'What is agreed to when it is installed' }),
    files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer() })),
  },
  { title: 'AppVersion' },
)
export type AppVersion = Static<typeof AppVersion>
export const ByApp = Type.Object({ publisher: part, name: part })
export const ByVersion = Type.Object({ publisher: part, name: part, version })
export const PieceQuery = Type.Object({
  from: Type.Optional(Type.Integer({ minimum: 0, description: 'Byte; the first unless told' })),
  bytes: Type.Optional(Type.Integer({ minimum: 1, description: 'At most so many; all unless told' })),
})
export const ByScreenshot = Type.Object({
  publisher: part,
  name: part,
  version,
  number: Type.String({ pattern: '^[0-9]$', description: 'The first is 0' }),
})

export const Plain = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 4_000 })])
export type Plain = Static<typeof Plain>
const Settings = Type.Record(name, Type.Union([Plain, Type.Null()]), {
  description: 'By name; of a secret null leaves what is there, and of others it means the default',
})
export type Settings = Static<typeof Settings>
export const Bound = Type.Record(name, Type.Array(Id, { maxItems: 10_000, uniqueItems: true }), {
  title: 'AppBound',
  description: 'By need: ids of assets',
})
export type Bound = Static<typeof Bound>

export const State = Type.Enum(['active', 'suspended'])
export type State = Static<typeof State>

export const Offer = Type.Object(
  {
    point: Id,
    name: Type.String(),
    unit: Type.Optional(Type.String()),
    score: Type.Number({ description: '0 to 1' }),
    reasons: Type.Array(
      Type.Object({
        kind: Type.Enum([
          'same_name',
          'words',
          'similar',
          'other_name',
          'same_unit',
          'other_unit',
          'no_unit',
          'range',
          'behaviour',
        ]),
        against: Type.Optional(Type.Boolean({ description: 'It speaks against it' })),
        seen: Type.String(),
      }),
    ),
  },
  { title: 'AppOffer', description: 'A point that a property may be, and why' },
)
export type Offer = Static<typeof Offer>
const Offers = Type.Array(Offer, { description: 'The likeliest first' })
export const Proposal = Type.Object(
  {
    key: Type.String({ description: 'The same for the same points' }),
    asset: Type.Optional(Type.String({ ...Id, description: 'The place that is the machine itself' })),
    parent: Type.Optional(Type.String({ ...Id, description: 'Else the place below which an asset would be made' })),
    name: Type.String(),
    path: Type.Array(Type.String(), { description: 'Of the place' }),
    points: Type.Integer({ description: 'Of the machine, as far as one sees' }),
    properties: Type.Record(
      Type.String(),
      Type.Object({ point: Type.Optional(Type.String({ ...Id, description: 'Proposed' })), offers: Offers }),
    ),
    fits: Type.Boolean({ description: 'A point is proposed for every property that must be there' }),
  },
  { title: 'AppProposal', description: 'A machine among raw points, for which there is no asset of the kind yet' },
)
export type Proposal = Static<typeof Proposal>

const Fit = Type.Object(
  {
    asset: Id,
    name: Type.String(),
    path: Type.Array(Type.String()),
    properties: Type.Record(
      Type.String(),
      Type.Object({
        point: Type.Optional(Id),
        unit: Type.Optional(
          Type.String({ description: 'Of the point, UCUM; what the app sees is converted into its own' }),
        ),
        problem: Type.Optional(Type.Enum(['missing', 'several', 'type', 'unit'])),
        offers: Type.Optional(Offers),
      }),
      { description: 'By property: the point that it is, or why none is' },
    ),
    fits: Type.Boolean({ description: 'Every property is there that must be' }),
  },
  { title: 'AppFit' },
)
export type Fit = Static<typeof Fit>
const brought = { name: Type.String(), version: Type.String(), title: Words }
const Brings = Type.Object(
  {
    flows: Type.Array(Type.Object({ name: Type.String(), title: Words })),
    models: Type.Array(Type.Object({ ...brought, folder: Type.String() })),
    classes: Type.Array(Type.Object({ ...brought, kpis: Type.Integer(), alarms: Type.Integer() })),
  },
  { title: 'AppBrings', description: 'Published in the organisation with the app, whose consent is the review' },
)
export type Brings = Static<typeof Brings>
export const ClassMove = Type.Object(
  {
    asset: Id,
    path: Type.Array(Type.String()),
    class: Type.String(),
    title: Words,
    from: Type.String({ description: 'Version of the class that it is of' }),
    to: Type.String({ description: 'Version of the class that the app brings' }),
    is: Type.Enum(['moves', 'stays']),
    why: Type.Optional(
      Type.Enum(['applied', 'bound'], {
        description:
          'Why it stays. applied: somebody applied the class since; bound: somebody bound its points otherwise',
      }),
    ),
    by: Type.Optional(Type.String({ description: 'Who applied it' })),
    at: Type.Optional(Time),
  },
  { title: 'AppClassMove', description: 'An asset that the installation made, and what becomes of its class' },
)
export type ClassMove = Static<typeof ClassMove>
export const PreviewRequest = Type.Object(
  { app, version, bound: Type.Optional(Bound) },
  { title: 'AppPreviewRequest', ...closed },
)
export type PreviewRequest = Static<typeof PreviewRequest>
export const Preview = Type.Object(
  {
    asks: Type.Array(Asked),
    beyond: Type.Array(Asked, { description: 'What the person who asks may not do, and so cannot agree to' }),
    brings: Brings,
    moves: Type.Array(ClassMove, {
      description:
        'Where another version is installed: assets that it made, and that are of another version of their class',
    }),
    needs: Type.Array(
      Type.Object({
        need: Type.String(),
        bound: Type.Array(Fit),
        suggested: Type.Array(Fit, { description: 'Other assets of its class or thing model; those that fit first' }),
        proposals: Type.Array(Proposal, { description: 'Machines among raw points' }),
      }),
    ),
    included: Type.Array(
      Type.Object(
        {
          app,
          version: Type.String(),
          title: Words,
          is: Type.Enum(['new', 'upgraded', 'there'], {
            description: 'upgraded: it came with an older version; there: it is installed already, and stays as it is',
          }),
          asks: Type.Array(Asked),
          beyond: Type.Array(Asked),
        },
        { title: 'AppIncludedPreview' },
      ),
      { description: 'Apps that it carries' },
    ),
  },
  { title: 'AppPreview' },
)
export type Preview = Static<typeof Preview>

const Agreed = Type.Array(Asked, { maxItems: 400, description: 'All of what the version asks for, and nothing else' })
const despiteTests = Type.Optional(
  Type.Boolean({
    description: 'Its own tests fail here, and whoever asks knows it; without it such a version is refused',
  }),
)
const Included = Type.Optional(
  Type.Array(Type.Object({ app, agreed: Agreed }, { title: 'AppIncludedAgreed', ...closed }), {
    maxItems: 10,
    description: 'Of a solution: likewise for each app that it carries and that is not installed yet',
  }),
)
const Make = Type.Object(
  {
    need: name,
    asset: Type.Optional(Type.String({ ...Id, description: 'One that is there; its class is applied to it' })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of an asset that is made' })),
    parent: Type.Optional(Type.String({ ...Id, description: 'What it hangs on; without it the top' })),
    points: Type.Record(name, Id, { description: 'By property; those of an asset that is made move there' }),
  },
  { title: 'AppMake', ...closed },
)
export type Make = Static<typeof Make>
const Makes = Type.Optional(
  Type.Array(Make, {
    maxItems: 200,
    description: 'Assets that are made for it, and bound beside the others; they go with it',
  }),
)
export const InstallRequest = Type.Object(
  {
    app,
    version,
    settings: Type.Optional(Settings),
    bound: Type.Optional(Bound),
    agreed: Agreed,
    make: Makes,
    included: Included,
    despiteTests,
  },
  { title: 'AppInstallRequest', ...closed },
)
export type InstallRequest = Static<typeof InstallRequest>
export const ChangeRequest = Type.Object(
  { settings: Type.Optional(Settings), bound: Type.Optional(Bound), make: Makes },
  { title: 'AppChangeRequest', ...closed },
)
export type ChangeRequest = Static<typeof ChangeRequest>
export const UpgradeRequest = Type.Object(
  {
    version,
    agreed: Agreed,
    settings: Type.Optional(Settings),
    bound: Type.Optional(Bound),
    included: Included,
    despiteTests,
  },
  { title: 'AppUpgradeRequest', ...closed },
)
export type UpgradeRequest = Static<typeof UpgradeRequest>

const assets = Type.Array(Id, { minItems: 1, maxItems: 1_000, uniqueItems: true })
export const TrialRequest = Type.Object(
  {
    version,
    agreed: Agreed,
    assets: {
      ...assets,
      description: 'Some of those that it is bound to: there the version runs in place of the other',
    },
    settings: Type.Optional(Settings),
    until: Type.Optional({ ...Moment, description: 'Then it goes back by itself' }),
    despiteTests,
  },
  { title: 'AppTrialRequest', ...closed },
)
export type TrialRequest = Static<typeof TrialRequest>

export const Installation = Type.Object(
  {
    id: Id,
    app,
    version: Type.String(),
    title: Words,
    previous: Type.Optional(Type.String({ description: 'Where rollback leads' })),
    state: State,
    settings: Type.Record(Type.String(), Plain),
    secrets: Type.Array(Type.String(), { description: 'Names of those that are set' }),
    bound: Bound,
    agreed: Type.Array(Asked),
    pages: Manifest.properties.pages,
    by: Person,
    at: Time,
    changedAt: Time,
    trial: Type.Optional(
      Type.Object(
        {
          installation: { ...Id, description: 'Of the version that is tried: with pages, log and figures of its own' },
          version: Type.String(),
          assets: Type.Array(Id),
          until: Type.Optional(Time),
          by: Person,
          at: Time,
        },
        { title: 'AppTrial' },
      ),
    ),
    trialOf: Type.Optional({ ...Id, description: 'Of one that is tried: in place of which it is' }),
    leaving: Type.Optional(
      Type.Literal(true, { description: 'An uninstall was begun and not finished; uninstall it once more' }),
    ),
  },
  { title: 'AppInstallation' },
)
export type Installation = Static<typeof Installation>
export const InstallationList = Type.Object({ items: Type.Array(Installation) }, { title: 'AppInstallationList' })
export type InstallationList = Static<typeof InstallationList>

export const Leaving = Type.Object(
  {
    tables: Type.Array(Type.Object({ name: Type.String(), title: Words })),
    flows: Type.Array(Words, { description: 'Titles' }),
    models: Type.Array(Type.Object({ name: Type.String(), version: Type.String() })),
    classes: Type.Array(Type.String()),
    points: Type.Array(Type.Object({ id: Id, path: Type.Array(Type.String()) }), {
      description: 'Points that its flows alone gave; their history goes with them',
    }),
    apps: Type.Array(Type.Object({ id: Id, app, title: Words, tables: Type.Integer() }), {
      description: 'Apps that came with it, and how many tables each has',
    }),
    screens: Type.Array(Type.Object({ id: Id, title: Words })),
    assets: Type.Array(Type.Object({ id: Id, path: Type.Array(Type.String()), is: Type.Enum(['goes', 'stays']) }), {
      description:
        'Assets that it made, or made to be of a class. `goes`: their points stand where they stood before; `stays`: an asset that was ' +
        'there before, or to which people put more',
    }),
    alarms: Type.Array(Words, {
      description:
        'Alarms that were approved at these assets: it is proposed to retire them, and their asset stays until then',
    }),
    used: Type.Array(Type.String(), {
      description: 'What others use of it: as long as they do, it cannot be uninstalled',
    }),
  },
  { title: 'AppLeaving' },
)
export type Leaving = Static<typeof Leaving>

export const ByTable = Type.Object({ id: Id, table: name })
const where = Type.String({
  minLength: 2,
  maxLength: 4_000,
  description: 'JSON: {"column": value} and {"column": {"from": value, "to": value}}, `to` exclusive; all must hold',
})
export const RowQuery = Type.Object({
  where: Type.Optional(where),
  order: Type.Optional(
    Type.String({
      pattern: '^-?[a-z][a-z0-9_]{0,39}$',
      description: 'A column that is always there; - for the last first',
    }),
  ),
  ...pageQuery,
})
export type RowQuery = Static<typeof RowQuery>
export const RowRemoval = Type.Object({ where })
const Row = Type.Record(Type.String(), Type.Unknown(), { title: 'AppRow', description: 'By column' })
export type Row = Static<typeof Row>
export const RowPage = Type.Object(
  { items: Type.Array(Row), next: Type.Optional(Type.String()) },
  { title: 'AppRowPage' },
)
export const RowsRequest = Type.Object(
  { rows: Type.Array(Row, { minItems: 1, maxItems: 1_000 }) },
  { title: 'AppRowsRequest', ...closed },
)
export const RowCount = Type.Object({ rows: Type.Integer() }, { title: 'AppRowCount' })

export const TicketRequest = Type.Object({ page: name }, { title: 'AppTicketRequest', ...closed })
export const Ticket = Type.Object(
  {
    ticket: Type.String(),
    url: Type.String({
      description: 'Of the page, for a sandboxed frame; for half a day, and as long as this version runs',
    }),
  },
  { title: 'AppTicket' },
)
export type Ticket = Static<typeof Ticket>
export const ByFrame = Type.Object({
  ticket: Type.String({ maxLength: 100 }),
  '*': Type.String({ maxLength: 300, description: 'Of a file, below pages/ of the package' }),
})

export const Start = Type.Object(
  {
    assets: Type.Record(
      Type.String(),
      Type.Array(
        Type.Object({ id: Type.String(), name: Type.String(), points: Type.Record(Type.String(), Type.String()) }),
      ),
      { description: 'By need: what is bound, as far as the person may see it' },
    ),
    settings: Type.Record(Type.String(), Plain),
    person: Type.String({ description: 'Name of who looks at it' }),
  },
  { title: 'AppStart' },
)
export type Start = Static<typeof Start>

const points = (maxItems: number) => Type.Array(Id, { minItems: 1, maxItems })
const moment = Type.String({ minLength: 1, maxLength: 40 })
export const Ask = Type.Union(
  [
    Type.Object({ call: Type.Literal('latest'), points: points(200) }, closed),
    Type.Object(
      {
        call: Type.Literal('history'),
        points: points(20),
        from: moment,
        to: moment,
        buckets: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 2_000, description: 'About so many; 200 unless told' }),
        ),
      },
      closed,
    ),
    Type.Object(
      {
        call: Type.Literal('write'),
        point: Id,
        value: Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 1_000 })]),
        reason: Type.String({ minLength: 3, maxLength: 500 }),
        id: Type.Optional(Id),
      },
      closed,
    ),
    Type.Object(
      {
        call: Type.Literal('model'),
        model: Type.String({
          maxLength: 120,
          description: 'One that the app brought, by its folder or name; else one that is published',
        }),
        input: Type.Record(Type.String({ maxLength: 60 }), Type.Union([Plain, Type.Null()])),
      },
      closed,
    ),
  ],
  { title: 'AppAsk', description: 'What a page of an app asks of the plant' },
)
export type Ask = Static<typeof Ask>

export const PointValue = Type.Object({
  point: Type.String(),
  value: Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Null()], {
    description: 'null: it has none, or a bad one',
  }),
  quality: Type.Enum(['good', 'uncertain', 'bad']),
  time: Type.Union([Time, Type.Null()]),
})
export type PointValue = Static<typeof PointValue>
const Figures = Type.Array(Type.Union([Type.Number(), Type.Null()]))
export const History = Type.Array(
  Type.Object({
    point: Type.String(),
    columns: Type.Object({
      time: Type.Array(Type.Number(), { description: 'Begin of each bucket, ms since 1970 UTC' }),
      min: Figures,
      max: Figures,
      mean: Figures,
      first: Figures,
      last: Figures,
      count: Type.Array(Type.Integer()),
      good: Type.Array(Type.Integer()),
    }),
  }),
)
export type History = Static<typeof History>
const Answer = Type.Object({
  version: Type.String(),
  outputs: Type.Record(
    Type.String(),
    Type.Object({
      value: Type.Union([Plain, Type.Null()]),
      unit: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String({ description: 'Why it is not good' })),
    }),
  ),
})
export const AskReply = Type.Union(
  [
    Type.Array(PointValue),
    History,
    Type.Object({ operation: Type.String({ description: 'Id of the write' }), state: Type.String() }),
    Answer,
  ],
  { title: 'AppAskReply', description: 'latest, history, write, model: each its own' },
)
export type AskReply = Static<typeof AskReply>

export const ByProcess = Type.Object({ id: Id, process: name })
const Process = Type.Object(
  {
    name: Type.String(),
    title: Words,
    does: Type.Optional(Words),
    command: Type.Optional(Type.String()),
    key: Type.Optional(
      Type.Object(
        {
          id: Id,
          state: Type.Enum(['active', 'expired']),
          createdBy: Person,
          createdAt: Time,
          rotatedAt: Type.Optional(Time),
          previousUntil: Type.Optional(
            Type.String({
              format: 'date-time',
              description: 'Until then the one before the last rotation counts, too',
            }),
          ),
          expiresAt: Time,
          lastUsedAt: Type.Optional(Time),
          lastRemote: Type.Optional(Type.String({ description: 'Address of the last use' })),
        },
        { title: 'AppKey' },
      ),
    ),
  },
  { title: 'AppInstalledProcess' },
)
export const AppProcessList = Type.Object({ items: Type.Array(Process) }, { title: 'AppProcessList' })
export type AppProcessList = Static<typeof AppProcessList>
export const AppKeyRequest = Type.Object(
  {
    expiresAt: Type.Optional({ ...Moment, description: 'Within a year; 90 days from now if not said' }),
    overlapHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 72,
        default: 24,
        description: 'Where there is a key: it counts for so long; 0 ends it at once',
      }),
    ),
  },
  { title: 'AppKeyRequest', ...closed },
)
export type AppKeyRequest = Static<typeof AppKeyRequest>
export const AppKeyMade = Type.Object(
  { process: Process, secret: Type.String({ description: 'The API key: shown this once and kept nowhere' }) },
  { title: 'AppKeyMade' },
)
export type AppKeyMade = Static<typeof AppKeyMade>

export const Self = Type.Object(
  {
    installation: Id,
    app,
    version: Type.String(),
    process: Type.String(),
    settings: Type.Record(Type.String(), Plain),
    assets: Type.Record(
      Type.String(),
      Type.Array(
        Type.Object({ id: Type.String(), name: Type.String(), points: Type.Record(Type.String(), Type.String()) }),
      ),
      { description: 'By need: what is bound' },
    ),
    agreed: Type.Array(Asked),
  },
  { title: 'AppSelf', description: 'An installation as its process sees it' },
)
