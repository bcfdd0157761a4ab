/**
 * Writes packages/sdk/openapi.json and packages/sdk/src/generated/api.ts from the server's routes, and
 * docs/sdk-typescript.md from the SDK's own sources.
 * With --check it writes nothing and fails if they differ from what the routes say.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { apiDocument } from '@millrace/server'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { sdkReference } from './sdk-reference.ts'

const sdk = new URL('../packages/sdk/', import.meta.url)
const document = apiDocument()
const header = '/* From the routes of packages/server by `npm run sdk`; never edited. */\n'
const files = [
  { url: new URL('openapi.json', sdk), text: `${JSON.stringify(document, null, 2)}\n` },
  {
    url: new URL('src/generated/api.ts', sdk),
    text: header + astToString(await openapiTypescript(document as unknown as OpenAPI3, { defaultNonNullable: false })),
  },
  { url: new URL('../docs/sdk-typescript.md', import.meta.url), text: sdkReference() },
]

let stale = false
for (const { url, text } of files) {
  const held = await readFile(url, 'utf8').catch(() => '')
  if (held === text) continue
  if (process.argv.includes('--check')) {
    stale = true
    process.stderr.write(`${url.pathname} differs from the routes: run npm run sdk\n`)
  } else await writeFile(url, text)
}
process.exitCode = stale ? 1 : 0
