import { MICROS_PER_MS, MICROS_PER_S, type Micros, Status } from '@millrace/core'
import { node, outCondition, setting, words } from './define.ts'

const MINUTE = 60 * MICROS_PER_S
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Local day of the week and minute of the day. */
function localClock(zone: string): (at: Micros) => { readonly day: string; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => {
    const parts = format.formatToParts(at / MICROS_PER_MS)
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
    return { day: of('weekday'), minute: Number(of('hour')) * 60 + Number(of('minute')) }
  }
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export const scheduleMask = node({
  face: {
    type: 'time.schedule-mask',
    group: 'time',
    title: words('Calendar', '时段'),
    help: words(
      'True within times of the week, in local time with its summer time. An end before its beginning is on the next day.',
      '处于每周设定时段内为真（本地时间，含夏令时）；结束早于开始表示跨天。',
    ),
    inputs: [],
    outputs: [outCondition],
    settings: [
      setting('zone', 'zone', 'Time zone', '时区', { default: 'UTC' }),
      setting('rows', 'times', 'Times', '时段', {
        default: [{ days: 'Mon Tue Wed Thu Fri', from: '06:00', to: '22:00' }],
        columns: [
          setting('text', 'days', 'Days', '星期', {
            help: words('Mon Tue Wed Thu Fri Sat Sun', 'Mon Tue Wed Thu Fri Sat Sun'),
          }),
          setting('clock', 'from', 'From', '从'),
          setting('clock', 'to', 'To', '到'),
        ],
      }),
    ],
    examples: [
      {
        title: words('Early shift', '早班'),
        settings: { zone: 'Europe/Berlin', times: [{ days: 'Mon Tue Wed Thu Fri', from: '06:00', to: '14:00' }] },
      },
    ],
  },
  make: (making) => {
    const clock = localClock(making.text('zone'))
    const times = making.rows('times').map(({ days, from, to }) => ({
      days: new Set(String(days).split(/[\s,]+/)),
      from: minuteOf(String(from)),
      to: minuteOf(String(to)),
    }))
    const within = (at: Micros): boolean => {
      const { day, minute } = clock(at)
      const before = DAYS[(DAYS.indexOf(day) + 6) % 7]!
      return times.some(({ days, from, to }) =>
        from < to
          ? days.has(day) && minute >= from && minute < to
          : (days.has(day) && minute >= from) || (days.has(before) && minute < to),
      )
    }
    return {
      cells: 1,
      period: MINUTE,
      begin: (moment) => {
        moment.wake = moment.at
      },
      at: (moment) => {
        moment.wake = (Math.floor(moment.at / MINUTE) + 1) * MINUTE
        const now = within(moment.at) ? 1 : 0
        if (moment.cells[0] === now + 1) return
        moment.cells[0] = now + 1
        moment.give(now, Status.Good)
      },
    }
  },
})
