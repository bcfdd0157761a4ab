import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, MICROS_PER_MS, Owned, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConnectOptions, Link } from '../uplink/transport.ts'
import { Enrolment } from './enrolment.ts'
import { FakePlatform, keyHashOf } from './fake-platform.ts'

const DAY_MS = 86_400_000
let owned: Owned
let clock: ManualClock
let platform: FakePlatform
let folder: string
let shown: ConnectOptions['tls'][]
beforeEach(async () => {
  owned = new Owned()
  // Whole seconds, as certificates have.
  clock = new ManualClock(Math.floor(Date.now() / 1_000) * 1_000 * MICROS_PER_MS)
  platform = owned.add(await FakePlatform.start(clock))
  folder = mkdtempSync(join(tmpdir(), 'enrolment-'))
  owned.add({ close: () => rmSync(folder, { recursive: true }) })
  shown = []
})
afterEach(() => owned.close())

const link: Link = {
  publish: () => undefined,
  subscribe: async () => undefined,
  backlog: 0,
  close: async () => undefined,
}
const begin = (more: { token?: () => string; ca?: string } = { token: () => 'once' }): Enrolment =>
  owned.add(
    new Enrolment({
      settings: { url: platform.url, folder: join(folder, 'identity'), ...more },
      clock,
      log: silentLog,
      connect: async ({ tls }) => {
        shown.push(tls)
        return link
      },
    }),
  )
const options = { url: 'mqtts://localhost', clientId: 'c', will: { topic: 't', payload: new Uint8Array() } }
const connect = (enrolment: Enrolment): Promise<Link> =>
  enrolment.connect({ ...options, message: () => undefined, lost: () => undefined })
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'none',
    ({ code }) => code,
  )
const paths = (): string[] => platform.asked.map(({ path }) => path.replace('/api/v1/machines/', ''))
const serial = (at: number): string => new X509Certificate(shown[at]?.cert ?? '').serialNumber

test('the first connection enrols; key and certificate are kept for the owner alone and used again', async () => {
  await connect(begin())
  expect(platform.asked[0]?.body).toMatchObject({ token: 'once' })
  const identity = join(folder, 'identity')
  for (const file of readdirSync(identity)) expect(statSync(join(identity, file)).mode & 0o777).toBe(0o600)
  expect(shown[0]).toMatchObject({ ca: readFileSync(join(identity, 'ca.pem'), 'utf8') })
  await connect(begin({}))
  expect(paths()).toEqual(['enrolments'])
  expect(serial(1)).toBe(serial(0))
})

test('at two thirds of its life the certificate is renewed, with a new key and a proof of the old one', async () => {
  const enrolment = begin()
  await connect(enrolment)
  await clock.advance(59 * DAY_MS)
  await connect(enrolment)
  expect(paths()).toEqual(['enrolments'])
  await clock.advance(2 * DAY_MS)
  await connect(enrolment)
  expect(paths()).toEqual(['enrolments', 'renewals'])
  const [first, second] = platform.asked.map(({ body }) => keyHashOf(body['csr']))
  expect(second).not.toBe(first)
  expect(platform.asked[1]?.body).toMatchObject({ certificate: shown[0]?.cert, signature: expect.any(String) })
  expect(serial(2)).not.toBe(serial(0))
})

test('a renewal whose answer was lost is asked again for the same key; until then the old certificate serves', async () => {
  const enrolment = begin()
  await connect(enrolment)
  await clock.advance(60 * DAY_MS - 1)
  platform.loseAnswer()
  await clock.advance(1)
  await connect(enrolment)
  expect(serial(1)).toBe(serial(0))
  await clock.advance(2_000)
  await connect(enrolment)
  const [, lost, again] = platform.asked.map(({ body }) => keyHashOf(body['csr']))
  expect(again).toBe(lost)
  expect(serial(2)).not.toBe(serial(0))
})

test('a refusal is told as it is, and the platform is left alone for a while', async () => {
  platform.answerOnce(403, { detail: 'Expected an enrolment token that is known.' })
  const enrolment = begin()
  expect(await codeOf(connect(enrolment))).toBe('enrolment.refused')
  expect(await codeOf(connect(enrolment))).toBe('enrolment.refused')
  expect(platform.asked).toHaveLength(1)
  await clock.advance(2_000)
  await connect(enrolment)
  expect(platform.asked).toHaveLength(2)
})

test('an answer for another key is not taken', async () => {
  await connect(begin())
  const held = JSON.parse(readFileSync(join(folder, 'identity', 'identity.json'), 'utf8')) as object
  rmSync(join(folder, 'identity'), { recursive: true })
  platform.answerOnce(201, { ...held, name: 'line-1' })
  expect(await codeOf(connect(begin()))).toBe('enrolment.foreign_answer')
})

test('without a token or with a damaged folder nothing is asked', async () => {
  expect(await codeOf(connect(begin({})))).toBe('enrolment.token_missing')
  await connect(begin())
  writeFileSync(join(folder, 'identity', 'identity.json'), '{')
  expect(await codeOf(connect(begin()))).toBe('enrolment.unreadable')
  expect(platform.asked).toHaveLength(1)
})

test('only the authorities that were given count for the broker', async () => {
  await connect(begin({ token: () => 'once', ca: 'PEM of another authority' }))
  expect(shown[0]?.ca).toBe('PEM of another authority')
})
