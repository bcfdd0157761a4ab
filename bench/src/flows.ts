import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import './flows-bench/faults.ts'
import { runNodeRed } from './flows-bench/node-red.ts'
import { figuresOf, openOwn, rateOf } from './flows-bench/own.ts'
import type { FlowFigures } from './flows-bench/plan.ts'
import type { Bench } from './run.ts'

/** Sums are made in another order of additions. */
const isSame = (ours: FlowFigures, theirs: FlowFigures): boolean =>
  (['windows', 'alarms', 'standing', 'bad'] as const).every((name) => ours[name] === theirs[name]) &&
  Math.abs(ours.sum - theirs.sum) <= 1e-9 * Math.abs(ours.sum)

const say = ({ windows, sum, alarms, standing, bad }: FlowFigures): string =>
  `${windows} windows of ${sum.toPrecision(15)}, ${alarms} states of which ${standing} stand and ${bad} are bad`

/** Values that enter a flow of ten nodes (ranges, low-pass, join, expression, window, comparison, delay, point, alarm), a second of one core. */
export const flows: Bench = async ({ quick, progress }) => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-flows-'))
  try {
    const program = await openOwn()
    const rate = rateOf(program, quick ? 200_000 : 3_000_000)
    progress(`${Math.round(rate).toLocaleString('en')} values/s of one core`)
    const instants = quick ? 5_000 : 100_000
    const { cpu, ...theirs } = await runNodeRed(folder, instants)
    const measured = (instants - Math.floor(instants / 10)) * 2
    const peer = (measured * 1e6) / cpu
    progress(
      `Node-RED, a function node for each of ours: ${Math.round(peer).toLocaleString('en')} values/s of one core`,
    )
    const ours = figuresOf(program, instants)
    if (!isSame(ours, theirs)) throw new Fault('flows_bench.results_differ', { ours: say(ours), theirs: say(theirs) })
    progress(`both made the same of ${(instants * 2).toLocaleString('en')} values: ${say(ours)}`)
    return {
      figures: {
        values_per_core_per_s: rate,
        nodered_values_per_core_per_s: peer,
        windows: ours.windows,
        alarm_states: ours.alarms,
      },
      ratios: { vs_node_red: rate / peer },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
