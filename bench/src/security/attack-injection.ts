import { newId } from '@millrace/core'
import { type Arena, type Attack, inRounds, range, type Tally } from './attack-case.ts'
import { bearer, pause, type Said, send } from './attack-wire.ts'
import { type Document, exampleOf, type Operation } from './examples.ts'

const SLEEP_S = 3
const QUICK_PAYLOADS = 2

/** The classic ones; each breaks out of a different carelessness. */
const payloads = [
  `' or '1'='1`,
  `'; select pg_sleep(${SLEEP_S}); --`,
  `' || (select pg_sleep(${SLEEP_S}))::text || '`,
  '\u0000',
  '%',
  '\\',
  `' union select null,version(),null --`,
  '"',
  `') or ('1'='1' --`,
  '1 or 1=1',
  `1; select pg_sleep(${SLEEP_S})`,
  `(select 1 from pg_sleep(${SLEEP_S}))`,
  `case when (select usesuper from pg_user limit 1) then 1 else 1/0 end`,
  'asc; drop table users',
  'name desc, (select 1)',
  '$1',
  '{"$gt":""}',
  `x'; copy users to '/tmp/x'; --`,
  "admin'/*",
  '＇ or ＇1＇=＇1',
  '\u02bc or 1=1',
  '-1',
  '99999999999999999999999999',
  'NaN',
  '1e309',
  'null',
] as const

/** Nothing is called so. */
const HARMLESS = 'zqxjkvw'

interface Place {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** A place of a request that takes a text, with a request for each text that is put there. */
interface Field {
  readonly name: string
  readonly permission: string
  ask(text: string): { readonly method: string; readonly path: string; readonly body?: string }
  /** Words that must all stand in whatever is found. */
  readonly searches: boolean
}

const filled = (path: string): string => path.replaceAll(/\{(\w+)\}/g, () => newId())

function inQuery({ method, path, operation }: Place): Field[] {
  const needed = operation.parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name }) => [name, newId()] as [string, string])
  return operation.parameters
    .filter((one) => one.in === 'query')
    .map(({ name }) => ({
      name: `${method} ${path}?${name}`,
      permission: operation['x-permission'],
      searches: name === 'search',
      ask: (text) => ({
        method,
        path: `${filled(path)}?${new URLSearchParams([...needed.filter(([other]) => other !== name), [name, text]])}`,
      }),
    }))
}

/** A cursor is a text that we wrote ourselves, so it is forged with every number of keys. */
function inCursor(place: Place): Field[] {
  if (!place.operation.parameters.some(({ name }) => name === 'cursor')) return []
  return [1, 2, 3].map((keys) => ({
    name: `${place.method} ${place.path}?cursor, forged with ${keys}`,
    permission: place.operation['x-permission'],
    searches: false,
    ask: (text) => {
      const cursor = Buffer.from(JSON.stringify(Array.from({ length: keys }, () => text))).toString('base64url')
      return { method: place.method, path: `${filled(place.path)}?cursor=${cursor}` }
    },
  }))
}

function inPath({ method, path, operation }: Place): Field[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  return names.map((name) => ({
    name: `${method} ${path}`,
    permission: operation['x-permission'],
    searches: false,
    ask: (text) => ({ method, path: filled(path.replace(`{${name}}`, encodeURIComponent(text))) }),
  }))
}

/** Every text in an example of the body, by the way to it. */
function waysIn(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value === 'string') return [[...way]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => waysIn(part, [...way, key]))
}

function put(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = put(copy[key], rest, text)
  return copy
}

function inBody({ method, path, operation }: Place, document: Document): Field[] {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!schema) return []
  const example = exampleOf(schema, document, () => newId())
  return waysIn(example).map((way) => ({
    name: `${method} ${path} ${way.join('.')}`,
    permission: operation['x-permission'],
    searches: false,
    ask: (text) => ({ method, path: filled(path), body: JSON.stringify(put(example, way, text)) }),
  }))
}

/** What would end the attacker's own session, or is slow for a reason of its own (a password is hashed). */
const left = new Set(['/api/v1/session', '/api/v1/session/organisation', '/api/v1/me/password'])

function fieldsOf(document: Document): Field[] {
  const places = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  return places
    .filter(({ method, path }) => !(left.has(path) && method !== 'GET'))
    .flatMap((place) => [...inQuery(place), ...inCursor(place), ...inPath(place), ...inBody(place, document)])
}

const itemsOf = ({ text }: Said): unknown[] | undefined => {
  try {
    const { items } = JSON.parse(text) as { items?: unknown[] }
    return Array.isArray(items) ? items : undefined
  } catch {
    // Not every reply is a list.
    return undefined
  }
}

/** What a route answers 5xx for a reason: too many hash at once, or a service outside that is none. */
const ours = new Set(['factors.busy', 'outgoing.unreachable', 'outgoing.timed_out', 'federation.provider_unfit'])

function look(tally: Tally, field: Field, payload: string, said: Said, harmless: Said): void {
  const what = `${field.name} with ${JSON.stringify(payload)}`
  const fails = said.status === 0 || (said.status >= 500 && !ours.has(said.code ?? ''))
  // Told once for each field; the text is the first that did it.
  if (!fails || !tally.findings.some((finding) => finding.startsWith(`${field.name} with`)))
    tally.expect(!fails, () => `${what} is answered ${said.status} ${said.code}`)
  else tally.attempts++
  if (payload.includes('pg_sleep') && said.ms > SLEEP_S * 1_000) tally.found(`${what} took ${said.ms.toFixed(0)} ms`)
  const items = itemsOf(said)
  if (!items) return
  if (field.searches) {
    const words = payload.toLowerCase().split(/\s+/).filter(Boolean)
    const strange = items.find(
      (item) => !words.every((word) => JSON.stringify(item).toLowerCase().includes(JSON.stringify(word).slice(1, -1))),
    )
    // The audit is searched in a form of its own; a word that is in all of it would find all of it.
    if (strange && !field.name.includes('/audit')) tally.found(`${what} finds what it does not say`)
  }
  const plain = itemsOf(harmless)
  if (plain?.length === 0 && items.length > 0 && !field.searches)
    tally.found(`${what} finds ${items.length}, and a harmless text none`)
}

const injection: Attack = {
  name: 'SQL injection at every field of every route',
  async run({ stage, south, quick, progress }: Arena, tally) {
    const document = JSON.parse((await send(stage, { path: '/openapi.json' })).text) as Document
    const fields = fieldsOf(document)
    // One person may ask 200 times a second, so there are several.
    const helpers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((name) => south.member(`injector-${name}`, [{ role: 'tenant_admin' }])),
    )
    const operator = await stage.signIn('admin')
    const { name, secret } = await south.device('injector', { level: 1 })
    // In a small run each field gets a few of them in turn, so that all are tried somewhere.
    const each = quick ? QUICK_PAYLOADS : payloads.length
    const textsOf = new Map(
      fields.map((field, at) => [field, range(each).map((n) => payloads[(at * each + n) % payloads.length] as string)]),
    )
    progress(`${fields.length} fields of ${Object.keys(document.paths).length} paths, ${each} texts for each`)
    let turn = 0
    const tokenFor = (permission: string): string => {
      if (permission === 'device') return `${name}:${secret}`
      if (permission.startsWith('platform:')) return operator
      return helpers[turn++ % helpers.length]?.token as string
    }
    const ask = async (field: Field, text: string): Promise<Said> => {
      const { body, ...rest } = field.ask(text)
      for (;;) {
        const from = `198.18.${turn % 256}.${Math.floor(Math.random() * 256)}`
        const headers = {
          ...bearer(tokenFor(field.permission)),
          'x-forwarded-for': from,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        }
        const said = await send(stage, { ...rest, headers, ...(body === undefined ? {} : { body }) })
        if (said.code !== 'http.too_many_requests') return said
        await pause(500)
      }
    }
    await inRounds(fields, 6, async (field) => {
      const harmless = await ask(field, HARMLESS)
      for (const payload of textsOf.get(field) ?? []) look(tally, field, payload, await ask(field, payload), harmless)
    })
    const { items } = await south.admin.caller.need('/devices')
    tally.expect(items.length > 0, () => 'a table is gone')
  },
}

/** Parameters in shapes that a parser may turn into arrays and objects. */
const oddQueries: Attack = {
  name: 'parameters twice and as objects',
  async run({ stage, south }, tally) {
    const names = ['search', 'limit', 'cursor', 'parent', 'ids', 'from', 'state', 'grant', 'outcome']
    for (const list of ['assets', 'points', 'points/latest', 'devices', 'members', 'audit', 'grants/given', 'quotas']) {
      for (const key of names) {
        for (const query of [
          `${key}=a&${key}=b`,
          `${key}[]=a`,
          `${key}[a]=b`,
          `${key}=`,
          `${key}`,
          `${key}=%`,
          `${key}=%ff`,
          `${key}=%00`,
        ]) {
          const said = await send(stage, { path: `/api/v1/${list}?${query}`, headers: bearer(south.admin.token) })
          tally.expect(
            said.status < 500 && said.status > 0,
            () => `${list}?${query} is answered ${said.status} ${said.code}`,
          )
        }
      }
    }
  },
}

export const injectionAttacks: readonly Attack[] = [injection, oddQueries]
