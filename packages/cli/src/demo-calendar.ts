import { demoCalendar } from '@millrace/demo'
import type { MillraceClient } from '@millrace/sdk'

/** The calendar of the demo plant, in the time of this machine; made where it is not there. */
export async function demoCalendarOf({ production }: MillraceClient): Promise<string> {
  const wanted = demoCalendar(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const there = (await production.calendars()).find(({ name }) => name === wanted.name)
  return (there ?? (await production.putCalendar(undefined, wanted))).id
}
