import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '../../platform.ts'
import { packedApp } from '../apps/app-for-tests.ts'
import type { Sample } from '../assets/index.ts'
import type { Component, ComponentListed, ComponentVersion, Proposal, Trial, Use } from '../components/schema.ts'
import { written } from '../mechanisms/pump-for-tests.ts'
import type { Action, Check, Deployment, Differences, Flow, FlowVersion, Replay, Run } from './schema.ts'

const patience = { timeout: 15_000 }
const PASSWORD = 'Quarry-lantern-58-meadow'
const wire = (from: string, to: string) => {
  const end = (text: string) => ({ node: text.slice(0, text.indexOf('.')), port: text.slice(text.indexOf('.') + 1) })
  return { from: end(from), to: end(to) }
}
const node = (id: string, type: string, settings: object = {}) => ({ id, type, settings })

/** What a machine tells, given again under another name. */
const copying = (name: string, more: object = {}) => ({
  format: 'millrace-flow/1',
  title: { en: name, zh: name },
  lateness: 0,
  nodes: [
    node('x', 'in.point', { point: { point: 'x' }, type: 'number', unit: 'kW' }),
    node('y', 'out.point', { name }),
  ],
  wires: [wire('x.out', 'y.in')],
  ...more,
})

describe('flows, from a machine to the history', () => {
  let owned: Owned
  let dataFolder: string
  let platform: Platform
  let token: string
  let secret: string
  const ids: Record<string, string> = {}
  /** The times of samples are those of a machine: an hour ago, second by second. */
  const zero = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000
  const at = (second: number): string => new Date(zero + second * 1_000).toISOString()

  async function start(): Promise<void> {
    platform = owned.add(
      await createPlatform({
        dataFolder,
        host: '127.0.0.1',
        port: 0,
        mqttPort: 0,
        adminPassword: PASSWORD,
        clock: systemClock,
        log: silentLog,
      }),
    )
    token = await readFile(platform.tokenFile, 'utf8')
  }
  const send = (second: number, values: object): Promise<unknown> =>
    ask('/telemetry', 'POST', { time: at(second), values }, secret)
  async function reply(path: string, method = 'GET', body?: object, bearer = token): Promise<Response> {
    return fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }
  async function ask<T>(path: string, method = 'GET', body?: object, bearer = token): Promise<T> {
    const told = await reply(path, method, body, bearer)
    const text = await told.text()
    expect([path, told.status, told.ok ? '' : text]).toEqual([path, told.status, ''])
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  const refusal = async (path: string, method: string, body: object, bearer = token): Promise<string> =>
    ((await (await reply(path, method, body, bearer)).json()) as { code: string }).code
  /** Second, value and quality of all that the history has of a point. */
  async function history(point: string): Promise<[number, Sample['value'], string][]> {
    const { items } = await ask<{ items: Sample[] }>(`/points/${point}/history?from=${at(-60)}&to=${at(3_000)}`)
    return items.map(({ time, value, quality }) => [(Date.parse(time) - zero) / 1_000, value, quality])
  }
  async function engineer(username: string, below?: string): Promise<string> {
    const roles = [{ role: 'engineer', ...(below === undefined ? {} : { below }) }]
    const invited = await ask<{ token: string }>('/invitations', 'POST', { name: username, roles })
    const joins = { token: invited.token, username, password: PASSWORD }
    await ask('/invitations/acceptance', 'POST', joins)
    return (await ask<{ token: string }>('/session', 'POST', { ...joins, kind: 'token' })).token
  }
  async function published(document: object): Promise<{ flow: string; version: number }> {
    const { id, revision } = await ask<Flow>('/flows', 'POST', { document })
    const { number } = await ask<FlowVersion>(`/flows/${id}/versions`, 'POST', { revision })
    return { flow: id, version: number }
  }
  async function deployed(document: object, more: object = {}): Promise<Deployment> {
    const { flow, version } = await published(document)
    return ask(`/flows/${flow}/deployments`, 'POST', {
      version,
      name: { en: 'Test', zh: '测试' },
      target: { assets: [ids['asset']] },
      ...more,
    })
  }
  const runOf = async ({ id }: Deployment): Promise<Run> =>
    (await ask<{ items: Run[] }>(`/flows/deployments/${id}/runs`)).items[0]!
  const outputOf = async (deployment: Deployment): Promise<string> => (await runOf(deployment)).outputs[0]!.point

  beforeAll(async () => {
    owned = new Owned()
    dataFolder = await mkdtemp(join(tmpdir(), 'millrace-flows-'))
    await chmod(dataFolder, 0o755)
    await start()
    const enrolled = { as: 'device', name: 'pump' }
    const { name, secret: own } = await ask<{ name: string; secret: string }>('/devices/credentials', 'POST', enrolled)
    secret = `${name}:${own}`
    await send(0, { x: 1 })
    const { items } = await ask<{ items: { id: string; name: string; assetId: string }[] }>('/points')
    for (const { id, name: called } of items) ids[called] = id
    ids['asset'] = items[0]!.assetId
  })
  afterAll(async () => {
    await owned.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('keeps drafts by revision, publishes what is right, and tells what differs', async () => {
    const flow = await ask<Flow>('/flows', 'POST', { document: copying('draft') })
    const next = copying('draft', { nodes: [...copying('draft').nodes, node('l', 'out.log')] })
    const saved = await ask<Flow>(`/flows/${flow.id}/draft`, 'PUT', { document: next, revision: 1 })
    expect(saved.revision).toBe(2)
    expect(await refusal(`/flows/${flow.id}/draft`, 'PUT', { document: copying('mine'), revision: 1 })).toBe(
      'flows.changed_meanwhile',
    )
    expect(await refusal(`/flows/${flow.id}/versions`, 'POST', { revision: 2 })).toBe('flows.not_ready')
    const { problems } = await ask<Check>('/flows/check', 'POST', { document: next })
    expect(problems.map(({ node: of, code }) => [of, code])).toEqual([['l', 'flow.input_missing']])
    const tested = (seen: number) =>
      copying('draft', {
        tests: [{ name: 'copies', inputs: { x: [[0, 3]] }, expect: [{ node: 'y', port: 'in', rows: [[0, seen]] }] }],
      })
    await ask(`/flows/${flow.id}/draft`, 'PUT', { document: tested(4), revision: 2 })
    expect(await refusal(`/flows/${flow.id}/versions`, 'POST', { revision: 3 })).toBe('flows.tests_fail')
    await ask(`/flows/${flow.id}/draft`, 'PUT', { document: tested(3), revision: 3 })
    const version = await ask<FlowVersion>(`/flows/${flow.id}/versions`, 'POST', { revision: 4 })
    expect(version.tests).toEqual([{ name: 'copies', passed: true, says: [] }])
    expect([version.number, version.stage]).toEqual([1, 'published'])
    expect(await refusal(`/flows/${flow.id}/versions`, 'POST', { revision: 4 })).toBe('flows.nothing_changed')
    await ask(`/flows/${flow.id}/draft`, 'PUT', { document: next, revision: 4 })
    const { nodes } = await ask<Differences>(`/flows/${flow.id}/diff?a=1`)
    expect(nodes).toEqual([{ node: 'l', is: 'added', fields: [], moved: false }])
  })

  it('asks for a second person where the organisation does', async () => {
    const bob = await engineer('bob')
    await ask('/flow-settings', 'PUT', { secondPerson: true })
    const flow = await ask<Flow>('/flows', 'POST', { document: copying('seen') })
    const path = `/flows/${flow.id}/versions`
    expect((await ask<FlowVersion>(path, 'POST', { revision: 1 })).stage).toBe('waiting')
    const deploy = { version: 1, name: { en: 'X', zh: 'X' }, target: { assets: [ids['asset']] } }
    expect(await refusal(`/flows/${flow.id}/deployments`, 'POST', deploy)).toBe('flows.not_published')
    expect(await refusal(`${path}/1/review`, 'POST', { agrees: true })).toBe('flows.second_person')
    expect((await ask<FlowVersion>(`${path}/1/review`, 'POST', { agrees: true }, bob)).stage).toBe('published')
    // Nor is whoever has the key of the program that made it, also when the program is no more.
    const made = await ask<{ program: { id: string }; secret: string }>('/programs', 'POST', {
      kind: 'key',
      name: 'drawer',
    })
    await ask('/assignments', 'POST', { holder: made.program.id, role: 'engineer', below: null })
    const drawn = await ask<Flow>('/flows', 'POST', { document: copying('by a program') }, made.secret)
    const own = await ask<FlowVersion>(`/flows/${drawn.id}/versions`, 'POST', { revision: 1 }, made.secret)
    expect(own.by).toMatchObject({ kind: 'program', name: 'drawer' })
    await ask(`/programs/${made.program.id}`, 'DELETE')
    expect(await refusal(`/flows/${drawn.id}/versions/1/review`, 'POST', { agrees: true })).toBe('flows.second_person')
    expect((await ask<FlowVersion>(`/flows/${drawn.id}/versions/1/review`, 'POST', { agrees: true }, bob)).stage).toBe(
      'published',
    )
    await ask('/flow-settings', 'PUT', { secondPerson: false })
  })

  it('gives points as values come, goes on after a restart, and gives nothing while it is paused', async () => {
    const deployment = await deployed(copying('copied'))
    const point = await outputOf(deployment)
    for (let second = 1; second <= 3; second++) await send(second, { x: second })
    // What stood when it came into force is the first that it sees.
    await expect.poll(() => history(point), patience).toHaveLength(4)
    expect(await history(point)).toEqual([1, 1, 2, 3].map((value, second) => [second, value, 'good']))
    await ask(`/flows/deployments/${deployment.id}/pause`, 'POST')
    await send(4, { x: 4 })
    await send(4.5, { x: 4.5 })
    await ask(`/flows/deployments/${deployment.id}/resume`, 'POST')
    await platform.close()
    await start()
    await send(5, { x: 5 })
    await expect.poll(async () => (await history(point)).at(-1), patience).toEqual([5, 5, 'good'])
    expect((await history(point)).map(([second]) => second)).toEqual([0, 1, 2, 3, 4.5, 5])
    expect(await runOf(deployment)).toMatchObject({ state: 'runs', late: 0 })
  })

  it('does what a flow asks for once, also when it is told again after a restart', async () => {
    const deployment = await deployed(
      copying('logged', {
        nodes: [...copying('logged').nodes, node('l', 'out.log', { message: 'seen', interval: 0 })],
        wires: [...copying('logged').wires, wire('x.out', 'l.in')],
      }),
    )
    const acts = async (): Promise<Action[]> =>
      (await ask<{ items: Action[] }>(`/flows/deployments/${deployment.id}/actions`)).items
    await send(10, { x: 10 })
    await send(11, { x: 11 })
    await expect.poll(async () => (await acts()).map(({ state }) => state), patience).toEqual(['done', 'done', 'done'])
    await platform.close()
    await start()
    await send(12, { x: 12 })
    await expect.poll(async () => (await acts()).length, patience).toBe(4)
    expect((await acts()).map(({ body }) => body['value'])).toEqual([12, 11, 10, 5])
  })

  it('replays what is drawn over the history, and stops where it is told to', async () => {
    for (let second = 100; second < 110; second++) await send(second, { x: second - 100 })
    const high = copying('high', {
      nodes: [
        ...copying('high').nodes,
        node('c', 'math.compare', { limit: 5 }),
        node('l', 'out.notice', { subject: 'high', pause: 0 }),
      ],
      wires: [...copying('high').wires, wire('x.out', 'c.in'), wire('c.out', 'l.when')],
    })
    const about = { document: high, asset: ids['asset'], from: at(103), to: at(200), watch: ['x.out', 'c.out'] }
    const replayed = async (more: object = {}): Promise<Replay> => {
      const { id } = await ask<Replay>('/flows/replay', 'POST', { ...about, ...more })
      const ended = () => ask<Replay>(`/flows/replays/${id}`)
      await expect.poll(async () => (await ended()).state, patience).not.toBe('runs')
      return ended()
    }
    // What was acknowledged a moment ago is on its way into the history.
    await expect.poll(async () => (await replayed()).result?.samples, patience).toBe(7)
    const { result } = await replayed()
    const inSeconds = (time: number) => (time / 1_000 - zero) / 1_000
    expect(result!.wires['x.out']!.time.map(inSeconds)).toEqual([103, 104, 105, 106, 107, 108, 109])
    expect(result!.wires['x.out']!.value).toEqual([3, 4, 5, 6, 7, 8, 9])
    expect(result!.wires['c.out']!.value).toEqual([false, false, false, true, true, true, true])
    expect(result!.nodes['c']).toEqual({ in: 7, out: 7 })
    expect(result!.actions).toEqual([expect.objectContaining({ node: 'l', kind: 'out.notice', at: at(106) })])
    // What stood before it begins stands at its beginning.
    const later = await replayed({ from: at(150) })
    expect([later.result!.samples, later.result!.wires['x.out']!.value]).toEqual([0, [9]])
    const stopped = await replayed({ breakpoints: [{ at: 'x.out', when: 'value > 4.5' }] })
    expect(stopped.result!.stopped).toMatchObject({ at: 'x.out', value: 5, time: at(105) })
    expect(stopped.result!.wires['x.out']!.value).toEqual([3, 4, 5])
    const wrong = await replayed({ breakpoints: [{ at: 'x.out', when: 'value + 1' }] })
    expect(wrong.fault?.code).toBe('flow.breakpoint_malformed')
    // Nothing was written, and somebody else knows nothing of it.
    expect((await ask<{ items: { name: string }[] }>('/points')).items.map(({ name }) => name)).not.toContain('high')
    const carol = await engineer('carol')
    expect((await reply(`/flows/replays/${stopped.id}`, 'GET', undefined, carol)).status).toBe(404)
    expect(await refusal('/flows/replay', 'POST', { ...about, asset: undefined })).toBe('flows.input_missing')
  })

  it('tells values on wires as they come', async () => {
    const deployment = await deployed(copying('looked'))
    const path = `${platform.address}/api/v1/flows/deployments/${deployment.id}/live`
    const away = new AbortController()
    const opened = await fetch(path, { headers: { authorization: `Bearer ${token}` }, signal: away.signal })
    let text = ''
    const reading = (async () => {
      for await (const piece of opened.body!.pipeThrough(new TextDecoderStream())) text += piece
    })().catch(() => undefined)
    const wires = (): Record<string, { value: unknown }> =>
      Object.assign({}, ...[...text.matchAll(/^data: (\{"[xy].*)$/gm)].map(([, data]) => JSON.parse(data!)))
    let second = 200
    const sent = async () => {
      await send(++second, { x: second })
      return Object.fromEntries(Object.entries(wires()).map(([port, { value }]) => [port, value]))
    }
    await expect.poll(sent, patience).toMatchObject({ 'x.out': expect.any(Number), 'y.in': expect.any(Number) })
    away.abort()
    await reading
    await ask(`/flows/deployments/${deployment.id}`, 'DELETE')
  })

  it('gives its points anew out of the history, and does nothing a second time', async () => {
    for (let second = 300; second < 310; second++) await send(second, { x: second })
    const deployment = await deployed(
      copying('anew', {
        nodes: [...copying('anew').nodes, node('l', 'out.log', { message: 'seen', interval: 0 })],
        wires: [...copying('anew').wires, wire('x.out', 'l.in')],
      }),
    )
    const point = await outputOf(deployment)
    await send(310, { x: 310 })
    await expect.poll(async () => (await history(point)).length, patience).toBe(2)
    const asked = await ask<Deployment>(`/flows/deployments/${deployment.id}/recompute`, 'POST', { from: at(305) })
    expect(asked.back?.from).toBe(at(305))
    await expect.poll(() => history(point), patience).toHaveLength(6)
    expect((await history(point)).map(([second, value]) => [second, value])).toEqual(
      [305, 306, 307, 308, 309, 310].map((second) => [second, second]),
    )
    await expect
      .poll(async () => (await ask<Deployment>(`/flows/deployments/${deployment.id}`)).back, patience)
      .toBe(undefined)
    const acts = await ask<{ items: Action[] }>(`/flows/deployments/${deployment.id}/actions`)
    expect(acts.items.map(({ body }) => body['value'])).toEqual([310, 309])
  })

  it('that an app brings takes the settings of its installation, in its own units: as they are changed, and none that it cannot take', async () => {
    const offset = (more: object) => [{ name: 'offset', unit: 'kW', default: 0, low: 0, high: 5, ...more }]
    const shifting = copying('shifted', {
      parameters: offset({}),
      nodes: [
        node('x', 'in.point', { point: { point: 'power' }, type: 'number', unit: 'kW' }),
        node('o', 'in.parameter', { parameter: 'offset' }),
        node('s', 'math.add'),
        node('y', 'out.point', { name: 'shifted' }),
      ],
      wires: [wire('x.out', 's.a'), wire('o.out', 's.b'), wire('s.out', 'y.in')],
    })
    const { flow, version } = await published(shifting)
    const wrong = { version, name: { en: 'X', zh: 'X' }, target: { assets: [ids['asset']] } }
    for (const parameters of [{ none: 1 }, { offset: 6 }])
      expect(await refusal(`/flows/${flow}/deployments`, 'POST', { ...wrong, parameters })).toBe(
        'flow.parameter_malformed',
      )

    await send(600, { power: 1 })
    const taken = await fetch(`${platform.address}/api/v1/apps/packages`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
      body: packedApp(
        {
          id: 'works/shifts',
          price: '{ type: number, unit: W, low: 0, high: 10000, default: 500 }',
          flows:
            'flows: [{ name: seen, title: { en: Shifts, zh: 平移 }, file: flows/seen.json, for: pump, parameters: { offset: price } }]\n',
        },
        { 'flows/seen.json': JSON.stringify(shifting) },
      ) as Uint8Array<ArrayBuffer>,
    })
    const { app, version: number, asks } = (await taken.json()) as Record<string, unknown>
    const bound = { pump: [ids['asset']] }
    const { id } = await ask<{ id: string }>('/apps/installations', 'POST', {
      app,
      version: number,
      agreed: asks,
      bound,
    })
    const path = `/apps/installations/${id}`
    const running = async (): Promise<Deployment> =>
      (await ask<{ items: Deployment[] }>('/flows/deployments')).items.find(({ by }) => by.id === id)!
    const point = await outputOf(await running())
    const newest = async () => (await history(point)).at(-1)
    await send(601, { power: 2 })
    await expect.poll(newest, patience).toEqual([601, 2.5, 'good'])
    await ask(path, 'PUT', { settings: { price: 1_500 } })
    expect(await outputOf(await running())).toBe(point)
    await send(602, { power: 3 })
    await expect.poll(newest, patience).toEqual([602, 4.5, 'good'])

    const before = await running()
    // Beyond the setting, and beyond what the flow takes: the one that runs goes on.
    expect(await refusal(path, 'PUT', { settings: { price: 10_001 } })).toBe('apps.setting_unfit')
    expect(await refusal(path, 'PUT', { settings: { price: 'dear' } })).toBe('apps.setting_unfit')
    expect(await refusal(path, 'PUT', { settings: { price: 8_000 } })).toBe('flow.parameter_malformed')
    expect(await ask<{ settings: object }>(path)).toMatchObject({ settings: { price: 1_500 } })
    expect((await running()).id).toBe(before.id)
    await send(603, { power: 4 })
    await expect.poll(newest, patience).toEqual([603, 5.5, 'good'])
    await ask(path, 'DELETE')
  })

  it('proposes an alarm, which goes as all alarms go, and leaves with it', async () => {
    const hot = copying('hot', {
      nodes: [
        node('x', 'in.point', { point: { point: 'x' }, type: 'number', unit: 'kW' }),
        node('c', 'math.compare', { limit: 1_000 }),
        node('a', 'out.alarm', { name: 'too hot', message: 'Bearing too hot', priority: 'high' }),
      ],
      wires: [wire('x.out', 'c.in'), wire('c.out', 'a.in')],
    })
    const deployment = await deployed(hot)
    type Changes = { items: { id: string; kind: string; state: string; name: { en: string } }[] }
    const waiting = async () =>
      (await ask<Changes>('/alarm-changes?state=proposed')).items.filter(({ name }) => name.en === 'Bearing too hot')
    const [change] = await waiting()
    expect(change?.kind).toBe('add')
    const erin = await engineer('erin')
    await ask(`/alarm-changes/${change!.id}/approval`, 'POST', {}, erin)
    await send(400, { x: 2_000 })
    type Alarms = { items: { name: { en: string }; priority: string; active: boolean }[] }
    await expect
      .poll(
        async () =>
          (await ask<Alarms>('/alarms')).items.map(({ name, priority, active }) => [name.en, priority, active]),
        patience,
      )
      .toEqual([['Bearing too hot', 'high', true]])
    await ask(`/flows/deployments/${deployment.id}`, 'DELETE')
    expect((await waiting()).map(({ kind }) => kind)).toEqual(['retire'])
  })

  it('runs a published model inside', async () => {
    const files = [{ path: 'model.yaml', text: written() }]
    const { mechanism } = await ask<{ mechanism: string }>('/mechanisms/drafts', 'POST', { files })
    const frank = await engineer('frank')
    const step = (name: string, who = token) => ask(`/mechanisms/${mechanism}/versions/1.0.0/${name}`, 'POST', {}, who)
    await step('test')
    await step('review', frank)
    await step('publish')
    const document = (model: string) =>
      copying('needed', {
        nodes: [
          ...copying('needed').nodes,
          node('h', 'math.expression', { formula: 'a / 1[kW] * 1[m]', unit: 'm' }),
          node('f', 'in.constant', { type: 'number', value: 0.01, unit: 'm3/s' }),
          node('m', 'model.run', { model }),
        ],
        wires: [wire('x.out', 'h.a'), wire('h.out', 'm.head'), wire('f.out', 'm.flow'), wire('m.power', 'y.in')],
      })
    const { problems } = await ask<Check>('/flows/check', 'POST', { document: document(`${mechanism}@9.9.9`) })
    expect(problems.map(({ code }) => code)).toContain('flow.model_missing')
    const deployment = await deployed(document(`${mechanism}@1.0.0`))
    const point = await outputOf(deployment)
    await send(500, { x: 25 })
    await send(501, { x: 50 })
    await expect
      .poll(async () => (await history(point)).at(-1), patience)
      .toEqual([501, expect.closeTo(4.905, 9), 'good'])
  })

  it('takes components out of the pool, keeps what stands in a version, and counts what they do', async () => {
    const inner = (factor: number) => ({
      nodes: [
        node('in', 'subflow.in', { name: 'power' }),
        node('k', 'math.scale', { out_high: { parameter: 'share' }, unit: 'kW' }),
        node('twice', 'math.scale', { out_high: factor, unit: 'kW' }),
        node('out', 'subflow.out', { name: 'part' }),
      ],
      wires: [wire('in.out', 'k.in'), wire('k.out', 'twice.in'), wire('twice.out', 'out.in')],
    })
    const drawn = (factor: number) =>
      copying('drawn', {
        nodes: [...copying('drawn').nodes, node('s', 'subflow', { subflow: 'Part' })],
        wires: [wire('x.out', 's.power'), wire('s.part', 'y.in')],
        parameters: [{ name: 'share', unit: 'kW', default: 0.5, low: 0, high: 1 }],
        subflows: { Part: inner(factor) },
      })
    const part = { subflow: 'Part' }
    const proposal = await ask<Proposal>('/components/proposals', 'POST', { document: drawn(1), part })
    expect(proposal).toMatchObject({ kind: 'subflow', problems: [], parameters: [{ name: 'share' }] })
    expect(proposal.ports.map(({ side, name, unit }) => [side, name, unit])).toEqual([
      ['in', 'power', 'kW'],
      ['out', 'part', 'kW'],
    ])
    const words = { title: { en: 'A part', zh: '一部分' }, description: { en: 'Of a power', zh: '功率的一部分' } }
    const publish = (factor: number) => ({ name: 'part', ...words, document: drawn(factor), part })
    expect(await ask<ComponentVersion>('/components', 'POST', publish(1))).toMatchObject({
      number: 1,
      stage: 'published',
    })
    expect(await refusal('/components', 'POST', publish(1))).toBe('components.nothing_changed')
    expect(await ask<Trial>('/components/part/versions/1/try', 'POST', { inputs: { power: [[0, 4]] } })).toMatchObject({
      outputs: { part: [[0, 2, 0]] },
      says: [],
    })
    const placed = (component: string) =>
      copying('placed', {
        nodes: [
          ...copying('placed').nodes,
          node('c', 'component', { component, parameters: [{ name: 'share', value: 0.25 }] }),
        ],
        wires: [wire('x.out', 'c.power'), wire('c.part', 'y.in')],
      })
    const missing = await ask<Check>('/flows/check', 'POST', { document: placed('part@2') })
    expect(missing.problems.map(({ code }) => code)).toContain('flow.component_unknown')
    const { ports } = await ask<Check>('/flows/check', 'POST', { document: placed('part@1') })
    expect(ports['c']).toMatchObject({ power: { side: 'in', unit: 'kW' }, part: { side: 'out', unit: 'kW' } })
    const deployment = await deployed(placed('part@1'))
    const point = await outputOf(deployment)
    await send(520, { x: 40 })
    await expect.poll(async () => (await history(point)).at(-1), patience).toEqual([520, 10, 'good'])
    // What is published later changes nothing that runs.
    expect((await ask<ComponentVersion>('/components', 'POST', publish(3))).number).toBe(2)
    await send(521, { x: 80 })
    await expect.poll(async () => (await history(point)).at(-1), patience).toEqual([521, 20, 'good'])
    const from = new Date(Date.now() - 86_400_000).toISOString()
    const used = async () =>
      (await ask<Use>(`/component-use?name=part&by=hour&from=${from}`)).items.map(
        ({ number, consumer, samples, errors }) => [number, consumer.name, samples, errors],
      )
    // With what stood when it came into force.
    await expect.poll(used, patience).toEqual([[1, 'placed', 3, 0]])
    const csv = await fetch(`${platform.address}/api/v1/component-use?name=part`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/csv' },
    })
    expect(await csv.text()).toContain(`,part@1,flow,placed,${deployment.flow},`)
    const component = await ask<Component>('/components/part')
    expect([
      component.newest,
      component.users.map(({ title, drawn: of, published: by }) => [title.en, of, by]),
    ]).toEqual([2, [['placed', [1], [1]]]])
    const found = async (query: string) =>
      (await ask<{ items: ComponentListed[] }>(`/components${query}`)).items.map(({ name, flows }) => [name, flows])
    const whole = { name: 'copy', ...words, title: { en: 'Copy', zh: '复制' }, document: copying('whole'), part: {} }
    await ask<ComponentVersion>('/components', 'POST', whole)
    expect(await found('')).toEqual([
      ['copy', 0],
      ['part', 1],
    ])
    expect(await found('?search=a%20part&kind=subflow')).toEqual([['part', 1]])
    expect(await found('?kind=script')).toEqual([])
    const gone = await reply('/components/part/versions/1', 'DELETE')
    expect(await gone.json()).toMatchObject({ code: 'components.in_use', facts: { names: 'placed' } })
    const reason = { reason: 'Too small', successor: 'part@2' }
    const left = await ask<ComponentVersion>('/components/part/versions/1/deprecate', 'POST', reason)
    expect(left.deprecated).toMatchObject(reason)
    expect((await ask<Check>('/flows/check', 'POST', { document: placed('part@1') })).problems).toEqual([])
    await ask('/components/part/versions/2', 'DELETE')
    await ask('/flow-settings', 'PUT', { secondPerson: true })
    expect(await ask<ComponentVersion>('/components', 'POST', publish(5))).toMatchObject({
      number: 3,
      stage: 'waiting',
    })
    expect(await refusal('/components/part/versions/3/review', 'POST', { agrees: true })).toBe(
      'components.second_person',
    )
    await ask('/flow-settings', 'PUT', { secondPerson: false })
  })

  it('takes bodies from outside, durable before they are answered', async () => {
    const document = {
      format: 'millrace-flow/1',
      title: { en: 'hook', zh: 'hook' },
      lateness: 0,
      nodes: [
        node('hook', 'in.webhook'),
        node('p', 'text.parse-json', { path: 'level', type: 'number' }),
        node('y', 'out.point', { name: 'level' }),
      ],
      wires: [wire('hook.out', 'p.in'), wire('p.out', 'y.in')],
    }
    const deployment = await deployed(document)
    const { items } = await ask<{ items: { address: string }[] }>(`/flows/deployments/${deployment.id}/inbox`)
    const { address } = items[0]!
    const told = JSON.stringify(await ask(`/flows/deployments/${deployment.id}/runs`))
    expect(told).not.toContain(address.split('.').at(-1))
    const post = (to: string, level: number): Promise<Response> =>
      fetch(`${platform.address}${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ level }),
      })
    expect((await post(address, 3)).status).toBe(204)
    expect((await post(address, 4)).status).toBe(204)
    expect((await post(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`, 5)).status).toBe(404)
    const point = await outputOf(deployment)
    const values = async () =>
      (await ask<{ items: Sample[] }>(`/points/${point}/history?from=${at(0)}&to=${at(7_200)}`)).items.map(
        ({ value }) => value,
      )
    await expect.poll(values, patience).toEqual([3, 4])
    expect((await runOf(deployment)).state).toBe('runs')
  })

  it('takes in alarms, events and messages of devices, each once, also over a restart', async () => {
    const [pump, own] = [secret.slice(0, secret.indexOf(':')), secret.slice(secret.indexOf(':') + 1)]
    const grace = await engineer('grace')
    const definition = {
      asset: ids['asset'],
      name: { en: 'Power high', zh: '功率高' },
      condition: { is: 'limit', point: ids['x'], side: 'high', limit: 5_000, deadband: 0, onDelay: 0, offDelay: 0 },
      consequence: 'major',
      respondWithin: 5,
      cause: 'Load',
      effect: 'Heat',
      action: 'Stop it',
      class: '',
      latching: false,
      acknowledgement: 'by_priority',
      reAlarm: 'always',
      rationalised: true,
    }
    const { id: change } = await ask<{ id: string }>('/alarm-changes', 'POST', { definition, reason: 'new' })
    await ask(`/alarm-changes/${change}/approval`, 'POST', {}, grace)
    const deployment = await deployed({
      format: 'millrace-flow/1',
      title: { en: 'in', zh: 'in' },
      lateness: 0,
      nodes: [
        node('a', 'in.alarm', { alarm: '功率高' }),
        node('e', 'in.event', { event: 'alarm.*' }),
        node('type', 'text.parse-json', { path: 'type', type: 'text' }),
        node('m', 'in.mqtt', { topic: 'v1/+/scan' }),
        node('w', 'in.mqtt', { topic: `v1/${pump}/scale/#`, type: 'number', unit: 'kg' }),
        node('high', 'out.point', { name: 'high' }),
        node('types', 'out.point', { name: 'types' }),
        node('scanned', 'out.point', { name: 'scanned' }),
        node('weight', 'out.point', { name: 'weight' }),
      ],
      wires: [
        wire('a.out', 'high.in'),
        wire('e.out', 'type.in'),
        wire('type.out', 'types.in'),
        wire('m.out', 'scanned.in'),
        wire('w.out', 'weight.in'),
      ],
    })
    const points = Object.fromEntries((await runOf(deployment)).outputs.map(({ node: of, point }) => [of, point]))
    const given = async (of: string): Promise<[unknown, string][]> =>
      (await ask<{ items: Sample[] }>(`/points/${points[of]}/history?from=${at(0)}&to=${at(7_200)}`)).items.map(
        ({ value, quality }) => [value ?? null, quality],
      )
    const values = async (of: string) => (await given(of)).map(([value]) => value)
    // How it stood when the flow came into force.
    await expect.poll(() => values('high'), patience).toEqual([false])
    await send(600, { x: 6_000 })
    await expect.poll(() => values('high'), patience).toEqual([false, true])
    await expect.poll(() => values('types'), patience).toEqual(['alarm.raised'])

    const connected = (): Promise<MqttClient> =>
      connectAsync(`mqtt://127.0.0.1:${platform.mqttPort}`, { username: pump, password: own, reconnectPeriod: 0 })
    let client = await connected()
    await client.publishAsync(`v1/${pump}/scan`, 'lot 7', { qos: 1 })
    await expect.poll(() => values('scanned'), patience).toEqual(['lot 7'])
    for (const text of ['12.5', 'heavy']) {
      await client.publishAsync(`v1/${pump}/scale/left`, text, { qos: 1 })
      await expect
        .poll(async () => (await given('weight')).at(-1)?.[1], patience)
        .toBe(text === '12.5' ? 'good' : 'bad')
    }
    expect(await values('weight')).toEqual([12.5, null])
    await client.endAsync()
    await platform.close()
    await start()
    client = await connected()
    await client.publishAsync(`v1/${pump}/scan`, 'lot 8', { qos: 1 })
    await send(601, { x: 1 })
    await expect.poll(() => values('high'), patience).toEqual([false, true, false])
    await expect.poll(() => values('types'), patience).toEqual(['alarm.raised', 'alarm.cleared'])
    expect(await values('scanned')).toEqual(['lot 7', 'lot 8'])
    // Nobody listens to other topics, nor once the flow is gone.
    await ask(`/flows/deployments/${deployment.id}`, 'DELETE')
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()))
    await client.publishAsync(`v1/${pump}/other`, 'x', { qos: 0 })
    await cut
    // Whoever deploys in a part of the plant hears no machines elsewhere.
    const heard = { ...copying('heard'), nodes: [...copying('heard').nodes, node('m', 'in.mqtt', { topic: 'v1/#' })] }
    const hearing = await published(heard)
    const henry = await engineer('henry', ids['asset'])
    expect(
      await refusal(
        `/flows/${hearing.flow}/deployments`,
        'POST',
        { version: hearing.version, name: { en: 'H', zh: 'H' }, target: { assets: [ids['asset']] } },
        henry,
      ),
    ).toBe('flows.topics_refused')
    // It breaks a flow to name what is no event.
    const wrong = {
      ...copying('wrong'),
      nodes: [...copying('wrong').nodes, node('e', 'in.event', { event: 'no.such' })],
    }
    const { flow, version } = await published(wrong)
    const about = { version, name: { en: 'W', zh: 'W' }, target: { assets: [ids['asset']] } }
    expect(await refusal(`/flows/${flow}/deployments`, 'POST', about)).toBe('events.type_unknown')
  })

  it('ends a replay whose script never comes back, and tells so', async () => {
    const endless = copying('endless', {
      nodes: [
        node('x', 'in.point', { point: { point: 'x' }, type: 'number', unit: 'kW' }),
        node('s', 'code.script', {
          code: 'export function run() { for (;;); }',
          inputs: [{ name: 'a' }],
          outputs: [{ name: 'b' }],
        }),
        node('y', 'out.point', { name: 'endless' }),
      ],
      wires: [wire('x.out', 's.a'), wire('s.b', 'y.in')],
    })
    const about = { document: endless, asset: ids['asset'], from: at(100), to: at(200), watch: [] }
    const told = await ask<Replay>('/flows/replay', 'POST', about)
    await expect
      .poll(async () => (await ask<Replay>(`/flows/replays/${told.id}`)).fault?.code, patience)
      .toBe('flow.script_stopped')
  })
})
