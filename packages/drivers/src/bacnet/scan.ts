import { createSocket } from 'node:dgram'
import { decodeIAm, decodePacket, encodePacket, encodeWhoIs, type FoundDevice } from './codec.ts'

/** A device that answered a scan. */
export interface ScannedDevice extends FoundDevice {
  readonly host: string
  readonly port: number
}

/** Asks an address (also a broadcast address) who is there, and listens for so long. Rejects with the signal's reason. */
export async function whoIs(
  { host, port = 47_808, waitMs = 2_000 }: { readonly host: string; readonly port?: number; readonly waitMs?: number },
  signal: AbortSignal,
): Promise<ScannedDevice[]> {
  signal.throwIfAborted()
  const socket = createSocket('udp4')
  const found = new Map<string, ScannedDevice>()
  socket.on('message', (packet, from) => {
    try {
      const apdu = decodePacket(packet)
      const device = apdu && decodeIAm(apdu)
      if (device)
        found.set(`${device.instance} ${from.address}:${from.port}`, { ...device, host: from.address, port: from.port })
    } catch {
      // Whoever sends what is no BACnet is no device.
    }
  })
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      socket.once('error', reject)
      socket.bind(0, () => {
        socket.setBroadcast(true)
        socket.send(encodePacket(encodeWhoIs(), false), port, host)
        setTimeout(resolve, waitMs)
      })
    })
  } finally {
    socket.close()
  }
  return [...found.values()].sort((a, b) => a.instance - b.instance)
}
