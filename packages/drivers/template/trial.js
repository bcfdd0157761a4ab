import { fresh, startUps } from './ups.js'

const tag = (id, address, type, access = 'r') => ({ id, address, type, access, periodMs: 50 })

/** What `millrace driver test` needs to try the driver: a device, and what can be read and written there. */
export default {
  configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }),
  malformedAddress: 'Battery!',
  cycles: 200,
  async device() {
    const held = fresh()
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
