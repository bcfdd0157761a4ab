import { apiDocument } from '@millrace/server'
import { expect, it } from 'vitest'
import { docText, quoted, snake } from './python-names.ts'
import { pythonOperations } from './python-operations.ts'
import { PythonTypes, pythonSchemas, type Schema } from './python-types.ts'

const defined = (name: string, schema: Schema, ...taken: string[]): string[] => {
  const types = new PythonTypes([name, ...taken])
  types.define(name, schema)
  return types.definitions
}
const text: Schema = { type: 'string' }

it('makes a class of an object, and of those within it', () => {
  const inner: Schema = { type: 'object', required: ['at'], properties: { at: { anyOf: [text, { type: 'null' }] } } }
  const properties = { ofList: { type: 'array', items: inner }, size: { type: 'integer', description: 'In "µs"' } }
  expect(defined('Whole', { type: 'object', required: ['ofList'], properties }, 'WholeOfListItem')).toEqual([
    'class WholeOfListItem2(TypedDict):\n    at: Union[str, None]\n',
    'class Whole(TypedDict):\n    ofList: list[WholeOfListItem2]\n    size: NotRequired[int]\n    """In "µs" """\n',
  ])
})

it('says keys that are no names of Python, and types that are met only further down', () => {
  const properties = { from: text, is: { const: 'it’s' } }
  expect(defined('Range', { type: 'object', required: ['from'], properties })).toEqual([
    `Range = TypedDict('Range', {\n    'from': "str",\n    'is': "NotRequired[Literal['it’s']]",\n})\n`,
  ])
  const variants = ['a', 'b'].map((word) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: word } },
  }))
  expect(defined('Either', { anyOf: [...variants, { $ref: '#/components/schemas/Third' }] }).at(-1)).toBe(
    'Either = Union["Union[EitherA, EitherB, Third]"]\n',
  )
  expect(defined('Level', { enum: ['low', 2, true] })).toEqual(["Level = Literal['low', 2, True]\n"])
})

it('writes words as Python reads them', () => {
  expect([snake('pageSize'), snake('getPointsByIdM4'), quoted(`a\\'b`)]).toEqual([
    'page_size',
    'get_points_by_id_m4',
    `'a\\\\\\'b'`,
  ])
  expect(docText('"""')).toBe(`"""'''"""`)
})

it('has a type for every schema of the routes, and a method for every operation that ends', () => {
  const document = apiDocument() as unknown as {
    components: { schemas: Record<string, object> }
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const schemas = pythonSchemas(apiDocument())
  for (const name of Object.keys(document.components.schemas))
    expect(schemas).toMatch(new RegExp(`^(class ${name}\\(|${name} = )`, 'm'))
  const operations = pythonOperations(apiDocument())
  const missing = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1'))
    .flatMap(([, of]) => Object.values(of))
    .filter(({ operationId }) => !operations.includes(`    def ${snake(operationId)}(`))
  expect(missing.map(({ operationId }) => operationId).toSorted()).toEqual([
    'getAlarmsLive',
    'getEventsStream',
    'getFlowsDeploymentsByIdLive',
    'getLive',
    'postBackupsHold',
  ])
})
