import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, type Difference, noDifference } from '../flow-crash/compare.ts'
import { unforgetting } from '../flow-crash/document.ts'
import { expectedOf } from '../flow-crash/expected.ts'
import { Killer, moments } from '../flow-crash/killer.ts'
import { Machine } from '../flow-crash/machine.ts'
import { Receiver } from '../flow-crash/receiver.ts'
import { Stage } from '../flow-crash/stage.ts'
import type { DrillResult, RunOptions } from '../run.ts'

/** Each drill begins so long ago by the machines' clocks, which run faster than ours. */
const AGO_MS = 20 * 86_400_000
/** One instant so far after all others lets flow time pass them. */
const BEYOND = 40
/** One of the machines comes back late after its connection broke, ms. */
const LATE_MS = 9_000

/**
 * The platform is killed with SIGKILL again and again while flows that forget nothing are fed: at random moments, within the writing
 * of a checkpoint, while it starts, twice in a row. Afterwards every point and every action must be as one run gives them that
 * nobody disturbed, and what was sent must have been sent once or again under the same key.
 */
export async function flowCrash({ quick, progress }: RunOptions): Promise<DrillResult> {
  const [kills, many] = quick ? [3, 2] : [50, 5]
  const folder = await mkdtemp(join(tmpdir(), 'millrace-flow-crash-'))
  const receiver = new Receiver()
  let stage: Stage | undefined
  try {
    const sink = `127.0.0.1:${await receiver.listen()}`
    stage = await Stage.open(folder, { allow: sink })
    const zero = Math.floor((Date.now() - AGO_MS) / 1_000) * 1_000
    const names = Array.from({ length: many }, (_, i) => `machine-${i + 1}`)
    const machines: Machine[] = []
    for (const [number, name] of names.entries()) {
      const credential = await stage.credential(name)
      const away = (): number => (number === 0 ? (quick ? 0.9 : Math.random()) * LATE_MS : Math.random() * 300)
      machines.push(new Machine({ number, address: stage.address, credential, zero, away }))
    }
    for (const machine of machines) await machine.register()
    const assets = await stage.assets(names)
    const document = unforgetting(`http://${sink}/taken`)
    const deployment = await stage.deploy(document, assets)
    const outputs = await stage.outputs(deployment)
    for (const machine of machines) machine.begin()

    const killer = new Killer(stage)
    // Small, those two of them that found most.
    const among = quick ? (['checkpoint', 'start'] as const) : moments
    for (let round = 0; killer.kills < kills; round++) {
      await killer.strike(among[round % among.length]!)
      progress(
        `killed ${killer.kills} times, ${machines.reduce((sum, { acknowledged }) => sum + acknowledged, 0)} instants acknowledged`,
      )
    }
    await Promise.all(machines.map((machine) => machine.stop(BEYOND)))
    progress('comparing with one run that nobody disturbs')
    const found: Difference = noDifference()
    for (const [i, { number, acknowledged }] of machines.entries()) {
      const expected = await expectedOf(document, { number, zero, last: acknowledged - 1, beyond: BEYOND + 1 })
      await compare(
        stage,
        { deployment, asset: assets[i]!, outputs: outputs.get(assets[i]!)!, expected, receiver },
        found,
        progress,
      )
    }
    const struck = Object.fromEntries([...killer.struck].map(([moment, times]) => [`killed_${moment}`, times]))
    const instants = machines.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    const figures = {
      kills: killer.kills,
      ...struck,
      instants,
      repeated: machines.reduce((sum, { repeated }) => sum + repeated, 0),
      samples: found.samples,
      actions: found.actions,
      sent_again: [...receiver.came.values()].reduce((sum, bodies) => sum + bodies.length - 1, 0),
      lost: found.lost,
      duplicated: found.duplicated,
      wrong: found.wrong,
    }
    return {
      pass: found.lost + found.duplicated + found.wrong === 0 && found.samples > 0 && found.actions > 0,
      figures,
    }
  } finally {
    await stage?.close()
    await receiver.close()
    await rm(folder, { recursive: true, force: true })
  }
}
