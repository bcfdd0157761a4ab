const pad = (part: number) => String(part).padStart(2, '0')

/** A local day as a date field has it. */
export const dayText = (ms: number): string => {
  const date = new Date(ms)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** Local midnight at which a day begins, or `after` so many days; undefined for what is no day. */
export function midnight(day: string, after = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return undefined
  return new Date(year, month - 1, date + after).toISOString()
}
