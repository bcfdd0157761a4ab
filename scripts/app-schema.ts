/**
 * Writes apps/schema/app.json, the JSON Schema of app.yaml, for editors and for whoever makes packages without us.
 * With --check it writes nothing and fails if the file is another.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { AppManifest } from '@millrace/apps'

const file = new URL('../apps/schema/app.json', import.meta.url)
const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...AppManifest }
const text = `${JSON.stringify(schema, null, 2)}\n`
if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  if (process.argv.includes('--check')) {
    process.exitCode = 1
    process.stderr.write('apps/schema/app.json is not what packages/apps says: run npm run app-schema\n')
  } else await writeFile(file, text)
}
