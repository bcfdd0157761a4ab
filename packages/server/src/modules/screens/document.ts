import { Fault } from '@millrace/core'
import { type Static, type TProperties, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { Id } from '../../http/schema.ts'
import './faults.ts'

/** Columns of the grid; on a phone widgets stand one below the other. */
export const COLUMNS = 24
const MOST_ROWS = 500
const MOST_WIDGETS = 100

const strict = { additionalProperties: false } as const
const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
export const Words = Type.Object({ en: text(200), zh: text(200) }, strict)
export type Words = Static<typeof Words>

const PointRef = Type.Union(
  [
    Type.Object({ point: Id }, strict),
    Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 200, description: 'A point of the class, or as it is called' }) },
      strict,
    ),
  ],
  { description: 'A point by its id, or by its name at the asset that one looks at, or below it' },
)
const points = (most: number) => Type.Array(PointRef, { maxItems: most })
const limits = {
  low: Type.Optional(Type.Number({ description: 'Below it somebody has to look; in the unit of the point' })),
  high: Type.Optional(Type.Number({ description: 'Above it somebody has to look' })),
}
const Span = Type.Enum(['15m', '1h', '8h', '1d', '7d'])

const widget = <const Kind extends string, Settings extends TProperties>(kind: Kind, settings: Settings) =>
  Type.Object(
    {
      id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
      kind: Type.Literal(kind),
      at: Type.Object(
        {
          x: Type.Integer({ minimum: 0, maximum: COLUMNS - 1 }),
          y: Type.Integer({ minimum: 0, maximum: MOST_ROWS }),
          w: Type.Integer({ minimum: 1, maximum: COLUMNS }),
          h: Type.Integer({ minimum: 1, maximum: 60 }),
        },
        { ...strict, description: 'Columns and rows of the grid' },
      ),
      title: Type.Optional(Words),
      ...settings,
    },
    strict,
  )

const Widget = Type.Union([
  widget('value', { of: Type.Optional(PointRef), ...limits }),
  widget('trend', { of: points(6), span: Span, ...limits }),
  widget('gauge', {
    of: Type.Optional(PointRef),
    from: Type.Optional(Type.Number({ description: 'Default: the range of the point' })),
    to: Type.Optional(Type.Number()),
    ...limits,
  }),
  widget('states', { of: points(12), span: Span }),
  widget('kpi', {
    of: Type.Optional(PointRef),
    target: Type.Optional(Type.Number()),
    better: Type.Enum(['higher', 'lower']),
    span: Span,
  }),
  widget('bars', {
    of: points(20),
    every: Type.Optional(
      Type.Object(
        { name: text(200) },
        { ...strict, description: 'A point of every asset that the screen is for, in place of `of`' },
      ),
    ),
    ...limits,
  }),
  widget('table', { of: points(100) }),
  widget('alarms', { everywhere: Type.Boolean({ description: 'Not of the asset that one looks at alone' }) }),
  widget('text', {
    text: Type.Object({ en: Type.String({ maxLength: 4_000 }), zh: Type.String({ maxLength: 4_000 }) }, strict),
  }),
  widget('write', {
    of: Type.Optional(PointRef),
    value: Type.Optional(
      Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 200 })], {
        description: 'A button that asks for this value; without it a setpoint',
      }),
    ),
  }),
])

/** A screen as it is put together. */
export const Document = Type.Object(
  {
    format: Type.Literal('millrace-screen/1'),
    title: Words,
    of: Type.Union(
      [
        Type.Object({ is: Type.Literal('plant') }, strict),
        Type.Object({ is: Type.Literal('asset'), asset: Id }, strict),
        Type.Object({ is: Type.Literal('class'), class: text(60) }, strict),
      ],
      { description: 'What it is looked at for: nothing by itself, an asset, or every asset of an equipment class' },
    ),
    widgets: Type.Array(Widget, { maxItems: MOST_WIDGETS }),
  },
  { ...strict, title: 'ScreenDocument' },
)
export type Document = Static<typeof Document>

let compiled: ReturnType<typeof Compile> | undefined

/** A document that no request brought. Throws `screens.malformed`. */
export function screenOf(value: unknown): Document {
  compiled ??= Compile({ ...Document })
  const [, [error]] = compiled.Errors(value)
  if (error) throw new Fault('screens.malformed', { seen: `${error.instancePath || '/'}: ${error.message}` })
  return value as Document
}

/** What the shape of a document does not tell; undefined: nothing is wrong. */
export function wrongIn({ widgets }: Document): string | undefined {
  const seen = new Set<string>()
  for (const { id, at } of widgets) {
    if (seen.has(id)) return `two widgets called ${id}`
    seen.add(id)
    if (at.x + at.w > COLUMNS) return `widget ${id}, which goes beyond column ${COLUMNS}`
  }
  return undefined
}
