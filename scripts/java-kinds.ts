/** What Java has for a schema of the API. */
export interface Kind {
  /** As a component that is always there. */
  readonly plain: string
  /** As one that may be null. */
  readonly boxed: string
  readonly nullable: boolean
  read(json: string): string
  write(json: string, value: string): string
  /** What stands inside the record that has it. */
  readonly declares?:
    | { readonly name: string; readonly schema: Schema }
    | { readonly name: string; readonly values: readonly string[]; readonly about: string }
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly description?: string | undefined
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
  readonly pattern?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

export type Components = Readonly<Record<string, Schema>>

interface Place {
  /** The record that has it. */
  readonly owner: string
  readonly property: string
}

/** No name of a record of ours: they are imported, or of java.lang. */
const taken = new Set(['Instant', 'Json', 'List', 'Map', 'Object', 'Record', 'String', 'Double', 'Long', 'Boolean'])

const scalar = (plain: string, boxed: string, read: string): Kind => ({
  plain,
  boxed,
  nullable: false,
  read: (json) => `${json}.${read}()`,
  write: (json, value) => `${json}.value(${value})`,
})
const text = scalar('String', 'String', 'readText')
const moment = scalar('Instant', 'Instant', 'readInstant')
const whole = scalar('long', 'Long', 'readLong')
const number = scalar('double', 'Double', 'readDouble')
const truth = scalar('boolean', 'Boolean', 'readBoolean')
const tree = scalar('Json', 'Json', 'readTree')
const longs = scalar('long[]', 'long[]', 'readLongs')
const doubles = scalar('double[]', 'double[]', 'readDoubles')

const record = (name: string): Kind => ({
  plain: name,
  boxed: name,
  nullable: false,
  read: (json) => `${name}.read(${json})`,
  write: (json, value) => `${value}.write(${json})`,
})

const choice = (name: string, values: readonly string[], about: string): Kind => ({
  plain: name,
  boxed: name,
  nullable: false,
  read: (json) => `new ${name}(${json}.readText())`,
  write: (json, value) => `${json}.value(${value}.value())`,
  declares: { name, values, about },
})

const many = (of: Kind, list: 'List' | 'Map'): Kind => {
  const type = list === 'List' ? `List<${of.boxed}>` : `Map<String, ${of.boxed}>`
  return {
    plain: type,
    boxed: type,
    nullable: false,
    read: (json) => `${json}.read${list}(${inner(json)} -> ${of.read(inner(json))})`,
    write: (json, value) => {
      const to = inner(json)
      return `${json}.${list.toLowerCase()}(${value}, (${to}, ${to}One) -> ${of.write(to, `${to}One`)})`
    },
    ...(of.declares ? { declares: of.declares } : {}),
  }
}

/** Lambdas stand in each other: no name twice. */
const inner = (json: string): string => (json === 'json' ? 'item' : `${json}s`)

const nullable = (kind: Kind): Kind => ({ ...kind, plain: kind.boxed, nullable: true })

/** Finds what Java has for each schema, and which schemas are reached by that. */
export class Kinds {
  readonly #schemas: Components
  readonly #reached = new Set<string>()
  readonly #waiting: string[] = []

  constructor(schemas: Components) {
    this.#schemas = schemas
  }

  reach(name: string): void {
    if (this.#reached.has(name)) return
    this.#reached.add(name)
    this.#waiting.push(name)
  }

  /** The next one that was reached. */
  next(): string | undefined {
    return this.#waiting.shift()
  }

  of(schema: Schema, place: Place): Kind {
    if (schema.$ref) {
      const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
      const named = this.#schemas[name]!
      if (!named.properties) return this.of(named, place)
      this.reach(name)
      return record(name)
    }
    const kinds = flat(schema)
    const some = kinds.filter(({ type }) => type !== 'null')
    if (kinds.length > some.length && some.length > 0) return nullable(this.#one(some, schema, place))
    return this.#one(some, schema, place)
  }

  #one(some: readonly Schema[], whole: Schema, place: Place): Kind {
    const values = some.flatMap((schema) => schema.enum ?? (schema.const === undefined ? [undefined] : [schema.const]))
    if (values.every((value) => typeof value === 'string')) return choice(this.#name(place), values, words(whole))
    if (some.length !== 1) return tree
    const [schema] = some
    return schema!.$ref ? this.of(schema!, place) : this.#plain(schema!, place)
  }

  #plain(schema: Schema, place: Place): Kind {
    switch (schema.type) {
      case 'string':
        return schema.format === 'date-time' ? moment : text
      case 'integer':
        return whole
      case 'number':
        return number
      case 'boolean':
        return truth
      case 'array':
        return this.#array(schema.items ?? {}, place)
      case 'object':
        return this.#object(schema, place)
      default:
        return tree
    }
  }

  #array(items: Schema, place: Place): Kind {
    const of = this.of(items, oneOf(place))
    if (of.boxed === 'Double') return doubles
    return of.boxed === 'Long' && !of.nullable ? longs : many(of, 'List')
  }

  #object(schema: Schema, place: Place): Kind {
    if (schema.properties && Object.keys(schema.properties).length > 0) {
      const name = this.#name(place)
      return { ...record(name), declares: { name, schema } }
    }
    const named = Object.values(schema.patternProperties ?? {})[0] ?? schema.additionalProperties
    return typeof named === 'object' ? many(this.of(named, oneOf(place)), 'Map') : tree
  }

  #name({ owner, property }: Place): string {
    const name = property[0]!.toUpperCase() + property.slice(1)
    return taken.has(name) || name in this.#schemas || name === owner ? `${owner}${name}` : name
  }
}

/** What a list or map of that name holds. */
const oneOf = (place: Place): Place => ({ ...place, property: place.property.replace(/(?<=[^su])s$/, '') })

const flat = (schema: Schema): readonly Schema[] => (schema.anyOf ? schema.anyOf.flatMap(flat) : [schema])

/** What Java keeps for itself, or gives every record. */
const kept = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally
  float for goto if implements import instanceof int interface long native new package private protected public return short
  static strictfp super switch synchronized this throw throws transient try void volatile while true false null
  clone finalize getClass hashCode notify notifyAll toString wait json`.split(/\s+/),
)

/** A property as a name of Java. */
export const local = (property: string): string => (kept.has(property) ? `${property}_` : property)

/** A name as words. */
export const label = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const escaped = (says: string): string =>
  says
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[@{}]|\*\//g, (sign) => [...sign].map((letter) => `&#${letter.charCodeAt(0)};`).join(''))
    .replace(/`([^`]*)`/g, '<code>$1</code>')

/** Description, range and whether it may be missing, for Javadoc. */
export function words(schema: Schema, kind?: Kind, required = true): string {
  const about = schema.description ? [escaped(schema.description)] : []
  if (kind === undefined) return about.map((says) => (/[.?!]$/.test(says) ? says : `${says}.`)).join('')
  if (about.length === 0) about.push(kind.boxed === 'Json' ? 'any JSON' : kinds(kind))
  const { minimum, maximum, minLength, maxLength, maxItems } = schema
  if (minimum !== undefined && maximum !== undefined) about.push(`${minimum} to ${maximum}`)
  else if (minimum !== undefined) about.push(`at least ${minimum}`)
  else if (maximum !== undefined) about.push(`at most ${maximum}`)
  if (maxLength !== undefined) about.push(`${minLength ? `${minLength} to` : 'at most'} ${maxLength} characters`)
  if (maxItems !== undefined) about.push(`at most ${maxItems}`)
  if (schema.default !== undefined) about.push(`default ${escaped(String(schema.default))}`)
  if (kind.boxed === 'Json') about.push(required ? '' : 'Json.NULL where it is missing')
  else if (!required || kind.nullable) about.push('null where it is missing')
  return about.filter(Boolean).join('; ')
}

const kinds = ({ boxed }: Kind): string => {
  const [, list, of] = /^(List|Map)<(?:String, )?(.*)>$/.exec(boxed) ?? []
  if (list === 'List') return `a list of {@code ${of}}`
  if (list === 'Map') return `{@code ${of}} by name`
  if (boxed === 'long[]') return 'whole numbers'
  if (boxed === 'double[]') return 'numbers; NaN where there is none'
  return plainWords[boxed] ?? `as {@link ${boxed}}`
}

const plainWords: Readonly<Record<string, string>> = {
  String: 'text',
  Long: 'a whole number',
  Double: 'a number',
  Boolean: 'true or false',
  Instant: 'a moment',
}
