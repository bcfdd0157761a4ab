/** Python out of the API's document: its schemas as TypedDicts, and its operations as methods. */
import type { apiDocument } from '@millrace/server'
import { docText, isField, nameOf, PYTHON_HEADER, quoted } from './python-names.ts'

/** What of JSON Schema the routes use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, Schema>>
}

export const schemasOf = (document: ReturnType<typeof apiDocument>): Readonly<Record<string, Schema>> =>
  (document as unknown as { components: { schemas: Record<string, Schema> } }).components.schemas

const literal = (value: unknown): string =>
  value === true ? 'True' : value === false ? 'False' : typeof value === 'string' ? quoted(value) : String(value)

/** Definitions in the order in which they were met; an object without a name of its own gets one from where it stands. */
export class PythonTypes {
  readonly definitions: string[] = []
  readonly #taken: Set<string>

  constructor(names: Iterable<string>) {
    this.#taken = new Set(names)
  }

  /** The type expression of a schema. `name`: what an object in it is called. */
  type(schema: Schema, name: string): string {
    if (schema.$ref !== undefined) return nameOf(schema.$ref)
    if (schema.const !== undefined) return `Literal[${literal(schema.const)}]`
    if (schema.enum !== undefined) return `Literal[${schema.enum.map(literal).join(', ')}]`
    if (schema.anyOf !== undefined) return this.#union(schema.anyOf, name)
    switch (schema.type) {
      case 'string':
        return 'str'
      case 'integer':
        return 'int'
      case 'number':
        return 'float'
      case 'boolean':
        return 'bool'
      case 'null':
        return 'None'
      case 'array':
        return `list[${schema.items ? this.type(schema.items, `${name}Item`) : 'Any'}]`
      default:
        return this.#object(schema, name)
    }
  }

  /** A schema of the document under its own name. */
  define(name: string, schema: Schema): void {
    if (Object.keys(schema.properties ?? {}).length > 0) this.#record(name, schema)
    else {
      const type = this.type(schema, name)
      // An alias is evaluated: what it names may stand further down.
      this.definitions.push(`${name} = ${type.startsWith('Literal[') ? type : `Union[${JSON.stringify(type)}]`}\n`)
    }
  }

  #object(schema: Schema, name: string): string {
    if (Object.keys(schema.properties ?? {}).length > 0) {
      const free = this.#free(name)
      this.#record(free, schema)
      return free
    }
    const [of] = Object.values(schema.patternProperties ?? {})
    return `dict[str, ${of ? this.type(of, `${name}Value`) : 'Any'}]`
  }

  #union(of: readonly Schema[], name: string): string {
    const literals = of.filter((one) => one.const !== undefined).map((one) => literal(one.const))
    const rest = of
      .filter((one) => one.const === undefined)
      .map((one, at) => this.type(one, `${name}${variantOf(one) ?? (of.length > 2 ? at + 1 : '')}`))
    const all = [...new Set([...(literals.length > 0 ? [`Literal[${literals.join(', ')}]`] : []), ...rest])]
    return all.length === 1 ? all[0]! : `Union[${all.join(', ')}]`
  }

  #record(name: string, { properties = {}, required = [], description }: Schema): void {
    const fields = Object.entries(properties).map(([key, of]) => {
      const type = this.type(of, name + nameOf(key))
      return { key, type: required.includes(key) ? type : `NotRequired[${type}]`, doc: of.description }
    })
    if (fields.every(({ key }) => isField(key))) {
      const lines = fields.flatMap(({ key, type, doc }) => [
        `    ${key}: ${type}`,
        ...(doc ? [`    ${docText(doc)}`] : []),
      ])
      const head = description ? [`    ${docText(description)}`, ''] : []
      this.definitions.push([`class ${name}(TypedDict):`, ...head, ...lines, ''].join('\n'))
    } else {
      const lines = fields.map(({ key, type }) => `    ${quoted(key)}: ${JSON.stringify(type)},`)
      this.definitions.push([`${name} = TypedDict('${name}', {`, ...lines, '})', ''].join('\n'))
    }
  }

  #free(name: string): string {
    let free = name
    for (let more = 2; this.#taken.has(free); more++) free = `${name}${more}`
    this.#taken.add(free)
    return free
  }
}

/** What tells one variant from the others: a constant, or the word of a kind. */
function variantOf({ properties = {} }: Schema): string | undefined {
  const marked = Object.values(properties).find((of) => typeof of.const === 'string')
  return marked === undefined ? undefined : nameOf(String(marked.const))
}

export function pythonSchemas(document: ReturnType<typeof apiDocument>): string {
  const schemas = schemasOf(document)
  const types = new PythonTypes(Object.keys(schemas))
  for (const [name, schema] of Object.entries(schemas)) types.define(name, schema)
  const head = [
    `${PYTHON_HEADER}"""What the platform takes and tells, as dictionaries with types."""`,
    'from __future__ import annotations',
    'from typing import TYPE_CHECKING, Any, Literal, TypedDict, Union',
    'if TYPE_CHECKING:\n    from typing_extensions import NotRequired\n',
  ]
  return `${head.join('\n\n')}\n\n${types.definitions.join('\n\n')}`
}
