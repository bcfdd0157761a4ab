import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { trustedProxies } from './caller-address.ts'
import { Shares, shareConnections } from './shares.ts'

describe('shares', () => {
  it('give each as many as there are for one, and count who wanted more', () => {
    const shares = new Shares(2)
    const first = shares.take('a')
    expect([first, shares.take('a'), shares.take('a'), shares.take('b')].map(Boolean)).toEqual([
      true,
      true,
      false,
      true,
    ])
    expect(shares.refused).toBe(1)
    first?.()
    expect(shares.take('a')).toBeDefined()
  })

  it('take back each thing once', () => {
    const shares = new Shares(1)
    const first = shares.take('a')
    first?.()
    first?.()
    expect([shares.take('a'), shares.take('a')].map(Boolean)).toEqual([true, false])
  })
})

describe('connections', () => {
  const server = createServer((socket) => socket.on('error', () => undefined))
  afterEach(() => server.close())

  it('of one address are as many as its share, those of a proxy and of others are not counted with them', async () => {
    shareConnections(server, new Shares(2), trustedProxies(['127.0.0.3']))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const from = async (localAddress: string): Promise<'held' | 'cut'> => {
      const socket = connect({ port, host: '127.0.0.1', localAddress })
      socket.on('error', () => undefined)
      const cut = once(socket, 'close').then(() => 'cut' as const)
      const [accepted] = await Promise.all([once(server, 'connection'), once(socket, 'connect')])
      opened.push(() => socket.destroy())
      return accepted[0].destroyed ? cut : 'held'
    }
    const opened: (() => void)[] = []
    try {
      const seen: string[] = []
      for (const address of ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.3', '127.0.0.3'])
        seen.push(await from(address))
      expect(seen).toEqual(['held', 'held', 'cut', 'held', 'held', 'held', 'held'])
    } finally {
      for (const close of opened) close()
    }
  })
})
