/** Clocks of the plant: the service knows UTC alone, so that the settings say how far the plant is from it. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The last Sunday of a month (0 = January), or its n-th, UTC midnight. */
function sunday(year, month, nth) {
  if (nth > 0) {
    const first = new Date(Date.UTC(year, month, 1))
    return first.getTime() + (((7 - first.getUTCDay()) % 7) + 7 * (nth - 1)) * DAY
  }
  const last = new Date(Date.UTC(year, month + 1, 0))
  return last.getTime() - last.getUTCDay() * DAY
}

/** `utc_offset` in hours; `summer_time`: none, eu (last Sundays of March and October, 01:00 UTC) or us (second of March, first of November, 02:00). */
export function offsetAt(ms, { utc_offset = 0, summer_time = 'none' }) {
  const standard = utc_offset * HOUR
  if (summer_time === 'none') return standard
  const year = new Date(ms + standard).getUTCFullYear()
  const [begin, end] =
    summer_time === 'eu'
      ? [sunday(year, 2, 0) + HOUR, sunday(year, 9, 0) + HOUR]
      : [sunday(year, 2, 2) + 2 * HOUR - standard, sunday(year, 10, 1) + HOUR - standard]
  return ms >= begin && ms < end ? standard + HOUR : standard
}

/** Hour of the day 0…24, weekday 0 = Sunday, and the day as YYYY-MM-DD, by the plant's clock. */
export function localOf(ms, zone) {
  const local = new Date(ms + offsetAt(ms, zone))
  return {
    hour: local.getUTCHours() + local.getUTCMinutes() / 60,
    weekday: local.getUTCDay(),
    day: local.toISOString().slice(0, 10),
  }
}

/** The moment at which the plant's clock shows this hour of this day. */
export function momentOf(day, hour, zone) {
  const naive = Date.parse(`${day}T00:00:00Z`) + hour * HOUR
  const guess = naive - offsetAt(naive - zone.utc_offset * HOUR, zone)
  return naive - offsetAt(guess, zone)
}

/** '06:00 14:00 22:00' as hours; what is no time of day is left out. */
export function startsOf(text) {
  const hours = [...String(text).matchAll(/(\d{1,2})[:：](\d{2})/g)].map(([, h, m]) => Number(h) + Number(m) / 60)
  const fit = [...new Set(hours.filter((hour) => hour < 24))].sort((a, b) => a - b)
  return fit.length > 0 ? fit : [0]
}

/** The shift in which a moment lies: its number of the day (from 1), begin and end. */
export function shiftAt(ms, starts, zone) {
  const { day } = localOf(ms, zone)
  const around = [-1, 0, 1].flatMap((step) => {
    const date = new Date(Date.parse(`${day}T12:00:00Z`) + step * DAY).toISOString().slice(0, 10)
    return starts.map((hour, i) => ({ number: i + 1, day: date, from: momentOf(date, hour, zone) }))
  })
  const next = around.findIndex(({ from }) => from > ms)
  return { ...around[next - 1], to: around[next].from }
}

export const iso = (ms) => new Date(ms).toISOString()
