/** What was, what is, and what was undone; changes of one `run` (such as typing in one field) are one step back. */
export interface History<Of> {
  readonly past: readonly Of[]
  readonly now: Of
  readonly future: readonly Of[]
  readonly run: string
}

const most = 200

export const begun = <Of>(now: Of): History<Of> => ({ past: [], now, future: [], run: '' })

export function changed<Of>(history: History<Of>, now: Of, run = ''): History<Of> {
  if (now === history.now) return history
  if (run !== '' && run === history.run) return { ...history, now, future: [] }
  return { past: [...history.past.slice(1 - most), history.now], now, future: [], run }
}

export function undone<Of>({ past, now, future, run }: History<Of>): History<Of> {
  const before = past.at(-1)
  return before === undefined
    ? { past, now, future, run }
    : { past: past.slice(0, -1), now: before, future: [now, ...future], run: '' }
}

export function redone<Of>({ past, now, future, run }: History<Of>): History<Of> {
  const next = future[0]
  return next === undefined
    ? { past, now, future, run }
    : { past: [...past, now], now: next, future: future.slice(1), run: '' }
}
