import type { FlowNews, FlowStanding } from '../../live/needs.ts'

interface Given {
  readonly values: number
  readonly actions: number
}

/** What runs did since the process began: for people to look at. */
export class Tally {
  readonly #standings = new Map<number, FlowStanding>()
  readonly #actions = new Map<number, number>()
  readonly #values = new Map<number, number>()

  took(news: readonly FlowNews[]): void {
    for (const { samples, actions, standings } of news) {
      for (const one of standings) this.#standings.set(one.number, one)
      for (const { number } of actions) this.#actions.set(number, (this.#actions.get(number) ?? 0) + 1)
      for (let row = 0; row < samples.length; row++) {
        const series = samples.series[row]!
        this.#values.set(series, (this.#values.get(series) ?? 0) + 1)
      }
    }
  }

  standing(number: number): FlowStanding | undefined {
    return this.#standings.get(number)
  }

  given(number: number, series: readonly number[]): Given {
    return {
      values: series.reduce((sum, one) => sum + (this.#values.get(one) ?? 0), 0),
      actions: this.#actions.get(number) ?? 0,
    }
  }
}
