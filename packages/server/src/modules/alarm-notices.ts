import type { AssetId } from '@millrace/core'
import type { AlarmHappened, AlarmService, Announce } from './alarms/index.ts'
import type { Hear, Notice, NoticeService } from './notices/index.ts'

const PREFIX = 'alarm '
const keyOf = (alarm: string): string => `${PREFIX}${alarm}`

const textOf = ({ value }: AlarmHappened): Notice['text'] =>
  value === undefined
    ? { en: 'The alarm is active.', zh: '报警已触发。' }
    : { en: `Seen: ${value}`, zh: `当前值：${value}` }

const noticeOf = (news: AlarmHappened): Notice => ({
  key: keyOf(news.alarm),
  kind: 'alarm',
  priority: news.priority,
  asset: news.asset as AssetId,
  title: news.name,
  text: textOf(news),
  link: `/alarms/${news.alarm}`,
  at: news.at,
  anew: news.kind === 'again',
})

/** People are told of an alarm in the transaction that puts it before operators, and no more when it is acknowledged or gone. */
export const announceBy =
  (notices: Pick<NoticeService, 'tell' | 'settled'>): Announce =>
  async (tx, news) => {
    // Of one alarm the newest counts: several things may happen to it in one transaction.
    const newest = new Map(news.map((one) => [one.alarm, one]))
    const told: Notice[] = []
    const settled = { acknowledged: [] as AlarmHappened[], cleared: [] as AlarmHappened[] }
    for (const one of newest.values()) {
      if (one.annunciated) told.push(noticeOf(one))
      else if (one.kind === 'cleared') settled.cleared.push(one)
      else if (one.kind === 'acknowledged' || one.kind === 'shelved' || one.kind === 'removed')
        settled.acknowledged.push(one)
    }
    await notices.tell(tx, told)
    for (const [by, some] of Map.groupBy(settled.acknowledged, (one) => one.by))
      await notices.settled(tx, keysOf(some), { state: 'acknowledged', ...(by ? { by } : {}), at: newestOf(some) })
    if (settled.cleared.length > 0)
      await notices.settled(tx, keysOf(settled.cleared), { state: 'cleared', at: newestOf(settled.cleared) })
  }

const keysOf = (news: readonly AlarmHappened[]): string[] => news.map(({ alarm }) => keyOf(alarm))
const newestOf = (news: readonly AlarmHappened[]): number => news.reduce((newest, { at }) => Math.max(newest, at), 0)

/** An alarm that was acknowledged by the link of a message is acknowledged. */
export const acknowledgedIn =
  (alarms: Pick<AlarmService, 'acknowledgedElsewhere'>): Hear =>
  (tx, { keys, by, at }) => {
    const ids = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
    return alarms.acknowledgedElsewhere(tx, ids, by, at)
  }
