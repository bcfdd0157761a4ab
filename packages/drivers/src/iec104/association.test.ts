import { type Fault, ManualClock } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { noCounts } from '../kit/supervisor.ts'
import { Association, type AssociationNeeds, type Window } from './association.ts'
import { encodeInformation, encodeSupervisory, encodeUnnumbered, Unnumbered } from './codec.ts'

const window: Window = { k: 12, w: 8, t1Ms: 15_000, t2Ms: 10_000, t3Ms: 20_000 }
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

class Side {
  readonly clock = new ManualClock()
  readonly sent: string[] = []
  readonly seen: string[] = []
  readonly reasons: Fault[] = []
  readonly association: Association
  taken: () => Promise<void> = () => Promise.resolve()

  constructor(more: Partial<AssociationNeeds> = {}) {
    this.association = new Association({
      window,
      clock: this.clock,
      counters: noCounts(),
      write: (bytes) => void this.sent.push(hex(bytes)),
      asdu: (bytes) => void this.seen.push(hex(bytes)),
      taken: () => this.taken(),
      unnumbered: () => undefined,
      broken: (reason) => void this.reasons.push(reason),
      ...more,
    })
  }

  get why(): string | undefined {
    return this.reasons[0]?.code
  }

  /** As if STARTDT had been confirmed. */
  started(): this {
    this.association.start()
    this.association.read(encodeUnnumbered(Unnumbered.startCon))
    this.sent.length = 0
    return this
  }

  hear(count: number, from = 0, receive = 0): void {
    for (let i = 0; i < count; i++)
      this.association.read(encodeInformation((from + i) % 32_768, receive, Uint8Array.of(i & 0xff)))
  }
}

describe('acknowledgements (IEC 60870-5-104 §5.1, §5.5)', () => {
  test('come after w frames', async () => {
    const side = new Side().started()
    side.hear(7)
    await settle()
    expect(side.sent).toEqual([])
    side.hear(1, 7)
    await settle()
    expect(side.sent).toEqual([hex(encodeSupervisory(8))])
  })

  test('come t2 after a frame', async () => {
    const side = new Side().started()
    side.hear(3)
    await side.clock.advance(9_999)
    await settle()
    expect(side.sent).toEqual([])
    await side.clock.advance(1)
    await settle()
    expect(side.sent).toEqual([hex(encodeSupervisory(3))])
  })

  test('wait until what came has been taken, and then say all that was', async () => {
    const side = new Side().started()
    const first = Promise.withResolvers<void>()
    side.taken = () => first.promise
    side.hear(12)
    await side.clock.advance(14_000)
    await settle()
    expect(side.sent).toEqual([])
    side.taken = () => Promise.resolve()
    first.resolve()
    await settle()
    expect(side.sent).toEqual([hex(encodeSupervisory(8))])
    await side.clock.advance(10_000)
    await settle()
    expect(side.sent.at(-1)).toBe(hex(encodeSupervisory(12)))
  })

  test('a station that does not wait for them is cut off', async () => {
    const side = new Side().started()
    side.taken = () => new Promise(() => undefined)
    side.hear(2_049)
    await settle()
    expect(side.why).toBe('iec104.overrun')
  })
})

describe('frames of ours', () => {
  test('wait when k of them are not acknowledged', () => {
    const side = new Side().started()
    for (let i = 0; i < 20; i++) side.association.send(Uint8Array.of(i))
    expect([side.sent.length, side.association.outstanding]).toEqual([12, 20])
    side.association.read(encodeSupervisory(5))
    expect([side.sent.length, side.association.outstanding]).toEqual([17, 15])
  })

  test('must be acknowledged within t1, each of them', async () => {
    const side = new Side().started()
    side.association.send(Uint8Array.of(1))
    await side.clock.advance(10_000)
    side.association.send(Uint8Array.of(2))
    side.association.read(encodeSupervisory(1))
    await side.clock.advance(14_999)
    expect(side.why).toBeUndefined()
    await side.clock.advance(1)
    expect(side.why).toBe('iec104.unanswered')
  })

  test.each([
    [
      'an acknowledgement of what was never sent',
      (side: Side) => side.association.read(encodeSupervisory(1)),
      'iec104.sequence_broken',
    ],
    ['a frame that is missing', (side: Side) => side.hear(1, 1), 'iec104.sequence_broken'],
    ['bytes that are no frame', (side: Side) => side.association.read(Uint8Array.of(0x47)), 'driver.frame_malformed'],
  ])('%s ends the association', (_, fault, code) => {
    const side = new Side().started()
    fault(side)
    expect(side.why).toBe(code)
  })

  test('an ASDU before STARTDT ends it', () => {
    const side = new Side()
    side.hear(1)
    expect([side.why, side.seen]).toEqual(['iec104.sequence_broken', []])
  })
})

describe('test frames (§5.2)', () => {
  test('are answered', () => {
    const side = new Side()
    side.association.read(encodeUnnumbered(Unnumbered.testAct))
    expect(side.sent).toEqual([hex(encodeUnnumbered(Unnumbered.testCon))])
  })
  test('are sent after t3 of silence, and again and again as long as they are answered', async () => {
    const side = new Side().started()
    await side.clock.advance(15_000)
    side.hear(1)
    await side.clock.advance(15_000)
    const tests = (): number => side.sent.filter((frame) => frame === hex(encodeUnnumbered(Unnumbered.testAct))).length
    expect(tests()).toBe(0)
    await side.clock.advance(5_000)
    expect(tests()).toBe(1)
    for (let round = 2; round < 5; round++) {
      side.association.read(encodeUnnumbered(Unnumbered.testCon))
      await side.clock.advance(20_000)
      expect([tests(), side.why]).toEqual([round, undefined])
    }
  })
  test('without an answer within t1 end the association', async () => {
    const side = new Side().started()
    await side.clock.advance(35_000)
    expect(side.why).toBe('iec104.unanswered')
  })
  test('so does a STARTDT without one', async () => {
    const side = new Side()
    side.association.start()
    await side.clock.advance(15_000)
    expect(side.why).toBe('iec104.unanswered')
  })
})

test('numbers begin again after 32767 on both sides, and nothing is lost or waits for ever', async () => {
  const wire: { to: Side; bytes: Uint8Array }[] = []
  const [near, far]: [Side, Side] = [
    new Side({ write: (bytes) => void wire.push({ to: far, bytes: bytes.slice() }) }),
    new Side({
      write: (bytes) => void wire.push({ to: near, bytes: bytes.slice() }),
      window: { ...window, k: 30, w: 5 },
    }),
  ]
  near.association.started = true
  far.association.started = true
  let told = 0
  for (let turn = 0; told < 40_000; turn++) {
    while (near.association.outstanding < 40 && told < 40_000) near.association.send(Uint8Array.of(told++ & 0xff))
    if (turn % 3 === 0) far.association.send(Uint8Array.of(turn & 0xff))
    for (let next = wire.shift(); next; next = wire.shift()) next.to.association.read(next.bytes)
    await settle()
    await near.clock.advance(1)
    await far.clock.advance(1)
  }
  await far.clock.advance(10_000)
  for (let turn = 0; turn < 20; turn++) {
    for (let next = wire.shift(); next; next = wire.shift()) next.to.association.read(next.bytes)
    await settle()
  }
  expect([near.why, far.why]).toEqual([undefined, undefined])
  expect(far.seen.length).toBe(40_000)
  expect(far.seen.every((asdu, i) => Number.parseInt(asdu, 16) === (i & 0xff))).toBe(true)
})
