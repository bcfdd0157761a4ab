import { createSocket } from 'node:dgram'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What the line between a driver and its device does to what the device says, and to what it is asked. */
export interface LineFaults {
  /** Bytes a packet, TCP: 1 sends every byte of an answer alone. */
  readonly chop?: number
  /** Answers are gathered for so long and sent in one packet, ms. */
  readonly gatherMs?: number
  /** TCP: an answer waits for the next one of its connection, and both go in one packet. */
  readonly pairs?: boolean
  /** How long each packet is held back, ms. */
  readonly delayMs?: () => number
  /** After so many more bytes nothing comes through, and the connection stays open. */
  readonly freezeAfter?: number
  /** After so many more bytes the connection is cut. */
  readonly cutAfter?: number
  /** The cut is a reset instead of an orderly end. */
  readonly reset?: boolean
  /** TCP: new connections are accepted and ended at once. */
  readonly hangUp?: boolean
  /** What becomes of each packet, such as one with flipped bits; undefined drops it. */
  readonly change?: (packet: Buffer) => Buffer | undefined
  /** The same for what the device is asked. */
  readonly changeAsked?: (packet: Buffer) => Buffer | undefined
}

/** A bad line: what goes over it meets the faults of the moment. */
export interface FaultProxy {
  readonly port: number
  /** Connections so far; 0 where there are none. */
  readonly accepted: number
  /** From now on, on open connections and on new ones. */
  set(faults: LineFaults): void
  /** The next packet of the device is held back. */
  hold(): void
  /** What is held goes out with the next packet of its connection; never, if that is closed. */
  release(): void
  /** TCP: over the connections of now nothing passes any more, and neither side is told: as after a power cut. */
  abandon(): void
  close(): Promise<void>
}

/** One connection through the proxy. */
interface Lane {
  abandoned: boolean
  held?: Buffer
}

/** A bad line to a TCP port of this machine. @param dialsIn the port is the driver's, and the device dials the proxy */
export async function startTcpFaultProxy(
  target: number,
  { dialsIn = false }: { readonly dialsIn?: boolean } = {},
): Promise<FaultProxy> {
  let faults: LineFaults = {}
  let budget = Number.POSITIVE_INFINITY
  let accepted = 0
  let holding = false
  let releasing = false
  const open = new Set<Socket>()
  const lanes = new Set<Lane>()
  const keep = (socket: Socket): void => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  /** A held packet in front of the next one of its connection; undefined while there is nothing to say. */
  const admit = (lane: Lane, chunk: Buffer): Buffer | undefined => {
    const packet = faults.change ? faults.change(chunk) : chunk
    if (!packet) return undefined
    const { held } = lane
    if (held && (releasing || faults.pairs)) {
      delete lane.held
      releasing = false
      return Buffer.concat([held, packet])
    }
    if (!held && (holding || faults.pairs)) {
      holding = false
      lane.held = packet
      return undefined
    }
    return packet
  }
  const server = createServer({ noDelay: true }, (near) => {
    accepted++
    keep(near)
    if (faults.hangUp) {
      near.on('error', () => near.destroy())
      near.resetAndDestroy()
      return
    }
    const far = connect({ host: '127.0.0.1', port: target, noDelay: true })
    keep(far)
    const lane: Lane = { abandoned: false }
    lanes.add(lane)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.once('close', () => {
        lanes.delete(lane)
        other.destroy()
      })
    }
    const [driver, device] = dialsIn ? [far, near] : [near, far]
    driver.on('data', (chunk: Buffer) => {
      if (lane.abandoned) return
      const packet = faults.changeAsked ? faults.changeAsked(chunk) : chunk
      if (packet) device.write(packet)
    })
    const say = async (bytes: Buffer): Promise<void> => {
      if (driver.destroyed || lane.abandoned) return
      const passed = bytes.subarray(0, Math.min(bytes.length, budget))
      budget -= passed.length
      const { chop, cutAfter, reset } = faults
      if (chop === undefined) driver.write(passed)
      else
        for (let at = 0; at < passed.length && !driver.destroyed; at += chop)
          await alone(driver, passed.subarray(at, at + chop))
      if (budget === 0 && cutAfter !== undefined) {
        if (reset) driver.write('', () => driver.resetAndDestroy())
        else driver.destroySoon()
      }
    }
    let gathered: Buffer[] = []
    let due = Promise.resolve()
    device.on('data', (chunk: Buffer) => {
      const packet = admit(lane, chunk)
      if (!packet) return
      const { gatherMs, delayMs } = faults
      if (gatherMs !== undefined) {
        gathered.push(packet)
        if (gathered.length > 1) return
        setTimeout(() => {
          const together = Buffer.concat(gathered)
          gathered = []
          due = due.then(() => say(together))
        }, gatherMs)
      } else if (delayMs) {
        const wait = new Promise((resolve) => setTimeout(resolve, delayMs()))
        due = Promise.all([due, wait]).then(() => say(packet))
      } else due = due.then(() => say(packet))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted
    },
    set: (next) => {
      faults = next
      budget = next.freezeAfter ?? next.cutAfter ?? Number.POSITIVE_INFINITY
    },
    hold: () => {
      holding = true
    },
    release: () => {
      releasing = true
    },
    abandon: () => {
      for (const lane of lanes) lane.abandoned = true
    },
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Resolves when the bytes have left and their reader had a turn: what is written afterwards travels in another packet. */
function alone(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const gone = (): void => resolve()
    socket.once('close', gone)
    socket.write(bytes, () => {
      socket.off('close', gone)
      setImmediate(resolve)
    })
  })
}

/** A bad line to a UDP port of this machine: datagrams are held back, overtake each other, are changed or lost. */
export async function startUdpFaultProxy(target: number): Promise<FaultProxy> {
  let faults: LineFaults = {}
  let left = Number.POSITIVE_INFINITY
  const near = createSocket('udp4')
  const far = createSocket('udp4')
  let client: { readonly port: number; readonly address: string } | undefined
  let closed = false
  let holding = false
  let releasing = false
  let held: (() => void) | undefined
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
    if (holding) {
      holding = false
      held = say
      return
    }
    if (releasing) {
      releasing = false
      held?.()
      held = undefined
    }
    if (faults.delayMs) setTimeout(say, faults.delayMs())
    else say()
  })
  far.on('error', () => {})
  await new Promise<void>((resolve) => near.bind(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => far.bind(0, '127.0.0.1', resolve))
  return {
    port: near.address().port,
    accepted: 0,
    set: (next) => {
      faults = next
      left = next.freezeAfter ?? next.cutAfter ?? Number.POSITIVE_INFINITY
    },
    hold: () => {
      holding = true
    },
    release: () => {
      releasing = true
    },
    abandon: () => {},
    close: async () => {
      closed = true
      await Promise.all([near, far].map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))))
    },
  }
}
