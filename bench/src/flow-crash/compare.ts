import { isoOf } from '@millrace/core'
import type { Value } from './document.ts'
import type { Expected } from './expected.ts'
import type { Receiver } from './receiver.ts'
import { type Stage, until } from './stage.ts'

export interface Difference {
  lost: number
  duplicated: number
  wrong: number
  samples: number
  actions: number
}
export const noDifference = (): Difference => ({ lost: 0, duplicated: 0, wrong: 0, samples: 0, actions: 0 })

const TOLERANCE = 1e-9
/** Differences that are told of each point. */
const SHOWN = 3

interface Compared {
  readonly deployment: string
  readonly asset: string
  /** Points by node. */
  readonly outputs: ReadonlyMap<string, string>
  readonly expected: Expected
  readonly receiver: Receiver
}

const isSame = (a: Value, b: Value): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a)) : a === b

/** Every sample of every point, and every action, of one asset. */
export async function compare(
  stage: Stage,
  compared: Compared,
  found: Difference,
  progress: (text: string) => void,
): Promise<void> {
  const { outputs, expected } = compared
  for (const [node, rows] of expected.points) {
    const point = outputs.get(node) ?? ''
    const last = rows.at(-1)?.[0]
    // What is durable is worked on, and in the history a moment later.
    await until(`the end of ${node}`, async () => (await stage.history(point, expected.until, last)).length > 0).catch(
      () => undefined,
    )
    const shown: string[] = []
    const say = (kind: 'lost' | 'duplicated' | 'wrong', text: string): void => {
      found[kind]++
      if (shown.length < SHOWN) shown.push(`${kind.toUpperCase()} in ${node} of ${compared.asset}: ${text}`)
    }
    const wanted = new Map(rows.map((row) => [row[0], row]))
    for (const [time, value, status] of await stage.history(point, expected.until)) {
      const row = wanted.get(time)
      if (!row) say('duplicated', `${value} at ${isoOf(time)}, where nothing or one is to be`)
      else if (!isSame(row[1], value) || row[2] !== status)
        say('wrong', `${value} (${status}) at ${isoOf(time)}, expected ${row[1]} (${row[2]})`)
      wanted.delete(time)
      found.samples++
    }
    for (const [time, value] of wanted.values()) say('lost', `${value} at ${isoOf(time)}`)
    for (const text of shown) progress(text)
  }
  await compareActions(stage, compared, found, progress)
}

async function compareActions(
  stage: Stage,
  { deployment, asset, expected, receiver }: Compared,
  found: Difference,
  progress: (text: string) => void,
): Promise<void> {
  const own = async () =>
    (await stage.actions(deployment)).filter(
      (one) => one.asset === asset && Date.parse(one.at) * 1_000 <= expected.until,
    )
  await until('all actions to be over', async () => {
    const all = await own()
    return all.length >= expected.actions.length && all.every(({ state }) => state !== 'waiting' && state !== 'doing')
    // What is not over is told below, one by one.
  }).catch(() => undefined)
  const wanted = new Map(expected.actions.map((one) => [`${one.node} ${isoOf(one.at)}`, one]))
  const shown: string[] = []
  const say = (kind: 'lost' | 'duplicated' | 'wrong', text: string): void => {
    found[kind]++
    if (shown.length < SHOWN) shown.push(`${kind.toUpperCase()} action of ${asset}: ${text}`)
  }
  for (const { id, node, at, body, state, answer } of await own()) {
    found.actions++
    const key = `${node} ${at}`
    const one = wanted.get(key)
    if (!one) say('duplicated', `${key}, ${state}`)
    else if (JSON.stringify(sorted(one.body)) !== JSON.stringify(sorted(body)) || state !== 'done')
      say('wrong', `${key}, ${state} ${answer ?? ''}: ${JSON.stringify(body)}, expected ${JSON.stringify(one.body)}`)
    wanted.delete(key)
    if (node !== 'send') continue
    const came = receiver.came.get(id) ?? []
    if (came.length === 0) say('lost', `${key} was never sent`)
    if (came.some((text) => text !== body['body'])) say('wrong', `${key} was sent with another body`)
  }
  for (const key of wanted.keys()) say('lost', key)
  for (const text of shown) progress(text)
}

const sorted = (body: Readonly<Record<string, unknown>>) =>
  Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1))
