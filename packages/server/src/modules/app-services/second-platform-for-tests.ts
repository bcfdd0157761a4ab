import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The modules of another platform on the same database, in a process that may be killed; resolves once it has begun with an organisation. */
export async function startSecondPlatform(
  url: string,
  { tenant, folder }: { readonly tenant: string; readonly folder: string },
): Promise<ChildProcess> {
  const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  const program = `
    const { Owned, systemClock, silentLog } = await import('@millrace/core')
    const { openDatabase } = await import(${from('../../database/index.ts')})
    const { startTestModules } = await import(${from('../../testing.ts')})
    const database = await openDatabase({
      dataFolder: ${JSON.stringify(folder)}, databaseUrl: ${JSON.stringify(url)}, clock: systemClock, log: silentLog,
    })
    const { services } = await startTestModules(new Owned(), database)
    await services.begin(${JSON.stringify(tenant)})
    console.log('begun')`
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const child = spawn(process.execPath, [...flags, '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    // What it makes goes with the folder, as nothing of it is closed.
    env: { ...process.env, TMPDIR: folder },
  })
  const begun = once(child.stdout, 'data').then(() => true)
  assert.ok(await Promise.race([begun, once(child, 'exit').then(() => false)]), 'It ended before it began')
  return child
}
