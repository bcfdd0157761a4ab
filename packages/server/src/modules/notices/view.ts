import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Delivery, NoticeView } from './schema.ts'
import type { CountedDelivery, NoticeRow } from './store.ts'

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export const noticeView = (row: NoticeRow): NoticeView => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  priority: row.priority,
  ...(row.asset === null ? {} : { asset: row.asset }),
  title: { ...row.title },
  text: { ...row.body },
  ...(row.link === null ? {} : { link: row.link }),
  state: row.state,
  raisedAt: iso(row.raisedAt),
  changedAt: iso(row.changedAt),
  times: row.times,
  ...(row.acknowledgedBy ? { acknowledgedBy: row.acknowledgedBy.name } : {}),
})

/** Without the link that acknowledges: who reads the list is not who got the message. */
export const deliveryView = (row: CountedDelivery): Delivery => ({
  id: row.id,
  to: {
    channel: row.channelName,
    kind: row.channelKind,
    ...(row.personName === null ? {} : { person: row.personName }),
  },
  ...(row.ruleName === null ? {} : { rule: row.ruleName }),
  level: row.level,
  why: row.why,
  state: row.state,
  notices: row.notices,
  ...(row.message ? { title: row.message.title, text: row.message.text } : {}),
  attempts: row.attempts,
  doubtful: row.doubtful,
  ...(row.answer === null ? {} : { answer: row.answer }),
  createdAt: iso(row.createdAt),
  dueAt: iso(row.dueAt),
  ...(row.sentAt ? { sentAt: iso(row.sentAt) } : {}),
  ...(row.acknowledgedAt ? { acknowledgedAt: iso(row.acknowledgedAt) } : {}),
})
