import type { GuardedResults, sayReason } from '@millrace/runtime'

/** Why outputs of a row are not good. */
export interface ToldReasons {
  /** The same for as long as nothing but figures change. */
  readonly key: string
  /** Empty where all is good. */
  readonly says: string
}

export function reasonsOf({ outputs, reasons }: GuardedResults, say: typeof sayReason): ToldReasons {
  const told = new Map<string, string>()
  for (const { reason, seen } of Object.values(outputs)) {
    const why = reasons[reason[0]! - 1]
    if (why) told.set(`${why.kind} ${why.name} ${why.status ?? ''}`, say(why, seen?.[0]))
  }
  return { key: [...told.keys()].join('\n'), says: [...told.values()].join('; ') }
}
