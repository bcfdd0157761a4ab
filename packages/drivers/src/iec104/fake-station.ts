import { TcpServer } from '../kit/tcp-server.ts'
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
  const server = new TcpServer((client) => {
    let send = 0
    let receive = 0
    let hears = true
    const raw = (bytes: string): void => client.send(Buffer.from(bytes.replaceAll(' ', ''), 'hex'))
    const master: FakeMaster = {
      raw,
      say: (asdu) => client.send(encodeInformation(send++, receive, Buffer.from(asdu.replaceAll(' ', ''), 'hex'))),
      deaf: () => {
        hears = false
      },
      cut: () => client.cut(),
    }
    const decoder = new ApduDecoder((apdu) => {
      const control = decodeControl(apdu)
      if (control.format === 'I') {
        receive++
        script(master, Buffer.from(apdu.subarray(4)).toString('hex'))
      } else if (control.format === 'U' && hears) {
        if (control.function === Unnumbered.startAct) client.send(encodeUnnumbered(Unnumbered.startCon))
        if (control.function === Unnumbered.testAct) client.send(encodeUnnumbered(Unnumbered.testCon))
      }
    })
    return { read: (bytes) => decoder.push(bytes) }
  })
  const port = await server.listen()
  return {
    port,
    close: () => server.close(),
  }
}
