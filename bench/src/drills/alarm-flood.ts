import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ConditionEdge } from '@millrace/compute'
import { Owned } from '@millrace/core'
import { addManyAlarms, type ManyAlarms, startTestServer } from '@millrace/server/bench'
import { stopChild } from '../edge-bench/processes.ts'
import type { Drill, RunOptions } from '../run.ts'
import { Caller } from '../security/api.ts'
import { compare } from './alarm-flood-model.ts'
import { Operator } from './alarm-flood-operator.ts'

/** Edges of one call, as live computing hands them over. */
const EDGES_AT_ONCE = 1_000
const LIMIT_MS = 100
/** How long the operator acts before the flood. */
const QUIET_MS = 5_000

const childEntry = fileURLToPath(new URL('./alarm-flood-child.ts', import.meta.url))

interface Running {
  readonly child: ChildProcess
  readonly address: string
  readonly token: string
}

async function start(environment: Readonly<Record<string, string>>): Promise<Running> {
  const child = fork(childEntry, [], {
    env: { ...process.env, ...environment },
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [ready] = (await once(child, 'message')) as [{ address: string; tokenFile: string }]
  return { child, address: ready.address, token: (await readFile(ready.tokenFile, 'utf8')).trim() }
}

/** Every alarm comes; every third goes again, and of these every second comes once more. */
function edgesOf({ conditions }: ManyAlarms): ConditionEdge[] {
  const at = Date.now() * 1_000
  const edges: ConditionEdge[] = []
  const add = (condition: number, active: boolean): void => {
    edges.push({ condition, active, at: at + edges.length, value: edges.length, status: 0 })
  }
  for (const condition of conditions) add(condition, true)
  const third = conditions.filter((_, i) => i % 3 === 0)
  for (const condition of third) add(condition, false)
  for (const [i, condition] of third.entries()) if (i % 2 === 0) add(condition, true)
  return edges
}

/** Hands edges over, call after call; resolves with how many calls are known to be durable when all are, or the child has gone. */
async function pour(
  { child }: Running,
  many: ManyAlarms,
  calls: readonly ConditionEdge[][],
  from: number,
): Promise<number> {
  let done = from
  const gone = once(child, 'exit').then(() => 'gone' as const)
  while (done < calls.length) {
    const answer = once(child, 'message') as Promise<[{ done?: number; failed?: number; says?: string }]>
    // The child may have gone in this very moment: that it has is told by its exit.
    child.send({ call: done, tenant: many.tenant, edges: calls[done] }, () => undefined)
    const told = await Promise.race([answer, gone])
    if (told === 'gone') return done
    if (told[0].done === undefined) await wait(1_000)
    else done++
  }
  return done
}

export const alarmFlood: Drill = async ({ quick, progress }: RunOptions) => {
  const owned = new Owned()
  try {
    const howMany = quick ? 2_000 : 50_000
    const database = owned.add(await startTestServer())
    const folder = await mkdtemp(join(tmpdir(), 'millrace-flood-'))
    await chmod(folder, 0o755)
    owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
    const environment = {
      MILLRACE_DATA: folder,
      MILLRACE_ADMIN_PASSWORD: 'Quarry-lantern-58-meadow',
      DATABASE_URL: await database.emptyUrl(),
    }
    let running = await start(environment)
    owned.add({ close: () => stopChild(running.child) })
    const many = await addManyAlarms(environment.DATABASE_URL, howMany)
    const edges = edgesOf(many)
    const calls: ConditionEdge[][] = []
    for (let i = 0; i < edges.length; i += EDGES_AT_ONCE) calls.push(edges.slice(i, i + EDGES_AT_ONCE))
    progress(`${howMany} alarms, ${edges.length} edges in ${calls.length} calls`)

    const operator = new Operator(new Caller('operator', running.address, running.token), many.ids)
    await operator.warm()
    // The same machine in the same minute, without a flood: what is beyond this is the flood's.
    let acting = operator.act()
    await wait(QUIET_MS)
    operator.stop()
    await acting
    const quiet = operator.figures()
    operator.forget()
    acting = operator.act()
    const begun = performance.now()
    const killAt = Math.floor(calls.length * 0.45)
    let done = await pour(running, many, calls.slice(0, killAt), 0)
    const first = pour(running, many, calls, done)
    // In the midst of a call, wherever that is.
    await wait(10 + Math.random() * 60)
    running.child.kill('SIGKILL')
    done = await first
    operator.stop()
    await acting
    const before = (performance.now() - begun) / 1_000
    progress(`killed after ${done} of ${calls.length} calls, ${before.toFixed(1)} s`)

    running = await start(environment)
    operator.caller = new Caller('operator', running.address, running.token)
    await operator.warm()
    acting = operator.act()
    const again = performance.now()
    // As after a crash: more comes again than was lost.
    await pour(running, many, calls, Math.max(0, done - 3))
    const seconds = before + (performance.now() - again) / 1_000
    operator.stop()
    await acting
    progress(`all edges taken in ${seconds.toFixed(1)} s; comparing`)

    const found = await compare(operator.caller, many, edges, operator.acknowledged)
    for (const line of found.wrong.slice(0, 10)) progress(line)
    const { slowest, p99, actions, byAction } = operator.figures()
    for (const [name, { at, ms }] of byAction) {
      const when =
        at < again
          ? `${((at - begun) / 1_000).toFixed(1)} s into the flood`
          : `${((at - again) / 1_000).toFixed(1)} s after the restart`
      progress(`${name}: slowest ${ms.toFixed(1)} ms, ${when}`)
    }
    const pass = found.lost === 0 && found.doubled === 0 && found.wrong.length === 0 && slowest < LIMIT_MS
    return {
      pass,
      figures: {
        alarms: howMany,
        edges: edges.length,
        flood_s: seconds,
        edges_per_s: edges.length / seconds,
        actions,
        quiet_p99_ms: quiet.p99,
        quiet_slowest_ms: quiet.slowest,
        action_p99_ms: p99,
        action_slowest_ms: slowest,
        lost: found.lost,
        doubled: found.doubled,
        wrong_states: found.wrong.length,
      },
    }
  } finally {
    await owned.close()
  }
}
