import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, systemClock } from '@millrace/core'
import { startTestServer } from '@millrace/server/bench'
import { compare, type Difference, noDifference } from '../flow-crash/compare.ts'
import { unforgetting } from '../flow-crash/document.ts'
import { expectedOf } from '../flow-crash/expected.ts'
import { Machine } from '../flow-crash/machine.ts'
import { Receiver } from '../flow-crash/receiver.ts'
import { Stage, until } from '../flow-crash/stage.ts'
import type { DrillResult, RunOptions } from '../run.ts'

const AGO_MS = 86_400_000
const BEYOND = 40
const HEARD_MS = 10_000
/** A lease that nobody renews has run out by then, and the other has looked. */
const MOST_TAKEOVER_S = 20

/**
 * Two platforms on one database, both fed by every machine; the one that does what flows ask for is killed with SIGKILL. The other
 * goes on within the time of the lease, with every point and every action as in one run that nobody disturbs.
 */
export async function flowTakeover({ quick, progress }: RunOptions): Promise<DrillResult> {
  const [many, workMs] = quick ? [1, 2_000] : [4, 15_000]
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-flow-takeover-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  try {
    const receiver = owned.add(new Receiver())
    const sink = `127.0.0.1:${await receiver.listen()}`
    const database = await owned.add(await startTestServer()).emptyUrl()
    const stages: Stage[] = []
    for (const name of ['first', 'second']) {
      await mkdir(join(folder, name))
      stages.push(owned.add(await Stage.open(join(folder, name), { allow: sink, database })))
    }
    const [first, second] = stages as [Stage, Stage]
    const zero = Math.floor((Date.now() - AGO_MS) / 1_000) * 1_000
    const names = Array.from({ length: many }, (_, i) => `machine-${i + 1}`)
    const credentials: string[] = []
    for (const name of names) credentials.push(await first.credential(name))
    /** Of each machine two, one telling each platform the same. */
    const machines = stages.map(({ address }) =>
      names.map(
        (_, number) => new Machine({ number, address, credential: credentials[number]!, zero, away: () => 300 }),
      ),
    )
    for (const side of machines) for (const machine of side) await machine.register()
    const assets = await first.assets(names)
    const document = unforgetting(`http://${sink}/taken`)
    const deployment = await first.deploy(document, assets)
    // The second hears every few seconds of what others put in force.
    await systemClock.sleep(HEARD_MS)
    for (const machine of machines.flat()) machine.begin()
    await systemClock.sleep(workMs)
    const before = receiver.came.size
    progress(`the first did ${before} requests; now it is killed`)
    const killedAt = Date.now()
    await first.kill()
    await until('the second to go on', () => receiver.came.size > before + 2 * many)
    const takeoverS = (Date.now() - killedAt) / 1_000
    progress(`the second goes on after ${takeoverS.toFixed(1)} s`)
    await systemClock.sleep(workMs)
    for (const machine of machines[0]!) machine.abandon()
    await Promise.all(machines[1]!.map((machine) => machine.stop(BEYOND)))
    const outputs = await second.outputs(deployment)
    const found: Difference = noDifference()
    for (const [i, { number, acknowledged }] of machines[1]!.entries()) {
      const expected = await expectedOf(document, { number, zero, last: acknowledged - 1, beyond: BEYOND + 1 })
      const asset = assets[i]!
      await compare(second, { deployment, asset, outputs: outputs.get(asset)!, expected, receiver }, found, progress)
    }
    const { lost, duplicated, wrong, samples, actions } = found
    const figures = { takeover_s: takeoverS, samples, actions, lost, duplicated, wrong }
    return {
      pass: lost + duplicated + wrong === 0 && actions > 0 && before > 0 && takeoverS < MOST_TAKEOVER_S,
      figures,
    }
  } finally {
    await owned.close()
  }
}
