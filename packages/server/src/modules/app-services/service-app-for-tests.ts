import { appOf } from '@millrace/apps'
import { pack } from '@millrace/packaging'

/** What a test changes of the app that all of them pack. */
export interface ServiceApp {
  readonly id: string
  readonly code: string
  /** Lines of services beside `main`, which is http alone. */
  readonly services?: readonly string[]
  readonly permissions?: readonly string[]
  readonly reaches?: readonly string[]
  readonly timeMs?: number
  readonly version?: string
  /** Lines of processes outside. */
  readonly processes?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
}

const words = (text: string): string => `{ en: ${text}, zh: ${text} }`

/** An app of one pump, with a table, a secret and the service `main`. */
export function serviceApp({
  id,
  code,
  services = [],
  permissions = ['point:read'],
  reaches = [],
  timeMs = 2_000,
  version = '1.0.0',
  processes = [],
  files = {},
}: ServiceApp): Uint8Array {
  const asks = permissions.map((action) => `{ action: '${action}', why: ${words('Why')} }`)
  const manifest = `id: ${id}
version: ${version}
title: ${words('Pumps')}
summary: ${words('Pumps')}
description: ${words('Pumps')}
owner: The works
licence: Apache-2.0
taxonomy: { reach: enterprise, stages: [production], scenarios: [energy] }
needs:
  - name: pump
    title: ${words('Pump')}
    equipmentClass: process-pump
    properties:
      - { name: power, title: ${words('Power')}, type: number, unit: kW }
      - { name: setpoint, title: ${words('Setpoint')}, type: number, optional: true${permissions.includes('point:write') ? ', writes: true' : ''} }
permissions: [${asks.join(', ')}]
${reaches.length > 0 ? `reaches: [${reaches.join(', ')}]` : ''}
settings:
  - { name: price, title: ${words('Price')}, type: number, default: 0.5 }
  - { name: token, title: ${words('Token')}, type: secret }
services:
  - { name: main, title: ${words('Main')}, file: services/main.js, http: true, timeMs: ${timeMs} }
${services.map((line) => `  - { title: ${words('More')}, file: services/main.js, ${line} }`).join('\n')}
${processes.length > 0 ? `processes:\n${processes.map((name) => `  - { name: ${name}, title: ${words('Process')}, command: node process.mjs }`).join('\n')}` : ''}
tables:
  - name: kept
    title: ${words('Kept')}
    columns: [{ name: id, type: text }, { name: at, type: time, optional: true }, { name: n, type: number, optional: true }]
    key: [id]
`
  const all = { 'app.yaml': manifest, 'services/main.js': code, ...files }
  const bytes = Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)] as const)
  return pack(appOf(new Map(bytes)).files)
}
