import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, Time } from '../../http/schema.ts'

/** Of a file that is sent. */
export const MOST_BYTES = 100 * 2 ** 30
/** Of one part of it. */
export const PART_BYTES = 4 * 2 ** 20
/** Refusals that are listed; all are counted. */
export const LISTED = 1_000

const Column = (description: string) => Type.String({ minLength: 1, maxLength: 200, description })
const Unit = Type.String({
  minLength: 1,
  maxLength: 50,
  description: 'UCUM code; values are told in the unit of their point',
})

const TimeMapping = Type.Object({
  column: Column('With the source time'),
  format: Type.Optional(
    Type.Enum(['iso', 's', 'ms', 'us', 'ns'], {
      description: 'iso: ISO 8601; else a number since 1970 UTC. Default iso; columns of type timestamp need none',
    }),
  ),
  offset: Type.Optional(
    Type.String({
      pattern: '^[+-]\\d\\d:\\d\\d$',
      description: 'Of times that name no zone, such as +08:00; default UTC',
    }),
  ),
})

const LongMapping = Type.Object({
  layout: Type.Literal('long', { description: 'A row a sample' }),
  time: TimeMapping,
  point: Type.Union(
    [
      Type.Object({ column: Column('With ids or full paths of points') }),
      Type.Object({ path: Column('With paths of assets'), name: Column('With names of points') }),
      Type.Object({ id: Id }),
    ],
    { description: 'A path is names from the top down, parted by /; a / or ~ in a name is ~1 or ~0' },
  ),
  values: Type.Array(Column('The first of these that has a value gives it'), { minItems: 1, maxItems: 8 }),
  unit: Type.Optional(Type.Union([Type.Object({ column: Column('With UCUM codes') }), Type.Object({ code: Unit })])),
  status: Type.Optional(Column('With OPC UA StatusCodes, by number or name, or good, uncertain, bad; empty is good')),
})

const WideMapping = Type.Object({
  layout: Type.Literal('wide', { description: 'A column a point' }),
  time: TimeMapping,
  columns: Type.Array(
    Type.Object({
      column: Column('With values; where it is empty there is no sample'),
      point: Type.String({ minLength: 1, maxLength: 2_000, description: 'Id or full path of the point' }),
      unit: Type.Optional(Unit),
    }),
    { minItems: 1, maxItems: 5_000 },
  ),
})

export const Mapping = Type.Union([LongMapping, WideMapping], { title: 'ImportMapping' })
export type Mapping = Static<typeof Mapping>

/** Of files that `GET /history/export` wrote. */
export const ownMapping: Mapping = {
  layout: 'long',
  time: { column: 'time', format: 'iso' },
  point: { column: 'point' },
  values: ['value_double', 'value_int64', 'value_boolean', 'value_string'],
  unit: { column: 'unit' },
  status: 'status',
}

export const ImportRequest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'Of the file, for people' }),
    format: Type.Enum(['csv', 'parquet', 'arrow']),
    encoding: Type.Optional(Type.Enum(['utf-8', 'gb18030'], { default: 'utf-8', description: 'Of CSV' })),
    size: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_BYTES, description: 'Bytes that will be sent with PUT …/content' }),
    ),
    path: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'In place of size: a file in the import folder of the organisation',
      }),
    ),
    fingerprint: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'By which the sender knows the file again, to go on with it',
      }),
    ),
    mapping: Type.Optional({ ...Mapping, description: 'Default: as GET /history/export writes it' }),
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'Reads and reports; stores nothing' })),
  },
  {
    title: 'ImportRequest',
    examples: [{ name: 'boiler.csv', format: 'csv', size: 120, dryRun: true }],
  },
)
export type ImportRequest = Static<typeof ImportRequest>

export const ImportState = Type.Enum(['receiving', 'waiting', 'running', 'stopped', 'done'], {
  description: 'stopped: by a fault, to be resumed',
})
export type ImportState = Static<typeof ImportState>

const Count = (description: string) => Type.Integer({ minimum: 0, description })
export const Import = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    format: Type.String(),
    state: ImportState,
    dryRun: Type.Boolean(),
    size: Count('Bytes of the file'),
    received: Count('Bytes that have come; the next part begins here'),
    fingerprint: Type.Optional(Type.String()),
    progress: Type.Number({ minimum: 0, maximum: 1, description: 'Of reading; a guess for Parquet and Arrow' }),
    rows: Count('Rows read'),
    stored: Count('Samples stored; of a dry run those that would be'),
    refused: Count('Rows or cells refused'),
    reasons: Type.Record(Type.String(), Type.Integer(), { description: 'How many were refused, by reason' }),
    by: Type.String(),
    createdAt: Time,
    startedAt: Type.Optional(Time),
    endedAt: Type.Optional(Time),
    fault: Type.Optional(Type.Object({ code: Type.String(), detail: Type.String(), remedy: Type.String() })),
  },
  { title: 'Import' },
)
export type Import = Static<typeof Import>
export const ImportPage = pageOf(Import, 'ImportPage')
export const ImportQuery = Type.Object({ ...pageQuery })
export type ImportQuery = Static<typeof ImportQuery>

export const ContentQuery = Type.Object({
  offset: Type.Integer({ minimum: 0, maximum: MOST_BYTES, description: 'Bytes of the file before this part' }),
})

export const Refusal = Type.Object(
  {
    line: Type.Integer({ description: 'Of a text file, its head being 1; else the number of the row from 1' }),
    column: Type.Optional(Type.String()),
    reason: Type.String(),
    detail: Type.String(),
  },
  { title: 'ImportRefusal' },
)
export type Refusal = Static<typeof Refusal>
export const RefusalList = Type.Object(
  { items: Type.Array(Refusal, { description: `The first ${LISTED}` }), total: Count('All that were refused') },
  { title: 'ImportRefusals' },
)
