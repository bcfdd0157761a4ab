import type { Action } from '../access/index.ts'

/** Where a version stands. */
export const standings = ['draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded'] as const
export type Standing = (typeof standings)[number]

interface Move {
  readonly from: readonly Standing[]
  /** null: it is gone. */
  readonly to: Standing | null
  readonly needs: Action
  /** `second`: nobody who had a hand in it. `owner`: who contributed it, or a reviewer in their place. */
  readonly who: 'owner' | 'second' | 'anybody'
}

/** The way from draft to published, and those off it: the one place that says who may move a version where. */
export const moves = {
  submit: { from: ['draft', 'rejected'], to: 'submitted', needs: 'library:contribute', who: 'owner' },
  try: { from: ['submitted'], to: 'tried', needs: 'library:review', who: 'second' },
  publish: { from: ['tried'], to: 'published', needs: 'library:review', who: 'second' },
  reject: { from: ['submitted', 'tried'], to: 'rejected', needs: 'library:review', who: 'second' },
  withdraw: {
    from: ['draft', 'submitted', 'tried', 'published', 'rejected'],
    to: 'withdrawn',
    needs: 'library:contribute',
    who: 'owner',
  },
  remove: { from: ['rejected', 'withdrawn', 'superseded'], to: null, needs: 'library:review', who: 'anybody' },
} as const satisfies Readonly<Record<string, Move>>

export type MoveName = keyof typeof moves

/** What a new version takes the place of. */
export const open = ['draft', 'submitted', 'rejected'] as const satisfies readonly Standing[]

/** Which version lists show for its maker and model: the lowest, and the newest of these. */
export const rankOf = (status: Standing): number =>
  status === 'published' ? 0 : status === 'tried' ? 1 : status === 'draft' || status === 'submitted' ? 2 : 3
