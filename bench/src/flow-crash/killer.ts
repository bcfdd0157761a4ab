import { type FSWatcher, watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '@millrace/core'
import { type Stage, until } from './stage.ts'

/** How long it works before it is killed at a random moment, ms. */
const LIFE_MS = [300, 2_500] as const
/** A checkpoint comes every five seconds. */
const CHECKPOINT_MS = 15_000

export const moments = ['anywhen', 'checkpoint', 'start', 'twice'] as const
export type Moment = (typeof moments)[number]

const between = ([low, high]: readonly [number, number]): number => low + Math.random() * (high - low)

/** Kills the platform with SIGKILL, at moments of its life. */
export class Killer {
  readonly #stage: Stage
  /** How long a start took last, ms. */
  #startMs = 2_000
  readonly struck = new Map<Moment, number>(moments.map((moment) => [moment, 0]))

  constructor(stage: Stage) {
    this.#stage = stage
  }

  get kills(): number {
    return [...this.struck.values()].reduce((sum, one) => sum + one, 0)
  }

  async strike(moment: Moment): Promise<void> {
    if (moment === 'checkpoint') await this.#atCheckpoint()
    else if (moment === 'anywhen') {
      await systemClock.sleep(between(LIFE_MS))
      await this.#kill(moment)
    } else {
      await systemClock.sleep(between(LIFE_MS))
      await this.#kill(moment)
      if (moment === 'start') await systemClock.sleep(Math.random() * this.#startMs)
      else {
        await this.#answers()
        await systemClock.sleep(Math.random() * 200)
      }
      await this.#kill(moment)
    }
    await this.#answers()
  }

  async #answers(): Promise<void> {
    const begun = Date.now()
    await until('the platform to answer again', () => this.#stage.answers())
    this.#startMs = Date.now() - begun
  }

  /** Within the writing of one: at its first file, or a little after. */
  async #atCheckpoint(): Promise<void> {
    const begun = Promise.withResolvers<void>()
    const folder = join(this.#stage.data, 'live')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const seen: FSWatcher = watch(folder, (_event, name) => {
      if (name === 'flows.new') begun.resolve()
    })
    const late = systemClock.after(CHECKPOINT_MS, () => begun.resolve())
    await begun.promise
    late.cancel()
    seen.close()
    if (Math.random() < 0.5) await systemClock.sleep(Math.random() * 20)
    await this.#kill('checkpoint')
  }

  async #kill(moment: Moment): Promise<void> {
    const { platform } = this.#stage
    await until('a process to kill', () => platform.pid !== undefined)
    const before = platform.restarts
    process.kill(platform.pid!, 'SIGKILL')
    this.struck.set(moment, this.struck.get(moment)! + 1)
    await until('the platform to start again', () => platform.restarts > before && platform.pid !== undefined)
  }
}
