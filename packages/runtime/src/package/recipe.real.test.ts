import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf } from '@millrace/packaging'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, expect, it } from 'vitest'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { modelOf, packModel, signModel } from './archive.ts'
import { modelsFolder } from './folder.ts'

/** As it stands in the page, word for word. */
const recipe = /```sh\n([\s\S]*?)```/.exec(readFileSync(new URL('README.md', modelsFolder), 'utf8'))?.[1] ?? ''

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const { privateKey } = generateKeyPairSync('ed25519')
const model = modelOf(
  new Map([
    ['model.yaml', bytes(pumpYaml)],
    ['doc/pump.md', bytes('# Pump\n')],
  ]),
)
const signature = signModel(model.digest, privateKey)

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function follow(archive: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-recipe-'))
  folders.push(folder)
  await writeFile(join(folder, 'model.zip'), archive)
  return spawnSync('sh', ['-c', recipe], { cwd: folder, encoding: 'utf8' })
}

it('has ten lines', () => {
  expect(recipe.trimEnd().split('\n')).toHaveLength(10)
})

it('a third party that follows it sees the digest and the key', async () => {
  const { status, stdout, stderr } = await follow(packModel(model, signature))
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toContain('Signature Verified Successfully')
  expect(stdout).toContain(`millrace-model/1 ${model.digest}\n`)
  expect(stdout).toContain(`${fingerprintOf(signature.key).slice('sha256:'.length)}  ../key.der`)
})

it.each<[string, (files: Record<string, Uint8Array>) => void]>([
  ['a file is another', (files) => Object.assign(files, { 'doc/pump.md': bytes('# Pumpe\n') })],
  ['a file is more', (files) => Object.assign(files, { 'doc/more.md': bytes('more') })],
  ['a file is gone', (files) => delete files['doc/pump.md']],
  [
    'the digests are of other files',
    (files) => {
      const other = modelOf(new Map([['model.yaml', bytes(`${pumpYaml}# another\n`)]]))
      const unpacked = unzipSync(packModel(other))
      for (const path of Object.keys(files)) if (path !== 'signature.json') delete files[path]
      Object.assign(files, unpacked)
    },
  ],
  [
    'the signature is of another model',
    (files) => {
      const { signature: foreign } = signModel(`sha256:${'0'.repeat(64)}`, privateKey)
      const text = new TextDecoder().decode(files['signature.json'])
      files['signature.json'] = bytes(text.replace(signature.signature, foreign))
    },
  ],
])('it ends where %s', async (_, change) => {
  const files = unzipSync(packModel(model, signature))
  change(files)
  const { status, stdout } = await follow(zipSync(files))
  expect(status).not.toBe(0)
  expect(stdout).not.toContain('key.der')
})
