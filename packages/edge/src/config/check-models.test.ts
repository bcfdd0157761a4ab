import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { silentLog, systemClock } from '@millrace/core'
import { DriverPackages, modbusTcp } from '@millrace/drivers'
import { fingerprintOf } from '@millrace/packaging'
import { type ModelPackage, modelsFolder, packModel, readModelFolder, signModel } from '@millrace/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckedConfiguration, checkConfiguration } from './config.ts'

const packages = new DriverPackages({ clock: systemClock, log: silentLog })
const pump = fileURLToPath(new URL('pump-efficiency', modelsFolder))
let folder: string
let model: ModelPackage
let key: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-check-models-'))
  model = await readModelFolder(pump)
  const signature = signModel(model.digest, generateKeyPairSync('ed25519').privateKey)
  key = fingerprintOf(signature.key)
  const archive = packModel(model, signature)
  writeFileSync(join(folder, 'signed.zip'), archive)
  writeFileSync(join(folder, 'plain.zip'), packModel(model))
  const at = archive.length >> 1
  writeFileSync(join(folder, 'torn.zip'), archive.with(at, archive[at]! ^ 1))
})
afterAll(async () => {
  await packages.close()
  rmSync(folder, { recursive: true, force: true })
})

const inputs =
  'flow: { device: p, point: Flow }, suction_pressure: { device: p, point: In }, discharge_pressure: { device: p, point: Out }, power: { device: p, point: Power }'
const check = (models: string): Promise<CheckedConfiguration> =>
  checkConfiguration(
    `node: { group: g, name: n }
uplink: { url: mqtt://127.0.0.1 }
buffer: { folder: buffer }
devices:
  - name: p
    driver: modbus-tcp
    connection: { host: 127.0.0.1 }
    points:
      - { name: Flow, address: "input:0", type: float32, unit: L/s }
      - { name: In, address: "input:2", type: float32, unit: kPa }
      - { name: Out, address: "input:8", type: float32, unit: kPa }
      - { name: Power, address: "input:4", type: int16, unit: W }
      - { name: Runs, address: "coil:0", type: bool }
      - { name: Bare, address: "input:6", type: float32 }
models:
${models}`,
    { drivers: [modbusTcp], packages, folder, env: {} },
  )
const entry = (place: string, more = '', bound = inputs): string =>
  `  - { name: m, package: "${place}", digest: "${model.digest}", inputs: { ${bound} }${more} }\n`
const said = async (models: string): Promise<string[]> =>
  (await check(models)).findings.map(({ line, path, reason }) => `${line} ${path} ${reason}`)

describe('models in the configuration', () => {
  it('are devices whose points are their outputs, with units and where they come from', async () => {
    const { configuration, findings } = await check(
      entry(pump) + entry('signed.zip', `, key: "${key}", every: change`).replace('name: m,', 'name: m2,'),
    )
    expect(findings).toEqual([])
    const [, folded, packed] = configuration!.devices
    expect(folded).toMatchObject({
      name: 'm',
      driver: 'model',
      connection: { every: 1_000, inputs: [{ name: 'flow', from: 'L/s', to: 'm3/h' }, {}, {}, {}] },
      points: model.manifest.outputs
        .map(({ name }) => ({ name, access: 'r', periodMs: 1_000 }))
        .concat({ name: 'reason', access: 'r', periodMs: 1_000 }),
    })
    expect(folded!.points[0]).toMatchObject({
      unit: 'm',
      description: expect.stringContaining('millrace/pump-efficiency 1.'),
    })
    expect(packed).toMatchObject({ points: folded!.points, connection: { every: 'change' } })
  })

  it.each([
    [
      'a point of another dimension',
      inputs.replace('Flow', 'In'),
      'inputs/flow is bound to a point in kPa, and the model takes m3/h',
    ],
    [
      'a point without a unit',
      inputs.replace('Flow', 'Bare'),
      'inputs/flow is bound to a point without a unit, and the model takes m3/h: give the point its unit',
    ],
    [
      'a point of another type',
      inputs.replace('Flow', 'Runs'),
      'inputs/flow is bound to a boolean, and the model takes a number',
    ],
    ['a point that is not there', inputs.replace('Flow', 'Fluss'), 'inputs/flow names no point of p: Fluss'],
    [
      'a device that is not there',
      inputs.replace('device: p', 'device: q'),
      'inputs/flow names no device and no model before it: q',
    ],
    ['itself', inputs.replace('device: p', 'device: m'), 'inputs/flow names no device and no model before it: m'],
    [
      'an input that the model does not have',
      `${inputs}, colour: { device: p, point: Flow }`,
      'inputs/colour must be one of flow, suction',
    ],
    ['too little', inputs.replace(/, power.*/, ''), 'inputs binds nothing to power'],
  ])('are refused where an input is bound to %s', async (_, bound, reason) => {
    const { configuration } = await check(entry(pump, '', bound))
    expect(configuration).toBeUndefined()
    expect(await said(entry(pump, '', bound))).toEqual([expect.stringContaining(`16 /models/0/${reason}`)])
  })

  it('have names of their own and parameters of theirs', async () => {
    expect(await said(entry(pump, ', parameters: { speed: 1 }'))).toEqual([
      expect.stringContaining('16 /models/0/parameters/speed must be one of'),
    ])
    expect(await said(entry(pump).replace('name: m,', 'name: p,'))).toEqual([
      '16 /models/0/name is the name of a device, a model or a flow already',
    ])
  })

  it('are refused alone where the package is not the one that is meant', async () => {
    const other = `sha256:${'0'.repeat(64)}`
    const signedBy = `, key: "${other}"`
    for (const [models, reason] of [
      [entry('none.zip'), 'Expected to read'],
      [entry('torn.zip'), 'is refused: '],
      [entry('plain.zip').replace(model.digest, other), `to have the digest ${other}, saw ${model.digest}`],
      [entry('plain.zip', signedBy), `to be signed with the key ${other}, saw no signature`],
      [entry('signed.zip', signedBy), `to be signed with the key ${other}, saw ${key}`],
      [entry(pump, `, key: "${key}"`), 'saw a folder, which has no signature'],
    ] as const) {
      const { configuration, findings } = await check(models)
      expect(findings).toMatchObject([{ line: 16, path: '/models/0/package', reason: expect.stringContaining(reason) }])
      expect(configuration!.devices).toMatchObject([{ name: 'p' }, { name: 'm', points: [] }])
    }
  })

  it('a model that reads one that is refused has no value of it', async () => {
    const second = entry(pump, '', inputs.replace('device: p, point: Flow', 'device: m, point: x')).replace(
      'name: m,',
      'name: n,',
    )
    const { configuration, findings } = await check(entry('none.zip') + second)
    expect(findings).toHaveLength(1)
    expect(configuration!.devices[2]).toMatchObject({
      name: 'n',
      connection: { inputs: [{ device: 'm' }, {}, {}, {}] },
    })
  })
})
