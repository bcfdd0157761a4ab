/**
 * Writes packages/sdk/openapi.json, packages/sdk/src/generated, the types and operations of sdks/python and the records of
 * sdks/java from the server's routes, and docs/sdk-typescript.md from the SDK's own sources.
 * With --check it writes nothing and fails if they differ from what the routes say.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { apiDocument } from '@millrace/server'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { appLists } from './app-lists.ts'
import { javaTypes } from './java-types.ts'
import { pythonOperations } from './python-operations.ts'
import { pythonSchemas } from './python-types.ts'
import { sdkReference } from './sdk-reference.ts'

const sdk = new URL('../packages/sdk/', import.meta.url)
const python = new URL('../sdks/python/src/millrace/', import.meta.url)
const java = new URL('../sdks/java/generated/io/millrace/sdk/model/', import.meta.url)
const document = apiDocument()
const javaFiles = javaTypes(document)
const header = '/* From the routes of packages/server by `npm run sdk`; never edited. */\n'
const files = [
  { url: new URL('openapi.json', sdk), text: `${JSON.stringify(document, null, 2)}\n` },
  {
    url: new URL('src/generated/api.ts', sdk),
    text: header + astToString(await openapiTypescript(document as unknown as OpenAPI3, { defaultNonNullable: false })),
  },
  { url: new URL('src/generated/app-lists.ts', sdk), text: header + appLists(document) },
  { url: new URL('schemas.py', python), text: pythonSchemas(document) },
  { url: new URL('operations.py', python), text: pythonOperations(document) },
  ...javaFiles.map(({ name, text }) => ({ url: new URL(name, java), text })),
  { url: new URL('../docs/sdk-typescript.md', import.meta.url), text: sdkReference() },
]
await mkdir(java, { recursive: true })

let stale = false
for (const { url, text } of files) {
  const held = await readFile(url, 'utf8').catch(() => '')
  if (held === text) continue
  if (process.argv.includes('--check')) {
    stale = true
    process.stderr.write(`${url.pathname} differs from the routes: run npm run sdk\n`)
  } else await writeFile(url, text)
}
const wanted = new Set(javaFiles.map(({ name }) => name))
for (const name of await readdir(java)) {
  if (wanted.has(name)) continue
  const url = new URL(name, java)
  if (process.argv.includes('--check')) {
    stale = true
    process.stderr.write(`${url.pathname} is of no schema that the face reaches: run npm run sdk\n`)
  } else await rm(url)
}
process.exitCode = stale ? 1 : 0
