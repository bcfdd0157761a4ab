import { generateKeyPairSync } from 'node:crypto'
import { pack, signPackage } from '@millrace/packaging'
import { describe, expect, it } from 'vitest'
import { checkApp } from './check.ts'
import { askedBy, consentChange } from './consent.ts'
import type { AppManifest, AppTable } from './manifest.ts'
import { boardYaml } from './manifest-for-tests.ts'
import { appOf, signApp, unpackApp } from './package.ts'
import { tablesChange } from './tables.ts'

const brought = [
  'pages/board.html',
  'pages/one.html',
  'services/prices.js',
  'flows/cost.json',
  'models/cost/model.yaml',
  'classes/board.yaml',
  'tests/board.yaml',
  'pictures/board.png',
]
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const filesOf = (yaml: string) =>
  new Map([['app.yaml', bytes(yaml)], ...brought.map((path) => [path, bytes('x')] as const)])
const board = (): AppManifest => appOf(filesOf(boardYaml)).manifest

describe('a package', () => {
  it('is packed, signed and unpacked as it was', async () => {
    const app = appOf(filesOf(boardYaml))
    const { privateKey } = generateKeyPairSync('ed25519')
    const read = await unpackApp(pack(app.files, signApp(app.digest, privateKey)))
    expect(read.app).toEqual(app)
    expect(read.signature?.fingerprint).toMatch(/^sha256:/)
  })

  it('with a signature that was made for a model is refused', async () => {
    const app = appOf(filesOf(boardYaml))
    const { privateKey } = generateKeyPairSync('ed25519')
    const other = signPackage({ signed: 'millrace-model/1' }, app.digest, privateKey)
    await expect(unpackApp(pack(app.files, other))).rejects.toMatchObject({ code: 'package.tampered' })
  })
})

describe('a manifest', () => {
  it('without mistakes has none', () => {
    expect(checkApp(boardYaml, new Set(brought)).findings).toEqual([])
  })

  it('that is laden with signs is not read', () => {
    expect(checkApp(`a: ${'{'.repeat(50_000)}`).findings[0]?.reason).toMatch(/signs of YAML/)
  })

  it.each<[string, string, string, RegExp]>([
    ['a key that nobody knows', 'licence: Apache-2.0', 'licence: Apache-2.0\nroot: true', /is no known setting/],
    ['a unit that is none', 'unit: kW }', 'unit: kiloW }', /kiloW/],
    ['a unit of a text', '{ name: id, type: text }', '{ name: id, type: text, unit: kW }', /numbers alone/],
    ['a property twice', '{ name: start,', '{ name: power,', /is one above/],
    ['a write that nobody asked for', "action: 'point:write'", "action: 'alarm:read'", /point:write/],
    ['neither class nor thing model', '    equipmentClass: air-compressor\n', '', /one of the two/],
    ['a default out of range', 'default: 0.7', 'default: 11', /within 0 and 10/],
    ['a default that is no choice', 'default: day', 'default: year', /must be a choice/],
    ['a default of a secret', 'type: secret }', 'type: secret, default: abc }', /everybody could read/],
    ['a page of assets without a need', ', at: asset, needs: [compressor]', ', at: asset', /pages of assets/],
    ['a page of a need that is none', 'needs: [compressor]', 'needs: [pump]', /is no need/],
    ['a service without a way in', ', every: 3600, http: true, events: [alarm.raised]', '', /way in/],
    ['a flow at a need that is none', 'for: compressor', 'for: pump', /is no need/],
    ['a parameter of a setting that is none', '{ price: price }', '{ price: cost }', /is no setting/],
    ['a parameter of a text', '{ price: price }', '{ price: view }', /is no setting that is a number/],
    ['a key that is no column', 'key: [id]', 'key: [number]', /is no column/],
    ['a key that may be empty', 'key: [id]', 'key: [cost]', /must be there/],
    ['a file that is not there', 'file: pages/board.html', 'file: pages/other.html', /no file of the package/],
    ['a page that is no page', 'file: pages/board.html', 'file: pages/board.exe', /must end in .html/],
    ['a path that leads up', 'file: pages/board.html', 'file: pages/../../x.html', /no file of the package/],
    ['a title with a line more', 'en: Air board', 'en: "Air\\nboard"', /pattern/],
    ['a title with half a letter', 'en: Air board', 'en: "Air \\uD800"', /none in Unicode/],
    ['a stage that is none', 'stages: [production]', 'stages: [anywhere]', /must be one of/],
    ['an industry that is none', 'industries: [C34]', 'industries: [Z1]', /pattern/],
    ['a host that is an address with a path', 'prices.example.org', 'https://prices.example.org/', /pattern/],
  ])('with %s says so, with its line', (_, from, to, said) => {
    const text = boardYaml.replace(from, to)
    expect(text).not.toBe(boardYaml)
    const { findings } = checkApp(text, new Set(brought))
    expect(findings.map(({ reason }) => reason).join('\n')).toMatch(said)
    for (const { line } of findings) expect(line).toBeGreaterThan(0)
  })
})

describe('consent', () => {
  it('is to everything that the app asks for', () => {
    expect(askedBy(board())).toEqual([
      { kind: 'action', action: 'point:read', on: 'bound' },
      { kind: 'action', action: 'point:write', on: 'bound' },
      { kind: 'write', need: 'compressor', property: 'start' },
      { kind: 'host', host: 'prices.example.org' },
      { kind: 'event', event: 'alarm.raised' },
      { kind: 'http', service: 'prices' },
    ])
  })

  it('is asked again for what a version asks more, and for nothing else', () => {
    const agreed = askedBy(board())
    expect(consentChange(agreed, board())).toEqual({ more: [], less: [] })
    const creeping = appOf(
      filesOf(
        boardYaml
          .replace(
            'why: { en: To show it, zh: 用于显示 } }',
            'why: { en: To show it, zh: 用于显示 }, on: organisation }',
          )
          .replace('[prices.example.org]', '[prices.example.org, elsewhere.example.org]')
          .replace('http: true, ', ''),
      ),
    ).manifest
    expect(consentChange(agreed, creeping)).toEqual({
      more: [
        { kind: 'action', action: 'point:read', on: 'organisation' },
        { kind: 'host', host: 'elsewhere.example.org' },
      ],
      less: [
        { kind: 'action', action: 'point:read', on: 'bound' },
        { kind: 'http', service: 'prices' },
      ],
    })
  })
})

describe('consent to what is called alike', () => {
  it('is to one thing alone, whatever its parts are called', () => {
    const manifest = board()
    const needs = (...of: [string, string][]): AppManifest => ({
      ...manifest,
      needs: of.map(([name, property]) => ({
        ...manifest.needs![0]!,
        name,
        properties: [{ ...manifest.needs![0]!.properties[0]!, name: property, writes: true }],
      })),
    })
    const more = (before: AppManifest, next: AppManifest) => consentChange(askedBy(before), next).more
    expect(more(needs(['fan', 'pump']), needs(['pump', 'fan']))).toEqual([
      { kind: 'write', need: 'pump', property: 'fan' },
    ])
    const service = { ...manifest.services![0]!, events: [], name: 'process', http: true }
    const process = { name: 'http', title: manifest.title }
    expect(
      more({ ...manifest, services: [service] }, { ...manifest, services: [], processes: [process] }),
    ).toContainEqual({ kind: 'process', process: 'http' })
  })
})

describe('tables of another version', () => {
  const [entries] = board().tables as [AppTable]
  const cost = entries.columns[2]!
  const withCost = (changed: Partial<typeof cost>): AppTable => ({
    ...entries,
    columns: [entries.columns[0]!, entries.columns[1]!, { ...cost, ...changed }],
  })

  it('may come, grow by what may be empty, and leave what they no longer use', () => {
    const note: AppTable['columns'][number] = { name: 'note', type: 'text', optional: true }
    const grown: AppTable = { ...entries, columns: [entries.columns[0]!, entries.columns[1]!, note] }
    const more: AppTable = { ...entries, name: 'more' }
    expect(tablesChange([entries], [grown, more])).toEqual({
      added: [more],
      grown: [grown],
      left: ['entries.cost'],
      unfit: [],
    })
    expect(tablesChange([entries], [])).toMatchObject({ added: [], grown: [], left: ['entries'], unfit: [] })
    expect(tablesChange([entries], [entries]).grown).toEqual([])
  })

  it.each<[string, AppTable, RegExp]>([
    ['another type', withCost({ type: 'integer' }), /entries.cost as number, saw integer/],
    ['another unit', withCost({ unit: 'MW.h' }), /entries.cost in kW.h, saw MW.h/],
    ['a column that must be there from now on', withCost({ optional: false }), /to stay optional/],
    ['another key', { ...entries, key: ['asset'] }, /the key \(id\)/],
    [
      'a new column that must be there',
      { ...entries, columns: [...entries.columns, { name: 'shift', type: 'text' }] },
      /entries.shift to be optional/,
    ],
  ])('with %s are refused', (_, after, said) => {
    expect(tablesChange([entries], [after]).unfit.join('\n')).toMatch(said)
  })
})
