import type { KeyObject } from 'node:crypto'
import { appOf, signApp } from '@millrace/apps'
import { pack } from '@millrace/packaging'

/** What a test changes of the app that all of them pack. */
interface Packed {
  readonly id?: string
  readonly version?: string
  /** Lines of app.yaml in place of those that are there, or beside them. */
  readonly permissions?: string
  /** Lines of properties of its pumps beside those that are there. */
  readonly properties?: string
  /** That its pumps are of. */
  readonly equipmentClass?: string
  readonly columns?: string
  readonly least?: number
  readonly most?: number
  readonly price?: string
  /** It writes the power of pumps. */
  readonly writes?: boolean
  /** Lines of app.yaml about flows, models and classes. */
  readonly flows?: string
  readonly key?: KeyObject
}

/** A log of what pumps cost, with a table, a page and a secret. */
const manifestOf = ({
  id = 'works/pump-log',
  version = '1.0.0',
  permissions = "{ action: 'point:read', why: { en: To show it, zh: 用于显示 } }",
  columns = '',
  least = 1,
  most = 100,
  price = '{ type: number, low: 0, high: 10, default: 0.7 }',
  writes = false,
  flows = '',
  equipmentClass = 'process-pump',
  properties = '',
}: Packed): string => `id: ${id}
version: ${version}
title: { en: Pump log, zh: 水泵日志 }
summary: { en: What pumps cost, zh: 水泵花费 }
description: { en: A log of what every pump costs., zh: 记录每台水泵的花费。 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy], industries: [C34] }
needs:
  - name: pump
    title: { en: Pump, zh: 水泵 }
    equipmentClass: ${equipmentClass}
    least: ${least}
    properties:
      - { name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW${writes ? ', writes: true' : ''} }
      - { name: start, title: { en: Start, zh: 启动 }, type: boolean, optional: true }
${properties}permissions: [${permissions}]
settings:
  - ${price.replace('{', '{ name: price, title: { en: Price, zh: 电价 },')}
  - { name: token, title: { en: Token, zh: 令牌 }, type: secret }
pages: [{ name: board, title: { en: Board, zh: 看板 }, file: pages/board.html }]
tables:
  - name: entries
    title: { en: Entries, zh: 记录 }
    columns:
      - { name: id, type: text }
      - { name: at, type: time }
      - { name: day, type: date }
      - { name: count, type: integer }
      - { name: cost, type: number, optional: true }
      - { name: done, type: boolean }
      - { name: pump, type: asset, optional: true }
      - { name: more, type: json, optional: true }
${columns}
    key: [id]
    indexes: [[at]]
    most: ${most}
${flows}screenshots: [{ file: pictures/board.png, title: { en: The board, zh: 看板 } }]
`

/** @param files beside those that it has */
export function packedApp(packed: Packed = {}, files: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const app = appOf(
    new Map(
      Object.entries({
        'app.yaml': manifestOf(packed),
        'pages/board.html': '<h1>Pumps</h1>',
        'pictures/board.png': 'PNG',
        ...files,
      }).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
    ),
  )
  return pack(app.files, packed.key ? signApp(app.digest, packed.key) : undefined)
}
