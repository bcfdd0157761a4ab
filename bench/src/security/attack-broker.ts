import type { Arena, Tally } from './attack-case.ts'
import { metricsOf, pause } from './attack-wire.ts'

export interface Credential {
  readonly name: string
  readonly secret: string
}

/** Counters that say how often the broker refused something. */
async function refusalsOf({ stage }: Arena, reasons: readonly string[]): Promise<number> {
  const metrics = await metricsOf(stage)
  return reasons.reduce((sum, reason) => sum + (metrics.get(reason) ?? 0), 0)
}

/** What is refused must be counted, at least as often as `run` says. */
export async function counted(
  arena: Arena,
  tally: Tally,
  reasons: readonly string[],
  run: () => Promise<number>,
): Promise<void> {
  const before = await refusalsOf(arena, reasons)
  const expected = await run()
  let more = 0
  for (let wait = 0; wait < 30; wait++) {
    more = (await refusalsOf(arena, reasons)) - before
    if (more >= expected) return
    await pause(100)
  }
  tally.found(`/metrics counts ${more} of ${expected} as ${reasons.join(', ')}`)
}

/** Every value of the attacked organisation. */
export const valuesOf = async ({ north }: Arena): Promise<string> => {
  const { items } = await north.admin.caller.need('/points?limit=500')
  return JSON.stringify(items.map((item) => [item['name'], item['latest']]))
}

/** A new device of the attacker. */
export const withDevice = async (arena: Arena, name: string): Promise<Credential> =>
  arena.south.device(name, { level: 1 })

/** What a broker may grow by when somebody floods it, MiB. */
export const GROWTH_MIB = 150

/** MiB. */
export const memoryOf = async ({ stage }: Arena): Promise<number> =>
  ((await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0) / 1_048_576
