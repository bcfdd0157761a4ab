/**
 * Writes apps/schema/app.json and app-tests.json, the JSON Schemas of app.yaml and of its tests, for editors and for whoever
 * makes packages without us. With --check it writes nothing and fails if a file is another.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { AppManifest } from '@millrace/apps'
import { AppTests } from '@millrace/apps/testing'

for (const [name, of] of [
  ['app', AppManifest],
  ['app-tests', AppTests],
] as const) {
  const file = new URL(`../apps/schema/${name}.json`, import.meta.url)
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...of }
  const text = `${JSON.stringify(schema, null, 2)}\n`
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue
  if (process.argv.includes('--check')) {
    process.exitCode = 1
    process.stderr.write(`apps/schema/${name}.json is not what packages/apps says: run npm run app-schema\n`)
  } else await writeFile(file, text)
}
