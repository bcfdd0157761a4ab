import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, silentLog, systemClock } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLatestValues } from '../live/latest.ts'
import { FakeCredentials, FakeDevices, FakeDirectory, FakeHistory, fakeTenant } from './fakes.ts'
import { createIngest, type Ingest } from './index.ts'

let folder: string
let history: FakeHistory
let full: string | undefined

const open = (): Promise<Ingest> =>
  createIngest({
    journal: join(folder, 'journal'),
    history,
    credentials: new FakeCredentials(),
    directory: new FakeDirectory(),
    devices: new FakeDevices(),
    watch: { rogue: () => undefined },
    latest: createLatestValues(systemClock),
    quota: { spend: () => 0, full: () => full },
    clock: systemClock,
    log: silentLog,
    mqtt: { host: '127.0.0.1', port: 0 },
  })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bring-'))
  history = new FakeHistory()
  full = undefined
})
afterEach(() => rm(folder, { recursive: true }))

const rows = (count: number, from = 0) => batchOf(Array.from({ length: count }, (_, i) => [7, from + i, i] as const))
const never = new AbortController().signal

describe('samples that are brought in', () => {
  it('are durable when it resolves: a new life has them from the journal', async () => {
    const gate = Promise.withResolvers<void>()
    history.gate = gate.promise
    const first = await open()
    await first.bring(fakeTenant, rows(1_000), never)
    expect(history.appended).toBe(0)
    // As if it had died here.
    history = new FakeHistory()
    const second = await open()
    await second.recover()
    expect(history.rows.get(7)?.size).toBe(1_000)
    gate.resolve()
    await second.close()
    await first.close()
  })

  it('wait while the history is behind, and give up with whoever brings them', async () => {
    const gate = Promise.withResolvers<void>()
    history.gate = gate.promise
    const ingest = await open()
    await ingest.bring(fakeTenant, rows(60_000), never)
    const left = new AbortController()
    const waiting = ingest.bring(fakeTenant, rows(10, 100_000), left.signal)
    left.abort(new DOMException('left', 'AbortError'))
    await expect(waiting).rejects.toThrow('left')
    const patient = ingest.bring(fakeTenant, rows(10, 200_000), never)
    let done = false
    void patient.then(() => {
      done = true
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(done).toBe(false)
    gate.resolve()
    await patient
    await ingest.close()
    expect(history.rows.get(7)?.size).toBe(60_010)
  })

  it('are refused where the organisation has no room left', async () => {
    const ingest = await open()
    full = 'The organisation has used up its 10 bytes.'
    await expect(ingest.bring(fakeTenant, rows(1), never)).rejects.toMatchObject({ code: 'ingest.refused' })
    await ingest.close()
  })
})
