import { type Micros, Status } from '@millrace/core'
import type { PlatformEvent } from '../events/index.ts'
import type { FeedRow } from './feed-store.ts'
import type { FedSample } from './tables.ts'

/** What happened, in its order, for one feed. */
interface Happened {
  readonly events: readonly PlatformEvent[]
  readonly now: Micros
}

const nameIn = (data: PlatformEvent['data'], language: string): unknown =>
  (data['name'] as Readonly<Record<string, unknown>> | undefined)?.[language]

/** Whether an alarm is the one that a node names: by id, or by its name in either language; without a name it is any. */
export const isMeant = (wanted: string, id: string | undefined, data: PlatformEvent['data']): boolean =>
  wanted === '' || wanted === id || wanted === nameIn(data, 'en') || wanted === nameIn(data, 'zh')

/** What becomes of a feed of events. */
export function eventsFed(feed: FeedRow, { events, now }: Happened): FeedRow {
  let { newest } = feed
  const pending = events.map((event): FedSample => {
    newest = Math.max(newest + 1, now)
    return [newest, JSON.stringify(event), Status.Good]
  })
  return { ...feed, newest, pending: [...feed.pending, ...pending] }
}

/** What becomes of a feed of alarms: true while any that is meant stands, told where it changes; bad where it may not be seen. */
export function alarmFed(feed: FeedRow, { events, isSeen, now }: Happened & { readonly isSeen: boolean }): FeedRow {
  const stands = new Set(feed.stands)
  const pending = [...feed.pending]
  let { newest, given } = feed
  const tell = (): void => {
    const told = !isSeen ? 'hidden' : stands.size > 0 ? 'true' : 'false'
    if (told === given) return
    newest = Math.max(newest + 1, now)
    given = told
    pending.push(told === 'hidden' ? [newest, null, Status.BadNotReadable] : [newest, told === 'true', Status.Good])
  }
  tell()
  for (const { subject = '', data, type } of events) {
    if (type === 'alarm.cleared') stands.delete(subject)
    else if (isMeant(feed.wanted, subject, data)) stands.add(subject)
    tell()
  }
  return { ...feed, newest, given, stands: [...stands], pending }
}
