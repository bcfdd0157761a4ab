import { type Closable, systemClock } from '@millrace/core'
import type { Caller } from '../security/api.ts'
import { install } from './apps.ts'

/** Of an installation 600 a minute are allowed. */
const EVERY_MS = 150

export interface Lags {
  readonly calls: number
  readonly p99: number
  readonly longest: number
  readonly wrong: readonly string[]
}

export interface Neighbour extends Closable {
  /** Since it was last asked. */
  take(): Promise<Lags>
}

/** An app of another organisation, whose service keeps a row and reads it, again and again. */
export async function openNeighbour(caller: Caller, asset: string): Promise<Neighbour> {
  const code = `export async function http(n, { tables }) {
    await tables.put('kept', [{ id: 'own', n }])
    return (await tables.rows('kept')).items[0].n
  }`
  const installed = await install(caller, { name: 'neighbour', code, timeMs: 5_000 }, asset)
  let lags: number[] = []
  let wrong: string[] = []
  let goesOn = true
  const work = (async () => {
    for (let n = 0; goesOn; n++) {
      const begun = performance.now()
      const { status, json, text } = await installed.call(n)
      const lag = performance.now() - begun
      lags.push(lag)
      if (status !== 200 || json?.['output'] !== n)
        wrong.push(`the neighbour was answered ${status} ${text.slice(0, 200)}`)
      await systemClock.sleep(Math.max(0, EVERY_MS - lag))
    }
  })()
  return {
    async take() {
      const sorted = lags.toSorted((a, b) => a - b)
      const told = {
        calls: sorted.length,
        p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
        longest: sorted.at(-1) ?? 0,
        wrong,
      }
      lags = []
      wrong = []
      return told
    },
    async close() {
      goesOn = false
      await work
    },
  }
}
