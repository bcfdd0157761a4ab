import { Fault, ManualClock } from '@millrace/core'
import {
  DataChangeNotification,
  NotificationMessage,
  type PublishRequest,
  PublishResponse,
  type RepublishRequest,
  RepublishResponse,
} from 'node-opcua-client'
import { expect, test } from 'vitest'
import { PublishLoop } from './publish.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const message = (sequenceNumber: number, keepAlive = false): NotificationMessage =>
  new NotificationMessage({ sequenceNumber, notificationData: keepAlive ? [] : [new DataChangeNotification({})] })

/** A server of which the test plays the part. */
class Stage {
  readonly clock = new ManualClock()
  readonly waiting: { request: PublishRequest; answer: (error: Error | null, response?: PublishResponse) => void }[] =
    []
  readonly kept = new Map<number, NotificationMessage>()
  readonly received: number[] = []
  readonly failures: Fault[] = []
  hold: Promise<void> | undefined
  readonly loop = new PublishLoop({
    clock: this.clock,
    session: {
      engine: {
        publish: (request, answer) => void this.waiting.push({ request, answer }),
        republish: (request: RepublishRequest, answer) => {
          const notificationMessage = this.kept.get(request.retransmitSequenceNumber)
          if (notificationMessage) answer(null, new RepublishResponse({ notificationMessage }))
          else answer(new Error('BadMessageNotAvailable'))
        },
      },
      fail: (reason) => void this.failures.push(reason),
    },
    receive: (_subscription, { sequenceNumber }) => {
      this.received.push(sequenceNumber)
      return this.hold
    },
  })

  async say(sequenceNumber: number, keepAlive = false): Promise<void> {
    const notificationMessage = message(sequenceNumber, keepAlive)
    this.waiting.shift()!.answer(null, new PublishResponse({ subscriptionId: 1, notificationMessage }))
    await turn()
  }

  acknowledged(): number[] {
    return this.waiting.flatMap(({ request }) =>
      (request.subscriptionAcknowledgements ?? []).map(({ sequenceNumber }) => sequenceNumber),
    )
  }
}

test('messages are handed on in order and acknowledged, and as many requests wait as before', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  const before = stage.waiting.length
  expect(before).toBeGreaterThan(1)
  for (const n of [1, 2, 3]) await stage.say(n)
  expect(stage.received).toEqual([1, 2, 3])
  expect(stage.waiting).toHaveLength(before)
  expect(stage.acknowledged()).toEqual([1, 2, 3])
})

test('a message that did not come is asked for again, before the one that came too early', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  await stage.say(1)
  stage.kept.set(2, message(2)).set(3, message(3))
  await stage.say(4)
  expect(stage.received).toEqual([1, 2, 3, 4])
  expect(stage.failures).toEqual([])
})

test('a keep-alive that names a later message than the next betrays the lost one', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  await stage.say(1)
  stage.kept.set(2, message(2))
  await stage.say(3, true)
  await stage.say(3)
  expect(stage.received).toEqual([1, 2, 3])
})

test('a message that the server no longer has ends the link, so that no tag keeps an outdated value', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  await stage.say(1)
  await stage.say(3)
  expect(stage.failures).toMatchObject([{ code: 'opcua.notifications_lost', facts: { expected: 2, seen: 3 } }])
  expect(stage.received).toEqual([1])
})

test('after the last number comes 1', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  await stage.say(4_294_967_295)
  await stage.say(1)
  expect(stage.received).toEqual([4_294_967_295, 1])
  expect(stage.failures).toEqual([])
})

test('a receiver that is not ready holds back the next message and the next request', async () => {
  const stage = new Stage()
  const ready = Promise.withResolvers<void>()
  stage.hold = ready.promise
  stage.loop.add(1, 5_000)
  const before = stage.waiting.length
  await stage.say(1)
  await stage.say(2)
  expect(stage.received).toEqual([1])
  expect(stage.waiting).toHaveLength(before - 2)
  ready.resolve()
  await turn()
  expect(stage.received).toEqual([1, 2])
  expect(stage.waiting).toHaveLength(before)
})

test('a server that takes fewer requests gets fewer; any other failure ends the link', async () => {
  const stage = new Stage()
  stage.loop.add(1, 5_000)
  stage.waiting.pop()!.answer(new Error('serviceResult = BadTooManyPublishRequests (0x80780000)'))
  const fewer = stage.waiting.length
  await stage.say(1)
  expect(stage.waiting).toHaveLength(fewer)
  expect(stage.failures).toEqual([])
  stage.waiting.shift()!.answer(new Error('BadSessionIdInvalid'))
  expect(stage.failures).toMatchObject([{ code: 'opcua.subscription_ended' }])
  expect(stage.failures[0]).toBeInstanceOf(Fault)
})

test('three keep-alive periods without a word are unhealthy', async () => {
  const stage = new Stage()
  stage.loop.add(1, 1_000)
  await stage.clock.advance(2_900)
  await stage.say(1, true)
  await stage.clock.advance(2_900)
  expect(stage.loop.healthy).toBe(true)
  await stage.clock.advance(200)
  expect(stage.loop.healthy).toBe(false)
})
