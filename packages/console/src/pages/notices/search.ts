import { keysOfDeliveries } from './words.ts'

export const noticeShows = ['deliveries', 'rules', 'rotas', 'people', 'channels'] as const
export type NoticeShow = (typeof noticeShows)[number]

/** What the address of the page keeps. */
export interface NoticeSearch {
  show?: NoticeShow
  state?: (typeof keysOfDeliveries)[number]
}

export function parseNoticeSearch(search: Record<string, unknown>): NoticeSearch {
  const show = noticeShows.find((known) => known === search['show'])
  const state = keysOfDeliveries.find((known) => known === search['state'])
  return { ...(show && { show }), ...(state && { state }) }
}
