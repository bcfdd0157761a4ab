import type { LiveFeed } from '../ingest/needs.ts'

/** Several feeds as one: each has what is durable, and the journal is kept for the slowest. */
export function together(...feeds: readonly LiveFeed[]): LiveFeed {
  return {
    follow(extent) {
      for (const feed of feeds) feed.follow(extent)
    },
    take(shares, position) {
      for (const feed of feeds) feed.take(shares, position)
    },
    get kept() {
      return Math.min(...feeds.map(({ kept }) => kept))
    },
  }
}
