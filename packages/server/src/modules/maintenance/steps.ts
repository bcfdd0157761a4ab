/** Where a work order stands. */
export const orderStates = ['open', 'in_work', 'waiting', 'done', 'closed'] as const
export type OrderState = (typeof orderStates)[number]

/** What somebody may do with it: from where, to where, and whether they must say why. */
export const moves = {
  start: { from: ['open', 'waiting'], to: 'in_work', note: false },
  wait: { from: ['open', 'in_work'], to: 'waiting', note: true },
  finish: { from: ['in_work'], to: 'done', note: false },
  reopen: { from: ['done'], to: 'in_work', note: true },
  close: { from: ['done'], to: 'closed', note: false },
  cancel: { from: ['open', 'waiting'], to: 'closed', note: true },
} as const satisfies Readonly<Record<string, { from: readonly OrderState[]; to: OrderState; note: boolean }>>

export type MoveName = keyof typeof moves
export const moveNames = Object.keys(moves) as MoveName[]

/** It still asks for work. */
export const isOpen = (state: OrderState): boolean => state === 'open' || state === 'in_work' || state === 'waiting'

export const mayFrom = (state: OrderState): MoveName[] =>
  moveNames.filter((name) => (moves[name].from as readonly OrderState[]).includes(state))
