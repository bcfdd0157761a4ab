import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Closable } from '@millrace/core'

export interface ProbeOrder {
  readonly address: string
  readonly path: string
  readonly token: string
  readonly everyMs: number
}

export interface ProbeSample {
  readonly ms: number
  /** 0: no answer. */
  readonly status: number
}

export interface Served {
  readonly asked: number
  /** Answers that were no success. */
  readonly failed: number
  /** ms */
  readonly p50: number
  /** ms */
  readonly p99: number
}

const EVERY_MS = 20

/** Somebody who has nothing to do with the attack, and asks for the latest value of a point fifty times a second. */
export class Probe implements Closable {
  readonly #worker: Worker

  constructor(order: Omit<ProbeOrder, 'everyMs'>) {
    this.#worker = new Worker(new URL('./attack-probe-worker.ts', import.meta.url), {
      workerData: { ...order, everyMs: EVERY_MS } satisfies ProbeOrder,
    })
  }

  /** How it was served since it was last asked. */
  async take(): Promise<ProbeSample[]> {
    this.#worker.postMessage('take')
    const [samples] = (await once(this.#worker, 'message')) as [ProbeSample[]]
    return samples
  }

  async close(): Promise<void> {
    const ended = once(this.#worker, 'exit')
    this.#worker.postMessage('end')
    await ended
  }
}

export function servedOf(samples: readonly ProbeSample[]): Served {
  const times = samples.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const failed = samples.filter(({ status }) => status !== 200).length
  return { asked: samples.length, failed, p50: at(0.5), p99: at(0.99) }
}
