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
export const isOpen = (status: Standing): boolean =>
  status === 'draft' || status === 'submitted' || status === 'rejected'

/** Shown in lists for its maker and model, as long as there is one. */
export const isCurrent = (status: Standing): boolean =>
  status !== 'withdrawn' && status !== 'superseded' && status !== 'rejected'
