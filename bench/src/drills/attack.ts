import { type Closable, Owned } from '@millrace/core'
import type { Drill } from '../run.ts'
import { type Arena, type Attack, Tally } from '../security/attack-case.ts'
import { attacks, heldAttacks } from '../security/attack-list.ts'
import { Probe, type ProbeSample, type Served, servedOf } from '../security/attack-probe.ts'
import { pause } from '../security/attack-wire.ts'
import { openStage } from '../security/stage.ts'

/** Others are served in normal time if their slowest hundredth takes less than this, ms, or not so many times as long as before. */
const NORMAL_MS = 250
const NORMAL_TIMES = 20
/** A small run shares its machine with other tests: there only what hangs is a finding. */
const COSTLY_MS = { whole: 2_000, quick: 20_000 }
/** Fewer answers say nothing of a hundredth. */
const TELLING = 100

const isNormal = (during: Served, before: Served): boolean =>
  during.p99 < NORMAL_MS || during.p99 < before.p99 * NORMAL_TIMES

async function raise(owned: Owned, options: Pick<Arena, 'quick' | 'progress'>): Promise<Arena> {
  const stage = await openStage()
  owned.add(stage)
  const [north, south] = [await stage.company('North'), await stage.company('South')]
  await north.device('boiler', { pressure: 8.25, burner: true, note: 'steady' })
  await south.device('scout', { level: 1 })
  const viewer = await north.member('looks-only', [{ role: 'viewer' }])
  const { items } = await north.admin.caller.need('/points?search=pressure')
  return { ...options, stage, north, south, viewer, point: String(items[0]?.['id']) }
}

export const attack: Drill = async ({ quick, progress }) => {
  const owned = new Owned()
  try {
    const arena = await raise(owned, { quick, progress })
    const { stage, point, viewer } = arena
    const path = `/api/v1/points/latest?ids=${point}`
    const probe = new Probe({ address: stage.address, path, token: viewer.token })
    owned.add(probe satisfies Closable)
    await pause(500)
    await probe.take()
    await pause(quick ? 2_000 : 5_000)
    const before = servedOf(await probe.take())
    progress(`served before: ${before.p50.toFixed(1)} ms, slowest hundredth ${before.p99.toFixed(1)} ms`)

    const samples: ProbeSample[] = []
    const findings: string[] = []
    let [attempts, refused, made, skipped, worst] = [0, 0, 0, 0, 0]
    const conclude = ({ name }: Attack, tally: Tally, seconds: number, served?: Served): void => {
      attempts += tally.attempts
      refused += tally.refused
      if (tally.skipped === undefined) made++
      else skipped++
      findings.push(...tally.findings.map((finding) => `${name}: ${finding}`))
      const time = served ? `, others ${served.p99.toFixed(0)} ms` : ''
      progress(
        tally.skipped === undefined
          ? `${name}: ${tally.refused} of ${tally.attempts} refused in ${seconds.toFixed(1)} s${time}`
          : `${name}: skipped, ${tally.skipped}`,
      )
      for (const finding of tally.findings) progress(`  FINDING ${finding}`)
    }
    const make = async (one: Attack): Promise<{ tally: Tally; seconds: number }> => {
      const tally = new Tally(arena.quick ? COSTLY_MS.quick : COSTLY_MS.whole)
      const begun = performance.now()
      await one.run(arena, tally)
      return { tally, seconds: (performance.now() - begun) / 1_000 }
    }

    // What is held open for long is held while all others are made.
    const held = heldAttacks.map(async (one) => ({ one, ...(await make(one)) }))
    for (const one of attacks) {
      const { tally, seconds } = await make(one)
      const heard = await probe.take()
      samples.push(...heard)
      const served = servedOf(heard)
      if (served.asked >= TELLING) {
        worst = Math.max(worst, served.p99)
        if (!isNormal(served, before)) tally.found(`others waited ${served.p99.toFixed(0)} ms`)
      }
      if (served.failed > 0) tally.found(`others were not served ${served.failed} times`)
      conclude(one, tally, seconds, served)
    }
    for (const { one, tally, seconds } of await Promise.all(held)) conclude(one, tally, seconds)
    samples.push(...(await probe.take()))
    const during = servedOf(samples)
    return {
      pass: findings.length === 0 && isNormal(during, before),
      figures: {
        attacks: made,
        skipped,
        attempts,
        refused,
        findings: findings.length,
        probe_p99_ms_before: before.p99,
        probe_p99_ms_during: during.p99,
        probe_p99_ms_worst_attack: worst,
        probe_slowdown: during.p99 / before.p99,
      },
    }
  } finally {
    await owned.close()
  }
}
