/** Every operation of the API's document as a method of Python, by its operationId. */
import type { apiDocument } from '@millrace/server'
import { docText, isField, PYTHON_HEADER, quoted, snake } from './python-names.ts'
import { PythonTypes, type Schema, schemasOf } from './python-types.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly 'x-permission'?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

const PREFIX = '/api/v1'

export function pythonOperations(document: ReturnType<typeof apiDocument>): string {
  const types = new PythonTypes(Object.keys(schemasOf(document)))
  const { paths } = document as unknown as { paths: Record<string, Record<string, Operation>> }
  const methods = Object.entries(paths)
    .filter(([path]) => path.startsWith(PREFIX))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) =>
        methodOf(types, method.toUpperCase(), path.slice(PREFIX.length), operation),
      ),
    )
  const head = [
    `${PYTHON_HEADER}# mypy: disable-error-code=no-any-return\n"""Every operation of the API, typed. What the rest of the package does not say better is here."""`,
    'from __future__ import annotations',
    'from typing import TYPE_CHECKING, Any, Literal, Optional, Union',
    'from .connection import Connection, segment',
    `if TYPE_CHECKING:\n    from .schemas import (\n${namesUsed(methods.join('\n'), document)}\n    )\n\n`,
    'class Operations:\n    """By operationId. Each raises :class:`PlatformFault`; a `from` of the query is `from_` here."""',
    '    def __init__(self, connection: Connection) -> None:\n        self._connection = connection',
  ]
  return `${head.join('\n\n')}\n\n${methods.filter((text) => text !== '').join('\n')}`
}

const namesUsed = (text: string, document: ReturnType<typeof apiDocument>): string =>
  Object.keys(schemasOf(document))
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text))
    .sort()
    .map((name) => `        ${name},`)
    .join('\n')

function methodOf(types: PythonTypes, method: string, path: string, operation: Operation): string {
  const answer = answerOf(types, operation)
  if (answer === undefined) return ''
  const parameters = operation.parameters ?? []
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const body = bodyOf(types, operation)
  const taken = [
    'self',
    ...inPath.map((one) => `${argument(one.name)}: str`),
    ...(body ? [`body: ${body.type}`] : []),
    ...(inQuery.length > 0 ? ['*'] : []),
    ...inQuery.map((one) => {
      const type = types.type(one.schema, 'Query')
      return one.required ? `${argument(one.name)}: ${type}` : `${argument(one.name)}: Optional[${type}] = None`
    }),
  ]
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `{segment(${argument(name)})}`)
  const said = [
    quoted(method),
    filled === path ? quoted(path) : `f${quoted(filled)}`,
    ...(inQuery.length > 0
      ? [`query={${inQuery.map(({ name }) => `${quoted(name)}: ${argument(name)}`).join(', ')}}`]
      : []),
    ...(body ? [`${body.as}=body`] : []),
  ]
  const may = operation['x-permission']
  const doc = [operation.summary, operation.description, may && `Needs \`${may}\``].filter(Boolean).join('. ')
  return [
    `    def ${snake(operation.operationId)}(${taken.join(', ')}) -> ${answer.type}:`,
    `        ${docText(`${doc.replaceAll('..', '.')}.`.replaceAll('..', '.'))}`,
    `        ${answer.type === 'None' ? '' : 'return '}self._connection.${answer.by}(${said.join(', ')})`,
    '',
  ].join('\n')
}

const argument = (name: string): string => (isField(name) ? snake(name) : `${snake(name)}_`)

function bodyOf(types: PythonTypes, { requestBody }: Operation): { type: string; as: string } | undefined {
  const [kind, of] = Object.entries(requestBody?.content ?? {})[0] ?? []
  if (kind === undefined || of === undefined) return undefined
  if (kind.includes('json')) return { type: types.type(of.schema, 'Body'), as: 'body' }
  if (kind.includes('form')) return { type: types.type(of.schema, 'Body'), as: 'form' }
  return { type: 'bytes', as: 'octets' }
}

/** What comes back, and the way it is asked for; none where it is a stream without end. */
function answerOf(types: PythonTypes, { responses }: Operation): { type: string; by: string } | undefined {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const kinds = Object.entries(success?.content ?? {})
  if (kinds.length === 0) return { type: 'None', by: 'done' }
  const json = kinds.find(([kind]) => /^application\/(.*\+)?json$/.test(kind))
  if (json) {
    const type = types.type(json[1].schema, 'Answer')
    // What is described in words alone may be anything.
    return { type: type === 'str' ? 'Any' : type, by: 'json' }
  }
  return kinds.some(([kind]) => kind === 'text/event-stream') ? undefined : { type: 'bytes', by: 'octets' }
}
