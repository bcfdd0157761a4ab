import { readFile } from 'node:fs/promises'
import { libraryFolder } from '@millrace/core/profiles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Reply, type Side } from '../../testing-people.ts'
import type { Profile, ProfileCheck, ProfileListed } from './schema.ts'

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

interface Written {
  maker?: string
  model?: string
  version?: string
  verified?: string
  licence?: string
  unit?: string
}

const written = ({
  maker = 'Acme',
  model = 'M1',
  version = '0.1.0',
  verified = 'document',
  licence = 'MIT',
  unit = 'V',
}: Written = {}): string => `# read with care
maker: ${maker}
model: ${model}
kind: energy-meter
title: {en: Meter, zh: 电表}
drivers: [modbus-tcp]
connection: {unit: 1}
parameters:
  start: {says: {en: first register, zh: 首个寄存器}, default: 10}
sources:
  - {id: manual, kind: document, title: M1 manual, publisher: Acme, revision: C}
  - {id: reader, kind: software, title: reader, publisher: Somebody}
tables:
  - name: all   # page 7
    verified: ${verified}
    sources: [{id: manual, page: "7"}, {id: reader}]
    points:
      - {name: voltage, address: "holding:{start}", type: uint16, unit: ${unit}, low: 0, high: 300, en: Voltage, zh: 电压}
alarms: [{name: high, point: voltage, when: {above: 260}, severity: warning, text: {en: High, zh: 高}}]
licence: ${licence}
author: Ann of North
version: ${version}
status: published # so I think
`

const post = async (ask: Ask, path: string, body: object = {}) =>
  ask(`/device-profiles${path}`, { method: 'POST', body })
const profileOf = ({ body }: { body: Reply }): Profile => body as unknown as Profile
const codeOf = ({ body }: { body: Reply }): unknown => body['code']
async function added(more: Written = {}, ask = ann): Promise<Profile> {
  const reply = await post(ask, '', { yaml: written(more) })
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return profileOf(reply)
}
const trial = { device: 'M1, serial 4711, panel 3', firmware: '2.10', by: 'Carol', tables: ['all'] }
const listed = async (ask: Ask, query = ''): Promise<ProfileListed[]> =>
  (await ask(`/device-profiles?limit=500${query}`)).body.items as unknown as ProfileListed[]
const actionsOf = async (): Promise<string[]> =>
  (await north.ask('/audit?limit=500')).body.items.map(({ action }) => String(action))

describe('the library that ships with the platform', () => {
  it('is read by everybody, found by words of either language, and page after page', async () => {
    const all = await listed(viewer, '&origin=library')
    expect(all.length).toBeGreaterThan(40)
    expect(await listed(south.ask, '&origin=library')).toEqual(all)
    const found = await listed(viewer, `&search=${encodeURIComponent('eastron 三相')}`)
    expect(found.map(({ key }) => key)).toContain('eastron/sdm630')
    const seen: string[] = []
    let next: unknown
    do {
      const page = (await viewer(`/device-profiles?limit=20&origin=library${next ? `&cursor=${String(next)}` : ''}`))
        .body
      seen.push(...page.items.map(({ id }) => id))
      next = page['next']
    } while (next)
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  it('is shown whole and handed out as the file it is', async () => {
    const reply = await viewer('/device-profiles/eastron~sdm630')
    const { content, may, steps, points, yaml } = profileOf(reply)
    expect([content.maker, may, steps, content.tables.flatMap((table) => table.points).length]).toEqual([
      'Eastron',
      [],
      [],
      points,
    ])
    const file = await readFile(new URL('eastron/sdm630.yaml', libraryFolder), 'utf8')
    expect(yaml).toBe(file)
    expect((await viewer('/device-profiles/eastron~sdm630/text')).body['text']).toBe(file)
  })

  it('cannot be changed by anybody', async () => {
    for (const step of ['submission', 'trial', 'publication', 'withdrawal', 'rejection']) {
      const reply = await post(ann, `/eastron~sdm630/${step}`, step === 'trial' ? trial : { reason: 'x' })
      expect([404, 400]).toContain(reply.status)
    }
    expect((await north.ask('/device-profiles/eastron~sdm630', { method: 'DELETE' })).status).toBe(404)
    expect((await viewer('/device-profiles/eastron~nothing')).body['code']).toBe('profiles.unknown')
  })

  it('is an entry of an edge’s configuration where the device is told', async () => {
    const { body } = await viewer('/device-profiles/eastron~sdm630/entry?driver=modbus-tcp&host=10.0.0.7&unit=3')
    expect(body['text']).toContain('connection: {"unit":3,"wordOrder":"ABCD","maxRegisters":80,"host":"10.0.0.7"}')
    expect(body['text']).toContain('- {"name":"voltage/L1","address":"input:0"')
    const missing = await viewer('/device-profiles/sunspec~inverter-103/entry?host=h')
    expect(codeOf(missing)).toBe('profile.parameter_missing')
    expect(codeOf(await viewer('/device-profiles/eastron~sdm630/entry?set=x'))).toBe('profiles.entry_malformed')
  })
})

describe('a contribution', () => {
  it('goes from draft over a trial to published by a second person, each step with person and time', async () => {
    const { id, status, yaml, may } = await added()
    expect([status, yaml, may]).toEqual(['draft', written(), ['submit', 'withdraw']])
    expect((await post(bob, `/${id}/submission`)).status).toBe(403)
    expect(profileOf(await post(ann, `/${id}/submission`, { note: 'please' })).status).toBe('submitted')
    expect(profileOf(await bob(`/device-profiles/${id}`)).may).toEqual(['try', 'reject', 'withdraw'])
    expect(profileOf(await viewer(`/device-profiles/${id}`)).may).toEqual([])
    expect(codeOf(await post(bob, `/${id}/publication`))).toBe('profiles.out_of_turn')
    expect(profileOf(await post(bob, `/${id}/trial`, { ...trial, note: 'all agree' })).status).toBe('tried')
    const done = profileOf(await post(bob, `/${id}/publication`))
    expect(done.status).toBe('published')
    expect(done.steps.map(({ step, by, note }) => [step, by.name, note])).toEqual([
      ['contributed', 'ann', ''],
      ['submitted', 'ann', 'please'],
      ['tried', 'bob', 'all agree'],
      ['published', 'bob', ''],
    ])
    expect(done.steps[2]?.trial).toEqual(trial)
    expect(Date.parse(done.steps[3]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
    const file = String((await viewer(`/device-profiles/${id}/text`)).body['text'])
    expect(file).toBe(written({ verified: 'device' }))
    expect(done.yaml).toBe(written())
    const actions = await actionsOf()
    for (const step of ['contributed', 'submitted', 'tried', 'published'])
      expect(actions).toContain(`device_profile.${step}`)
  })

  it('is handed out as a file when its maker is Chinese, too', async () => {
    const { id } = await added({ maker: '正泰', model: 'DTSU666' })
    const { status, body } = await viewer(`/device-profiles/${id}/text`)
    expect([status, body['text']]).toEqual([
      200,
      written({ maker: '正泰', model: 'DTSU666' }).replace('status: published', 'status: draft'),
    ])
  })

  it('comes back with its alarms whole, of texts too', async () => {
    const text = written({ model: 'M12' })
      .replace(
        'alarms: [',
        'alarms: [{name: on, point: state, when: {is: ALARM}, severity: info, text: {en: On, zh: 开}}, {name: bad, point: state, when: {begins: WARN}, severity: info, text: {en: Bad, zh: 坏}}, ',
      )
      .replace('alarms:', '      - {name: state, address: "holding:20", type: string, en: State, zh: 状态}\nalarms:')
    const { content } = profileOf(await post(ann, '', { yaml: text }))
    expect(content.alarms?.map(({ when }) => when)).toEqual([{ is: 'ALARM' }, { begins: 'WARN' }, { above: 260 }])
  })

  it('is not reviewed by whoever had a hand in it, not even as administrator or through a program', async () => {
    const { id } = await added({ model: 'M2' }, north.ask)
    await post(north.ask, `/${id}/submission`)
    for (const [step, body] of [
      ['trial', trial],
      ['rejection', { reason: 'no' }],
    ] as const)
      expect(codeOf(await post(north.ask, `/${id}/${step}`, body))).toBe('profiles.second_person')

    const made = await north.ask('/programs', { method: 'POST', body: { kind: 'key', name: 'pusher' } })
    const { secret, program } = made.body as unknown as { secret: string; program: { id: string } }
    await north.ask('/assignments', { method: 'POST', body: { holder: program.id, role: 'engineer', below: null } })
    const pusher = askerOf(platform, secret)
    expect(codeOf(await post(pusher, `/${id}/trial`, trial))).toBe('profiles.second_person')
    const pushed = await added({ model: 'M3' }, pusher)
    await post(pusher, `/${pushed.id}/submission`)
    expect(codeOf(await post(north.ask, `/${pushed.id}/trial`, trial))).toBe('profiles.second_person')
    expect(profileOf(await post(bob, `/${pushed.id}/trial`, trial)).status).toBe('tried')
  })

  it('is rejected with a reason, and comes back better as a later version', async () => {
    const { id } = await added({ model: 'M4' })
    await post(ann, `/${id}/submission`)
    expect((await post(bob, `/${id}/rejection`, {})).status).toBe(400)
    const rejected = profileOf(await post(bob, `/${id}/rejection`, { reason: 'addresses count from 1' }))
    expect([rejected.status, rejected.steps.at(-1)?.note]).toEqual(['rejected', 'addresses count from 1'])
    expect(codeOf(await post(ann, '', { yaml: written({ model: 'M4' }) }))).toBe('profiles.version_known')
    expect(codeOf(await post(ann, '', { yaml: written({ model: 'M4', version: '0.0.9' }) }))).toBe(
      'profiles.version_known',
    )
    const later = await added({ model: 'M4', version: '0.10.0' })
    expect(later.versions.map(({ version, status }) => [version, status])).toEqual([
      ['0.10.0', 'draft'],
      ['0.1.0', 'superseded'],
    ])
    expect(codeOf(await post(ann, '', { yaml: written({ model: 'm4', version: '0.9.0' }) }))).toBe(
      'profiles.version_known',
    )
    expect((await listed(viewer, '&search=acme%20m4')).map(({ version }) => version)).toEqual(['0.10.0'])
    expect((await north.ask(`/device-profiles/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await viewer(`/device-profiles/${id}`))).toBe('profiles.unknown')
    expect(codeOf(await north.ask(`/device-profiles/${later.id}`, { method: 'DELETE' }))).toBe('profiles.out_of_turn')
  })

  it('rests on a device no longer when its trial was rejected', async () => {
    const { id } = await added({ model: 'M10', verified: 'software' })
    await post(ann, `/${id}/submission`)
    const tried = profileOf(await post(bob, `/${id}/trial`, trial))
    const rejected = profileOf(await post(bob, `/${id}/rejection`, { reason: 'another device' }))
    expect([tried, rejected].map(({ content }) => content.tables[0]?.verified)).toEqual(['device', 'software'])
    await post(ann, `/${id}/submission`)
    expect(String((await viewer(`/device-profiles/${id}/text`)).body['text'])).toContain('verified: software')
  })

  it('is never removed once it was tried or published, so that its number names no other text', async () => {
    const { id } = await added({ model: 'M11' })
    await post(ann, `/${id}/submission`)
    await post(bob, `/${id}/trial`, trial)
    await post(bob, `/${id}/publication`)
    const { may } = profileOf(await post(ann, `/${id}/withdrawal`))
    expect(may).not.toContain('remove')
    const removed = await ann(`/device-profiles/${id}`, { method: 'DELETE' })
    expect([removed.status, codeOf(removed)]).toEqual([409, 'profiles.kept'])
    expect(codeOf(await post(ann, '', { yaml: written({ model: 'M11', unit: 'mV' }) }))).toBe('profiles.version_known')
  })

  it('is withdrawn by whoever brought it, or a reviewer, and stays what counts as long as a later one is open', async () => {
    const first = await added({ model: 'M5' })
    await post(ann, `/${first.id}/submission`)
    await post(bob, `/${first.id}/trial`, trial)
    await post(bob, `/${first.id}/publication`)
    const second = await added({ model: 'M5', version: '0.2.0' })
    expect(codeOf(await post(viewer, `/${second.id}/withdrawal`))).toBe('http.forbidden')
    const shown = async (): Promise<string[]> =>
      (await listed(viewer, '&search=M5&origin=organisation')).map(({ version, status }) => `${version} ${status}`)
    expect(await shown()).toEqual(['0.1.0 published'])
    expect(profileOf(await post(bob, `/${second.id}/withdrawal`, { note: 'left' })).status).toBe('withdrawn')
    const third = await added({ model: 'M5', version: '0.3.0' })
    await post(ann, `/${third.id}/submission`)
    await post(bob, `/${third.id}/trial`, trial)
    expect(await shown()).toEqual(['0.1.0 published'])
    await post(bob, `/${first.id}/withdrawal`)
    await added({ model: 'M5', version: '0.4.0' })
    expect(await shown()).toEqual(['0.3.0 tried'])
    await post(bob, `/${third.id}/withdrawal`)
    expect(await shown()).toEqual(['0.4.0 draft'])
    expect(codeOf(await post(ann, `/${second.id}/submission`))).toBe('profiles.out_of_turn')
  })

  it('is not called published on the word of one program, nor tried with a table from memory', async () => {
    const { id } = await added({ model: 'M6', verified: 'memory' })
    await post(ann, `/${id}/submission`)
    expect(codeOf(await post(bob, `/${id}/trial`, { ...trial, tables: ['none'] }))).toBe('profiles.table_unknown')
    const tried = profileOf(await post(bob, `/${id}/trial`, trial))
    expect([tried.status, tried.content.tables[0]?.verified]).toEqual(['tried', 'device'])
    const two = written({ model: 'M7', verified: 'software' }).replace(
      'alarms:',
      `  - {name: more, verified: device, points: [{name: state, address: "holding:5", type: uint16, en: State, zh: 状态}]}\nalarms:`,
    )
    const other = profileOf(await post(ann, '', { yaml: two }))
    await post(ann, `/${other.id}/submission`)
    await post(bob, `/${other.id}/trial`, { ...trial, tables: ['more'] })
    const refused = await post(bob, `/${other.id}/publication`)
    expect(codeOf(refused)).toBe('profiles.not_ready')
    expect(String(refused.body['detail'])).toContain('line 15')
    expect(String(refused.body['detail'])).toContain('software of one publisher')
  })

  it('is not superseded by a later version when a review was quicker', async () => {
    const { id } = await added({ model: 'M9' })
    await post(ann, `/${id}/submission`)
    const { tenants } = platform.database
    const later = await tenants.within(north.id, async (tx) => {
      await tx.execute(`update device_profiles set status = 'tried' where id = '${id}'`)
      const coming = post(ann, '', { yaml: written({ model: 'M9', version: '0.2.0' }) })
      await expect
        .poll(
          async () =>
            (await tx.execute(`select from pg_locks where pg_backend_pid() = any(pg_blocking_pids(pid))`)).rows.length,
          { timeout: 10_000 },
        )
        .toBeGreaterThan(0)
      return { coming }
    })
    expect((await later.coming).status).toBe(201)
    const { status, steps } = profileOf(await viewer(`/device-profiles/${id}`))
    expect([status, steps.map(({ step }) => step)]).toEqual(['tried', ['contributed', 'submitted']])
  })

  it('takes one of two decisions that come at once', async () => {
    const { id } = await added({ model: 'M8' })
    await post(ann, `/${id}/submission`)
    const both = await Promise.all([
      post(bob, `/${id}/trial`, trial),
      post(north.ask, `/${id}/rejection`, { reason: 'no' }),
    ])
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    const { steps, status } = profileOf(await viewer(`/device-profiles/${id}`))
    expect(steps.at(-1)?.step).toBe(status)
    expect(steps.filter(({ step }) => step === 'tried').length).toBeLessThanOrEqual(1)
  })
})

describe('rights', () => {
  it('are asked: who looks contributes nothing, and nobody sees another organisation’s', async () => {
    const { id } = await added({ model: 'Secret' })
    expect((await post(viewer, '', { yaml: written({ model: 'V' }) })).status).toBe(403)
    expect((await post(viewer, '/check', { yaml: written() })).status).toBe(403)
    expect((await listed(south.ask, '&origin=organisation')).length).toBe(0)
    expect((await listed(south.ask)).some(({ key }) => key.startsWith('acme'))).toBe(false)
    for (const path of ['', '/text', '/entry'])
      expect(codeOf(await south.ask(`/device-profiles/${id}${path}`))).toBe('profiles.unknown')
    for (const [step, body] of Object.entries({
      submission: {},
      trial,
      publication: {},
      rejection: { reason: 'x' },
      withdrawal: {},
    }))
      expect(codeOf(await post(south.ask, `/${id}/${step}`, body))).toBe('profiles.unknown')
    expect(codeOf(await south.ask(`/device-profiles/${id}`, { method: 'DELETE' }))).toBe('profiles.unknown')
    const same = await post(south.ask, '', { yaml: written({ model: 'Secret' }) })
    expect([same.status, profileOf(same).versions.length]).toEqual([201, 1])
    expect(profileOf(await viewer(`/device-profiles/${id}`)).status).toBe('draft')
    expect((await askerOf(platform, '')('/device-profiles')).status).toBe(401)
  })

  it('hold in the database, where the code forgets them', async () => {
    const { id } = await added({ model: 'Held' })
    const { rows } = await platform.database.tenants.within(south.id, (tx) =>
      tx.execute(
        `select id from device_profiles where id = '${id}' union select id from device_profile_steps where profile_id = '${id}'`,
      ),
    )
    expect(rows).toEqual([])
    const step = platform.database.tenants.within(south.id, (tx) =>
      tx.execute(
        `insert into device_profile_steps values (gen_random_uuid(), '${south.id}', '${id}', 'published', '{}', now(), '', null)`,
      ),
    )
    await expect(step).rejects.toThrow()
    const change = platform.database.tenants.within(north.id, (tx) =>
      tx.execute(`update device_profile_steps set note = 'other'`),
    )
    await expect(change).rejects.toThrow()
  })
})

describe('a text that is no profile', () => {
  const check = async (yaml: string): Promise<ProfileCheck> => {
    const reply = await post(ann, '/check', { yaml })
    expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
    return reply.body as unknown as ProfileCheck
  }
  const said = async (yaml: string): Promise<string> => {
    const { findings, total } = await check(yaml)
    expect(total).toBeGreaterThan(0)
    expect(codeOf(await post(ann, '', { yaml }))).toBe('profiles.invalid')
    return findings.map(({ line, path, reason }) => `${line} ${path} ${reason}`).join('\n')
  }

  it('is told line by line, and nothing is kept of it', async () => {
    expect(await check(written({ model: 'Checked' }))).toEqual({
      key: 'acme/checked',
      version: '0.1.0',
      points: 1,
      findings: [],
      total: 0,
    })
    expect(await said(written({ unit: 'Volt' }))).toMatch(/^18 \/tables\/0\/points\/0\/unit is no unit/)
    expect(await said(written({ licence: 'GPL-3.0-only' }))).toMatch(/^20 \/licence must be an SPDX id/)
    expect(await said(written({ version: '1' }))).toMatch(/^22 \/version/)
    expect(await said(written({ maker: '"!"' }))).toMatch(/^2 \/maker has no letter/)
    expect(await said('maker: [')).toMatch(/^1 /)
    expect(await said(written().replace('name: voltage', 'name: bdSeq'))).toContain('kept for Sparkplug')
    expect(await said(written().replace('en: Voltage', 'en: "\\0"'))).toContain('control character')
    expect(await said(written().replace('model: M1', 'model: "\\uD800"'))).toContain('none in Unicode')
    for (const sequence of ['\\e[2J', '\\r', '\\x7f', '\\x9b2J'])
      expect(await said(written().replace('en: Voltage', `en: "${sequence}"`))).toContain('control character')
    expect((await check(written({ model: 'Tabbed' }).replace('en: Voltage', 'en: "a\\tb\\nc"'))).total).toBe(0)
    for (const name of ['constructor', 'toString', '__proto__']) {
      const address = written().replace('{start}"', `{start}{${name}}"`)
      expect(await said(address)).toContain(`names {${name}}, which is no parameter`)
      expect(await said(written().replace('low: 0', `exponent: ${name}, low: 0`))).toContain('is no parameter of')
    }
    expect(await said(written({ unit: 'm'.repeat(101) }))).toMatch(/^18 \/tables\/0\/points\/0\/unit .*100/)
    expect(await said(written().replace('en: Meter', `en: ${'m'.repeat(2_001)}`))).toMatch(/^5 \/title\/en .*2000/)
    const variants = Array.from({ length: 101 }, (_, i) => `V${i}`).join(', ')
    expect(await said(`${written()}variants: [${variants}]\n`)).toMatch(/\/variants .*100/)
    expect((await listed(viewer, '&search=checked')).length).toBe(0)
    await added({ model: 'Twice', version: '0.2.0' })
    const again = await check(written({ model: 'twice', version: '0.2.0' }))
    expect(again.findings).toEqual([{ line: 22, column: 10, path: '/version', reason: 'must be later than 0.2.0' }])
    expect(again.newest).toBe('0.2.0')
  })

  it('is refused when it hides its status, or what a table rests on, from the review that writes over them', async () => {
    const status = 'status: published # so I think\n'
    const hides = {
      '/status': [
        written().replace('title: {en: Meter', 'title: {en: &d draft').replace(status, 'status: *d\n'),
        `%YAML 1.1\n---\n${written().replace(status, '<<: {status: draft}\n')}`,
        written().replace(status, '').replace('sources:', 'status: |-\n  published\nsources:'),
        written().replace(status, 'status: &s draft\n'),
        written().replace('model: M1', 'model: &s status').replace(status, 'status: published\n*s : draft\n'),
      ],
      '/tables/0/verified': [
        written().replace('kind: document', 'kind: &k document').replace('verified: document', 'verified: *k'),
        `%YAML 1.1\n---\n${written().replace('verified: document', '<<: {verified: memory}')}`,
        written().replace('verified: document', 'verified: "docu\\\n      ment"'),
      ],
    }
    for (const [path, texts] of Object.entries(hides))
      for (const yaml of texts)
        expect(await said(yaml)).toMatch(new RegExp(`^\\d+ ${path} must be one plain word`, 'm'))
    expect((await check(written({ model: 'Quoted' }).replace(status, 'status: "published"'))).total).toBe(0)
  })

  it('is refused before it costs much: bombs of aliases, anchors by the thousand, depth, twins, size', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (const [i, name] of [...'bcdefgh'].entries())
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
    expect(await said(bomb.join('\n'))).toContain('alias')
    expect(await said('&a '.repeat(30_000))).toContain('anchors, aliases and tags')
    expect(await said('['.repeat(60_000))).toContain('nested too deeply')
    expect(await said(written().replace('{unit: 1}', `{unit: ${'['.repeat(40)}${']'.repeat(40)}}`))).toContain(
      'nested deeper',
    )
    const twins = await check('a:\n'.repeat(20_000))
    expect([twins.findings.length, twins.total]).toEqual([100, 19_999])
    const wide = `${written({ model: 'Wide' })}# ${'宽'.repeat(50_000)}`
    expect(await said(wide)).toContain('bytes; a profile may have 131072')
    const huge = await post(ann, '', { yaml: '#'.repeat(200_000) })
    expect([huge.status, codeOf(huge)]).toEqual([400, 'http.request_malformed'])
    expect(await said(Array.from({ length: 15_000 }, (_, i) => `k${i}:`).join('\n'))).toContain('lacks maker')
  })
})
