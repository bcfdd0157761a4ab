import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, Owned, Status, silentLog, systemClock } from '@millrace/core'
import { type ModelHost, type ModelPackage, openModelHost, sayReason } from '@millrace/runtime'
import { type Attack, attacksWith, TOLD } from '@millrace/runtime/attacks'
import { layBait } from '../model-escape/bait.ts'
import { type Lags, openNeighbourhood } from '../model-escape/neighbourhood.ts'
import { footprint } from '../model-escape/process.ts'
import type { Drill } from '../run.ts'

/** A small run shares its machine with other tests: its lags are told, and not judged. */
const MOST_LAG_MS = { whole: 1_000, quick: Number.POSITIVE_INFINITY }
/** Of each kind, in a small run. */
const QUICK = 3
/** Attackers that go on at the same time, each of a share of its own. */
const SHARES = 2
/** What ends any of them where the machine is too busy for what would end it otherwise. */
const BUSY = 'model.slow'
/** Threads of the engine and the system that come once and stay. */
const FEW_THREADS = 8
/** What engines have compiled stays: a second round adds nothing. */
const MUCH_MIB = 1_024

interface End {
  /** A code of a fault, {@link TOLD}, or `answered` where the model gave what it liked. */
  readonly code: string
  readonly says: string
}

const ofFault = (thrown: unknown): End => {
  if (!(thrown instanceof Fault)) throw thrown
  return { code: thrown.code, says: thrown.message }
}

async function endOf(host: ModelHost, attack: Attack, share: string): Promise<End> {
  let model: ModelPackage
  try {
    model = attack.model()
  } catch (thrown) {
    return ofFault(thrown)
  }
  const { inputs, outputs } = model.manifest
  const column = { values: Float64Array.of(2, 3), status: new Uint32Array(2).fill(Status.Good) }
  const rows = {
    length: 2,
    time: Float64Array.of(1.7e15, 1.7e15 + 1e6),
    inputs: Object.fromEntries(inputs.map(({ name }) => [name, column])),
  }
  try {
    const { results } = await host.run(model, { rows, share })
    if (results.fault) return ofFault(results.fault)
    const given = results.outputs[outputs[0]!.name]!
    const why = results.reasons[given.reason[0]! - 1]
    const isBad = given.status[0]! >>> 31 === 1
    return isBad && why
      ? { code: TOLD, says: `${model.manifest.id}: ${sayReason(why, given.seen?.[0])}` }
      : { code: 'answered', says: `${model.manifest.id} gave ${given.values[0]}` }
  } catch (thrown) {
    return ofFault(thrown)
  }
}

/** So many of each kind, or all of them. */
function chosen(attacks: readonly Attack[], quick: boolean): readonly Attack[] {
  if (!quick) return attacks
  return [...Map.groupBy(attacks, ({ kind }) => kind).values()].flatMap((of) => of.slice(0, QUICK))
}

/** Models of every kind that try what they can, and models of others that go on beside them. */
export const modelEscape: Drill = async ({ quick, progress }) => {
  const owned = new Owned()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-model-escape-'))
    owned.add({ close: () => rm(folder, { recursive: true }) })
    const laid = owned.add(await layBait())
    const before = await footprint()
    const host = owned.add(openModelHost({ folder, clock: systemClock, log: silentLog }))
    const neighbourhood = owned.add(await openNeighbourhood(host))
    await systemClock.sleep(quick ? 1_000 : 5_000)
    const calm = await neighbourhood.take()
    const { rssMib } = await footprint()
    progress(`neighbours in peace: ${say(calm)}`)

    const attacks = chosen(attacksWith(laid.bait), quick)
    const findings: string[] = []
    let [stopped, named, escapes] = [0, 0, 0]
    const waiting = [...attacks]
    const make = async (share: string): Promise<void> => {
      for (let attack = waiting.shift(); attack; attack = waiting.shift()) {
        const { kind, name, ends } = attack
        const begun = performance.now()
        const { code, says } = await endOf(host, attack, share)
        const isStopped = ends.includes(code) || code === BUSY
        const isNamed = says.includes(`contract/${kind}-`)
        if (isStopped) stopped++
        if (isNamed) named++
        if (code === 'answered') escapes++
        progress(`${kind}, ${name}: ${code} after ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
        if (!isStopped || !isNamed)
          findings.push(`${kind}, ${name}: expected ${ends.join(' or ')}, saw ${code} (${says})`)
        for (const seen of await laid.touched()) {
          escapes++
          findings.push(`${kind}, ${name}: ${seen}`)
        }
      }
    }
    // Each share has several on the way, so that they wait for each other, and not for whoever asks.
    await Promise.all(Array.from({ length: 3 * SHARES }, (_, i) => make(`attackers ${i % SHARES}`)))
    const lags = await neighbourhood.take()
    progress(`neighbours meanwhile: ${say(lags)}`)
    findings.push(...lags.wrong)

    await neighbourhood.close()
    await host.close()
    await systemClock.sleep(1_000)
    const after = await footprint()
    for (const finding of findings) progress(`  FINDING ${finding}`)
    const most = quick ? MOST_LAG_MS.quick : MOST_LAG_MS.whole
    return {
      pass:
        findings.length === 0 &&
        escapes === 0 &&
        lags.p99 < most &&
        after.children <= before.children &&
        after.threads - before.threads <= FEW_THREADS &&
        after.rssMib - rssMib < MUCH_MIB,
      figures: {
        scenarios: attacks.length,
        stopped,
        named,
        escapes,
        neighbour_calls: lags.calls,
        neighbour_wrong_answers: lags.wrong.length,
        neighbour_lag_p99_ms_before: calm.p99,
        neighbour_lag_p99_ms: lags.p99,
        neighbour_lag_max_ms: lags.longest,
        children_left: after.children - before.children,
        threads_left: after.threads - before.threads,
        rss_grown_mib: after.rssMib - rssMib,
      },
    }
  } finally {
    await owned.close()
  }
}

const say = ({ p99, longest, byKind, calls }: Lags): string =>
  `${calls} calls, slowest hundredth ${p99.toFixed(0)} ms (${Object.entries(byKind)
    .map(([kind, ms]) => `${kind} ${ms.toFixed(0)}`)
    .join(', ')}), longest ${longest.toFixed(0)} ms`
