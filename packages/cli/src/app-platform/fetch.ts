import { writeFile } from 'node:fs/promises'
import { Fault, sayFault } from '@millrace/core'
import type { MillraceClient } from '@millrace/sdk'
import '../faults.ts'
import { readOf } from './source.ts'

/** `millrace app fetch`: the package of the shelf as a file, byte for byte as it came in. */
export async function fetchApp(client: MillraceClient, meant: string, out: string | undefined): Promise<number> {
  const { app, version, digest } = await readOf(client, meant)
  const bytes = new Uint8Array(await (await client.apps.archive(app, version)).arrayBuffer())
  const file = out ?? `${app.replace('/', '-')}-${version}.zip`
  try {
    await writeFile(file, bytes)
  } catch (reason) {
    throw new Fault('cli.file_unwritable', { file, seen: sayFault(reason) }, reason)
  }
  process.stdout.write(`${file}: ${app} ${version}, ${bytes.length} bytes, ${digest}\n`)
  return 0
}
