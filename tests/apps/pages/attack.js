import { millrace } from './millrace.js'

/** What came of each attempt; `undefined` and faults alike mean that nothing did. */
const outcomes = {}
const attempt = async (name, act) => {
  try {
    outcomes[name] = String(await act())
  } catch (refused) {
    outcomes[name] = refused.name ?? 'Error'
  }
}
const heard = (target, good, bad) =>
  new Promise((resolve, reject) => {
    target[good] = () => resolve('reached')
    target[bad] = () => reject(new TypeError('refused'))
  })

await attempt('parent document', () => parent.document.querySelector('#secret').textContent)
await attempt('parent storage', () => parent.localStorage.getItem('kept'))
await attempt('parent address', () => parent.location.href)
await attempt('frame element', () => frameElement.ownerDocument.title)
await attempt('cookies', () => document.cookie)
await attempt('storage', () => localStorage.getItem('kept'))
await attempt('session storage', () => sessionStorage.length)
await attempt('database', () => indexedDB.open('kept'))
await attempt('caches', () => caches.keys())
await attempt('fetch', () => fetch('/api/v1/session', { credentials: 'include' }))
await attempt('fetch elsewhere', () => fetch(new URL('/stray/elsewhere', location.href), { mode: 'no-cors' }))
await attempt('socket', () => heard(new WebSocket(new URL('/stray/socket', location.href)), 'onopen', 'onerror'))
await attempt('events', () => heard(new EventSource('/stray/events'), 'onopen', 'onerror'))
await attempt('image', () => heard(Object.assign(new Image(), { src: '/stray/image' }), 'onload', 'onerror'))
await attempt('script', () =>
  heard(
    document.head.appendChild(Object.assign(document.createElement('script'), { src: '/stray/script.js' })),
    'onload',
    'onerror',
  ),
)
await attempt('import', () => import(new URL('/stray/import.js', location.href)))
await attempt('evaluation', () => new Function('return "ran"')())
await attempt('worker', () => heard(new Worker('/stray/worker.js'), 'onmessage', 'onerror'))
await attempt('service worker', () => navigator.serviceWorker.register('./millrace.js'))
await attempt('popup', () => (window.open('/stray/popup') === null ? 'none' : 'opened'))
await attempt('top navigation', () => {
  top.location.href = '/stray/top'
})
await attempt('beacon', () => navigator.sendBeacon('/stray/beacon', 'kept'))
await attempt('nested frame', () => {
  document.body.append(Object.assign(document.createElement('iframe'), { src: '/stray/nested' }))
})
await attempt('form', () => {
  const form = Object.assign(document.createElement('form'), { action: '/stray/form', method: 'post', target: '_top' })
  document.body.append(form)
  form.submit()
})
await attempt('peer connection', async () => {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${location.hostname}:${location.port}` }] })
  peer.createDataChannel('out')
  const looked = new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()
  })
  await peer.setLocalDescription()
  await looked
})
await attempt('channel', () => new BroadcastChannel('millrace').postMessage('open'))
// Its own port has come: what is handed from here on would be a second one.
await millrace.ready
await attempt('second port', () => {
  addEventListener('message', ({ ports }) => {
    if (ports.length > 0) outcomes['second port'] = 'handed'
  })
  parent.postMessage({ millrace: 'hello' }, '*')
})
// Its own port stands in a promise of the module; a page that makes itself another has nobody at its other end.
await attempt('own port', () => parent.postMessage({ millrace: 'port' }, '*', [new MessageChannel().port1]))
await attempt('forged call', () => parent.postMessage(JSON.stringify({ id: 1, call: 'write' }), '*'))
await attempt('prototype', () => millrace.rows('shifts', { where: JSON.parse('{"__proto__": 1}') }))
await attempt('wide call', () => millrace.put('shifts', { note: 'x'.repeat(2 ** 12), __extra: 1 }))
await attempt('unknown call', () => millrace.call('constructor.prototype'))
await millrace.call('told', outcomes)
