import { type AddressInfo, createServer, type Socket } from 'node:net'
import { ApduDecoder, decodeControl, encodeInformation, encodeUnnumbered, Unnumbered } from './codec.ts'

/** The connection of one master, for a script that answers by the byte. */
export interface FakeMaster {
  /** Sends an ASDU given in hex, spaces as you like, as the next frame. */
  say(asdu: string): void
  /** Sends bytes given in hex as they are. */
  raw(bytes: string): void
  /** Test frames are not answered from now on. */
  deaf(): void
  cut(): void
}

export interface FakeStation {
  readonly port: number
  close(): Promise<void>
}

/** A peer that is not a station: it starts, answers test frames, and otherwise does what the test's script says. */
export async function startFakeStation(script: (master: FakeMaster, asdu: string) => void): Promise<FakeStation> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let send = 0
    let receive = 0
    let hears = true
    const raw = (bytes: string): void => void socket.write(Buffer.from(bytes.replaceAll(' ', ''), 'hex'))
    const master: FakeMaster = {
      raw,
      say: (asdu) =>
        void socket.write(encodeInformation(send++, receive, Buffer.from(asdu.replaceAll(' ', ''), 'hex'))),
      deaf: () => {
        hears = false
      },
      cut: () => socket.destroy(),
    }
    const decoder = new ApduDecoder((apdu) => {
      const control = decodeControl(apdu)
      if (control.format === 'I') {
        receive++
        script(master, Buffer.from(apdu.subarray(4)).toString('hex'))
      } else if (control.format === 'U' && hears) {
        if (control.function === Unnumbered.startAct) socket.write(encodeUnnumbered(Unnumbered.startCon))
        if (control.function === Unnumbered.testAct) socket.write(encodeUnnumbered(Unnumbered.testCon))
      }
    })
    socket.on('data', (chunk: Buffer) => decoder.push(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
