/**
 * Runs something once the process that started this one is gone: npm ends on SIGTERM and tells nobody. Asks every `everyMs`; returns
 * what ends the asking.
 */
export function whenOrphaned(run, everyMs = 1_000) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    run()
  }, everyMs)
  return () => clearInterval(timer)
}
