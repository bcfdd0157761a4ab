import { channel } from 'node:diagnostics_channel'

/** What the lake is at, one within another: a rollup is made while a day is compacted. */
export type Step = 'open' | 'seal' | 'merge' | 'compact' | 'rollup' | 'remove' | 'commit' | 'discard' | 'snapshot'

/** What subscribers of `millrace.history.step` hear, in the thread of the lake, before a step and after it. */
export interface StepTold {
  readonly step: Step
  readonly begins: boolean
}

const steps = channel('millrace.history.step')

/** Does some work and tells whoever listens, a profiler or a drill that kills, when it begins and ends. */
export async function during<T>(step: Step, work: () => Promise<T>): Promise<T> {
  if (!steps.hasSubscribers) return work()
  steps.publish({ step, begins: true } satisfies StepTold)
  try {
    return await work()
  } finally {
    steps.publish({ step, begins: false } satisfies StepTold)
  }
}
