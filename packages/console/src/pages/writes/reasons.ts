const kept = 6
const keyOf = (user: string) => `millrace.reasons.${user}`

/** The reasons this person gave last in this browser, newest first. */
export function lastReasons(user: string): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]')
    return Array.isArray(held) ? held.filter((each): each is string => typeof each === 'string') : []
  } catch {
    // What is no JSON is not ours: the list begins anew.
    return []
  }
}

export function keepReason(user: string, reason: string): void {
  const others = lastReasons(user).filter((each) => each !== reason)
  localStorage.setItem(keyOf(user), JSON.stringify([reason, ...others].slice(0, kept)))
}
