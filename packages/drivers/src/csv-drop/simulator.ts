import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@millrace/core'
import type { Simulator } from '../kit/simulator.ts'

const FILE_MS = 2_000
const ROW_MS = 200
/** Older ones are removed: what nobody has read by then is not kept for ever. */
const MOST_FILES = 100

/** What a scale that drops files does: a file of new rows every two seconds, put in place whole. */
async function drop(folder: string, from: number, to: number): Promise<void> {
  const rows = ['time,weight,gross,stable,batch']
  for (let ms = from; ms < to; ms += ROW_MS) {
    const weight = 250 + 40 * Math.sin(ms / 10_000)
    const stable = Math.abs(Math.cos(ms / 10_000)) < 0.9
    rows.push(
      `${new Date(ms).toISOString()},${weight.toFixed(2)},${Math.round(weight + 12)},${stable},"LOT ${Math.floor(ms / 60_000) % 1_000}, A"`,
    )
  }
  const name = `${new Date(from).toISOString().replaceAll(/\D/g, '')}.csv`
  await writeFile(join(folder, `.${name}.part`), `${rows.join('\r\n')}\r\n`)
  await rename(join(folder, `.${name}.part`), join(folder, name))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.csv')).sort()
  for (const old of files.slice(0, -MOST_FILES)) await rm(join(folder, old), { force: true })
}

/** A scale that drops files into a folder of its own, which it removes at its end. It has no port. */
export const csvDropSimulator: Simulator = {
  kind: 'csv-drop',
  tags: [
    { address: 'weight', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: 'gross', type: 'int32', access: 'r', periodMs: 1_000 },
    { address: 'stable', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: 'batch', type: 'string', access: 'r', periodMs: 1_000 },
  ],
  start: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-csv-drop-'))
    const ending = new AbortController()
    const dropping = (async () => {
      for (let told = Date.now() - FILE_MS; !ending.signal.aborted; ) {
        const now = Date.now()
        await drop(folder, told, now)
        told = now
        // Woken to end: the loop sees it.
        await systemClock.sleep(FILE_MS, ending.signal).catch(() => {})
      }
    })()
    return {
      at: folder,
      config: { folder, timeColumn: 'time', settleMs: 0, scanMs: 500 },
      close: async () => {
        ending.abort()
        await dropping
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
}
