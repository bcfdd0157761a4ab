import { type FSWatcher, watch } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { AppPackage } from '@millrace/apps'
import { standIn } from '@millrace/apps/testing'
import { Fault, Owned } from '@millrace/core'
import '../faults.ts'
import { classesOf } from './known.ts'
import { serveWorkshop } from './server.ts'
import { type Plant, Workshop } from './workshop.ts'

const PORT = 4780
/** An editor writes several files, and some of them twice. */
const SETTLE_MS = 150

const options = {
  port: { type: 'string' },
  against: { type: 'string' },
  'token-file': { type: 'string' },
  bind: { type: 'string', multiple: true },
} as const

/** `millrace app dev <folder>`: the app's pages and services on this machine, read anew whenever a file changes, until Ctrl-C. */
export async function devApp(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const folder = resolve(positionals[0] ?? '.')
  const port = values.port === undefined ? PORT : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Fault('cli.usage', { expected: 'a port of 0 to 65535', seen: String(values.port), command: 'app' })
  const owned = new Owned()
  try {
    const scratch = await mkdtemp(join(tmpdir(), 'millrace-app-dev-'))
    owned.add({ close: () => rm(scratch, { recursive: true, force: true }) })
    const { against } = values
    const plantOf =
      against === undefined
        ? madeUp
        : (await import('./against.ts')).against({ ...values, against, bind: values.bind ?? [] })
    const workshop = owned.add(new Workshop({ folder, scratch, plantOf }))
    await workshop.read()
    const server = owned.add(await serveWorkshop(workshop, port))
    const watcher = watchFolder(folder, () => void workshop.read().then(() => tell(workshop)))
    owned.add({ close: async () => watcher.close() })
    tell(workshop)
    process.stdout.write(`${server.address}\nPages are shown there, and read anew when a file changes. Ctrl-C ends.\n`)
    await new Promise<void>((end) => {
      process.once('SIGINT', end)
      process.once('SIGTERM', end)
    })
    return 0
  } finally {
    await owned.close()
  }
}

function tell({ bench, problems }: Workshop): void {
  if (problems.length > 0) process.stdout.write(`${problems.join('\n')}\n`)
  else if (bench) process.stdout.write(`${bench.app.manifest.id} ${bench.app.manifest.version}: ${bench.plant.says}\n`)
}

async function madeUp(app: AppPackage): Promise<Plant> {
  const classes = await classesOf(app)
  const { plant, recordings } = standIn(app, ({ equipmentClass = '' }, property) => ({
    ...classes.get(equipmentClass)?.get(property),
  }))
  const count = Object.values(plant.assets).reduce((sum, assets) => sum + assets.length, 0)
  const played = recordings.length === 0 ? 'made-up values' : `${recordings.length} recordings, played over and over`
  return { face: plant, says: `${count} assets, ${played}` }
}

/** Hidden files are no part of an app. */
function watchFolder(folder: string, changed: () => void): FSWatcher {
  let settling: NodeJS.Timeout | undefined
  return watch(folder, { recursive: true }, (_, name) => {
    if (name?.split(/[\\/]/).some((step) => step.startsWith('.'))) return
    clearTimeout(settling)
    settling = setTimeout(changed, SETTLE_MS)
  })
}
