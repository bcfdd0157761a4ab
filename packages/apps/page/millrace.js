/** The bridge between a page of an app and the console that shows it; millrace.d.ts tells what it offers. */

/** The console hands it in once; who asks before it is there waits. */
const port = new Promise((resolve) => {
  addEventListener('message', function take(event) {
    if (event.source !== parent || event.data?.millrace !== 'port') return
    removeEventListener('message', take)
    const [handed] = event.ports
    handed.onmessage = ({ data }) => hear(handed, data)
    resolve(handed)
  })
  parent.postMessage({ millrace: 'hello' }, '*')
})

let last = 0
/** By number: what waits for an answer, and who is told of values. */
const waiting = new Map()
const watching = new Map()
const changing = new Set()

/** Why something was not done: `code` for programs, `message` and `remedy` for people. */
export class MillraceFault extends Error {
  constructor({ code, says, remedy = '' }) {
    super(says)
    this.name = 'MillraceFault'
    this.code = code
    this.remedy = remedy
  }
}

function hear(handed, told) {
  if (told.alive !== undefined) handed.postMessage(JSON.stringify({ id: 0, call: 'alive', n: told.alive }))
  else if (told.watch !== undefined) watching.get(told.watch)?.(told.values)
  else if (told.change !== undefined) change(told.change)
  else {
    const { resolve, reject } = waiting.get(told.id) ?? {}
    waiting.delete(told.id)
    if (told.fault) reject?.(new MillraceFault(told.fault))
    else resolve?.(told.is)
  }
}

async function ask(call, what = {}) {
  const handed = await port
  const id = ++last
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    handed.postMessage(JSON.stringify({ ...what, id, call }))
  })
}

function change(to) {
  if (to.language) document.documentElement.lang = to.language === 'zh' ? 'zh-CN' : 'en'
  if (to.theme) document.documentElement.dataset.theme = to.theme
  for (const heard of changing) heard(to)
}

const ready = ask('start').then((start) => {
  document.documentElement.dataset.at = start.at
  change(start)
  return start
})

export const millrace = {
  ready,
  latest: (points) => ask('latest', { points }),
  watch(points, heard, failed = (fault) => console.error(fault)) {
    const watch = ++last
    watching.set(watch, heard)
    ask('watch', { watch, points }).catch((fault) => {
      watching.delete(watch)
      failed(fault)
    })
    return () => {
      if (watching.delete(watch)) ask('unwatch', { watch }).catch(() => {})
    }
  },
  history: (points, { from, to, buckets }) => ask('history', { points, from, to, buckets }),
  write: (point, value, reason) => ask('write', { point, value, reason }),
  call: (service, input = {}) => ask('call', { service, input }),
  rows: (table, query = {}) => ask('rows', { ...query, table }),
  put: (table, row) => ask('put', { table, row }),
  remove: (table, key) => ask('remove', { table, key }),
  model: (model, input) => ask('model', { model, input }),
  open: (asset) => ask('open', { asset }),
  changed(heard) {
    changing.add(heard)
    return () => changing.delete(heard)
  },
}
