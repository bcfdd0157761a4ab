/** Of one call of a service, besides what its manifest says of time and memory. */
export const limits = {
  /** Computing, unless the manifest tells. */
  timeMs: 1_000,
  /** Bytes, unless the manifest tells. */
  memory: 32 * 1024 * 1024,
  /** All of it may last so many times what it may compute: most of it is waiting for its host. */
  waiting: 10,
  waitMs: 60_000,
  asked: 1_000,
  /** That are with the host at a time; further ones wait. */
  askedAtOnce: 8,
  lines: 200,
  /** Characters. */
  line: 2_000,
  /** Characters of JSON that it gives: as its result, and to its host. */
  given: 1024 * 1024,
  /** Characters of JSON that it is answered. */
  answered: 8 * 1024 * 1024,
  /** Lists and objects within each other. */
  depth: 32,
  /** Calls of one installation that run or wait for a thread. */
  calls: 100,
} as const
