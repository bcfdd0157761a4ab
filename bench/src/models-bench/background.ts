import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { SparkplugType } from '@millrace/wire'
import { type Prepared, prepareData, putTime } from '../ingest-bench/sparkplug-link.ts'
import type { BoundPlant } from './bound-plant.ts'

const METRICS = 100
/** As many as Sparkplug has sequence numbers: message i of a node is number i + 1. */
const POOL = 256

interface Node {
  readonly socket: Socket
  readonly pool: readonly Prepared[]
}

/** Values that nobody looks at, at a steady pace, until it is stopped. */
export class Background {
  readonly #nodes: readonly Node[]
  readonly #perS: number
  #isOver = false
  #sent = 0
  #done: Promise<void> = Promise.resolve()

  private constructor(nodes: readonly Node[], perS: number) {
    this.#nodes = nodes
    this.#perS = perS
  }

  static async open(plant: BoundPlant, perS: number): Promise<Background> {
    const nodes: Node[] = []
    for (let i = 0; i < Math.max(1, Math.ceil(perS / 1_000)); i++) {
      const node = `load${i}`
      const ms = Date.now() - 60_000
      const metrics = Array.from({ length: METRICS }, (_, k) => ({
        name: `metric${k}`,
        alias: k,
        timestamp: ms,
        datatype: SparkplugType.Double,
        value: 0,
      }))
      const socket = await plant.node(node, metrics)
      const pool = Array.from({ length: POOL }, (_, step) =>
        prepareData(node, (step + 1) % POOL, METRICS, (metric) => step + metric),
      )
      nodes.push({ socket, pool })
    }
    return new Background(nodes, perS)
  }

  get values(): number {
    return this.#sent * METRICS
  }

  start(): void {
    this.#done = this.#run()
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#done
  }

  async #run(): Promise<void> {
    const begun = performance.now()
    while (!this.#isOver) {
      const due = Math.floor((((performance.now() - begun) / 1_000) * this.#perS) / METRICS)
      const ms = Date.now()
      for (; this.#sent < due; this.#sent++) {
        const { socket, pool } = this.#nodes[this.#sent % this.#nodes.length]!
        const { bytes, times } = pool[Math.floor(this.#sent / this.#nodes.length) % POOL]!
        const copy = Buffer.from(bytes)
        for (const at of times) putTime(copy, at, ms)
        socket.write(copy)
      }
      await wait(2)
    }
  }
}
