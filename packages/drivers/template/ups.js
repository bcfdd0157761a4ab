import { createServer } from 'node:net'

/** A UPS in software, on a port of this machine; 0 takes a free one. */
export async function startUps(held, port) {
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

/** What the UPS holds when it is switched on. */
export const fresh = () =>
  new Map([
    ['battery.charge', '87.5'],
    ['load.watts', '310'],
    ['output', 'on'],
    ['limit.watts', '500'],
  ])

if (process.argv[1] === import.meta.filename) await startUps(fresh(), Number(process.argv[2]))
