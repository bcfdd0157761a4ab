import { expect, it } from 'vitest'
import { codeLanguages, codeOf } from './code.ts'
import { matches, type Operation } from './document.ts'
import { missing, requestOf } from './request.ts'
import { boundsOf, exampleOf, insideOf, kindOf } from './schema.ts'

const operation: Operation = {
  method: 'POST',
  path: '/api/v1/points/{id}/writes',
  operationId: 'postPointsByIdWrites',
  tags: ['points'],
  summary: 'Write a value',
  'x-permission': 'point:write',
  'x-faults': [],
  'x-fault-areas': [],
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'grant', in: 'query', required: false, schema: { type: 'string' } },
  ],
  requestBody: { content: { 'application/json': {} } },
  responses: {},
}

it('makes a request of what was filled in, and says what it lacks', () => {
  expect(missing(operation, { id: ' ' })).toEqual(['id'])
  expect(requestOf(operation, { id: 'a/b', grant: 'x y' }, '{"value":1}')).toEqual({
    method: 'POST',
    target: '/api/v1/points/a%2Fb/writes?grant=x+y',
    contentType: 'application/json',
    body: '{"value":1}',
  })
})

it('finds an operation by every word of the search, also by the right it needs', () => {
  expect(matches(operation, 'WRITE value')).toBe(true)
  expect(matches(operation, 'point:write post')).toBe(true)
  expect(matches(operation, 'write nothing')).toBe(false)
})

it.each(codeLanguages)('writes the call in %s without letting a body out of its quotes', (language) => {
  const request = requestOf(operation, { id: 'a' }, `{"value": "it's \\"so\\" $HOME"}`)
  const code = codeOf(language, request, 'https://plant.example')
  expect(code).toContain('https://plant.example/api/v1/points/a/writes')
  expect(code).toContain(language === 'curl' ? String.raw`it'\''s` : String.raw`it's \\\"so\\\"`)
})

it('tells the form of a schema that holds itself, and begins an example with what is required', () => {
  const schemas = {
    Tree: {
      type: 'object',
      required: ['name', 'size'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 9 },
        size: { type: 'integer', minimum: 3 },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        state: { anyOf: [{ const: 'on' }, { const: 'off' }] },
      },
    },
  } as const
  const tree = { $ref: '#/components/schemas/Tree' }
  expect(kindOf(schemas.Tree.properties.children, schemas)).toBe('Tree[]')
  expect(insideOf(schemas.Tree.properties.children, schemas).map(({ name }) => name)).toContain('children')
  expect(boundsOf(schemas.Tree.properties.name, schemas)).toEqual(['1 … 9 chars'])
  expect(exampleOf(tree, schemas)).toEqual({ name: '', size: 3 })
})
