import { createServer } from 'node:net'

/** A UPS in software. */
async function startUps(held, port) {
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      for (const line of lines) socket.write(`${answer(held, line)}\n`)
    })
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(held, line) {
  const [verb, name, ...rest] = line.split(' ')
  if (!held.has(name)) return `ERROR ${name} UNKNOWN`
  if (verb === 'GET') return `VALUE ${name} ${held.get(name)}`
  held.set(name, rest.join(' '))
  return `OK ${name}`
}

const tag = (id, address, type, access = 'r') => ({ id, address, type, access, periodMs: 50 })

/** What `millrace driver test` needs to try the driver: a device, and what can be read and written there. */
export default {
  configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }),
  malformedAddress: 'Battery!',
  cycles: 200,
  async device() {
    const held = new Map([
      ['battery.charge', '87.5'],
      ['load.watts', '310'],
      ['output', 'on'],
      ['limit.watts', '500'],
    ])
    let ups = await startUps(held, 0)
    const { port } = ups
    return {
      port,
      readable: tag(1, 'battery.charge', 'float32'),
      steady: [
        { tag: tag(1, 'battery.charge', 'float32'), value: 87.5 },
        { tag: tag(2, 'load.watts', 'int32'), value: 310n },
        { tag: tag(3, 'output', 'bool'), value: true },
      ],
      writable: { tag: tag(4, 'limit.watts', 'int32', 'rw'), value: 450n },
      held: () => BigInt(held.get('limit.watts')),
      stop: () => ups.close(),
      start: async () => {
        ups = await startUps(held, port)
      },
      close: () => ups.close(),
    }
  },
}
