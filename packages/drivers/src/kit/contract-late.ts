import assert from 'node:assert/strict'
import { isGood, systemClock, valueAt } from '@millrace/core'
import { Bus } from './bus.ts'
import { badLineTo } from './contract-line.ts'
import { type ContractSubject, disposable, isLong, type Sentence } from './contract-run.ts'
import type { DriverEnvironment, ScanGroup } from './driver.ts'

/** The tags that are asked for: one whose answer comes late, and one that is asked for all the while. */
const LATE = 1
const OTHER = 2
/** 65,536 requests take a busy machine their time. */
const PATIENCE_MS = 600_000

/** An answer that comes hundreds of requests after its own: past the wrap of 8 bits, and of 16 where `late` says so. */
export function lateReplies<Config>(
  subject: ContractSubject<Config>,
  environment: () => DriverEnvironment,
): readonly Sentence[] {
  return (subject.late ?? (isLong() ? [256, 65_536] : [256])).map((requests) => ({
    line: 'late-replies',
    says: `an answer that comes ${requests} requests late is never believed`,
    run: () => comesLate(subject, environment(), requests),
  }))
}

async function comesLate<Config>(
  subject: ContractSubject<Config>,
  environment: DriverEnvironment,
  requests: number,
): Promise<void> {
  await using device = disposable(await subject.device())
  const [late, ...others] = device.steady
  assert.ok(late)
  // A value of the same type would be taken most easily.
  const other = others.find(({ tag }) => tag.type === late.tag.type) ?? others[0]
  assert.ok(other)
  const line = await badLineTo(subject, device.port)
  const bus = new Bus(systemClock)
  const sink = { samples: () => {}, lost: () => {} }
  const driver = subject.factory.create(subject.configFor(line.port), sink, { ...environment, bus })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  let groups: readonly ScanGroup[] = []
  /** What a read of a tag brings: its value, undefined if none, null if the link is gone. */
  const read = async (id: number): Promise<unknown> => {
    const group = groups.find(({ tags }) => tags.includes(id))
    assert.ok(group)
    try {
      const batch = await driver.poll!(group, signal)
      return isGood(batch.status[0]!) ? valueAt(batch, 0) : undefined
    } catch {
      // The link is gone; its late answers are gone with it.
      return null
    }
  }
  try {
    await driver.connect(signal)
    // Of two periods, so that each has a request of its own.
    const tags = [
      { ...late.tag, id: LATE, periodMs: 100 },
      { ...other.tag, id: OTHER, periodMs: 200 },
    ]
    groups = (await driver.setTags(tags)).groups
    while ((await read(LATE)) !== late.value || (await read(OTHER)) !== other.value) signal.throwIfAborted()
    let asked = -1
    line.set({
      changeAsked: (packet) => {
        asked++
        if (asked === requests) line.release()
        return packet
      },
    })
    line.hold()
    const told = await read(LATE)
    assert.ok(told === late.value || told === undefined || told === null, `${String(told)} instead of nothing`)
    while (asked < requests + 3) {
      const value = await read(OTHER)
      // A link that ended with the timeout has no way for what comes late.
      if (value === null || !driver.healthy()) return
      assert.ok(value === other.value || value === undefined, `${String(value)} instead of ${String(other.value)}`)
      signal.throwIfAborted()
      // What the driver does not ask for now takes no time.
      if (value === undefined) await systemClock.sleep(5)
    }
  } finally {
    await driver.close()
    await line.close()
  }
}
