/** The moment so many months after the first, at its time of the day UTC; a day that a month lacks is its last. */
export function monthsAfter(first: number, months: number): number {
  const begin = new Date(first)
  const month = begin.getUTCMonth() + months
  const last = new Date(Date.UTC(begin.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return Date.UTC(
    begin.getUTCFullYear(),
    month,
    Math.min(begin.getUTCDate(), last),
    begin.getUTCHours(),
    begin.getUTCMinutes(),
  )
}

/** The first turn of a plan after that moment: those that were missed make one order, not many. */
export function nextTurn(first: number, every: number, after: number): number {
  for (let turn = 0; ; turn++) {
    const at = monthsAfter(first, turn * every)
    if (at > after) return at
  }
}
