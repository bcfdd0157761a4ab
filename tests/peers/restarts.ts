import { setTimeout as wait } from 'node:timers/promises'
import { isGood, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import {
  Attempts,
  Buses,
  type DriverFactory,
  heapInUse,
  openSockets,
  superviseDevice,
  type TagSpec,
} from '@millrace/drivers'
import { expect } from 'vitest'

/** Every driver comes back from so many kills. */
export const RESTARTS = 20
/** Heap that a round may leave behind on average, bytes: a driver object that leaks holds many times that. */
const HEAP_A_ROUND = 20_000
/** What else of this process may grow meanwhile, such as code that is compiled late, bytes. */
const HEAP_NOISE = 1_200_000

export interface Restarted<Config> {
  readonly config: Config
  /** Tags that are read all the while; one with a value keeps it, and any other good value is wrong. */
  readonly tags: readonly { readonly tag: TagSpec; readonly value?: Value }[]
  /** {@link RESTARTS} unless told. */
  readonly rounds?: number
  kill(): Promise<void>
  /** Again, where it was. */
  start(): Promise<void>
}

/** What a process holds that a driver might leave behind. */
export interface Footprint {
  readonly sockets: number
  /** Bytes in use after a collection. */
  readonly heap: number
}

export const footprint = async (): Promise<Footprint> => ({ sockets: await openSockets(), heap: await heapInUse() })

/** Sockets at several looks: a client that closes one connection and opens the next has none or two for a moment. */
async function looksAtSockets(): Promise<number[]> {
  const looks: number[] = []
  while (looks.length < 10) {
    looks.push(await openSockets())
    await wait(20)
  }
  return looks
}

/** Fails if more sockets stay open than were before, or if the heap grew by more than what is no leak. */
export async function expectFlat(before: Footprint, rounds = RESTARTS): Promise<void> {
  const grown = (await heapInUse()) - before.heap
  // What is on its way out goes; what leaks stays.
  expect(Math.min(...(await looksAtSockets())), 'sockets').toBeLessThanOrEqual(before.sockets)
  expect(grown, `bytes of the heap after ${rounds} rounds`).toBeLessThan(HEAP_NOISE + rounds * HEAP_A_ROUND)
}

/** Kills a server under load: each time every tag is good again, none was ever wrong, and nothing is left behind. */
export async function survivesRestarts<Config>(
  factory: DriverFactory<Config>,
  { config, tags, rounds = RESTARTS, kill, start }: Restarted<Config>,
): Promise<void> {
  const values = new Map(tags.flatMap(({ tag, value }) => (value === undefined ? [] : [[tag.id, value] as const])))
  const good = new Map<number, boolean>()
  const wrong: Value[] = []
  let look = (): void => {}
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => holds() && resolve()
      look()
    })
  const supervisor = superviseDevice({
    name: 'restarts',
    factory,
    config,
    tags: tags.map(({ tag }) => tag),
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          const tag = batch.series[i]!
          const fine = isGood(batch.status[i]!)
          good.set(tag, fine)
          if (fine && values.has(tag) && valueAt(batch, i) !== values.get(tag)) wrong.push(valueAt(batch, i))
        }
        look()
      },
      state: () => {},
    },
    attempts: new Attempts(systemClock),
    buses: new Buses(systemClock),
    environment: { clock: systemClock, log: silentLog, folder: '/nowhere' },
    // Twenty restarts in a row would otherwise be waited for as after twenty failures.
    random: () => 0.001,
  })
  supervisor.start()
  try {
    const all = (): boolean => tags.every(({ tag }) => good.get(tag.id))
    await until(all)
    let settled: Footprint | undefined
    for (let round = 0; round < rounds; round++) {
      await kill()
      await until(() => !all())
      await start()
      await until(all)
      // By then everything that is made once has been made.
      if (round === 1) settled = { ...(await footprint()), sockets: Math.max(...(await looksAtSockets())) }
    }
    await expectFlat(settled!, rounds)
    expect(wrong).toEqual([])
  } finally {
    await supervisor.close()
  }
}
