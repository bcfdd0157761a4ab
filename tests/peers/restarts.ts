import { isGood, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { Attempts, Buses, type DriverFactory, superviseDevice, type TagSpec } from '@millrace/drivers'

export interface Restarted {
  readonly config: object
  /** Tags that keep their value: any other good value is wrong. */
  readonly steady: readonly { readonly tag: TagSpec; readonly value: Value }[]
  readonly rounds: number
  kill(): Promise<void>
  /** Again, where it was. */
  start(): Promise<void>
}

export interface Survived {
  /** Good values that the server did not have. */
  readonly wrong: readonly Value[]
  /** Sockets of this process: with the first connection, and after the last restart. */
  readonly sockets: readonly [before: number, after: number]
  /** Bytes of the heap after the second restart and after the last. */
  readonly heap: readonly [before: number, after: number]
}

/** Kills a server and starts it again, under load; resolves when every tag was good again each time. */
export async function restart<Config>(factory: DriverFactory<Config>, needs: Restarted): Promise<Survived> {
  const { config, steady, rounds, kill, start } = needs
  const values = new Map(steady.map(({ tag, value }) => [tag.id, value]))
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
    config: config as Config,
    tags: steady.map(({ tag }) => tag),
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          const tag = batch.series[i]!
          const fine = isGood(batch.status[i]!)
          good.set(tag, fine)
          if (fine && valueAt(batch, i) !== values.get(tag)) wrong.push(valueAt(batch, i))
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
    const all = (): boolean => steady.every(({ tag }) => good.get(tag.id))
    await until(all)
    const before = sockets()
    let heap = 0
    for (let round = 0; round < rounds; round++) {
      await kill()
      await until(() => !all())
      await start()
      await until(all)
      if (round === 1) heap = heapUsed()
    }
    return { wrong, sockets: [before, sockets()], heap: [heap, heapUsed()] }
  } finally {
    await supervisor.close()
  }
}

const sockets = (): number => process.getActiveResourcesInfo().filter((name) => /^(tcp|udp).*wrap$/i.test(name)).length

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
