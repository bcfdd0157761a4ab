import { batchOf, ManualClock } from '@millrace/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { decodePayload } from './decode-payload.ts'
import { DIAGNOSE, EdgeSession, isPointName, type Outgoing, REBIRTH } from './edge-session.ts'
import { encodeData } from './encode-data.ts'
import { encodePayload } from './encode-payload.ts'
import { encodeDiagnoseCommand, encodeRebirthRequest, encodeStoredCommand, HostNode } from './host-session.ts'
import { type Metric, SparkplugType } from './payload.ts'
import { encodeState, parseTopic, stateTopic } from './topic.ts'

const clock = new ManualClock()
let sent: Outgoing[]
let bdSeqs: number[]
let session: EdgeSession

const pressure: Metric = { name: 'Pressure', alias: 1, datatype: SparkplugType.Double, value: 7.1 }
const state: Metric = { name: 'State', alias: 2, datatype: SparkplugType.String, value: 'loaded' }

function open(primaryHost?: string): EdgeSession {
  return new EdgeSession({
    group: 'plant',
    node: 'edge-1',
    ...(primaryHost === undefined ? {} : { primaryHost }),
    clock,
    lastBdSeq: 254,
    saveBdSeq: (bdSeq) => bdSeqs.push(bdSeq),
    births: () => ({ node: [state], devices: [{ device: 'compressor', metrics: [pressure] }] }),
    send: (message) => sent.push(message),
    bornChanged: () => undefined,
  })
}
const kinds = (): string[] => sent.map(({ topic }) => parseTopic(topic).type)
const seqs = (): (number | undefined)[] => sent.map(({ payload }) => decodePayload(payload).seq)
const publish = (): boolean =>
  session.publishData('compressor', (seq) =>
    encodeData({ timestamp: 1, seq, historical: false }, batchOf([[0, 1_000, 1.5]]), {
      aliases: [1],
      types: [SparkplugType.Double],
    }),
  )

beforeEach(() => {
  sent = []
  bdSeqs = []
  session = open()
})

describe('an edge node', () => {
  test('message-flow-edge-node-birth-publish-will-message: its will is NDEATH with bdSeq alone, QoS 1, not retained', () => {
    const will = session.connecting()
    expect(will).toMatchObject({ topic: 'spBv1.0/plant/NDEATH/edge-1', qos: 1, retain: false })
    expect(decodePayload(will.payload)).toEqual({
      metrics: [{ name: 'bdSeq', datatype: SparkplugType.Int64, value: 255n }],
    })
  })

  test('topics-nbirth-bdseq-increment: bdSeq counts on with each connection and wraps after 255', () => {
    session.connecting()
    session.connecting()
    expect(bdSeqs).toEqual([255, 0])
  })

  test('principles-birth-certificates-order, payloads-dbirth-order: NBIRTH first, then all DBIRTH, then data', () => {
    session.connecting()
    expect(publish()).toBe(false)
    session.connected()
    publish()
    expect(kinds()).toEqual(['NBIRTH', 'DBIRTH', 'DDATA'])
    expect(seqs()).toEqual([0, 1, 2])
    const { metrics } = decodePayload(sent[0]!.payload)
    expect(metrics.map((metric) => metric.name)).toEqual(['bdSeq', REBIRTH, 'State'])
    // operational-behavior-data-commands-rebirth-name-aliases
    expect(metrics[1]).not.toHaveProperty('alias')
    expect(sent.every(({ qos, retain }) => qos === 0 && !retain)).toBe(true)
  })

  test('payloads-sequence-num-incrementing: after 255 comes 0', () => {
    session.connecting()
    session.connected()
    for (let i = 0; i < 260; i++) publish()
    expect(seqs().slice(254, 259)).toEqual([254, 255, 0, 1, 2])
  })

  test('operational-behavior-data-commands-rebirth-action: births again, sequence from 0, same bdSeq', () => {
    session.connecting()
    session.connected()
    publish()
    sent = []
    session.received('spBv1.0/plant/NCMD/edge-1', encodeRebirthRequest(1))
    publish()
    expect(kinds()).toEqual(['NBIRTH', 'DBIRTH', 'DDATA'])
    expect(seqs()).toEqual([0, 1, 2])
    expect(decodePayload(sent[0]!.payload).metrics[0]!.value).toBe(255n)
    expect(bdSeqs).toEqual([255])
  })

  test('message-flow-edge-node-birth-publish-phid-wait: it waits for its primary host, dies when that goes, ignores older news', () => {
    session = open('millrace')
    session.connecting()
    session.connected()
    expect(kinds()).toEqual([])
    const say = (online: boolean, timestamp: number): unknown =>
      session.received(stateTopic('millrace'), encodeState({ online, timestamp }))
    say(true, 100)
    expect(kinds()).toEqual(['NBIRTH', 'DBIRTH'])
    say(false, 50) // operational-behavior-edge-node-termination-host-offline-timestamp
    expect(session.born).toBe(true)
    // message-flow-edge-node-birth-publish-phid-offline
    expect(say(false, 150)).toEqual({ is: 'reconnect' })
    expect(session.born).toBe(false)
    expect(kinds().at(-1)).toBe('NDEATH')
    expect(publish()).toBe(false)
    expect(say(false, 160)).toBeUndefined()
    session.received(stateTopic('another'), encodeState({ online: true, timestamp: 999 }))
    expect(session.born).toBe(false)
    say(true, 200)
    expect(kinds().slice(-2)).toEqual(['NBIRTH', 'DBIRTH'])
  })

  test('births also when the retained STATE comes before the answer to the subscription', () => {
    session = open('millrace')
    session.connecting()
    session.received(stateTopic('millrace'), encodeState({ online: true, timestamp: 100 }))
    expect(kinds()).toEqual([])
    session.connected()
    expect(kinds()).toEqual(['NBIRTH', 'DBIRTH'])
    session.disconnected()
    session.connecting()
    session.connected()
    expect(session.born).toBe(false)
  })

  test('operational-behavior-edge-node-intentional-disconnect-ndeath: it says its death before it leaves', () => {
    session.connecting()
    session.connected()
    session.disconnecting()
    expect(kinds().at(-1)).toBe('NDEATH')
    expect(publish()).toBe(false)
  })

  test('commands reach their device, and another node’s do not', () => {
    const metrics: Metric[] = [{ name: 'Pressure', alias: 1, datatype: SparkplugType.Double, value: 6.5 }]
    expect(session.received('spBv1.0/plant/DCMD/edge-1/compressor', encodePayload({ metrics }))).toEqual({
      is: 'write',
      device: 'compressor',
      metrics,
    })
    expect(
      session.received('spBv1.0/plant/DCMD/edge-1/compressor', encodePayload({ uuid: 'once', metrics })),
    ).toMatchObject({
      uuid: 'once',
    })
    expect(session.received('spBv1.0/plant/DCMD/edge-2/compressor', encodePayload({ metrics }))).toBeUndefined()
    const rebirth: Metric = { name: REBIRTH, datatype: SparkplugType.Boolean, value: true }
    expect(session.received('spBv1.0/plant/NCMD/edge-1', encodePayload({ metrics: [rebirth, ...metrics] }))).toEqual({
      is: 'write',
      metrics,
    })
    const stored = {
      stream: 'abc',
      intervals: [
        { from: 2 ** 32, to: 2 ** 32 + 5 },
        { from: 2 ** 33, to: 2 ** 33 + 1 },
      ],
    }
    expect(session.received('spBv1.0/plant/NCMD/edge-1', encodeStoredCommand(1, stored))).toEqual({
      is: 'stored',
      stored,
    })
  })
})

describe('a question about a device', () => {
  test('reaches the owner of the session with its name and its number, and is no write', () => {
    session.connecting()
    session.connected()
    const topic = 'spBv1.0/plant/NCMD/edge-1'
    expect(session.received(topic, encodeDiagnoseCommand(1, 'q-1', 'compressor'))).toEqual({
      is: 'diagnose',
      device: 'compressor',
      uuid: 'q-1',
    })
  })

  test('without a number is none: nobody could be answered', () => {
    const metrics = [{ name: DIAGNOSE, datatype: SparkplugType.String, value: 'compressor' }]
    expect(session.received('spBv1.0/plant/NCMD/edge-1', encodePayload({ metrics }))).toMatchObject({ is: 'write' })
  })
})

describe('a host', () => {
  let host: HostNode
  const hand = (message: Outgoing): ReturnType<HostNode['receive']> => {
    const { type, device } = parseTopic(message.topic)
    return host.receive(type, device, message.payload)
  }

  beforeEach(() => {
    host = new HostNode(clock)
    session.connecting()
    session.connected()
  })

  test('learns slots from births and reads data by alias', () => {
    publish()
    expect(sent.map((message) => hand(message).is)).toEqual(['birth', 'birth', 'data'])
    const event = hand(sent[2]!)
    if (event.is !== 'data') throw new TypeError(event.is)
    expect(host.table.definitions[event.columns.slot[0]!]).toEqual({
      device: 'compressor',
      name: 'Pressure',
      type: SparkplugType.Double,
    })
    expect(event.columns.double[0]).toBe(1.5)
  })

  test('takes no data before the birth and asks for one, but not again within five seconds', async () => {
    publish()
    expect(hand(sent[2]!)).toEqual({ is: 'ignored', reason: 'not_born' })
    expect(host.takeRebirthRequest()).toBe(true)
    hand(sent[2]!)
    expect(host.takeRebirthRequest()).toBe(false)
    await clock.advance(5_000)
    expect(host.takeRebirthRequest()).toBe(true)
  })

  test('notices a gap in the sequence and asks for rebirth when it is not filled', async () => {
    for (let i = 0; i < 3; i++) publish()
    for (const at of [0, 1, 2]) hand(sent[at]!)
    expect(hand(sent[4]!)).toMatchObject({ is: 'data', inOrder: false })
    await clock.advance(2_000)
    expect(host.takeRebirthRequest()).toBe(true)
  })

  test('payloads-ndeath-bdseq: the will of an older session ends nothing', () => {
    const first = session.connecting()
    sent.length = 0
    session.disconnected()
    session.connecting()
    session.connected()
    sent.forEach(hand)
    expect(hand(first)).toEqual({ is: 'ignored', reason: 'death_of_another_session' })
    expect(host.born).toBe(true)
    session.disconnecting()
    expect(hand(sent.at(-1)!).is).toBe('death')
    expect(host.born).toBe(false)
  })

  test('a device that died is not read until it is born again', () => {
    sent.forEach(hand)
    session.publishDeviceDeath('compressor')
    expect(hand(sent.at(-1)!)).toMatchObject({ is: 'death', device: 'compressor' })
    publish()
    expect(hand(sent.at(-1)!)).toEqual({ is: 'ignored', reason: 'not_born' })
    session.publishDeviceBirth({ device: 'compressor', metrics: [pressure] })
    hand(sent.at(-1)!)
    publish()
    expect(hand(sent.at(-1)!).is).toBe('data')
  })

  test('a malformed birth leaves what was known', () => {
    sent.forEach(hand)
    expect(() => host.receive('NBIRTH', undefined, new Uint8Array([0x12, 0xff]))).toThrow(/wire|Sparkplug/)
    publish()
    expect(hand(sent.at(-1)!).is).toBe('data')
  })
})

test('names of the protocol are no points', () => {
  expect(['bdSeq', 'Millrace/State', 'Node Control/Rebirth', 'Pressure'].map(isPointName)).toEqual([
    false,
    false,
    false,
    true,
  ])
})
