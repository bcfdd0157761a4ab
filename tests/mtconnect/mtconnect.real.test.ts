import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Status } from '@millrace/core'
import { MtconnectSimulator, mtconnect, type TagSpec } from '@millrace/drivers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Probe, probe } from '../peers/probe.ts'
import { expectFlat, footprint, RESTARTS } from '../peers/restarts.ts'

// No agent that we did not write could be had from a registry: this is our own simulator, and PEER.md says so.
const tag = (id: number, address: string, type: TagSpec['type']): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
})
const tags = [
  tag(1, 'Xact', 'float64'),
  tag(2, 'execution', 'string'),
  tag(3, 'system', 'string'),
  tag(4, 'parts', 'int32'),
]

let folder: string
let agent: MtconnectSimulator
let port: number
let device: Probe | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mtconnect-'))
  agent = new MtconnectSimulator(undefined, 50)
  port = await agent.listen()
})
afterEach(async () => {
  await device?.close()
  await agent.close()
  rmSync(folder, { recursive: true })
})

const start = (config: object = {}, wanted: readonly TagSpec[] = tags): Probe => {
  device = probe(
    mtconnect,
    { url: `http://127.0.0.1:${port}`, intervalMs: 10, heartbeatMs: 200, timeoutMs: 500, ...config },
    wanted,
    folder,
  )
  return device
}
const valuesOf = (seen: Probe, id: number): unknown[] =>
  seen.all.filter(({ tag: one, status }) => one === id && status === Status.Good).map(({ value }) => value)

describe.each(['stream', 'poll'] as const)('an agent that is followed, mode %s', (mode) => {
  test('every observation comes once, in order, with the agent’s time', async () => {
    const seen = start({ mode })
    await seen.until(() => seen.latest.get(1)?.status === Status.BadNoData)
    for (let i = 0; i < 30; i++)
      agent.tell('x1', String(i), undefined, `2026-01-01T00:00:${String(i).padStart(2, '0')}.5Z`)
    await seen.until(() => seen.latest.get(1)?.value === 29)
    expect(valuesOf(seen, 1)).toEqual(Array.from({ length: 30 }, (_, i) => i))
    expect(seen.latest.get(1)!.time).toBe(Date.UTC(2026, 0, 1, 0, 0, 29, 500) * 1_000)
  })

  test('conditions are worded by what is active; unavailable is no value', async () => {
    const seen = start({ mode })
    await seen.until(() => seen.latest.get(3)?.status === Status.BadNoData)
    for (const [level, code] of [
      ['Normal'],
      ['Warning', 'W1'],
      ['Fault', 'F9'],
      ['Normal', 'F9'],
      ['Unavailable'],
      ['Normal'],
    ] as const) {
      agent.tell('a1', level, code)
    }
    await seen.until(() => valuesOf(seen, 3).length >= 5)
    expect(valuesOf(seen, 3)).toEqual(['NORMAL', 'WARNING W1', 'FAULT F9', 'WARNING W1', 'NORMAL'])
  })

  test('what happened while nobody was connected is read afterwards, with its own times', async () => {
    agent.tell('a1', 'Fault', 'A')
    agent.tell('x1', '1')
    const before = start({ mode })
    await before.until(() => before.latest.get(1)?.value === 1 && before.latest.get(3)?.value === 'FAULT A')
    await before.close()
    agent.tell('x1', '2')
    agent.tell('a1', 'Warning', 'B')
    agent.tell('a1', 'Normal', 'A')
    agent.tell('x1', '3')
    const seen = start({ mode })
    await seen.until(() => seen.latest.get(1)?.value === 3)
    expect(valuesOf(seen, 1)).toEqual([2, 3])
    expect(valuesOf(seen, 3)).toEqual(['FAULT A', 'WARNING B'])
    expect(seen.all.some(({ status }) => status === Status.BadDataLost)).toBe(false)
  })

  test('what the agent has forgotten meanwhile is told as lost, and what is true now is read', async () => {
    agent.tell('x1', '1')
    agent.tell('e1', 'READY')
    const before = start({ mode })
    await before.until(() => before.latest.get(1)?.value === 1)
    await before.close()
    for (let i = 0; i < 60; i++) agent.tell('x1', String(100 + i))
    const seen = start({ mode })
    await seen.until(() => seen.latest.get(1)?.value === 159)
    const lost = seen.all.filter(({ status }) => status === Status.BadDataLost)
    expect(lost.map(({ tag: id, value }) => [id, value])).toEqual(tags.map(({ id }) => [id, null]))
    expect(seen.latest.get(2)).toMatchObject({ value: 'READY', status: Status.Good })
    expect(lost[0]!.time).toBeLessThan(seen.latest.get(2)!.time)
  })

  test('a new instance counts anew: lost is told, and following goes on', async () => {
    agent.tell('x1', '7')
    const seen = start({ mode })
    await seen.until(() => seen.latest.get(1)?.value === 7)
    agent.restart()
    await seen.until(() => seen.all.some(({ status }) => status === Status.BadDataLost))
    await seen.until(() => seen.latest.get(1)?.status === Status.BadNoData)
    agent.tell('x1', '8')
    await seen.until(() => seen.latest.get(1)?.value === 8)
  })
})

test('an agent that does not stream is polled', async () => {
  agent.streams = false
  const seen = start()
  await seen.until(() => seen.latest.get(1)?.status === Status.BadNoData)
  for (let i = 0; i < 20; i++) agent.tell('x1', String(i))
  await seen.until(() => seen.latest.get(1)?.value === 19)
  expect(valuesOf(seen, 1)).toEqual(Array.from({ length: 20 }, (_, i) => i))
})

test('an item that the agent lacks is refused alone; a text is no number', async () => {
  agent.tell('e1', 'ACTIVE')
  const seen = start({}, [
    tag(1, 'nothere', 'float64'),
    tag(2, 'execution', 'float64'),
    tag(3, 'e1', 'string'),
    tag(4, 'Mill/e1', 'string'),
  ])
  await seen.until(() => seen.latest.get(4)?.status === Status.Good)
  expect(seen.latest.get(1)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
  expect(seen.latest.get(2)).toMatchObject({ value: null, status: Status.BadTypeMismatch })
  expect(seen.latest.get(3)).toMatchObject({ value: 'ACTIVE' })
})

test('devices, their items, types and units are browsed, a page at a time', async () => {
  const seen = start()
  await seen.until(() => seen.supervisor.state.state === 'online')
  const top = await seen.supervisor.browse(undefined, { limit: 10 })
  expect(top.nodes).toEqual([{ address: 'd1', name: 'Mill', kind: 'folder', hasChildren: true }])
  const first = await seen.supervisor.browse('d1', { limit: 2 })
  expect(first.nodes[0]).toEqual({
    address: 'x1',
    name: 'Xact',
    kind: 'tag',
    type: 'float64',
    access: 'r',
    unit: 'mm',
    hasChildren: false,
  })
  expect(first.cursor).toBe('2')
  const rest = await seen.supervisor.browse('d1', { limit: 10, cursor: first.cursor! })
  expect(rest.nodes.map(({ address }) => address)).toEqual(['c1', 'e1', 'a1'])
})

test('killed and back 20 times under load: nothing that the agent still has is lost, sockets and heap stay flat', async () => {
  const config = { url: `http://127.0.0.1:${port}`, intervalMs: 10, heartbeatMs: 200, timeoutMs: 500 }
  const seen = probe(mtconnect, config, [tags[0]!], folder, { random: () => 0.001 })
  device = seen
  await seen.until(() => seen.latest.get(1)?.status === Status.BadNoData)
  let settled = await footprint()
  let count = 0
  for (let round = 0; round < RESTARTS; round++) {
    if (round === 2) settled = await footprint()
    for (let i = 0; i < 10; i++) agent.tell('x1', String(++count))
    await seen.until(() => seen.latest.get(1)?.value === count)
    await agent.close()
    agent.tell('x1', String(++count))
    await seen.until(() => seen.supervisor.state.state === 'backoff')
    // The same instance is back: a network that was away, not an agent that was restarted.
    await agent.listen(port)
    await seen.until(() => seen.latest.get(1)?.value === count && seen.latest.get(1)?.status === Status.Good)
  }
  const values = valuesOf(seen, 1) as number[]
  expect([...new Set(values)]).toEqual(Array.from({ length: count }, (_, i) => i + 1))
  expect(seen.all.some(({ status }) => status === Status.BadDataLost)).toBe(false)
  seen.forget()
  await expectFlat(settled)
})
