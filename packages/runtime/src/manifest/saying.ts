import { Fault, sayFault } from '@millrace/core'

export type Step = string | number

/** Says what is wrong with the setting there. */
export type Say = (at: readonly Step[], reason: string) => void

/** Says what a fault says, where it belongs. */
export function trying<Result>(say: Say, at: readonly Step[], how: () => Result): Result | undefined {
  try {
    return how()
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    say(at, sayFault(thrown))
    return undefined
  }
}
