import { type AssetId, batchOf, type GrantId, newId, Status, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'
import type { Write } from './schema.ts'

let platform: TestPlatform
let north: Side
let south: Side
let operator: Ask
let engineer: Ask
let boiler: string
let works: string
const ids: Record<string, string> = {}
const seriesOf: Record<string, number> = {}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const { series } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [
      { name: 'Setpoint', type: 'double', unit: 'bar', low: 0, high: 12, writable: true },
      { name: 'Burner', type: 'boolean', writable: true },
      { name: 'Pressure', type: 'double', unit: 'bar' },
      { name: 'Note', type: 'string', writable: true },
    ],
  })
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'press' },
    assetPath: ['Works', 'Press'],
    points: [{ name: 'Speed', type: 'int64', writable: true }],
  })
  const now = Date.now() * 1_000
  platform.latest.update(north.id, batchOf([[series[0] as number, now, 8]]))
  for (const { name, id } of (await north.ask('/points')).body.items) ids[name] = id
  ;['Setpoint', 'Burner', 'Pressure', 'Note'].forEach((name, i) => {
    seriesOf[name] = series[i] as number
  })
  const assets = (await north.ask('/assets')).body.items
  boiler = assets.find(({ name }) => name === 'Boiler')?.id ?? ''
  works = assets.find(({ name }) => name === 'Works')?.id ?? ''
  operator = await north.member('operator', [{ role: 'operator' }])
  engineer = await north.member('engineer', [{ role: 'engineer' }])
})
afterAll(() => platform.close())
const standard =
  (): TestPlatform['machine']['answer'] =>
  ({ value }) => ({ is: 'told', status: 0, value })
afterEach(async () => {
  platform.machine.answer = standard()
  platform.machine.taken.length = 0
  for (const { id } of (await north.ask('/write-rules')).body.items)
    await north.ask(`/write-rules/${id}`, { method: 'DELETE' })
})

type Told = { status: number; body: Write & { code?: string } }
const write = async (who: Ask, name: string, value: unknown, more: object = {}): Promise<Told> =>
  (await who(`/points/${ids[name]}/writes${'grant' in more ? `?grant=${String(more.grant)}` : ''}`, {
    method: 'POST',
    body: { value, reason: 'Load change at shift begin', ...more },
  })) as unknown as Told
const decide = async (who: Ask, id: string, what: 'confirmation' | 'refusal', body: object = {}): Promise<Told> =>
  (await who(`/writes/${id}/${what}`, { method: 'POST', body })) as unknown as Told
const rule = (asset: string | null, confirm: boolean, minutes = 30) =>
  north.ask('/write-rules', { method: 'PUT', body: { asset, confirm, minutes } })
const audited = async (side: Side, id: string) =>
  ((await side.ask('/audit?limit=50')).body.items as unknown as { action: string; detail?: { write?: string } }[])
    .filter(({ detail }) => detail?.write === id)
    .map(({ action }) => action)
    .reverse()

const share = async (actions: string[]) => {
  const body = {
    asset: boiler,
    receiver: 'south',
    actions,
    purpose: 'Joint tuning of the burner',
    endsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  }
  return String((await north.ask('/grants', { method: 'POST', body })).body['id'])
}

describe('a write', () => {
  it('goes out, is read back, and stands in the audit with before and after', async () => {
    const { status, body } = await write(operator, 'Setpoint', 8.5)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'done',
      value: 8.5,
      reason: 'Load change at shift begin',
      askedBy: { kind: 'person', name: 'operator' },
      before: { value: 8, quality: 'good' },
      after: { value: 8.5 },
      statusName: 'Good',
      point: { name: 'Setpoint', path: ['Works', 'Boiler'], type: 'double', unit: 'bar', low: 0, high: 12 },
    })
    expect(platform.machine.taken).toEqual([
      { operation: body.id, source: { group: 'g', node: 'n', device: 'boiler' }, point: 'Setpoint', value: 8.5 },
    ])
    expect(await audited(north, body.id)).toEqual(['write.asked', 'write.done'])
    const [record] = (await north.ask('/audit?limit=1')).body.items as unknown as { detail: object; actor: object }[]
    expect(record).toMatchObject({ actor: { name: 'operator' }, detail: { before: 8, after: 8.5, value: 8.5 } })
  })

  it('needs the right, a reason, and a value that fits', async () => {
    const viewer = await north.member('viewer', [{ role: 'viewer' }])
    expect((await write(viewer, 'Setpoint', 8)).status).toBe(403)
    expect((await write(operator, 'Setpoint', 8, { reason: '' })).status).toBe(400)
    expect((await write(operator, 'Setpoint', 8, { reason: undefined })).status).toBe(400)
    expect((await write(operator, 'Setpoint', 'high')).body.code).toBe('commands.value_type')
    expect((await write(operator, 'Setpoint', 12.5)).body.code).toBe('commands.out_of_range')
    expect((await write(operator, 'Pressure', 8)).body.code).toBe('commands.not_writable')
    expect((await write(operator, 'Setpoint', null)).status).toBe(400)
    expect((await write(operator, 'Setpoint', { a: 1 })).status).toBe(400)
    expect(platform.machine.taken).toEqual([])
  })

  it('of somebody limited to a subtree ends at its border', async () => {
    const fitter = await north.member('fitter', [{ role: 'operator', below: boiler }])
    expect((await write(fitter, 'Setpoint', 7)).body.state).toBe('done')
    expect((await write(fitter, 'Speed', 7)).status).toBe(404)
    const press = (await write(operator, 'Speed', 5)).body.id
    expect((await fitter(`/writes/${press}`)).status).toBe(404)
    const seen = (await fitter('/writes')).body.items as unknown as Write[]
    expect(new Set(seen.map(({ point }) => point.name))).toEqual(new Set(['Setpoint']))
  })

  it('sent again with the same id is done once; the id of another is refused', async () => {
    const id = newId()
    const [one, two] = await Promise.all([
      write(operator, 'Setpoint', 6, { id }),
      write(operator, 'Setpoint', 6, { id }),
    ])
    expect([one.body.id, two.body.id]).toEqual([id, id])
    expect((await write(operator, 'Setpoint', 6, { id })).body.state).toBe('done')
    expect(platform.machine.taken).toHaveLength(1)
    expect((await write(operator, 'Setpoint', 5, { id })).body.code).toBe('commands.id_taken')
    expect((await write(engineer, 'Setpoint', 6, { id })).body.code).toBe('commands.id_taken')
    const foreign = await write(askerOf(platform, south.token), 'Setpoint', 6, { id })
    expect(foreign.status).toBe(404)
  })

  it('is listed by when the platform was asked, page by page, whatever clock made its id', async () => {
    const early = newId(0)
    const late = newId(Date.now() + 86_400_000)
    for (const id of [late, early]) await write(operator, 'Speed', 4, { id })
    const first = (await operator('/writes?limit=1')).body as unknown as { items: Write[]; next: string }
    const second = (await operator(`/writes?limit=1&cursor=${first.next}`)).body.items
    expect([first.items[0]?.id, second[0]?.id]).toEqual([early, late])
  })

  it('that went out and was not answered is unknown, never failed', async () => {
    const told = async (answer: TestPlatform['machine']['answer']) => {
      platform.machine.answer = answer
      return (await write(operator, 'Burner', true)).body.state
    }
    expect(await told(() => ({ is: 'silent' }))).toBe('unknown')
    expect(await told(() => ({ is: 'told', status: Status.BadTimeout }))).toBe('unknown')
    expect(await told(() => ({ is: 'told', status: Status.BadCommunicationError }))).toBe('unknown')
    expect(await told(() => ({ is: 'unreachable' }))).toBe('failed')
    expect(await told(() => ({ is: 'told', status: Status.BadNotWritable, message: 'read only' }))).toBe('failed')
  })

  it('never stays on its way, whatever the edge answers or however sending fails', async () => {
    const told = async (answer: TestPlatform['machine']['answer']) => {
      platform.machine.answer = answer
      return (await write(operator, 'Note', 'new')).body
    }
    const broken = await told(() => {
      throw new Error('the broker is gone')
    })
    expect(broken).toMatchObject({ state: 'unknown', message: expect.stringContaining('not known') })
    expect(await told(() => ({ is: 'told', status: Status.UncertainSubNormal }))).toMatchObject({ state: 'unknown' })
    const odd = 'a\0b\ud800c'
    const read = await told(() => ({ is: 'told', status: 0, value: odd, message: odd }))
    expect(read).toMatchObject({ state: 'done', message: 'a\ufffdb\ufffdc', after: { value: 'a\ufffdb\ufffdc' } })
    platform.machine.answer = standard()
    platform.latest.update(north.id, batchOf([[seriesOf['Note'] as number, Date.now() * 1_000, odd]]))
    expect((await write(operator, 'Note', 'next')).body).toMatchObject({
      state: 'done',
      before: { value: 'a\ufffdb\ufffdc' },
    })
    expect((await operator('/writes?state=sending')).body.items).toEqual([])
  })

  it('to a node that tells nothing of writes is proven by what its point reports next', async () => {
    platform.machine.answer = () => {
      setTimeout(() => {
        const at = Date.now() * 1_000
        platform.latest.update(north.id, batchOf([[seriesOf['Setpoint'] as number, at, Math.fround(9.1)]]))
      }, 50)
      return { is: 'sent', at: 0 }
    }
    const { body } = await write(operator, 'Setpoint', 9.1)
    expect(body).toMatchObject({ state: 'done', after: { value: Math.fround(9.1) } })
  })
})

describe('four eyes', () => {
  it('hold a write back until somebody else confirms it', async () => {
    expect((await rule(boiler, true)).status).toBe(200)
    const { body } = await write(operator, 'Setpoint', 9)
    expect(body).toMatchObject({ state: 'waiting' })
    expect(Date.parse(body.expiresAt ?? '') - Date.parse(body.askedAt)).toBe(30 * 60_000)
    expect(platform.machine.taken).toEqual([])
    expect((await decide(operator, body.id, 'confirmation')).body.code).toBe('commands.second_person')
    const done = await decide(engineer, body.id, 'confirmation', { note: 'Seen on site' })
    expect(done.body).toMatchObject({
      state: 'done',
      decidedBy: { name: 'engineer' },
      note: 'Seen on site',
      after: { value: 9 },
    })
    expect(platform.machine.taken).toHaveLength(1)
    expect((await decide(engineer, body.id, 'confirmation')).body.code).toBe('commands.not_waiting')
    expect(await audited(north, body.id)).toEqual(['write.asked', 'write.confirmed', 'write.done'])
  })

  it('let one of two who confirm at once through', async () => {
    await rule(null, true)
    const second = await north.member('second', [{ role: 'engineer' }])
    const { id } = (await write(operator, 'Setpoint', 9)).body
    const told = await Promise.all([decide(engineer, id, 'confirmation'), decide(second, id, 'confirmation')])
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(platform.machine.taken).toHaveLength(1)
  })

  it('can refuse with a reason, and who asked can withdraw', async () => {
    await rule(null, true)
    const one = (await write(operator, 'Setpoint', 9)).body
    expect((await decide(engineer, one.id, 'refusal')).status).toBe(400)
    expect((await decide(engineer, one.id, 'refusal', { note: 'Too high for the season' })).body.state).toBe('refused')
    const two = (await write(operator, 'Setpoint', 9)).body
    const withdraw = async (who: Ask) => (await who(`/writes/${two.id}`, { method: 'DELETE' })).status
    expect(await withdraw(engineer)).toBe(403)
    expect(await withdraw(operator)).toBe(204)
    expect(await withdraw(operator)).toBe(409)
    expect(platform.machine.taken).toEqual([])
  })

  it('are asked where the nearest rule says so', async () => {
    await rule(null, true)
    await rule(works, false)
    await rule(boiler, true, 5)
    expect((await write(operator, 'Setpoint', 9)).body.state).toBe('waiting')
    expect((await write(operator, 'Speed', 3)).body.state).toBe('done')
    expect((await north.ask('/write-rules')).body.items).toHaveLength(3)
    await rule(boiler, false)
    expect((await north.ask('/write-rules')).body.items).toHaveLength(3)
    expect((await write(operator, 'Setpoint', 9)).body.state).toBe('done')
    expect((await operator('/write-rules', { method: 'PUT', body: { asset: null, confirm: false } })).status).toBe(403)
  })

  it('see no write of a program, nor of its maker, as two people', async () => {
    await rule(null, true)
    const made = await north.ask('/programs', {
      method: 'POST',
      body: { kind: 'key', name: 'script', scopes: ['point:write', 'write:confirm', 'asset:read'] },
    })
    const { program, secret } = made.body as unknown as { program: { id: string }; secret: string }
    await north.ask('/assignments', { method: 'POST', body: { holder: program.id, role: 'operator' } })
    const script = askerOf(platform, secret)
    const asked = (await write(script, 'Setpoint', 9)).body
    expect(asked).toMatchObject({ state: 'waiting', askedBy: { kind: 'program' } })
    expect(asked.askedBy).not.toHaveProperty('maker')
    expect((await decide(north.ask, asked.id, 'confirmation')).body.code).toBe('commands.second_person')
    const other = (await write(operator, 'Setpoint', 9)).body
    expect((await decide(script, other.id, 'confirmation')).body.code).toBe('commands.second_person')
    expect((await decide(engineer, asked.id, 'confirmation')).body.state).toBe('done')
  })

  describe('see through a program', () => {
    interface Made {
      readonly program: { readonly id: string }
      readonly secret: string
    }
    const program = async (who: Ask, giver: Ask, role: string): Promise<Made> => {
      const made = (await who('/programs', { method: 'POST', body: { kind: 'key', name: 'script' } }))
        .body as unknown as Made
      await giver('/assignments', { method: 'POST', body: { holder: made.program.id, role } })
      return made
    }
    const refused = async (who: Ask, id: string) =>
      expect((await decide(who, id, 'confirmation')).body.code).toBe('commands.second_person')

    it('whose secret somebody else gave themselves anew', async () => {
      await rule(null, true)
      const second = await north.member('rotates', [{ role: 'tenant_admin' }])
      const made = await program(north.ask, north.ask, 'operator')
      const rotated = await second(`/programs/${made.program.id}/rotation`, { method: 'POST', body: {} })
      const { id } = (await write(askerOf(platform, String(rotated.body['secret'])), 'Setpoint', 9)).body
      await refused(second, id)
      await refused(north.ask, id)
      expect((await decide(engineer, id, 'confirmation')).body.state).toBe('done')
    })

    it('that another program made', async () => {
      await rule(null, true)
      const first = await program(north.ask, north.ask, 'tenant_admin')
      const second = await program(askerOf(platform, first.secret), north.ask, 'operator')
      await refused(north.ask, (await write(askerOf(platform, second.secret), 'Setpoint', 9)).body.id)
    })

    it('of a guest, made by somebody who is at home here, too', async () => {
      await rule(null, true)
      const invited = await north.ask('/invitations', {
        method: 'POST',
        body: { name: 'both', roles: [{ role: 'engineer' }] },
      })
      const body = { token: invited.body['token'], username: 'South-admin', password: TEST_PASSWORD, account: 'own' }
      expect((await askerOf(platform, '')('/invitations/acceptance', { method: 'POST', body })).status).toBe(201)
      const grant = await share(['asset:read', 'point:read', 'point:write'])
      const made = await program(south.ask, south.ask, 'operator')
      const { id, state } = (await write(askerOf(platform, made.secret), 'Setpoint', 9, { grant })).body
      expect(state).toBe('waiting')
      const both = askerOf(platform, await platform.signIn('South-admin'))
      await both('/session/organisation', { method: 'POST', body: { tenant: north.id } })
      await refused(both, id)
    })
  })

  it('confirm nothing for a guest who was sent away at home', async () => {
    await rule(boiler, true)
    const grant = await share(['asset:read', 'point:read', 'point:write'])
    const temp = await south.member('temp', [{ role: 'operator' }])
    const { id } = (await write(temp, 'Setpoint', 9, { grant })).body
    const [member] = (await south.ask('/members?search=temp')).body.items
    await south.ask(`/members/${member?.id}`, { method: 'DELETE' })
    expect((await decide(engineer, id, 'confirmation')).body.code).toBe('commands.asker_may_not')
  })

  it('confirm nothing for somebody who may no longer write', async () => {
    await rule(null, true)
    const leaving = await north.member('leaving', [{ role: 'operator' }])
    const { id } = (await write(leaving, 'Setpoint', 9)).body
    const member = (await north.ask('/members')).body.items.find(
      (item) => (item as unknown as { username: string }).username === 'leaving',
    )
    await north.ask(`/members/${member?.id}/suspension`, { method: 'POST' })
    expect((await decide(engineer, id, 'confirmation')).body.code).toBe('commands.asker_may_not')
    expect(platform.machine.taken).toEqual([])
  })

  it('let a thousand writes wait in an organisation, not one more', async () => {
    await rule(boiler, true)
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`insert into writes (id, tenant_id, point_id, value, reason, asked_by, asked_at, state, expires_at)
        select gen_random_uuid(), ${north.id}, ${ids['Setpoint']}, '1', 'flood', '{"kind":"person","id":"x","name":"x"}', now(), 'waiting', now() + interval '1 hour'
        from generate_series(1, 1000)`),
    )
    expect((await write(operator, 'Setpoint', 9)).body.code).toBe('commands.too_many_open')
    expect((await write(operator, 'Speed', 9)).body.state).toBe('done')
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`update writes set state = 'withdrawn' where reason = 'flood'`),
    )
  })

  it('end by themselves when the time is over', async () => {
    await rule(null, true)
    const { id } = (await write(operator, 'Setpoint', 9)).body
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`update writes set expires_at = now() - interval '1 second' where id = ${id}`),
    )
    expect((await decide(engineer, id, 'confirmation')).body.code).toBe('commands.not_waiting')
    await expect.poll(async () => (await operator(`/writes/${id}`)).body['state']).toBe('expired')
    expect(await audited(north, id)).toEqual(['write.asked', 'write.expired'])
  })
})

describe('through a grant', () => {
  /** Past the code, as somebody who found a way around it would. */
  const byForce = (grant: string, guest: TenantId | undefined) =>
    platform.database.tenants.within(
      { tenant: north.id, below: [boiler as AssetId], grant: { id: grant as GrantId, guest, until: 2 ** 53 } },
      (tx) =>
        tx.execute(sql`insert into writes (id, tenant_id, point_id, value, reason, asked_by, asked_at, grant_id, state)
          values (${newId()}, ${north.id}, ${ids['Setpoint']}, '1', 'by force', '{}', now(), ${grant}, 'sending')`),
    )
  it('another organisation writes what it was given, and both audits tell it', async () => {
    const grant = await share(['asset:read', 'point:read', 'point:write'])
    const tuner = await south.member('tuner', [{ role: 'operator' }])
    const { body } = await write(tuner, 'Setpoint', 7.5, { grant })
    expect(body).toMatchObject({ state: 'done', grant, askedBy: { name: 'tuner' } })
    // The same again, as after a lost reply, is told once.
    expect((await write(tuner, 'Setpoint', 7.5, { grant, id: body.id })).body.state).toBe('done')
    expect((await write(tuner, 'Speed', 3, { grant })).status).toBe(404)
    for (const side of [north, south]) expect(await audited(side, body.id)).toEqual(['write.asked', 'write.done'])
    const seen = (await tuner(`/writes?grant=${grant}`)).body.items as unknown as Write[]
    expect(seen.map(({ id }) => id)).toEqual([body.id])
  })

  it('it waits for somebody of the organisation whose machine it is', async () => {
    await rule(boiler, true)
    const grant = await share(['asset:read', 'point:read', 'point:write'])
    const { id, state } = (await write(south.ask, 'Setpoint', 7, { grant })).body
    expect(state).toBe('waiting')
    expect((await decide(south.ask, id, 'confirmation')).status).toBe(404)
    expect(
      (await south.ask(`/writes/${id}/confirmation?grant=${grant}`, { method: 'POST', body: {} })).status,
    ).not.toBe(200)
    expect((await decide(engineer, id, 'confirmation')).body.state).toBe('done')
    for (const side of [north, south])
      expect(await audited(side, id)).toEqual(['write.asked', 'write.confirmed', 'write.done'])
  })

  it('nothing goes out any more once it is revoked, even if it waited', async () => {
    await rule(boiler, true)
    const grant = await share(['asset:read', 'point:read', 'point:write'])
    const { id } = (await write(south.ask, 'Setpoint', 7, { grant })).body
    await north.ask(`/grants/${grant}`, { method: 'DELETE' })
    expect((await write(south.ask, 'Setpoint', 7, { grant })).status).toBe(404)
    expect((await decide(engineer, id, 'confirmation')).body.code).toBe('commands.asker_may_not')
    expect(platform.machine.taken).toEqual([])
  })

  it('a link never writes: not when it is made, and not by force', async () => {
    const endsAt = new Date(Date.now() + 86_400_000).toISOString()
    const body = { asset: boiler, actions: ['asset:read', 'point:read'], purpose: 'Look', endsAt }
    const acting = await north.ask('/grants', { method: 'POST', body: { ...body, actions: ['point:write'] } })
    expect(acting.body['code']).toBe('access.link_acts')
    const link = (await north.ask('/grants', { method: 'POST', body })).body
    const holder = askerOf(platform, String(link['token']))
    expect((await write(holder, 'Setpoint', 7)).status).toBe(403)
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`update grants set actions = actions || '{point:write}' where id = ${String(link['id'])}`),
    )
    platform.services.access.changed()
    expect((await write(holder, 'Setpoint', 7)).body.code).toBe('access.link_acts')
    await expect(byForce(String(link['id']), undefined)).rejects.toMatchObject({ cause: { code: '42501' } })
    expect(platform.machine.taken).toEqual([])
  })

  it('of reading alone nobody writes, and the database says so, too', async () => {
    const grant = await share(['asset:read', 'point:read'])
    expect((await write(south.ask, 'Setpoint', 7, { grant })).status).toBe(404)
    await expect(byForce(grant, south.id)).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

it('what was on its way when the platform died is unknown after the next start', async () => {
  const id = newId()
  await platform.database.tenants.within(north.id, (tx) =>
    tx.execute(sql`insert into writes (id, tenant_id, point_id, value, reason, asked_by, asked_at, state)
      values (${id}, ${north.id}, ${ids['Setpoint']}, '1', 'cut off', '{"kind":"person","id":"x","name":"x"}', now(), 'sending')`),
  )
  await platform.services.commands.begin(north.id)
  expect((await operator(`/writes/${id}`)).body).toMatchObject({ state: 'unknown' })
  expect(await audited(north, id)).toEqual(['write.unknown'])
})
