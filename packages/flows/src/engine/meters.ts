import type { ProgramComponent } from './program.ts'
import type { RunningNode } from './running.ts'

/** What the components of a run did since it was made. */
export interface ComponentUse {
  /** name@version */
  readonly component: string
  /** Steps of the engine in which samples came into it; into one without inputs, in which it gave some. */
  readonly calls: number
  /** Samples that came in, of all its inputs. */
  readonly values: number
  /** Of all nodes inside. */
  readonly ms: number
  /** Steps of nodes inside that failed, such as calls of scripts. */
  readonly errors: number
}

/** Counts what components do: once a step, whatever came with it. */
export class Meters {
  readonly #components: readonly ProgramComponent[]
  readonly #calls: Float64Array
  readonly #values: Float64Array
  readonly #errors: Float64Array

  constructor(components: readonly ProgramComponent[]) {
    this.#components = components
    this.#calls = new Float64Array(components.length)
    this.#values = new Float64Array(components.length)
    this.#errors = new Float64Array(components.length)
  }

  step(nodes: readonly RunningNode[]): void {
    for (let i = 0; i < this.#components.length; i++) {
      const { inputs, outputs } = this.#components[i]!
      let came = 0
      for (const place of inputs) came += nodes[place]!.came
      let gave = 0
      if (inputs.length === 0) for (const place of outputs) gave += nodes[place]!.came
      if (came + gave > 0) this.#calls[i]!++
      this.#values[i]! += came
    }
  }

  trouble(path: string): void {
    this.#components.forEach((one, i) => {
      if (path.startsWith(`${one.path}/`)) this.#errors[i]!++
    })
  }

  uses(ms: Float64Array): readonly ComponentUse[] {
    return this.#components.map(({ component, nodes }, i) => ({
      component,
      calls: this.#calls[i]!,
      values: this.#values[i]!,
      ms: nodes.reduce((sum, place) => sum + ms[place]!, 0),
      errors: this.#errors[i]!,
    }))
  }
}
