import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '../../platform.ts'
import type { Screen, ScreenAssetList, ScreenListed, ScreenVersion } from './schema.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const at = { x: 0, y: 0, w: 6, h: 4 }
const words = (text: string) => ({ en: text, zh: text })
const screen = (title: string, more: object = {}) => ({
  format: 'millrace-screen/1',
  title: words(title),
  of: { is: 'plant' },
  widgets: [{ id: 'note', kind: 'text', at, text: words(title) }],
  ...more,
})

describe('screens', () => {
  const owned = new Owned()
  let platform: Platform
  let admin: string

  beforeAll(async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'millrace-screens-'))
    await chmod(dataFolder, 0o755)
    owned.add({ close: () => rm(dataFolder, { recursive: true, force: true }) })
    const settings = { dataFolder, host: '127.0.0.1', port: 0, mqttPort: 0, adminPassword: PASSWORD }
    platform = owned.add(await createPlatform({ ...settings, clock: systemClock, log: silentLog }))
    admin = await readFile(platform.tokenFile, 'utf8')
  })
  afterAll(() => owned.close())

  async function reply(path: string, method = 'GET', body?: object, bearer = admin): Promise<Response> {
    return fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }
  async function ask<T>(path: string, method = 'GET', body?: object, bearer = admin): Promise<T> {
    const told = await reply(path, method, body, bearer)
    const text = await told.text()
    expect([path, told.ok ? '' : text]).toEqual([path, ''])
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  const refusal = async (path: string, method: string, body: object, bearer = admin): Promise<string> =>
    ((await (await reply(path, method, body, bearer)).json()) as { code: string }).code

  it('keeps every save as a version, and overwrites none that somebody else saved', async () => {
    const made = await ask<Screen>('/screens', 'POST', { document: screen('First') })
    expect(made).toMatchObject({ revision: 1, title: words('First'), widgets: 1 })
    const path = `/screens/${made.id}`
    const second = { document: screen('Second'), revision: 1, comment: 'Better' }
    expect(await ask<Screen>(path, 'PUT', second)).toMatchObject({ revision: 2, title: words('Second') })
    expect(await refusal(path, 'PUT', { document: screen('Third'), revision: 1 })).toBe('screens.changed_meanwhile')
    expect((await ask<Screen>(path)).document.title).toEqual(words('Second'))
    const { items } = await ask<{ items: ScreenVersion[] }>(`${path}/versions`)
    expect(items.map(({ number, comment }) => [number, comment])).toEqual([
      [2, 'Better'],
      [1, undefined],
    ])
    expect((await ask<ScreenVersion>(`${path}/versions/1`)).document.title).toEqual(words('First'))
    expect(await refusal(`${path}/versions/9`, 'GET', undefined as never)).toBe('screens.version_unknown')
    await ask(path, 'DELETE')
    expect(await refusal(path, 'PUT', second)).toBe('screens.unknown')
  })

  it('takes what is a screen alone', async () => {
    const refused = (more: object) => refusal('/screens', 'POST', { document: screen('Wrong', more) })
    const note = { id: 'note', kind: 'text', at, text: words('x') }
    expect(await refused({ widgets: [note, note] })).toBe('screens.malformed')
    expect(await refused({ widgets: [{ ...note, at: { ...at, x: 20 } }] })).toBe('screens.malformed')
    expect(await refused({ widgets: [{ ...note, kind: 'iframe' }] })).toBe('http.request_malformed')
    expect(await refused({ widgets: [{ ...note, html: '<script>' }] })).toBe('http.request_malformed')
    expect(await refused({ of: { is: 'asset' } })).toBe('http.request_malformed')
  })

  it('serves every asset of a class, each to who sees it, and is changed by who may alone', async () => {
    const drawn = async (name: string) => (await ask<{ id: string }>('/assets', 'POST', { name })).id
    const [one, two] = [await drawn('Compressor 1'), await drawn('Compressor 2')]
    for (const asset of [one, two]) await ask(`/assets/${asset}/equipment-class`, 'POST', { class: 'air-compressor' })
    const of = { is: 'class', class: 'air-compressor' }
    const { id } = await ask<Screen>('/screens', 'POST', { document: screen('Compressors', { of }) })
    const assetsFor = async (bearer: string) =>
      (await ask<ScreenAssetList>(`/screens/${id}/assets`, 'GET', undefined, bearer)).items.map(({ name }) => name)
    expect(await assetsFor(admin)).toEqual(['Compressor 1', 'Compressor 2'])
    expect((await ask<{ items: ScreenListed[] }>('/screens?class=air-compressor')).items).toHaveLength(1)
    expect((await ask<{ items: ScreenListed[] }>('/screens?class=boiler')).items).toHaveLength(0)

    const invited = await ask<{ token: string }>('/invitations', 'POST', {
      name: 'part',
      roles: [{ role: 'viewer', below: one }],
    })
    const joins = { token: invited.token, username: 'part', password: PASSWORD }
    await ask('/invitations/acceptance', 'POST', joins)
    const { token } = await ask<{ token: string }>('/session', 'POST', { ...joins, kind: 'token' })
    expect(await assetsFor(token)).toEqual(['Compressor 1'])
    expect(await refusal(`/screens/${id}`, 'PUT', { document: screen('Mine'), revision: 1 }, token)).toBe(
      'http.forbidden',
    )
  })
})
