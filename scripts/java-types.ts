import { type Components, type Kind, Kinds, label, local, type Schema, words } from './java-kinds.ts'

/** Answers that the Java face reads. What they name comes along. */
const answers = [
  'Alarm',
  'AlarmActReply',
  'Asset',
  'AtList',
  'Buckets',
  'Device',
  'LatestList',
  'Mechanism',
  'MechanismCallAnswer',
  'MechanismListed',
  'PixelColumns',
  'Point',
  'Session',
  'SqlResult',
  'StateList',
  'WeightedMeans',
  'Write',
]

const requests = ['AlarmActRequest', 'AssetRequest', 'WriteRequest']

/** Records of what may be asked of a GET, by its path below /api/v1. */
const queries: Readonly<Record<string, string>> = {
  AlarmQuery: '/alarms',
  AssetQuery: '/assets',
  AtQuery: '/points/at',
  BucketQuery: '/points/{id}/buckets',
  DeviceQuery: '/devices',
  MechanismQuery: '/mechanisms',
  PixelQuery: '/points/{id}/m4',
  PointQuery: '/points',
  StateQuery: '/points/{id}/states',
  WeightedQuery: '/points/{id}/time-weighted',
  WriteQuery: '/writes',
}

const home = 'io.millrace.sdk.model'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly description?: string
  readonly schema: Schema
}

interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>
  readonly components: { readonly schemas: Components }
}

interface JavaFile {
  readonly name: string
  readonly text: string
}

interface Field {
  readonly property: string
  readonly java: string
  readonly kind: Kind
  readonly required: boolean
  readonly about: string
}

/** Records of Java for the schemas that the Java SDK's face reaches: all 424 would be 25,000 lines that nothing reads. */
export function javaTypes(document: Document): JavaFile[] {
  const schemas = document.components.schemas
  const about = `/** What the platform answers and is asked, as records; made from its OpenAPI document. */\npackage ${home};\n`
  const files: JavaFile[] = [{ name: 'package-info.java', text: about }]
  const kinds = new Kinds(schemas)
  const isRequest = (name: string): boolean => requests.includes(name)
  for (const name of [...answers, ...requests]) kinds.reach(name)
  for (let name = kinds.next(); name !== undefined; name = kinds.next()) {
    const schema = schemas[name]!
    files.push(fileOf(name, recordOf(name, schema, kinds, isRequest(name) ? 'request' : 'answer')))
  }
  for (const [name, path] of Object.entries(queries)) {
    const parameters = document.paths[`/api/v1${path}`]!.get!.parameters!.filter(
      (parameter) => parameter.in === 'query' && !['ids', 'times'].includes(parameter.name),
    )
    const properties = Object.fromEntries(
      parameters.map(({ name, description, schema }) => [
        name,
        ['from', 'to'].includes(name)
          ? { type: 'string', format: 'date-time', description }
          : { ...schema, description: description ?? schema.description },
      ]),
    )
    const schema: Schema = { type: 'object', properties, description: `What may be asked of GET ${path}` }
    files.push(fileOf(name, recordOf(name, schema, kinds, 'query')))
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

type Use = 'answer' | 'request' | 'query'

function fileOf(name: string, body: string): JavaFile {
  const wanted = [
    ['io.millrace.sdk.json.Json', /\bJson\b/],
    ['io.millrace.sdk.json.JsonReader', /\bJsonReader\b/],
    ['io.millrace.sdk.json.JsonWriter', /\bJsonWriter\b/],
    ['java.time.Instant', /\bInstant\b/],
    ['java.util.LinkedHashMap', /\bLinkedHashMap\b/],
    ['java.util.List', /\bList\b/],
    ['java.util.Map', /\bMap\b/],
  ] as const
  const imports = wanted.filter(([, used]) => used.test(body)).map(([type]) => `import ${type};\n`)
  const head = '// From the routes of the platform by `npm run sdk`; never edited.'
  return {
    name: `${name}.java`,
    text: `${head}\npackage ${home};\n\n${imports.join('')}${imports.length > 0 ? '\n' : ''}${body}`,
  }
}

function recordOf(name: string, schema: Schema, kinds: Kinds, use: Use): string {
  const inner: string[] = []
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([property, of]): Field => {
    const kind = kinds.of(of, { owner: name, property })
    if (kind.declares) inner.push(indented(declared(kind.declares, kinds, use)))
    const isRequired = required.has(property)
    return { property, java: local(property), kind, required: isRequired, about: words(of, kind, isRequired) }
  })
  const parts = [
    ...(use === 'query' ? [noneOf(name, fields), parametersOf(fields)] : []),
    ...(use === 'request' ? [startOf(name, fields)] : []),
    ...(use === 'answer' ? [readerOf(name, fields)] : []),
    ...(use === 'query' ? [] : [writerOf(fields)]),
    ...(use === 'answer'
      ? []
      : fields.filter((field) => !field.required).map((field) => witherOf(name, field, fields))),
    ...inner,
  ]
  const about = fields.map(({ java, about }) => ` * @param ${java} ${about}\n`).join('')
  const components = fields.map((field) => `    ${typeOf(field)} ${field.java}`).join(',\n')
  return (
    `/**\n * ${words(schema) || `${label(name)}.`}\n *\n${about} */\n` +
    `public record ${name}(\n${components}) {\n${parts.map((part) => `${part}\n`).join('\n')}}\n`
  )
}

function declared(what: NonNullable<Kind['declares']>, kinds: Kinds, use: Use): string {
  if ('schema' in what) return recordOf(what.name, what.schema, kinds, use).trimEnd()
  const constants = what.values.map(
    (value) =>
      `  /** {@code ${value}}. */\n  public static final ${what.name} ${constant(value)} = new ${what.name}("${value}");\n`,
  )
  return (
    `/**\n * ${what.about || `${label(what.name)}.`} A value that a newer platform adds is kept as it is.\n *\n` +
    ` * @param value as the platform says it\n */\npublic record ${what.name}(String value) {\n${constants.join('\n')}\n` +
    '  @Override\n  public String toString() {\n    return value;\n  }\n}'
  )
}

const constant = (value: string): string => {
  const name = value.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()
  return /^[0-9]/.test(name) ? `_${name}` : name
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')

const typeOf = ({ kind, required }: Field): string => (required && !kind.nullable ? kind.plain : kind.boxed)

function readerOf(name: string, fields: readonly Field[]): string {
  const held = fields.map(
    ({ kind, property }) => `    ${kind.boxed} ${the(property)} = ${kind.boxed === 'Json' ? 'Json.NULL' : 'null'};\n`,
  )
  const cases = fields.map(
    ({ kind, property }) => `        case "${property}" -> ${the(property)} = ${kind.read('json')};\n`,
  )
  const given = fields.map(({ kind, property, required }) =>
    required && !kind.nullable && kind.boxed !== 'Json'
      ? `        JsonReader.required("${name}", "${property}", ${the(property)})`
      : `        ${the(property)}`,
  )
  return `  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static ${name} read(JsonReader json) {
${held.join('')}    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
${cases.join('')}        default -> json.skip();
      }
    }
    return new ${name}(
${given.join(',\n')});
  }`
}

function writerOf(fields: readonly Field[]): string {
  const lines = fields.map((field) => {
    const { kind, java, property, required } = field
    const put = `json.name("${property}");`
    if (required && !kind.nullable) return `    ${put}\n    ${kind.write('json', java)};\n`
    const isThere = kind.boxed === 'Json' ? `!${java}.isNull()` : `${java} != null`
    if (required) return `    ${put}\n    if (${isThere}) ${kind.write('json', java)};\n    else json.nothing();\n`
    return `    if (${isThere}) {\n      ${put}\n      ${kind.write('json', java)};\n    }\n`
  })
  return `  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
${lines.join('')}    json.endObject();
  }`
}

function startOf(name: string, fields: readonly Field[]): string {
  const needed = fields.filter(({ required }) => required)
  const given = fields.map(({ java, required, kind }) => (required ? java : empty(kind)))
  return `  /**
   * With what it must have; the rest is added by the methods below.
   *
${needed.map(({ java, about }) => `   * @param ${java} ${about}\n`).join('')}   * @return the request
   */
  public static ${name} of(${needed.map((field) => `${typeOf(field)} ${field.java}`).join(', ')}) {
    return new ${name}(${given.join(', ')});
  }`
}

const noneOf = (name: string, fields: readonly Field[]): string =>
  `  /** Nothing said: everything, by the defaults. */
  public static final ${name} ALL = new ${name}(${fields.map(({ kind }) => empty(kind)).join(', ')});`

function parametersOf(fields: readonly Field[]): string {
  const lines = fields.map(({ java, property }) => `    if (${java} != null) asked.put("${property}", ${java});\n`)
  return `  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
${lines.join('')}    return asked;
  }`
}

function witherOf(name: string, field: Field, fields: readonly Field[]): string {
  const given = fields.map(({ java }) => java)
  return `  /**
   * The same with another {@code ${field.property}}.
   *
   * @param ${field.java} ${field.about}
   * @return a copy
   */
  public ${name} ${field.java}(${field.kind.plain} ${field.java}) {
    return new ${name}(${given.join(', ')});
  }`
}

const empty = (kind: Kind): string => (kind.boxed === 'Json' ? 'Json.NULL' : 'null')
const the = (property: string): string => `the${property[0]!.toUpperCase()}${property.slice(1)}`
