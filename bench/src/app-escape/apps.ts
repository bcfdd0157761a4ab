import { pack } from '@millrace/packaging'
import type { Caller, Reply } from '../security/api.ts'

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export interface Packed {
  readonly name: string
  /** The module of its service. */
  readonly code?: string
  readonly version?: string
  readonly permissions?: readonly string[]
  readonly reaches?: readonly string[]
  readonly timeMs?: number
}

/** An app of one asset with a table, and a service `main` where it has code. */
export function appFiles({
  name,
  code,
  version = '1.0.0',
  permissions = ['point:read'],
  reaches = [],
  timeMs = 500,
}: Packed) {
  const words = '{en: Escape, zh: 逃逸}'
  const asks = permissions.map((action) => `{action: '${action}', why: ${words}}`)
  const manifest = `id: escape/${name}
version: ${version}
title: ${words}
summary: ${words}
description: ${words}
owner: Nobody
licence: MIT
taxonomy: {reach: enterprise, stages: [production], scenarios: [energy]}
needs:
  - name: place
    title: ${words}
    equipmentClass: air-compressor
    properties: [{name: pressure, title: ${words}, type: number, optional: true}]
permissions: [${asks.join(', ')}]
tables: [{name: kept, title: ${words}, columns: [{name: id, type: text}, {name: n, type: number, optional: true}], key: [id]}]
${code === undefined ? '' : `services: [{name: main, title: ${words}, file: services/main.js, http: true, timeMs: ${timeMs}}]`}
${code === undefined || reaches.length === 0 ? '' : `reaches: [${reaches.join(', ')}]`}
`
  const files = new Map([['app.yaml', bytes(manifest)]])
  if (code !== undefined) files.set('services/main.js', bytes(code))
  return files
}

export const packed = (of: Packed): Uint8Array => pack(appFiles(of))

export interface Installed {
  readonly id: string
  readonly app: string
  call(input?: unknown): Promise<Reply>
  uninstall(): Promise<void>
}

/** On the shelf, agreed to, and bound to an asset. */
export async function install(caller: Caller, of: Packed, asset: string): Promise<Installed> {
  const version = (await caller.need('/apps/packages', { method: 'POST', body: packed(of) })) as Record<string, unknown>
  const { app, version: number, asks: agreed } = version
  const body = { app, version: number, agreed, bound: { place: [asset] } }
  const id = String((await caller.need('/apps/installations', { method: 'POST', body }))['id'])
  return {
    id,
    app: String(app),
    call: (input = null) =>
      caller.askInTime(`/api/v1/apps/installations/${id}/services/main`, { method: 'POST', body: { input } }),
    async uninstall() {
      await caller.need(`/apps/installations/${id}`, { method: 'DELETE' })
    },
  }
}
