/** What the address of applying a class keeps. */
export interface ApplySearch {
  asset?: string
  class?: string
}

const text = (value: unknown): value is string => typeof value === 'string' && value !== ''

export const parseApplySearch = (search: Record<string, unknown>): ApplySearch => ({
  ...(text(search['asset']) && { asset: search['asset'] }),
  ...(text(search['class']) && { class: search['class'] }),
})
