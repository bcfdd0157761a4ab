import { type AddressInfo, createServer } from 'node:net'

/** A FINS/TCP server whose connections are all in use: W420-E1 §7-4, error code 20. */
export async function startRefusing(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const answer = Buffer.from('46494e530000001000000001000000200000000000000000', 'hex')
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
