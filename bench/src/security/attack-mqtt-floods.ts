import { frame, text } from '../ingest-bench/mqtt-frame.ts'
import { type Credential, counted, GROWTH_MIB, memoryOf, withDevice } from './attack-broker.ts'
import { type Arena, type Attack, inRounds, range, type Tally } from './attack-case.ts'
import {
  type Connected,
  connectAs,
  connectPacket,
  isCut,
  packetsOf,
  publishPacket,
  subscribePacket,
} from './attack-mqtt-wire.ts'
import { openLine, pause } from './attack-wire.ts'

const topicFlood: Attack = {
  name: 'MQTT flood of topics',
  async run(arena, tally) {
    const { stage, quick } = arena
    const credential = await withDevice(arena, 'flooder')
    const total = quick ? 2_000 : 10_000
    const before = await memoryOf(arena)
    const subscriber = await connectAs(stage, { clientId: 'subscriber', ...credential })
    let granted = 0
    for (let at = 0; at < total && subscriber.open(); at += 50) {
      subscriber.socket.write(
        subscribePacket(
          1 + at,
          range(50).map((n) => `v1/flooder/${at + n}/${'x'.repeat(100)}`),
        ),
      )
      await pause(1)
    }
    await pause(500)
    for (const { type, body } of packetsOf(subscriber.heard()))
      if (type === 9) granted += body.subarray(2).filter((code) => code <= 2).length
    tally.expect(granted < total, () => `one connection holds ${granted} subscriptions, and there is no end`)
    subscriber.socket.destroy()

    await counted(arena, tally, ['not_authorised_topic', 'unknown_topic'], async () => {
      await inRounds(range(quick ? 200 : 2_000), 20, async (number) => {
        const line = await connectAs(stage, { clientId: `flooder-${number}`, ...credential })
        line.socket.write(
          range(5)
            .map((n) => publishPacket(`v1/flooder/${number}/${n}`, '{"level":1}'))
            .reduce((a, b) => Buffer.concat([a, b])),
        )
        tally.expect(await isCut(line), () => 'publishing to a topic that is none is not cut off')
        line.socket.destroy()
      })
      return quick ? 200 : 2_000
    })
    const grown = (await memoryOf(arena)) - before
    if (grown > GROWTH_MIB) tally.found(`memory grew by ${grown.toFixed(0)} MiB`)
  },
}

/** Whoever is meant to be served connects while the flood goes on. */
async function stillTaken(arena: Arena, tally: Tally, credential: Credential, during: string): Promise<void> {
  const line: Connected = await connectAs(arena.stage, { clientId: 'honest', ...credential })
  tally.expect(line.accepted, () => `no honest device can connect during ${during}`)
  line.socket.write(publishPacket(`v1/${credential.name}/telemetry`, '{"level":2}'))
  tally.expect(await line.hears(4), () => `no honest device is heard during ${during}`)
  line.socket.destroy()
}

const connectFlood: Attack = {
  name: 'MQTT flood of CONNECT',
  async run(arena, tally) {
    const { stage, quick } = arena
    const honest = await withDevice(arena, 'honest')
    const total = quick ? 400 : 3_000
    await counted(arena, tally, ['bad_credentials'], async () => {
      const flood = inRounds(range(total), 100, async (number) => {
        const name = number % 2 ? 'boiler' : `nobody-${number}`
        const line = await connectAs(stage, { clientId: `c${number}`, name, secret: `wrong-${number}` })
        tally.expect(!line.accepted, () => 'a wrong secret is accepted')
        line.socket.destroy()
      })
      await stillTaken(arena, tally, honest, 'a flood of wrong secrets')
      await flood
      return total
    })
  },
}

const halfOpen: Attack = {
  name: 'MQTT sockets that say nothing',
  async run(arena, tally) {
    const { stage } = arena
    const honest = await withDevice(arena, 'patient')
    await counted(arena, tally, ['too_many_connections'], async () => {
      const lines = await Promise.all(range(1_100).map(() => openLine(stage.mqttPort, '127.74.0.1')))
      await pause(300)
      const cut = lines.filter((line) => !line.open()).length
      tally.expect(cut > 0, () => 'any number of connections may say nothing')
      await stillTaken(arena, tally, honest, 'a flood of silent connections of one address')
      for (const line of lines) line.socket.destroy()
      return 1
    })
  },
}

const oversized: Attack = {
  name: 'MQTT packets too large or malformed',
  async run(arena, tally) {
    const { stage } = arena
    const credential = await withDevice(arena, 'oversizer')
    const before = await memoryOf(arena)
    const login = connectPacket({ clientId: 'big', ...credential })
    const topic = text('v1/oversizer/telemetry')
    const shapes: Record<string, readonly Buffer[]> = {
      'a CONNECT of 256 MiB': [Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(65_536)],
      'a CONNECT of 64 KiB': [connectPacket({ clientId: 'x'.repeat(60_000), ...credential })],
      'a PUBLISH of 256 MiB': [login, Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), topic, Buffer.alloc(65_536)],
      'a PUBLISH of 300 KiB': [login, frame(0x30, topic, Buffer.alloc(300_000, 0x20))],
      'a length without end': [login, Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
      'a topic longer than its packet': [login, frame(0x30, Buffer.from([0xff, 0xff]), Buffer.from('v1'))],
      'QoS 3': [login, frame(0x36, topic, Buffer.from([0, 1]))],
      'packet id 0': [login, frame(0x32, topic, Buffer.from([0, 0]))],
      'PUBLISH first': [frame(0x30, topic, Buffer.from('{}'))],
      'a second CONNECT': [login, login],
      'a packet type that is none': [login, frame(0xf0)],
      'CONNACK from a client': [login, frame(0x20, Buffer.from([0, 0]))],
      'MQTT 5': [connectPacket({ clientId: 'five', ...credential, level: 5 })],
      'an unknown protocol': [frame(0x10, text('AMQP'), Buffer.from([4, 2, 0, 0]), text(''))],
      HTTP: [Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
      'SUBSCRIBE without a filter': [login, frame(0x82, Buffer.from([0, 1]))],
      'SUBSCRIBE with wrong flags': [login, frame(0x80, Buffer.from([0, 1]), text('v1/oversizer/#'), Buffer.from([0]))],
      'a zero byte storm': [Buffer.alloc(100_000)],
    }
    const reasons = [
      'too_large',
      'protocol_violation',
      'not_connected',
      'unsupported_protocol',
      'malformed_topic',
      'not_authorised_topic',
    ]
    await counted(arena, tally, reasons, async () => {
      for (const [name, pieces] of Object.entries(shapes)) {
        const line = await openLine(stage.mqttPort)
        for (const piece of pieces) {
          line.socket.write(piece)
          await pause(20)
        }
        tally.expect(await isCut(line), () => `${name} is not cut off`)
        line.socket.destroy()
      }
      return Object.keys(shapes).length - 1
    })
    const grown = (await memoryOf(arena)) - before
    if (grown > GROWTH_MIB) tally.found(`memory grew by ${grown.toFixed(0)} MiB`)
  },
}

export const mqttFloods: readonly Attack[] = [topicFlood, connectFlood, halfOpen, oversized]
