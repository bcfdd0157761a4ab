/** When a task is due. Nothing is asked here. */
const DAY = 86_400_000

/** Hours that a machine ran since a moment, hours a day over the last fortnight, and hours of which nobody knows. */
export function hoursOf(rows, since, now) {
  const from = since.slice(0, 10)
  // The day on which it was done counts from then on as a share of it.
  const share = (day) => (day === from ? 1 - (Date.parse(since) - Date.parse(`${from}T00:00:00Z`)) / DAY : 1)
  const after = rows.filter(({ day }) => day >= from)
  const fortnight = new Date(now - 14 * DAY).toISOString().slice(0, 10)
  const recent = rows.filter(({ day }) => day > fortnight)
  const sum = (list, name, of = () => 1) => list.reduce((all, row) => all + row[name] * of(row.day), 0)
  const days =
    recent.length === 0
      ? 0
      : (Math.max(...recent.map(({ counted_to }) => Date.parse(counted_to))) -
          Date.parse(`${recent.map(({ day }) => day).sort()[0]}T00:00:00Z`)) /
        DAY
  return {
    hours: sum(after, 'hours', share),
    unknown: sum(after, 'unknown', share),
    pace: days > 0.5 ? sum(recent, 'hours') / days : null,
  }
}

/** {used: share of the interval, due: ms | null, quality}: an interval of which a tenth is not known is uncertain. */
export function dueOf(task, rows, value, now) {
  if (task.by === 'days') {
    const due = Date.parse(task.done_at) + task.interval * DAY
    return { used: 1 - (due - now) / (task.interval * DAY), due, quality: 'good' }
  }
  if (task.by === 'hours') {
    const { hours, unknown, pace } = hoursOf(rows, task.done_at, now)
    const left = task.interval - hours
    const due = left <= 0 ? now : pace > 0 ? now + (left / pace) * DAY : null
    return {
      used: hours / task.interval,
      hours,
      left,
      pace,
      due,
      quality: rows.length === 0 ? 'bad' : unknown > 0.1 * task.interval ? 'uncertain' : 'good',
    }
  }
  const known = value && value.quality !== 'bad' && typeof value.value === 'number'
  return {
    used: known ? value.value / task.limit : null,
    value: known ? value.value : null,
    due: known && value.value >= task.limit ? now : null,
    quality: known ? value.quality : 'bad',
  }
}

/** Parts that tasks which are due soon need, beside what stock has: `short` is what must be ordered. */
export function partsOf(parts, due) {
  const needed = new Map()
  for (const { parts: list = [] } of due)
    for (const { number, count } of list ?? []) needed.set(number, (needed.get(number) ?? 0) + count)
  return parts.map((part) => {
    const need = needed.get(part.number) ?? 0
    return { ...part, need, short: Math.max(0, need + part.least - part.stock) }
  })
}
