/** Stands for the console around a frame: the same modules hold it, and this keeps what they had done. */
import { holdFrame, SANDBOX } from '/console/frame.ts'

const bound = '0193f6a0-0000-7000-8000-000000000001'
const power = '0193f6a0-0000-7000-8000-000000000002'
const told = { asked: [], ended: [], answering: [], opened: [], heard: 0, watched: 0 }
window.told = told
localStorage.setItem('kept', 'by the console')
new BroadcastChannel('millrace').onmessage = () => {
  told.heard += 1
}
let value = 1

const relay = {
  start: async () => ({
    assets: { compressor: [{ id: bound, name: 'C-1', points: { power } }] },
    settings: { limit: 7 },
    person: 'Ada',
    at: 'menu',
  }),
  async ask(call) {
    told.asked.push(call)
    if (call.call === 'rows') throw new Error('no table')
    return call.call === 'call' ? { service: call.service } : []
  },
  watch(points, changed) {
    told.watched += points.length
    const ticking = setInterval(() => {
      value += 1
      changed()
    }, 20)
    return () => {
      clearInterval(ticking)
      told.watched -= points.length
    }
  },
  newest: (points) => points.map((point) => ({ point, value, quality: 'good', time: null })),
  open: (asset) => void told.opened.push(asset),
  words: (thrown) => ({ code: 'plant.fault', says: thrown.message, remedy: '' }),
}

const frame = document.createElement('iframe')
frame.sandbox.value = SANDBOX
frame.src = `/app-frames/ticket/${new URL(location.href).searchParams.get('page')}`
window.held = holdFrame(frame, { language: 'en', theme: 'light' }, relay, {
  answering: (does) => void told.answering.push(does),
  ended(why) {
    told.ended.push(why)
    frame.remove()
  },
})
document.body.append(frame)
