import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { batchOf, isoOf, systemClock } from '@millrace/core'
import { ArrowWriter, readArrow } from '@millrace/history'
import { fingerprintOf } from '@millrace/packaging'
import { modelOf, packModel, signModel, unpackModel } from '@millrace/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { written } from './pump-for-tests.ts'
import type {
  CallAnswer,
  Check,
  Differences,
  Mechanism,
  MechanismListed,
  MechanismVersion,
  TryAnswer,
} from './schema.ts'

let platform: TestPlatform
let north: Side
let south: Side
/** Two engineers and somebody who only looks. */
let ann: Ask
let bob: Ask
let viewer: Ask

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  ann = await north.member('ann', [{ role: 'engineer' }])
  bob = await north.member('bob', [{ role: 'engineer' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
})
afterAll(() => platform.close())

type Reply = Awaited<ReturnType<Ask>>
type How = Parameters<typeof written>[0]
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const codeOf = ({ body }: Reply): unknown => body['code']
const said = ({ body }: Reply): string => String(body['detail'])
const as = <T>({ body }: Reply): T => body as unknown as T

const filesOf = (how: How = {}, files: Readonly<Record<string, string>> = {}) => ({
  files: Object.entries({ 'model.yaml': written(how), ...files }).map(([path, text]) => ({ path, text })),
})
async function drafted(how: How, files: Readonly<Record<string, string>> = {}, ask = ann): Promise<MechanismVersion> {
  const reply = await post(ask, '/mechanisms/drafts', filesOf(how, files))
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return as<MechanismVersion>(reply)
}
const at = ({ mechanism, version }: Pick<MechanismVersion, 'mechanism' | 'version'>, step = ''): string =>
  `/mechanisms/${mechanism}/versions/${version}${step}`
async function published(how: How): Promise<MechanismVersion> {
  const draft = await drafted(how)
  await post(ann, at(draft, '/test'))
  await post(bob, at(draft, '/review'))
  const reply = await post(ann, at(draft, '/publish'))
  expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
  return as<MechanismVersion>(reply)
}
/** A package that is sent, as whoever holds the token. */
async function take(archive: Uint8Array, token = north.token): Promise<Reply> {
  const reply = await platform.fetch('/api/v1/mechanisms/packages', {
    token,
    method: 'POST',
    body: archive as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return { status: reply.status, body: (await reply.json()) as Reply['body'] }
}
const exported = async (version: MechanismVersion): Promise<Uint8Array> => {
  const reply = await platform.fetch(`/api/v1${at(version, '/package')}`, { token: north.token })
  expect(reply.status).toBe(200)
  return new Uint8Array(await reply.arrayBuffer())
}
const modelFrom = (how: How) => modelOf(new Map([['model.yaml', Buffer.from(written(how))]]))

describe('what cannot be published', () => {
  it('is a model whose case fails: case, row, output, expected, tolerance and seen are named', async () => {
    const draft = await drafted({ id: 'acme/wrong', expected: 3 })
    const tested = as<MechanismVersion>(await post(ann, at(draft, '/test')))
    expect([tested.stage, tested.cases?.holds]).toEqual(['draft', false])
    expect(tested.cases?.results[0]?.figures[0]).toMatchObject({ output: 'power', expected: 3, holds: false })
    expect(codeOf(await post(bob, at(draft, '/review')))).toBe('mechanisms.out_of_turn')
    const reply = await post(ann, at(draft, '/publish'))
    expect([reply.status, codeOf(reply)]).toEqual([422, 'mechanisms.cases_fail'])
    expect(said(reply)).toMatch(/case "table 4", row 1, output power: expected 3 kW ± 0\.0001, saw 2\.4525\d* kW/)
  })

  it('is a model whose unit does not fit: it is not even kept, and the line is named', async () => {
    const reply = await post(ann, '/mechanisms/drafts', filesOf({ id: 'acme/units', unit: 'bar' }))
    expect([reply.status, codeOf(reply)]).toEqual([422, 'model.malformed'])
    expect(said(reply)).toMatch(/line 19, column \d+: \/runtime\/outputs\/power .*bar/)
    const { findings } = as<Check>(await post(ann, '/mechanisms/check', filesOf({ unit: 'bar' })))
    expect(findings).toMatchObject([{ file: 'model.yaml', line: 19, path: '/runtime/outputs/power' }])
  })

  it('is a model that was never tested, though its cases pass', async () => {
    const draft = await drafted({ id: 'acme/untested' })
    expect(said(await post(ann, at(draft, '/publish')))).toContain('Expected a version that is reviewed')
  })
})

describe('the way of a version', () => {
  it('leads from a draft over tests and a second person to published, each step with person and time', async () => {
    const draft = await drafted({ id: 'acme/life' })
    expect([draft.stage, draft.origin, draft.may, draft.signature]).toEqual([
      'draft',
      'studio',
      ['change', 'test', 'remove'],
      undefined,
    ])
    expect(draft.files).toMatchObject([{ path: 'model.yaml', text: written({ id: 'acme/life' }) }])
    const tested = as<MechanismVersion>(await post(ann, at(draft, '/test')))
    expect([tested.stage, tested.cases?.holds, tested.may]).toEqual(['tested', true, ['change', 'test', 'remove']])
    expect(codeOf(await post(ann, at(draft, '/review')))).toBe('mechanisms.second_person')
    expect(as<MechanismVersion>(await bob(at(draft))).may).toContain('review')
    expect(as<MechanismVersion>(await viewer(at(draft))).may).toEqual([])
    const reviewed = as<MechanismVersion>(await post(bob, at(draft, '/review'), { comment: 'looked at it' }))
    expect([reviewed.stage, reviewed.may]).toEqual(['reviewed', ['change', 'publish', 'remove']])
    // What is changed is a draft again, and nobody has agreed to it.
    const again = await drafted({ id: 'acme/life', formula: 'weight * head * flow' }, {}, bob)
    expect([again.stage, again.cases]).toEqual(['draft', undefined])
    await post(ann, at(draft, '/test'))
    expect(codeOf(await post(ann, at(draft, '/review')))).toBe('mechanisms.second_person')
    const other = await north.member('cat', [{ role: 'engineer' }])
    await post(other, at(draft, '/review'))
    const done = as<MechanismVersion>(await post(ann, at(draft, '/publish'), { comment: 'for the pumps' }))
    expect(done.steps.map(({ stage, by }) => `${stage} ${by.name}`)).toEqual([
      'draft ann',
      'tested ann',
      'reviewed bob',
      'draft bob',
      'tested ann',
      'reviewed cat',
      'published ann',
    ])
    expect([done.may, done.signature?.trusted]).toEqual([['deprecate', 'bind'], true])
    const { items } = (await north.ask('/audit?limit=500')).body
    const told = items.map(({ action }) => String(action)).filter((action) => action.startsWith('mechanism.'))
    for (const action of ['drafted', 'tested', 'reviewed', 'changed', 'published'])
      expect(told).toContain(`mechanism.${action}`)
  })

  it('never changes what was published, through no door and not in the database', async () => {
    const version = await published({ id: 'acme/kept' })
    const reply = await post(ann, '/mechanisms/drafts', filesOf({ id: 'acme/kept', formula: 'weight * flow * head' }))
    expect([reply.status, codeOf(reply)]).toEqual([409, 'mechanisms.version_kept'])
    expect(as<MechanismVersion>(await post(ann, '/mechanisms/drafts', filesOf({ id: 'acme/kept' }))).stage).toBe(
      'published',
    )
    expect(codeOf(await ann(at(version), { method: 'DELETE' }))).toBe('mechanisms.published')
    await expect(
      platform.database.tenants.within({ tenant: north.id }, (tx) =>
        tx.execute(`update mechanism_versions set digest = 'x' where version = '1.0.0' and stage = 'published'`),
      ),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('never changed') } })
    const next = await published({ id: 'acme/kept', version: '1.10.0' })
    const beta = await drafted({ id: 'acme/kept', version: '2.0.0-beta' })
    const model = as<Mechanism>(await viewer(`/mechanisms/${version.mechanism}`))
    expect(model.versions.map((one) => one.version)).toEqual(['2.0.0-beta', '1.10.0', '1.0.0'])
    expect([model.published, model.newest]).toEqual(['1.10.0', { version: '2.0.0-beta', stage: 'draft' }])
    const old = await post(ann, at(version, '/deprecate'), { why: 'another weight', successor: '1.10.0' })
    expect(as<MechanismVersion>(old)).toMatchObject({
      stage: 'deprecated',
      deprecated: { successor: '1.10.0' },
      may: [],
    })
    expect(codeOf(await post(ann, at(next, '/deprecate'), { why: 'x', successor: '2.0.0-beta' }))).toBe(
      'mechanisms.successor_unknown',
    )
    expect((await ann(at(beta), { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await ann(at(beta)))).toBe('mechanisms.unknown')
    const { items, compatible } = as<Differences>(
      await viewer(`/mechanisms/${version.mechanism}/differences?from=1.0.0&to=1.10.0`),
    )
    expect([items, compatible]).toEqual([[], true])
  })

  it('needs somebody else: who is alone in an organisation is told so', async () => {
    const draft = await drafted({}, {}, south.ask)
    await post(south.ask, at(draft, '/test'))
    const reply = await post(south.ask, at(draft, '/review'))
    expect([reply.status, codeOf(reply)]).toEqual([403, 'mechanisms.alone'])
  })
})

describe('a package', () => {
  const key = generateKeyPairSync('ed25519').privateKey
  const signedBy = (how: How): Uint8Array => {
    const model = modelFrom(how)
    return packModel(model, signModel(model.digest, key))
  }

  it('that was tampered with is refused, and says where', async () => {
    const archive = signedBy({ id: 'other/tampered' })
    const files = new Map((await unpackModel(archive)).model.files)
    const changed = Buffer.from(written({ id: 'other/tampered', expected: 2.45251 }))
    const forged = packModel(
      { files: new Map([...files, ['model.yaml', changed]]) },
      signModel(modelFrom({ id: 'other/tampered' }).digest, key),
    )
    const reply = await take(forged)
    expect([reply.status, codeOf(reply)]).toEqual([422, 'package.tampered'])
    expect(said(reply)).toContain('a signature that is not of these files')
    const broken = archive.slice()
    broken[200] = (broken[200] as number) ^ 1
    expect((await take(broken)).status).toBe(422)
    expect(codeOf(await take(Buffer.from('no zip at all')))).toBe('package.unfit')
  })

  it('comes in as a draft of somebody unknown, goes the same way, and goes out byte for byte as it came', async () => {
    const archive = signedBy({ id: 'other/pump' })
    const reply = await take(archive)
    expect(reply.status).toBe(201)
    const taken = as<MechanismVersion>(reply)
    const { fingerprint } = (await unpackModel(archive)).signature!
    expect([taken.stage, taken.origin, taken.signature]).toEqual(['draft', 'import', { fingerprint, trusted: false }])
    await post(ann, '/mechanism-keys', { fingerprint, name: 'Other Works' })
    expect(as<MechanismVersion>(await viewer(at(taken))).signature?.trusted).toBe(true)
    expect((await ann(`/mechanism-keys/${fingerprint}`, { method: 'DELETE' })).status).toBe(204)
    expect(as<MechanismVersion>(await viewer(at(taken))).signature?.trusted).toBe(false)
    expect(as<MechanismVersion>(await take(archive)).steps).toHaveLength(1)
    expect(codeOf(await take(signedBy({ id: 'other/pump', expected: 2.45251 })))).toBe('mechanisms.version_there')
    await post(ann, at(taken, '/test'))
    await post(bob, at(taken, '/review'))
    expect(as<MechanismVersion>(await post(ann, at(taken, '/publish'))).stage).toBe('published')
    expect(Buffer.from(await exported(taken)).equals(archive)).toBe(true)
    expect(codeOf(await take(signedBy({ id: 'other/pump', expected: 2.45251 })))).toBe('mechanisms.version_kept')
    expect(as<MechanismVersion>(await take(archive)).stage).toBe('published')
  })

  it('of a model that was written here is signed by this platform, and taken elsewhere as of somebody unknown', async () => {
    const version = await published({ id: 'acme/signed' })
    const { signature } = await unpackModel(await exported(version))
    expect(version.signature).toEqual({ fingerprint: fingerprintOf(signature!.key), trusted: true })
    const there = as<MechanismVersion>(await take(await exported(version), south.token))
    expect([there.stage, there.signature?.trusted]).toEqual(['draft', false])
  })
})

describe('the library', () => {
  it('is listed, and a model of it is published when its cases pass here', async () => {
    const list = (await viewer('/mechanism-library')).body.items as unknown as { folder: string; taken?: string }[]
    expect(list.length).toBeGreaterThan(30)
    const reply = await post(ann, '/mechanism-library', { folder: 'pump-efficiency' })
    expect(reply.status).toBe(201)
    const taken = as<MechanismVersion>(reply)
    expect([taken.stage, taken.origin, taken.cases?.holds]).toEqual(['published', 'library', true])
    expect(taken.steps.map(({ stage, by }) => `${stage} ${by.name}`)).toContain('reviewed Millrace')
    expect(as<MechanismVersion>(await post(bob, '/mechanism-library', { folder: 'pump-efficiency' })).steps).toEqual(
      taken.steps,
    )
    const after = (await viewer('/mechanism-library')).body.items as unknown as { folder: string; taken?: string }[]
    expect(after.find(({ folder }) => folder === 'pump-efficiency')?.taken).toBe(taken.version)
    const found = (await viewer('/mechanisms?search=pump&stage=published&equipment=process-pump')).body
    expect((found.items as unknown as MechanismListed[]).map(({ name }) => name)).toContain(taken.name)
    expect(codeOf(await post(ann, '/mechanism-library', { folder: '../secrets' }))).toBe('mechanisms.folder_unknown')
  })
})

describe('who may not', () => {
  it('of another organisation is told nothing of a model, at any route', async () => {
    const draft = await drafted({ id: 'acme/hidden' })
    const replies = [
      await south.ask(`/mechanisms/${draft.mechanism}`),
      await south.ask(at(draft)),
      await south.ask(at(draft, '/package')),
      await south.ask(`/mechanisms/${draft.mechanism}/differences?from=1.0.0&to=1.0.0`),
      await south.ask(at(draft), { method: 'DELETE' }),
      await post(south.ask, at(draft, '/call'), { rows: { inputs: { head: { values: [1] } } } }),
    ]
    for (const step of ['/test', '/review', '/publish']) replies.push(await post(south.ask, at(draft, step)))
    replies.push(await post(south.ask, at(draft, '/deprecate'), { why: 'x' }))
    expect(new Set(replies.map((reply) => `${reply.status} ${codeOf(reply)}`))).toEqual(
      new Set(['404 mechanisms.unknown']),
    )
    const names = ((await south.ask('/mechanisms')).body.items as unknown as MechanismListed[]).map(({ name }) => name)
    expect(names).not.toContain('acme/hidden')
  })

  it('has not the right: a viewer looks and calls, and changes nothing', async () => {
    const draft = await drafted({ id: 'acme/rights' })
    for (const step of ['/test', '/review', '/publish']) expect((await post(viewer, at(draft, step))).status).toBe(403)
    expect((await post(viewer, '/mechanisms/drafts', filesOf())).status).toBe(403)
    expect((await post(viewer, '/mechanism-library', { folder: 'pump-npsh' })).status).toBe(403)
    const call = await post(viewer, at(draft, '/call'), {
      rows: { inputs: { head: { values: [25] }, flow: { values: [0.01] } } },
    })
    expect(call.status).toBe(200)
  })
})

describe('a call', () => {
  let version: MechanismVersion
  beforeAll(async () => {
    version = await published({ id: 'acme/called' })
  })

  it('of rows as JSON has them gives values, status and reasons', async () => {
    const rows = { inputs: { head: { values: [25, null, 300] }, flow: { values: [0.01, 0.01, 0.01] } } }
    const answer = as<CallAnswer>(await post(ann, at(version, '/call'), { rows, parameters: { weight: 10_000 } }))
    const { power } = answer.results.outputs
    expect([answer.digest, power?.unit, power?.values]).toEqual([version.digest, 'kW', [2.5, null, 30]])
    expect(power?.reason.map((place) => answer.results.reasons[place])).toEqual([
      undefined,
      'head has no value (BadNoData)',
      'head is 300 m, above 200 m',
    ])
    const unfit = await post(ann, at(version, '/call'), { rows: { inputs: { heat: { values: [1] } } } })
    expect([codeOf(unfit), said(unfit)]).toEqual(['mechanisms.rows_unfit', expect.stringContaining('head, flow')])
  })

  it('of a table gives a table, to the bit', async () => {
    const time = [1_700_000_000_000_001n, 1_700_000_001_000_000n, 1_700_000_002_000_000n]
    const writer = new ArrowWriter(
      [
        { name: 'time', type: 'time', nullable: false },
        { name: 'head', type: 'double', nullable: true },
        { name: 'flow', type: 'double', nullable: false },
      ],
      new Map([['parameters', '{"weight": 9999.9}']]),
    )
    const heads = [25, 0, 7.3]
    const pieces = [
      ...(await writer.write({
        length: 3,
        columns: [
          { values: BigInt64Array.from(time) },
          { values: Float64Array.from(heads), valid: Uint8Array.of(1, 0, 1) },
          { values: Float64Array.of(0.1, 0.2, 0.3) },
        ],
      })),
      ...(await writer.finish()),
    ]
    const call = (body: Uint8Array) =>
      platform.fetch(`/api/v1${at(version, '/call')}`, {
        token: north.token,
        method: 'POST',
        body: body as Uint8Array<ArrayBuffer>,
        headers: {
          'content-type': 'application/vnd.apache.arrow.stream',
          accept: 'application/vnd.apache.arrow.stream',
        },
      })
    const reply = await call(Buffer.concat(pieces))
    expect(reply.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    const { length, columns, metadata } = readArrow(new Uint8Array(await reply.arrayBuffer()), {
      names: ['time', 'power', 'power.status', 'power.reason'],
      most: 10,
    })
    const named = Object.fromEntries(columns.map(({ name, values }) => [name, values]))
    expect([length, metadata.get('digest')]).toEqual([3, version.digest])
    expect(named['time']).toEqual(time.map(Number))
    const power = named['power'] as (number | null)[]
    expect(power[0]).toBeCloseTo((25 * 0.1 * 9999.9) / 1000, 9)
    expect([power[1], named['power.reason']]).toEqual([null, [null, 'head has no value (BadNoData)', null]])
    const json = as<CallAnswer>(
      await post(ann, at(version, '/call'), {
        rows: { inputs: { head: { values: [25, null, 7.3] }, flow: { values: [0.1, 0.2, 0.3] } } },
        parameters: { weight: 9999.9 },
      }),
    )
    expect(json.results.outputs['power']?.values).toEqual(power)
    const refused = await call(Buffer.from('no table at all'))
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      422,
      'mechanisms.arrow_unreadable',
    ])
  })

  it('of a model that never ends is stopped and named, and the platform answers meanwhile', async () => {
    const runtime = 'runtime: { kind: script, file: run.js }\n'
    const code = 'export const run = ({ head }) => { while (head > 0); return { power: 0 } }'
    const loops = await drafted({ id: 'acme/loops', runtime }, { 'run.js': code })
    let answered = 0
    let isRunning = true
    const rows = { inputs: { head: { values: [1] }, flow: { values: [1] } } }
    const call = post(ann, at(loops, '/call'), { rows }).finally(() => {
      isRunning = false
    })
    while (isRunning) if ((await bob('/mechanisms')).status === 200) answered++
    const { results } = as<CallAnswer>(await call)
    expect([results.fault?.code, results.outputs['power']?.values]).toEqual(['model.slow', [null]])
    expect(results.fault?.says).toContain('acme/loops')
    expect(answered).toBeGreaterThan(1)
    const { cases } = as<MechanismVersion>(await post(ann, at(loops, '/test')))
    expect([cases?.holds, cases?.results[0]?.figures[0]?.reason]).toEqual([
      false,
      expect.stringContaining('acme/loops'),
    ])
    expect(said(await post(ann, at(loops, '/publish')))).toContain('case "table 4"')
  })

  it('goes on from the state that an answer gave', async () => {
    const runtime = 'stateful: true\nruntime: { kind: script, file: run.js }\n'
    const code =
      'export const run = ({ head }, _, state) => { state.sum = (state.sum ?? 0) + head; return { power: state.sum } }'
    const sums = await drafted({ id: 'acme/sums', runtime }, { 'run.js': code })
    const call = async (state?: string): Promise<CallAnswer> =>
      as<CallAnswer>(
        await post(ann, at(sums, '/call'), {
          rows: { inputs: { head: { values: [1, 2] }, flow: { values: [1, 1] } } },
          ...(state ? { state } : {}),
        }),
      )
    const first = await call()
    const second = await call(first.state)
    expect([first, second].map(({ results }) => results.outputs['power']?.values)).toEqual([
      [1, 3],
      [4, 6],
    ])
  })
})

describe('what is tried', () => {
  it('runs over the history of points in the units of the model, beside what was measured; nothing is kept', async () => {
    const now = Math.floor(systemClock.now() / 1e6) * 1e6
    const units = { head: 'cm', flow: 'm3/h', meter: 'W', pressure: 'bar' }
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'pump' },
      assetPath: ['Works', 'Pump'],
      points: Object.entries(units).map(([name, unit]) => ({ name, type: 'double' as const, unit })),
    })
    const [head, flow, meter] = series as unknown as [number, number, number]
    const ids = Object.fromEntries((await ann('/points')).body.items.map(({ name, id }) => [name, id]))
    const points = { head: ids['head'], flow: ids['flow'] }
    const batch = batchOf([
      [head, now - 60e6, 2_500],
      [flow, now - 50e6, 36],
      [flow, now - 40e6, 72],
      [meter, now - 45e6, 2_400],
    ])
    await platform.history.append(north.id, batch, 1)
    const attempt = async (more: object, ask = ann) =>
      post(ask, '/mechanisms/try', { ...filesOf(), points: { inputs: points, from: isoOf(now - 55e6), ...more } })
    const each = as<TryAnswer>(await attempt({ measured: { power: ids['meter'] } }))
    expect([each.findings, each.time]).toEqual([[], [now - 50e6, now - 40e6]])
    expect(each.inputs['head']?.values).toEqual([25, 25])
    expect(each.measured['power']?.values).toEqual([null, 2.4])
    expect(each.results?.outputs['power']?.values.map((value) => Number(Number(value).toFixed(6)))).toEqual([
      2.4525, 4.905,
    ])
    expect(each.cases[0]?.holds).toBe(true)
    const grid = as<TryAnswer>(await attempt({ every: 5, to: isoOf(now - 35e6) }))
    expect(grid.time).toHaveLength(4)
    const unfit = as<TryAnswer>(await attempt({ inputs: { ...points, head: ids['pressure'] } }))
    expect(unfit.findings).toMatchObject([{ says: expect.stringContaining('bar') }])
    expect(codeOf(await attempt({}, south.ask))).toBe('assets.point_unknown')
    const names = ((await ann('/mechanisms?search=pump-power')).body.items as unknown as MechanismListed[]).map(
      ({ name }) => name,
    )
    expect(names).not.toContain('acme/pump-power')
  })

  it('tells where code cannot be read', async () => {
    const runtime = 'runtime: { kind: script, file: run.js }\n'
    const files = filesOf({ runtime }, { 'run.js': 'export const a = 1\nexport const run = (' })
    const { findings } = as<Check>(await post(ann, '/mechanisms/check', files))
    expect(findings).toMatchObject([{ file: 'run.js', line: 2 }])
  })
})

describe('the page docs/mechanisms.md', () => {
  const repository = new URL('../../../../../', import.meta.url)
  let folder: string
  let secret: string
  async function printed(language: 'sh' | 'python'): Promise<string> {
    const page = await readFile(new URL('docs/mechanisms.md', repository), 'utf8')
    return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)![1]!
  }
  /** What a program tells that has a key of the platform. */
  async function told(program: 'sh' | 'python3', text: string): Promise<string> {
    const file = join(folder, 'program')
    await writeFile(file, text)
    const env = {
      PATH: process.env['PATH'],
      MILLRACE: platform.address,
      KEY: secret,
      PYTHONPATH: new URL('sdks/python/src', repository).pathname,
      PYTHONDONTWRITEBYTECODE: '1',
    }
    return (await promisify(execFile)(program, [file], { cwd: folder, env })).stdout
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-mechanisms-'))
    const made = await post(north.ask, '/programs', { kind: 'key', name: 'notebook' })
    const { program } = made.body as unknown as { program: { id: string } }
    secret = String(made.body['secret'])
    await post(north.ask, '/assignments', { holder: program.id, role: 'engineer', below: null })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('takes a model of the library, calls it, and gets its package', async () => {
    const { results } = JSON.parse(await told('sh', await printed('sh'))) as CallAnswer
    expect(results.outputs['head']?.values[0]).toBeCloseTo(40.467, 3)
    expect(results.outputs['head']?.reason.map((place) => results.reasons[place])).toEqual([
      undefined,
      'it does not hold that discharge_pressure > suction_pressure',
    ])
    const { model } = await unpackModel(await readFile(join(folder, 'model.zip')))
    expect(model.manifest.id).toBe('millrace/pump-efficiency')
  })

  it('writes a model in a notebook, which a second person reviews before it is published there', async () => {
    const more = `
import json
from millrace import PlatformFault

rows = models.attempt(tank, [{'level': 0.0, 'time': 1}, {'level': float('nan'), 'time': 2}])
try:
    version.publish()
except PlatformFault as refused:
    print(refused.code)
tank.case({'level': 1.0}, {'volume': 3.0}, tolerance=0.1, name='wrong')
wrong = models.attempt(tank)
print(json.dumps([rows['results']['outputs']['volume']['values'], wrong['cases'][2]['holds'], version.told['mechanism']]))
`
    const stdout = await told('python3', `${await printed('python')}${more}`)
    const [first = '', code, last = ''] = stdout.trim().split('\n')
    expect(first).toMatch(/^tested \[1\.2283\d+, 3\.14159265\d+\]$/)
    const [values, holds, mechanism] = JSON.parse(last) as [unknown, boolean, string]
    expect([code, values, holds]).toEqual(['mechanisms.out_of_turn', [0, null], false])
    const version = { mechanism, version: '1.0.0' }
    // Who made the key may be who acts through it.
    expect(codeOf(await post(north.ask, at(version, '/review')))).toBe('mechanisms.second_person')
    expect(as<MechanismVersion>(await post(bob, at(version, '/review'))).stage).toBe('reviewed')
    const publish = `
import os
import millrace

print(millrace.connect(os.environ['MILLRACE'], os.environ['KEY']).models.version('acme/tank-level', '1.0.0').publish('done').stage)
`
    expect(await told('python3', publish)).toBe('published\n')
  })
})
