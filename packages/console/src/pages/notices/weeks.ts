import type { NoticeRota } from '../../platform.ts'

/** Somebody's share of a week, from 0 at its beginning to 1 at its end. */
export interface Share {
  readonly person: string
  readonly standsIn: boolean
  readonly from: number
  readonly until: number
}

export interface Week {
  /** ms UTC. */
  readonly begins: number
  readonly ends: number
  readonly shares: readonly Share[]
}

/** Shorter than any week, also one whose clocks were set forward, and longer than six days. */
const almostAWeekMs = 6.5 * 86_400_000

/** The turns of a rota by the weeks between two hand-overs; each turn lies within one. */
export function weeksOf(turns: NoticeRota['turns']): Week[] {
  const groups: { begins: number; turns: NoticeRota['turns'] }[] = []
  for (const turn of turns) {
    const begins = Date.parse(turn.beginsAt)
    const last = groups.at(-1)
    if (last && begins - last.begins < almostAWeekMs) last.turns.push(turn)
    else groups.push({ begins, turns: [turn] })
  }
  return groups.map(({ begins, turns: within }) => {
    const ends = Math.max(...within.map(({ endsAt }) => Date.parse(endsAt)))
    const part = (time: string): number => (Date.parse(time) - begins) / (ends - begins)
    return {
      begins,
      ends,
      shares: within.map(({ person, standsIn, beginsAt, endsAt }) => ({
        person,
        standsIn,
        from: part(beginsAt),
        until: part(endsAt),
      })),
    }
  })
}
