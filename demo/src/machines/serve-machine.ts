import { type Clock, type Closable, systemClock } from '@millrace/core'

/** A machine that is served: on loopback, at this port. */
export interface Served extends Closable {
  readonly port: number
}

export interface Living {
  /** 0 asks for a free one. */
  readonly port: number
  readonly stepMs: number
  /** Lets the machine live on for `stepMs` and shows it; called before anyone can connect, then again and again. */
  readonly step: () => void
  readonly clock?: Clock
}

/** Lets a machine live behind its server until it is closed. A port that is taken rejects with the system's error, and nothing goes on. */
export async function serveMachine(
  server: { listen(port: number): Promise<number>; close(): Promise<void> },
  { port: wanted, stepMs, step, clock = systemClock }: Living,
): Promise<Served> {
  step()
  const port = await server.listen(wanted)
  const timer = clock.every(stepMs, step)
  return {
    port,
    async close() {
      timer.cancel()
      await server.close()
    },
  }
}
