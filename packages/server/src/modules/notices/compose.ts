import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Priority } from './schema.ts'
import type { NoticeRow } from './store.ts'
import type { Message } from './tables.ts'
import { momentText } from './zone.ts'

/** Lines of a summary; the rest is counted. */
const LISTED = 10
/** Notices that a program is told one by one. */
const MOST_NOTICES = 1_000

const priorityWord: Readonly<Record<'en' | 'zh', Readonly<Record<Priority, string>>>> = {
  en: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
  zh: { critical: '紧急', high: '高', medium: '中', low: '低' },
}

const words = {
  en: {
    many: (n: number, first: string) => `${n} notices, the most urgent: ${first}`,
    more: (n: number) => `and ${n} more`,
    cleared: (title: string) => `Over: ${title}`,
    since: 'Since',
    test: { title: 'Test message', text: 'This is a test. If you can read it, the channel works.' },
  },
  zh: {
    many: (n: number, first: string) => `${n} 条通知，最紧急：${first}`,
    more: (n: number) => `另有 ${n} 条`,
    cleared: (title: string) => `已恢复：${title}`,
    since: '起始时间',
    test: { title: '测试消息', text: '这是一条测试消息。能看到它，说明通道可用。' },
  },
} as const

interface Receiver {
  readonly why: 'raised' | 'cleared' | 'test'
  readonly language: 'en' | 'zh'
  /** IANA time zone by whose clocks times are told. */
  readonly zone: string
  readonly publicUrl: string
}

/** What one receiver reads of these notices: one as it is, many as a summary. The first is the most urgent. */
export function compose(rows: readonly NoticeRow[], { why, language, zone, publicUrl }: Receiver): Message {
  const say = words[language]
  const clock = (at: Date): string => momentText(zone, language, at.getTime())
  const first = rows[0]
  if (why === 'test' || !first) return { ...say.test, notices: [], total: 0 }
  const titleOf = (row: NoticeRow): string =>
    why === 'cleared'
      ? say.cleared(row.title[language])
      : `[${priorityWord[language][row.priority]}] ${row.title[language]}`
  const notices = rows.slice(0, MOST_NOTICES).map((row) => ({
    key: row.key,
    kind: row.kind,
    priority: row.priority,
    state: row.state,
    raisedAt: isoOf(row.raisedAt.getTime() * MICROS_PER_MS),
    title: row.title[language],
  }))
  if (rows.length === 1)
    return {
      title: titleOf(first),
      text: `${first.body[language]}\n${say.since}: ${clock(first.raisedAt)}`,
      ...(first.link === null ? {} : { link: first.link.startsWith('/') ? `${publicUrl}${first.link}` : first.link }),
      notices,
      total: 1,
    }
  const lines = rows.slice(0, LISTED).map((row) => `- ${titleOf(row)} (${clock(row.raisedAt)})`)
  if (rows.length > LISTED) lines.push(say.more(rows.length - LISTED))
  return {
    title: say.many(rows.length, titleOf(first)),
    text: lines.join('\n'),
    link: `${publicUrl}/notices`,
    notices,
    total: rows.length,
  }
}
