import { newId, systemClock } from '@millrace/core'
import { pack } from '@millrace/packaging'
import { EdgeSession, SparkplugType } from '@millrace/wire'
import { connectAsync } from 'mqtt'
import type { Drill, RunOptions } from '../run.ts'
import { Caller, type Reply } from '../security/api.ts'
import { type Document, exampleOf, type Ids, type Operation } from '../security/examples.ts'
import { type Company, openStage, type Stage } from '../security/stage.ts'

/** Stands in every name of the first organisation; it must not be seen from outside. */
const MARK = 'quicksilver'

interface Call {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

interface Findings {
  attempts: number
  readonly leaks: string[]
}

const callsOf = (document: Document): Call[] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

/** A Sparkplug node is born with a point that may be written, and leaves: the point stays. */
async function addWritable(stage: Stage, north: Company): Promise<void> {
  const [group, node] = [`${MARK}-works`, 'edge-1']
  const credential = await north.admin.caller.need('/devices/credentials', {
    method: 'POST',
    body: { as: 'edge', group, node },
  })
  const client = await connectAsync(`mqtt://127.0.0.1:${stage.mqttPort}`, {
    username: String(credential['name']),
    password: String(credential['secret']),
    reconnectPeriod: 0,
  })
  const properties = { writable: { type: SparkplugType.Boolean, value: true } }
  const metric = { name: `${MARK}-setpoint`, datatype: SparkplugType.Double, value: 1, properties }
  const session = new EdgeSession({
    group,
    node,
    clock: systemClock,
    lastBdSeq: 0,
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: [{ device: `${MARK}-press`, metrics: [metric] }] }),
    send: ({ topic, payload }) => client.publish(topic, Buffer.from(payload), { qos: 1 }),
    bornChanged: () => undefined,
  })
  session.connecting()
  session.connected()
  const found = async (): Promise<boolean> =>
    (await north.admin.caller.need(`/points?search=${MARK}-setpoint`)).items.length > 0
  while (!(await found())) await new Promise((resolve) => setTimeout(resolve, 50))
  await client.endAsync(true)
}

const profileText = `maker: ${MARK}
model: M1
kind: energy-meter
title: {en: ${MARK}, zh: ${MARK}}
drivers: [modbus-tcp]
sources: [{id: manual, kind: document, title: ${MARK}, publisher: ${MARK}}]
tables:
  - name: all
    verified: document
    sources: [{id: manual}]
    points: [{name: voltage, address: "holding:0", type: uint16, unit: V, low: 0, high: 300, en: ${MARK}, zh: ${MARK}}]
licence: MIT
author: ${MARK}
version: 0.1.0
status: draft
`

const mechanismText = `id: ${MARK}/pump
version: 1.0.0
title: {en: ${MARK}, zh: ${MARK}}
description: {en: ${MARK}, zh: ${MARK}}
owner: ${MARK}
licence: MIT
sources: [{id: own, kind: page, title: ${MARK}, seen: true}]
taxonomy: {domain: fluid}
inputs: [{name: x, en: ${MARK}, zh: ${MARK}, type: number}]
outputs: [{name: y, en: ${MARK}, zh: ${MARK}, type: number}]
runtime: {kind: formula, outputs: {y: x}}
cases: [{name: one, source: own, rows: [{inputs: {x: 1}, outputs: {y: {value: 1, absolute: 0}}}]}]
`

const appText = `id: ${MARK}/${MARK}
version: 1.0.0
title: {en: ${MARK}, zh: ${MARK}}
summary: {en: ${MARK}, zh: ${MARK}}
description: {en: ${MARK}, zh: ${MARK}}
owner: ${MARK}
licence: MIT
taxonomy: {reach: enterprise, stages: [production], scenarios: [energy]}
tables:
  - name: ${MARK}
    title: {en: ${MARK}, zh: ${MARK}}
    columns: [{name: id, type: text}]
    key: [id]
`

/** An app on the shelf, installed, with a row. */
async function addApp(north: Company): Promise<void> {
  const { caller } = north.admin
  const archive = pack(new Map([['app.yaml', new TextEncoder().encode(appText)]]))
  await caller.need('/apps/packages', { method: 'POST', body: archive })
  const app = `${MARK}/${MARK}`
  const body = { app, version: '1.0.0', agreed: [] }
  const { id } = await caller.need('/apps/installations', { method: 'POST', body })
  const rows = [{ id: MARK }]
  await caller.need(`/apps/installations/${id}/tables/${MARK}/rows`, { method: 'PUT', body: { rows } })
}

/** A model that runs at an asset, and a study of it. */
async function addRunning(north: Company, asset: string, point: string): Promise<void> {
  const { caller } = north.admin
  const named = { en: MARK, zh: MARK }
  const model = await caller.need('/mechanism-library', { method: 'POST', body: { folder: 'excess-air' } })
  const of = { mechanism: model['mechanism'], version: model['version'] }
  const binding = await caller.need('/bindings', {
    method: 'POST',
    body: {
      ...of,
      name: named,
      target: { assets: [asset] },
      inputs: { oxygen: { point } },
      outputs: { excess_air: { name: named } },
    },
  })
  const period = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() }
  const study = { kind: 'backtest', title: MARK, binding: binding['id'], asset, ...of, ...period }
  await caller.need('/studies', { method: 'POST', body: study })
}

/** A flow that is in force at an asset. */
async function addFlow(north: Company, asset: string): Promise<void> {
  const { caller } = north.admin
  const named = { en: MARK, zh: MARK }
  const document = {
    format: 'millrace-flow/1',
    title: named,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: `${MARK}-pressure` }, type: 'number' } },
      { id: 'y', type: 'out.point', settings: { name: `${MARK}-flow` } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
  }
  const flow = await caller.need('/flows', { method: 'POST', body: { document } })
  const path = `/flows/${flow['id']}`
  const version = await caller.need(`${path}/versions`, { method: 'POST', body: { revision: flow['revision'] } })
  const deployment = { version: version['number'], name: named, target: { assets: [asset] } }
  await caller.need(`${path}/deployments`, { method: 'POST', body: deployment })
}

/** A screen of an asset, with two versions. */
async function addScreen(north: Company, asset: string, point: string): Promise<void> {
  const { caller } = north.admin
  const at = { x: 0, y: 0, w: 6, h: 4 }
  const document = {
    format: 'millrace-screen/1',
    title: { en: MARK, zh: MARK },
    of: { is: 'asset', asset },
    widgets: [{ id: 'text', kind: 'text', at, text: { en: MARK, zh: MARK } }],
  }
  const { id, revision } = await caller.need('/screens', { method: 'POST', body: { document, comment: MARK } })
  const widgets = [...document.widgets, { id: 'value', kind: 'value', at: { ...at, y: 4 }, of: { point } }]
  await caller.need(`/screens/${id}`, { method: 'PUT', body: { document: { ...document, widgets }, revision } })
}

/** One that is in force, approved by a second person, and a change of it that waits. */
async function addAlarm(north: Company, asset: string, point: string): Promise<void> {
  const engineer = await north.member('alarm-engineer', [{ role: 'engineer' }])
  const definition = {
    asset,
    name: { en: MARK, zh: MARK },
    condition: { is: 'limit', point, side: 'high', limit: 5, deadband: 0, onDelay: 0, offDelay: 0 },
    consequence: 'major',
    respondWithin: 5,
    cause: MARK,
    effect: MARK,
    action: MARK,
    class: MARK,
    latching: false,
    acknowledgement: 'required',
    reAlarm: 'always',
    rationalised: true,
  }
  const propose = (body: object) => engineer.caller.need('/alarm-changes', { method: 'POST', body })
  const { id, alarm } = await propose({ definition, reason: MARK })
  await north.admin.caller.need(`/alarm-changes/${id}/approval`, { method: 'POST', body: {} })
  await propose({ alarm, definition: { ...definition, respondWithin: 1 }, reason: MARK })
}

/** Fills every kind of thing an organisation can have, so that every route has something to hide. */
async function furnish(stage: Stage, north: Company): Promise<void> {
  const { caller } = north.admin
  const post = (path: string, body: unknown): Promise<Reply> =>
    caller.askInTime(`/api/v1${path}`, { method: 'POST', body })
  await north.device(`${MARK}-boiler`, { [`${MARK}-pressure`]: 8.25, [`${MARK}-burner`]: true })
  await addWritable(stage, north)
  await caller.need('/write-rules', { method: 'PUT', body: { asset: null, confirm: true } })
  const [setpoint] = (await caller.need(`/points?search=${MARK}-setpoint`)).items
  await caller.need(`/points/${setpoint?.['id']}/writes`, { method: 'POST', body: { value: 2, reason: MARK } })
  const [asset] = (await caller.need('/assets')).items
  await post(`/assets/${asset?.['id']}/equipment-class`, { class: 'air-compressor' })
  await post('/roles', { name: MARK, title: MARK, actions: ['asset:read'] })
  await post('/invitations', { name: MARK, roles: [{ role: 'viewer' }] })
  const body = { asset: asset?.['id'], actions: ['asset:read'], purpose: MARK, endsAt: '2099-01-01T00:00:00Z' }
  await caller.need('/device-profiles', { method: 'POST', body: { yaml: profileText } })
  const files = [{ path: 'model.yaml', text: mechanismText }]
  await caller.need('/mechanisms/drafts', { method: 'POST', body: { files } })
  await addApp(north)
  await addRunning(north, String(asset?.['id']), String(setpoint?.['id']))
  await addFlow(north, String(asset?.['id']))
  await addScreen(north, String(asset?.['id']), String(setpoint?.['id']))
  await addAlarm(north, String(asset?.['id']), String(setpoint?.['id']))
  await post('/grants', { ...body, endsAt: new Date(Date.now() + 3_600_000).toISOString() })
  await post('/machines/enrolment-tokens', { as: 'device', name: `${MARK}-pump`, minutes: 60 })
  await post('/work-orders', { asset: asset?.['id'], title: MARK, priority: 'low' })
  const months = { is: 'months', every: 1, from: '2099-01-01T00:00:00Z' }
  const plan = { name: MARK, asset: asset?.['id'], instructions: MARK, checklist: [], priority: 'low', trigger: months }
  await post('/maintenance-plans', plan)
  await post('/notice-channels', {
    name: MARK,
    kind: 'webhook',
    settings: { url: 'https://hook.example/' },
    secrets: { key: `whsec_${'A'.repeat(44)}` },
  })
  const person = await caller.need('/notice-people', {
    method: 'POST',
    body: { name: MARK, language: 'en', phone: '13800000000' },
  })
  const rota = {
    name: MARK,
    zone: 'Asia/Shanghai',
    weekday: 1,
    at: '08:00',
    beginsOn: '2026-01-01',
    people: [person['id']],
  }
  await post('/notice-rotas', rota)
  const [channel] = (await caller.need('/notice-channels')).items
  const level = { afterMinutes: 0, channels: [channel?.['id']], people: [], rotas: [] }
  await post('/notice-rules', { name: MARK, priorities: ['low'], levels: [level] })
  const webhook = { name: MARK, address: 'https://hook.example/', types: ['asset.created'], enabled: false }
  const { id } = await caller.need('/webhooks', { method: 'POST', body: webhook })
  await post(`/webhooks/${id}/test`, {})
  await post('/identity-providers', {
    name: MARK,
    issuer: 'https://login.example',
    clientId: MARK,
    clientSecret: 'x'.repeat(20),
  })
}

/** Every list of an organisation, as its administrator sees it. */
async function listsOf(caller: Caller, calls: readonly Call[]): Promise<Map<string, Record<string, unknown>[]>> {
  const lists = new Map<string, Record<string, unknown>[]>()
  for (const { method, path } of calls) {
    if (method !== 'GET' || path.includes('{')) continue
    const items = (await caller.askInTime(path)).json?.['items']
    if (!Array.isArray(items)) continue
    // What ships with the platform is everybody's: nothing to hide.
    const own = (items as Record<string, unknown>[]).filter(({ origin }) => origin !== 'library')
    lists.set(path, own)
  }
  return lists
}

/** What stays the same while nobody changes anything. */
const settled = (lists: ReadonlyMap<string, Record<string, unknown>[]>): string =>
  JSON.stringify(
    [...lists]
      .filter(([path]) => !/audit|sessions|quotas|checkpoints|\/events$/.test(path))
      .map(([path, items]) => [
        path,
        // A delivery is tried again and again by itself; that there is no other one is what counts.
        path.endsWith('/notice-deliveries')
          ? items.map(({ id }) => id)
          : items.map(({ latest, lastSeen, lastSeenAt, lastUsedAt, state, behind, ...rest }) => rest),
      ]),
  )

/** Ids of the organisation by the name of the field or path that asks for one. */
function idsOf(lists: ReadonlyMap<string, Record<string, unknown>[]>): Ids {
  const first = (path: string, ...not: string[]): string =>
    String(lists.get(`/api/v1/${path}`)?.find((item) => !not.includes(String(item['id'])))?.['id'] ?? newId())
  const known: Record<string, string> = {
    asset: first('assets'),
    below: first('assets'),
    point: first('points'),
    device: first('devices'),
    holder: first('members'),
    tenant: first('members'),
  }
  return (field) => known[field] ?? first(field)
}

/** The path with an id of the list that it stands below. */
function addressOf({ path, operation }: Call, ids: Ids): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const list = path.split('/api/v1/')[1]?.split('/{')[0] ?? ''
    if (name === 'number') return '0'
    if (name === 'version') return /\/(flows|screens)\//.test(path) ? '1' : '1.0.0'
    if (name !== 'id') return MARK
    return ids(list === 'grants' ? 'grants/given' : list)
  })
  const query = operation.parameters
    .filter((one) => one.in === 'query' && (one.required || ['asset', 'device', 'grant', 'holder'].includes(one.name)))
    .map(
      ({ name }) =>
        `${name}=${encodeURIComponent(name === 'ids' || name === 'points' ? ids('point') : name === 'grant' ? ids('grants/given') : ids(name))}`,
    )
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

async function call(caller: Caller, one: Call, document: Document, ids: Ids): Promise<{ reply: Reply; sent: string }> {
  const address = addressOf(one, ids)
  const content = one.operation.requestBody?.content
  const [type, media] = Object.entries(content ?? {})[0] ?? []
  const body = media && type === 'application/json' ? exampleOf(media.schema, document, ids) : undefined
  const headers: Record<string, string> = one.path.endsWith('/history') ? { accept: 'text/csv' } : {}
  const reply = await caller.askInTime(address, {
    method: one.method,
    headers,
    ...(body === undefined ? {} : { body }),
  })
  return { reply, sent: `${address} ${JSON.stringify(body)}` }
}

/** The reply with everything the caller said themselves taken out, so that only what the platform adds is left. */
function withoutSent(text: string, sent: string): string {
  const ids = sent.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
  return ids.reduce((left, id) => left.replaceAll(id, 'ID'), text)
}

/** Ids that change from call to call say nothing. */
const plain = (text: string): string =>
  text.replaceAll(
    /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43}|\d{4}-\d\d-\d\dT[\d:.]+Z|"reference":"\w+"/g,
    '…',
  )

async function outsiders(
  stage: Stage,
  { north, south }: { readonly north: Company; readonly south: Company },
): Promise<{ shut: Caller[]; viewer: Caller; other: Caller }> {
  const { address, anonymous } = stage
  const key = async (name: string, expiresAt?: string): Promise<{ id: string; secret: string }> => {
    const body = { kind: 'key', name, scopes: ['asset:read'], ...(expiresAt ? { expiresAt } : {}) }
    const made = await north.admin.caller.need('/programs', { method: 'POST', body })
    const { program, secret } = made as unknown as { program: { id: string }; secret: string }
    return { id: program.id, secret }
  }
  const revoked = await key('revoked')
  await north.admin.caller.need(`/programs/${revoked.id}`, { method: 'DELETE' })
  const expired = await key('expired', new Date(Date.now() + 2_000).toISOString())
  const suspended = await north.member('suspended-one', [{ role: 'tenant_admin' }])
  await north.admin.caller.need(`/members/${suspended.id}/suspension`, { method: 'POST' })
  const gone = await north.member('signed-out', [{ role: 'tenant_admin' }])
  await gone.caller.need('/session', { method: 'DELETE' })
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  const viewer = await north.member('looks-only', [{ role: 'viewer' }])
  return {
    viewer: viewer.caller,
    other: south.admin.caller,
    shut: [
      anonymous,
      new Caller('revoked key', address, revoked.secret),
      new Caller('expired key', address, expired.secret),
      new Caller('suspended user', address, suspended.token),
      new Caller('signed-out session', address, gone.token),
    ],
  }
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number

/** Medians of the time for an id of the other organisation and for one that is nowhere, asked in turns. */
async function timing(other: Caller, one: Call, document: Document, ids: Ids, turns: number): Promise<number> {
  const times: [number[], number[]] = [[], []]
  // One id for all turns, as the other is: what is asked again may be remembered, whether it exists or not.
  const nowhere = newId()
  for (let i = 0; i < turns * 2; i++) {
    // By lot, not in turns: whatever comes back every second time would look like a difference.
    const which = Math.random() < 0.5 ? 0 : 1
    const begun = performance.now()
    await call(other, one, document, which === 0 ? ids : () => nowhere)
    times[which]?.push(performance.now() - begun)
  }
  return median(times[0]) / median(times[1])
}

async function overMqtt(stage: Stage, north: Company, south: Company, findings: Findings): Promise<void> {
  const { name, secret } = await south.device('spy', { a: 1 })
  const heard: string[] = []
  const topics = [
    '#',
    '+/+/#',
    `v1/${MARK}-boiler/#`,
    `spBv1.0/#`,
    `spBv1.0/${MARK}-works/NCMD/edge-1`,
    '$SYS/#',
    '$share/g/#',
  ]
  for (const topic of topics) {
    const client = await connectAsync(`mqtt://127.0.0.1:${stage.mqttPort}`, {
      username: name,
      password: secret,
      reconnectPeriod: 0,
    })
    client.on('message', (at, payload) => heard.push(`${at} ${payload}`))
    findings.attempts++
    // Refused or cut off: both are a no.
    const granted = await client.subscribeAsync(topic).catch(() => [])
    if (granted.some(({ qos }) => qos <= 2)) findings.leaks.push(`MQTT subscription to ${topic} granted`)
    await client.endAsync(true)
  }
  const before = JSON.stringify((await north.admin.caller.need('/points?limit=500')).items)
  for (const topic of [
    `v1/${MARK}-boiler/telemetry`,
    `spBv1.0/${MARK}-works/NBIRTH/edge-1`,
    `spBv1.0/STATE/millrace`,
  ]) {
    findings.attempts++
    const client = await connectAsync(`mqtt://127.0.0.1:${stage.mqttPort}`, {
      username: name,
      password: secret,
      reconnectPeriod: 0,
    })
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()))
    client.publish(topic, `{"${MARK}-pressure": 666}`, { qos: 1 })
    await cut
  }
  const after = JSON.stringify((await north.admin.caller.need('/points?limit=500')).items)
  if (before !== after) findings.leaks.push('MQTT: values of another organisation changed')
  for (const message of heard) findings.leaks.push(`MQTT: heard ${message.slice(0, 100)}`)
}

export const otherTenant: Drill = async ({ quick, progress }: RunOptions) => {
  const stage = await openStage()
  try {
    const findings: Findings = { attempts: 0, leaks: [] }
    const north = await stage.company(`North-${MARK}`)
    const south = await stage.company('South')
    await furnish(stage, north)
    await south.device('own', { a: 1 })
    const document = (await stage.anonymous.ask('/openapi.json')).json as unknown as Document
    const calls = callsOf(document)
    const { shut, viewer, other } = await outsiders(stage, { north, south })
    const lists = await listsOf(north.admin.caller, calls)
    const ids = idsOf(lists)
    const rights = new Set((await viewer.need('/me/rights')).items.map((item) => String(item['action'])))
    const hidden = [MARK, ...[...lists.values()].flat().map(({ id }) => String(id))].filter(
      (text) => text !== 'undefined' && text !== south.id && text.length > 9,
    )
    progress(`${calls.length} routes, ${hidden.length} things to hide`)

    const look = (who: string, one: Call, { reply, sent }: { reply: Reply; sent: string }): void => {
      findings.attempts++
      const text = withoutSent(reply.text, sent)
      const seen = hidden.find((secret) => text.includes(secret) && !sent.includes(secret))
      if (seen) findings.leaks.push(`${who}: ${one.method} ${one.path} tells ${seen}: ${reply.text.slice(0, 160)}`)
      if (reply.status >= 500) findings.leaks.push(`${who}: ${one.method} ${one.path} answers ${reply.status}`)
    }

    for (const one of calls) {
      const permission = one.operation['x-permission']
      for (const caller of permission === 'public' ? [] : shut) {
        const done = await call(caller, one, document, ids)
        look(caller.name, one, done)
        if (done.reply.status !== 401)
          findings.leaks.push(`${caller.name}: ${one.method} ${one.path} answers ${done.reply.status}, not 401`)
      }
      if (permission.includes(':') && !rights.has(permission)) {
        const { reply } = await call(viewer, one, document, ids)
        findings.attempts++
        if (reply.status !== 403)
          findings.leaks.push(`viewer: ${one.method} ${one.path} answers ${reply.status}, not 403`)
      }
      // Who signs out or moves their session would be shut out of what follows.
      if (permission === 'public' || permission === 'person') continue
      const theirs = await call(other, one, document, ids)
      look('other organisation', one, theirs)
      const nowhere = await call(other, one, document, () => newId())
      // Only what was asked with an id can tell one id from another.
      const same =
        !/[0-9a-f-]{36}/.test(theirs.sent) ||
        (theirs.reply.status === nowhere.reply.status &&
          plain(withoutSent(theirs.reply.text, theirs.sent)) === plain(withoutSent(nowhere.reply.text, nowhere.sent)))
      if (!same)
        findings.leaks.push(
          `other organisation: ${one.method} ${one.path} tells ${theirs.reply.status} from ${nowhere.reply.status}: ${theirs.reply.text.slice(0, 120)} / ${nowhere.reply.text.slice(0, 120)}`,
        )
    }
    progress(`${findings.attempts} attempts over HTTP`)

    let slowest = 1
    for (const one of calls.filter(({ method, path }) => method === 'GET' && path.includes('{id}'))) {
      if (one.operation['x-permission'] === 'public' || one.operation['x-permission'] === 'person') continue
      let ratio = await timing(other, one, document, ids, quick ? 15 : 60)
      // One slow turn of a busy machine is no sign; a difference that stays is.
      for (let again = 1; again <= 4 && (ratio > 1.5 || ratio < 0.67); again++)
        ratio = await timing(other, one, document, ids, again * (quick ? 30 : 120))
      if (ratio > 1.5 || ratio < 0.67)
        findings.leaks.push(`time: ${one.path} takes ${ratio.toFixed(2)} times as long for an id that exists`)
      if (Math.abs(Math.log(ratio)) > Math.abs(Math.log(slowest))) slowest = ratio
    }

    await overMqtt(stage, north, south, findings)
    const after = await listsOf(north.admin.caller, calls)
    for (const [path, items] of lists)
      if (settled(new Map([[path, items]])) !== settled(new Map([[path, after.get(path) ?? []]])))
        findings.leaks.push(`the first organisation was changed: ${path}`)
    for (const leak of findings.leaks) progress(leak)
    return {
      pass: findings.leaks.length === 0,
      figures: {
        routes: calls.length,
        attempts: findings.attempts,
        leaks: findings.leaks.length,
        widest_time_ratio: slowest,
      },
    }
  } finally {
    await stage.close()
  }
}
