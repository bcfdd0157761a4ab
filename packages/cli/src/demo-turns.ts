import { type Clock, sayFault } from '@millrace/core'

const PAUSE_MS = 2_000
/** An edge that has not told its machines by then tells them at the next start. */
const MOST_TURNS = 60

export interface DemoNeeds {
  readonly clock: Clock
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * Does each as soon as the edge has told of its machines: `attempt` is false until then. Ends by itself; what goes wrong is said, under
 * what `named` begins the line with, and ends nothing else.
 */
export async function inTurns<One>(
  all: readonly One[],
  { attempt, named }: { readonly attempt: (one: One) => Promise<boolean>; readonly named: (one: One) => string },
  { clock, say, signal }: DemoNeeds,
): Promise<void> {
  let open = all
  for (let turn = 0; turn < MOST_TURNS && open.length > 0 && !signal.aborted; turn++) {
    const left: One[] = []
    for (const one of open) {
      try {
        if (!signal.aborted && !(await attempt(one))) left.push(one)
      } catch (thrown) {
        if (!signal.aborted) say(`${named(one)}: ${sayFault(thrown)}`)
      }
    }
    open = left
    // Cut short by a stop: the loop looks at the signal.
    if (open.length > 0) await clock.sleep(PAUSE_MS, signal).catch(() => undefined)
  }
}
