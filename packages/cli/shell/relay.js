/** Has the process behind this page do what a page of the app asks; as the console has the platform. */

const EVERY_MS = 1_000
const MOST_POINTS = 200

export class DevFault extends Error {
  constructor({ code, says, remedy }) {
    super(says)
    this.code = code
    this.remedy = remedy
  }
}

export async function post(path, body = {}, signal) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-millrace-app': 'dev' },
    body: JSON.stringify(body),
    signal,
  })
  const read = await answer.json()
  if (!answer.ok) throw new DevFault(read)
  return read
}

/** @param at where the page stands; of an asset's page, `need` is the first that it stands on. */
export function relayOf({ at = 'menu', needs = [] }, opened) {
  const watches = new Set()
  const newest = new Map()
  let timer
  async function look() {
    const points = [...new Set([...watches].flatMap((watch) => watch.points))].slice(0, MOST_POINTS)
    try {
      const { is } = points.length > 0 ? await post('/api/ask', { call: 'latest', points }) : { is: [] }
      for (const value of is) {
        const before = newest.get(value.point)
        newest.set(value.point, value)
        if (before?.time === value.time && before?.value === value.value) continue
        for (const watch of watches) if (watch.points.includes(value.point)) watch.changed()
      }
    } catch {
      // It is asked again; that the process is gone is told elsewhere.
    }
    timer = watches.size > 0 ? setTimeout(() => void look(), EVERY_MS) : undefined
  }
  return {
    async start(signal) {
      const start = await post('/api/start', {}, signal)
      const asset = at === 'asset' ? start.assets[needs[0]]?.[0]?.id : undefined
      return { ...start, at, ...(asset ? { asset } : {}) }
    },
    ask: async (call, signal) => (await post('/api/ask', call, signal)).is,
    watch(points, changed) {
      const watch = { points, changed }
      watches.add(watch)
      clearTimeout(timer)
      timer = setTimeout(() => void look(), 0)
      return () => watches.delete(watch)
    },
    newest: (points) => points.map((point) => newest.get(point) ?? { point, value: null, quality: 'bad', time: null }),
    open: opened,
    words: (thrown) => ({ code: thrown.code ?? 'app.failed', says: thrown.message, remedy: thrown.remedy ?? '' }),
  }
}
