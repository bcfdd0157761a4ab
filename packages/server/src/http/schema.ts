import { ID_PATTERN } from '@millrace/core'
import { type TSchema, Type } from 'typebox'

/** An id as every resource has it: UUID version 7. */
export const Id = Type.String({
  pattern: `^${ID_PATTERN}$`,
  description: 'UUID',
})

export const ById = Type.Object({ id: Id })

/** A moment in a reply: ISO 8601, UTC, up to microseconds. */
export const Time = Type.String({
  format: 'date-time',
  description: 'ISO 8601, UTC, with up to six digits of a second',
})

/** A moment in a query: ISO 8601, or microseconds since 1970 as a whole number. */
export const Moment = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number',
})

export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 1024, description: 'The `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
}

export const searchText = Type.Optional(
  Type.String({
    maxLength: 200,
    description: 'Every word must occur in the name, path or description; case does not matter',
  }),
)

/** One page of a list: `next` is missing on the last page, `total` is told on the first. */
export function pageOf<Item extends TSchema>(item: Item, title: string) {
  return Type.Object(
    {
      items: Type.Array(item),
      next: Type.Optional(Type.String({ description: 'Cursor of the next page; missing on the last' })),
      total: Type.Optional(
        Type.Integer({ minimum: 0, description: 'Items in the whole list; told with the first page' }),
      ),
    },
    { title },
  )
}

/** RFC 9457 problem details, with the house's code and what to do now. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A URN of the error row: urn:millrace:fault:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What was expected and what was seen' }),
    code: Type.String({ description: 'Row of the error table' }),
    remedy: Type.String({ description: 'What to do now' }),
    facts: Type.Record(Type.String(), Type.String(), {
      description: 'What detail and remedy name, by name: for whoever says them in other words',
    }),
  },
  { title: 'Problem' },
)
