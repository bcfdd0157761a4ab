import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { modelOf, packModel, signModel, unpackModel } from './archive.ts'
import { listModels, readModelFolder } from './folder.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const filesOf = (yaml: string) =>
  new Map(Object.entries({ 'model.yaml': bytes(yaml), 'doc/pump.md': bytes('# Pump\n') }))
const pump = () => modelOf(filesOf(pumpYaml))
const { privateKey } = generateKeyPairSync('ed25519')

let folder = ''
afterEach(async () => {
  if (folder !== '') await rm(folder, { recursive: true, force: true })
  folder = ''
})

it('a model is packed, signed and unpacked as it was', async () => {
  const model = pump()
  const { model: read, signature } = await unpackModel(packModel(model, signModel(model.digest, privateKey)))
  expect(read).toEqual(model)
  expect(signature?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect((await unpackModel(packModel(model))).signature).toBeUndefined()
})

it('what a manifest does wrong is told at most a hundred times, and in lines', () => {
  const inputs = Array.from(
    { length: 90 },
    (_, i) => `  - { name: q${i}, type: number, unit: ${'q'.repeat(60)}, en: X, zh: X }\n`,
  )
  const outputs = Array.from({ length: 90 }, (_, i) => `  - { name: q${i}, type: number, en: X, zh: X }\n`)
  const text = pumpYaml
    .replace('inputs:\n', `inputs:\n${inputs.join('')}`)
    .replace('outputs:\n', `outputs:\n${outputs.join('')}`)
  const told = (): void => void modelOf(filesOf(text))
  expect(told).toThrow(/and \d+ more$/)
})

it('one with a mistake in its manifest says where', async () => {
  await expect(unpackModel(packModel({ files: filesOf('id: 7\n') }))).rejects.toMatchObject({
    code: 'model.malformed',
    message: expect.stringMatching(/line 1, column 5: \/id must be string/),
  })
})

it('a folder is read, and a library is listed', async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-model-'))
  const own = join(folder, 'pump-efficiency')
  await mkdir(join(own, 'doc'), { recursive: true })
  await writeFile(join(own, 'model.yaml'), pumpYaml)
  await writeFile(join(own, 'doc/pump.md'), '# Pump\n')
  expect(await listModels(folder)).toEqual(['pump-efficiency'])
  expect((await readModelFolder(own)).digest).toBe(pump().digest)
})
