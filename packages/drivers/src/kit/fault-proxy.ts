import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { TcpServer } from './tcp-server.ts'

/** What the line between a driver and its device does to what the device says, and to what it is asked. */
export interface LineFaults {
  /** Bytes a packet, TCP: 1 cuts every answer into single bytes. */
  readonly chop?: number
  /** Answers are gathered for so long and sent in one packet, ms. */
  readonly gatherMs?: number
  /** How long each packet is held back, ms. */
  readonly delayMs?: () => number
  /** After so many more bytes nothing comes through, and the connection stays open. */
  readonly freezeAfter?: number
  /** After so many more bytes the connection is cut. */
  readonly cutAfter?: number
  /** What becomes of each packet, such as one with flipped bits; undefined drops it. */
  readonly change?: (packet: Buffer) => Buffer | undefined
  /** The same for what the device is asked. */
  readonly changeAsked?: (packet: Buffer) => Buffer | undefined
}

/** A bad line: what goes over it meets the faults of the moment. */
export interface FaultProxy {
  readonly port: number
  /** From now on, on open connections and on new ones. */
  set(faults: LineFaults): void
  close(): Promise<void>
}

/** A bad line to a TCP port of this machine. */
export async function startTcpFaultProxy(target: number): Promise<FaultProxy> {
  let faults: LineFaults = {}
  let budget = Number.POSITIVE_INFINITY
  const server = new TcpServer(({ socket: near }) => {
    const far = connect({ host: '127.0.0.1', port: target, noDelay: true })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.once('close', () => other.destroy())
    }
    near.on('data', (chunk: Buffer) => {
      const packet = faults.changeAsked ? faults.changeAsked(chunk) : chunk
      if (packet) far.write(packet)
    })
    const say = (bytes: Buffer): void => {
      if (near.destroyed) return
      const passed = bytes.subarray(0, Math.min(bytes.length, budget))
      budget -= passed.length
      const { chop = passed.length } = faults
      for (let at = 0; at < passed.length; at += chop) near.write(passed.subarray(at, at + chop))
      if (budget === 0 && faults.cutAfter !== undefined) near.destroySoon()
    }
    let gathered: Buffer[] = []
    let due = Promise.resolve()
    far.on('data', (chunk: Buffer) => {
      const packet = faults.change ? faults.change(chunk) : chunk
      if (!packet) return
      const { gatherMs, delayMs } = faults
      if (gatherMs !== undefined) {
        gathered.push(packet)
        if (gathered.length > 1) return
        setTimeout(() => {
          say(Buffer.concat(gathered))
          gathered = []
        }, gatherMs)
      } else if (delayMs) {
        const wait = new Promise((resolve) => setTimeout(resolve, delayMs()))
        due = Promise.all([due, wait]).then(() => say(packet))
      } else due = due.then(() => say(packet))
    })
    return undefined
  })
  const port = await server.listen()
  return {
    port,
    set: (next) => {
      faults = next
      budget = next.freezeAfter ?? next.cutAfter ?? Number.POSITIVE_INFINITY
    },
    close: () => server.close(),
  }
}

/** A bad line to a UDP port of this machine: datagrams are held back, overtake each other, are changed or lost. */
export async function startUdpFaultProxy(target: number): Promise<FaultProxy> {
  let faults: LineFaults = {}
  let left = Number.POSITIVE_INFINITY
  const near = createSocket('udp4')
  const far = createSocket('udp4')
  let client: { readonly port: number; readonly address: string } | undefined
  let closed = false
  near.on('message', (message, from) => {
    client = from
    const packet = faults.changeAsked ? faults.changeAsked(message) : message
    if (packet) far.send(packet, target, '127.0.0.1')
  })
  far.on('message', (message) => {
    const packet = faults.change ? faults.change(message) : message
    if (!packet || !client || left <= 0) return
    left -= packet.length
    const to = client
    const say = (): void => {
      if (!closed) near.send(packet, to.port, to.address)
    }
    if (faults.delayMs) setTimeout(say, faults.delayMs())
    else say()
  })
  far.on('error', () => {})
  await new Promise<void>((resolve) => near.bind(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => far.bind(0, '127.0.0.1', resolve))
  return {
    port: near.address().port,
    set: (next) => {
      faults = next
      left = next.freezeAfter ?? next.cutAfter ?? Number.POSITIVE_INFINITY
    },
    close: async () => {
      closed = true
      await Promise.all([near, far].map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))))
    },
  }
}
