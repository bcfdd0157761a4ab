import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@millrace/core'
import { Lags, percentile } from '../live-bench/lags.ts'
import { Background } from './background.ts'
import { BoundPlant } from './bound-plant.ts'

/** Lags of the first seconds are of code that is not yet compiled. */
const WARM_S = 5
const SETTLE_MS = 3_000

/** A model at many assets, a row of each every second, next to values that nobody looks at: how long from a value to what is made of it. */
export async function streamLag(
  quick: boolean,
  progress: (text: string) => void,
): Promise<Readonly<Record<string, number>>> {
  const [count, seconds, perS] = quick ? [50, 4, 2_000] : [1_000, 60, 50_000]
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-bound-'))
  try {
    const plant = await BoundPlant.open(folder, count)
    try {
      await plant.bind()
      progress(`${count} assets bound`)
      const background = await Background.open(plant, perS)
      let lags = new Lags()
      let [told, since] = [0, 0]
      plant.watch((samples) => {
        const now = Date.now()
        for (const { time } of samples) {
          if (Date.parse(time) < since) continue
          told++
          lags.add(now - Date.parse(time))
        }
      })
      await systemClock.sleep(1_000)
      background.start()
      let [sentFrom, begun] = [0, 0]
      for (let second = -WARM_S; second < seconds; second++) {
        if (second === 0) {
          lags = new Lags()
          told = 0
          since = Date.now()
          sentFrom = background.values
          begun = performance.now()
        }
        const next = Math.ceil((Date.now() + 1) / 1_000) * 1_000
        await systemClock.sleep(next - Date.now())
        plant.send(Date.now(), (asset) => asset + second + WARM_S)
      }
      const perSecond = (background.values - sentFrom) / ((performance.now() - begun) / 1_000)
      await systemClock.sleep(SETTLE_MS)
      await background.stop()
      const lagP99 = percentile(lags.counts, 0.99)
      progress(
        `${count} models streaming at 1 s next to ${Math.round(perSecond)} values/s: p99 ${lagP99} ms, ${told} values of ${count * seconds}`,
      )
      return {
        stream_assets: count,
        stream_lag_p50_ms: percentile(lags.counts, 0.5),
        stream_lag_p99_ms: lagP99,
        stream_ingest_values_per_s: perSecond,
        stream_told_share: told / (count * seconds),
      }
    } finally {
      await plant.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
