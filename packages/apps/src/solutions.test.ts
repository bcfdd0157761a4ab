import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from '@millrace/packaging'
import { describe, expect, it } from 'vitest'
import { boundOfIncluded, settingsOfIncluded } from './includes.ts'
import { appOf, readAppFolder, unpackApp } from './package.ts'
import { readScreen, type ScreenDraft, screensFor } from './screens.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const head = (id: string, more: string): string => `id: ${id}
version: 1.0.0
title: { en: T, zh: 题 }
summary: { en: S, zh: 简 }
description: { en: D, zh: 述 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy] }
${more}`
const need = (name: string, properties: string): string =>
  `needs: [{ name: ${name}, title: { en: N, zh: 需 }, equipmentClass: air-compressor, properties: [${properties}] }]\n`
const power = '{ name: power, title: { en: P, zh: 功 }, type: number, unit: kW }'
const flow = '{ name: flow, title: { en: F, zh: 流 }, type: number, unit: m3/min }'
const price = 'settings: [{ name: price, title: { en: P, zh: 价 }, type: number, default: 1 }]\n'

const leaf = (more = ''): Uint8Array =>
  pack(appOf(new Map([['app.yaml', encode(head('works/leaf', need('machine', power) + price + more))]])).files)
const screen = {
  format: 'millrace-screen/1',
  title: { en: 'Station', zh: '站' },
  of: { is: 'plant' },
  widgets: [
    {
      id: 'all',
      kind: 'trend',
      at: { x: 0, y: 0, w: 24, h: 6 },
      span: '1h',
      of: [{ need: 'unit', property: 'power' }],
    },
    { id: 'one', kind: 'value', at: { x: 0, y: 6, w: 6, h: 4 }, of: { need: 'unit', property: 'power' } },
    { id: 'flow', kind: 'value', at: { x: 6, y: 6, w: 6, h: 4 }, of: { need: 'unit', property: 'flow' } },
  ],
}
const including = (more: string): string =>
  `includes: [{ app: works/leaf, version: 1.0.0, file: apps/leaf.zip${more} }]\n`
const solution = (
  { includes = including(', needs: { machine: unit }'), properties = power, document = screen as object } = {},
  carried = leaf(),
) =>
  appOf(
    new Map([
      [
        'app.yaml',
        encode(
          head(
            'works/station',
            `${need('unit', `${properties}, ${flow.replace('unit: m3/min', 'unit: m3/min, optional: true')}`)}${price}${includes}screens: [{ name: station, title: { en: S, zh: 站 }, file: screens/station.json }]\n`,
          ),
        ),
      ],
      ['apps/leaf.zip', carried],
      ['screens/station.json', encode(JSON.stringify(document))],
    ]),
  )

describe('what a solution carries', () => {
  it('is bound and set as the solution is', async () => {
    const { app } = await unpackApp(pack(solution().files))
    const [included] = app.manifest.includes!
    const { app: carried } = await unpackApp(app.files.get(included!.file)!)
    expect(boundOfIncluded(included!, carried.manifest, { unit: ['a', 'b'], machine: ['c'] })).toEqual({
      machine: ['a', 'b'],
    })
    expect(settingsOfIncluded(included!, carried.manifest, { price: 3, other: 1 })).toEqual({ price: 3 })
  })

  it.each<[string, () => ReturnType<typeof solution>, RegExp]>([
    ['another version', () => solution({ includes: including('').replace('1.0.0', '2.0.0') }), /works\/leaf 2.0.0/],
    ['a need that nothing stands for', () => solution({ includes: including('') }), /its need machine in .*, saw none/],
    [
      'a property of another unit',
      () => solution({ properties: power.replace('kW', 'W') }),
      /unit with power as machine needs it in .*, saw another/,
    ],
    [
      'a solution itself',
      () => solution({}, pack(appOf(solution().files).files)),
      /works\/leaf 1.0.0 in .*, saw works\/station/,
    ],
    ['no package at all', () => solution({}, encode('nothing')), /archive/],
  ])('with %s is refused', async (_, made, said) => {
    await expect(unpackApp(pack(made().files))).rejects.toThrow(said)
  })

  it('is packed from the folder beside where the folder of the solution has it not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-solution-'))
    try {
      const { files } = solution({ includes: including(', needs: { machine: unit }') })
      for (const [name, of] of [
        ['station', files],
        ['leaf', (await unpackApp(leaf())).app.files],
      ] as const)
        for (const [path, bytes] of of) {
          if (path.endsWith('.zip')) continue
          await mkdir(join(folder, name, path, '..'), { recursive: true })
          await writeFile(join(folder, name, path), bytes)
        }
      const { files: read } = await readAppFolder(join(folder, 'station'))
      const { app } = await unpackApp(read.get('apps/leaf.zip')!)
      expect([app.manifest.id, [...app.files.keys()]]).toEqual(['works/leaf', ['app.yaml', 'sbom.json']])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('that was tampered with is refused, however well the solution is packed', async () => {
    const bytes = leaf()
    const other = new Uint8Array(bytes)
    // Within what is compressed, so that the digest tells.
    other[60] = (other[60] ?? 0) ^ 0xff
    await expect(unpackApp(pack(solution({}, other).files))).rejects.toMatchObject({ code: /^package\./ })
  })
})

describe('a screen of a package', () => {
  const { manifest } = solution()
  const asset = (id: string, points: Record<string, string>) => ({ id, name: id.toUpperCase(), points })

  it('gets the points of what is bound', () => {
    const { draft } = readScreen(JSON.stringify(screen), manifest)
    const [made] = screensFor(draft!, { unit: [asset('a', { power: 'pa' }), asset('b', { power: 'pb' })] })
    expect(made).toMatchObject({
      of: { is: 'plant' },
      widgets: [{ of: [{ point: 'pa' }, { point: 'pb' }] }, { of: { point: 'pa' } }, { id: 'flow' }],
    })
    expect((made as ScreenDraft).widgets[2]).not.toHaveProperty('of')
  })

  it('of a need is made for each asset', () => {
    const { draft } = readScreen(JSON.stringify({ ...screen, of: { is: 'need', need: 'unit' } }), manifest)
    const made = screensFor(draft!, { unit: [asset('a', { power: 'pa' }), asset('b', { power: 'pb' })] })
    expect(made).toMatchObject([
      { title: { en: 'Station · A' }, of: { is: 'asset', asset: 'a' } },
      { title: { en: 'Station · B' }, of: { is: 'asset', asset: 'b' }, widgets: [{ of: [{ point: 'pb' }] }, {}, {}] },
    ])
  })

  it.each<[string, object, RegExp]>([
    ['an asset', { ...screen, of: { is: 'asset', asset: 'x' } }, /plant, class or need/],
    ['a need that is none', { ...screen, of: { is: 'need', need: 'pump' } }, /no need/],
    ['a point', { ...screen, widgets: [{ id: 'a', of: { point: 'x' } }] }, /one plant alone/],
    ['a property that is none', { ...screen, widgets: [{ of: [{ need: 'unit', property: 'x' }] }] }, /no property/],
    ['another format', { ...screen, format: 'other' }, /millrace-screen/],
  ])('with %s is refused', (_, document, said) => {
    expect(() => solution({ document })).toThrow(said)
  })
})
