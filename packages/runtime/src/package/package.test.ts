import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { type Crafted, craft } from '../attacks/craft.ts'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { modelOf, packModel, unpackModel } from './archive.ts'
import { digestsInTurns, digestsOf } from './digests.ts'
import { listModels, readModelFolder } from './folder.ts'
import { most } from './paths.ts'
import { signModel } from './signature.ts'
import { unzip } from './zip.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const pump = (more: Record<string, string> = {}) =>
  modelOf(
    new Map(
      Object.entries({ 'model.yaml': pumpYaml, 'doc/pump.md': '# Pump\n', ...more }).map(([path, text]) => [
        path,
        bytes(text),
      ]),
    ),
  )
const { privateKey } = generateKeyPairSync('ed25519')

let folder = ''
afterEach(async () => {
  if (folder !== '') await rm(folder, { recursive: true, force: true })
  folder = ''
})
const made = async (): Promise<string> => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-model-'))
  return folder
}

it('a model is packed, signed and unpacked as it was', async () => {
  const model = pump()
  const archive = packModel(model, signModel(model.digest, privateKey))
  const { model: read, signature } = await unpackModel(archive)
  expect(read).toEqual(model)
  expect(signature?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect((await unpackModel(packModel(model))).signature).toBeUndefined()
})

it('the same files make the same archive, wherever and in whatever order', () => {
  const model = pump()
  const turned = modelOf(new Map([...model.files].reverse()))
  const zone = process.env['TZ']
  const archive = packModel(model)
  try {
    process.env['TZ'] = 'Pacific/Auckland'
    expect(packModel(turned)).toEqual(archive)
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
  expect(turned.digest).toBe(model.digest)
  expect(pump({ 'doc/pump.md': '# pump\n' }).digest).not.toBe(model.digest)
})

it('a byte that is changed anywhere in a signed package is seen', async () => {
  const model = pump()
  const archive = packModel(model, signModel(model.digest, privateKey))
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Uint8Array.from(archive)
      changed[at] = changed[at]! ^ by
      // What a zip says of times and systems is no part of the model: read as it was, or not at all.
      await unpackModel(changed).then(
        ({ model: read, signature }) => {
          expect(read.files).toEqual(model.files)
          expect(signature).toBeDefined()
        },
        ({ code }: { code?: string }) =>
          expect(['model.package_unfit', 'model.tampered', 'model.malformed']).toContain(code),
      )
    }),
    { numRuns: 300 },
  )
})

const signatureOf = (digest: string): Uint8Array => bytes(`${JSON.stringify(signModel(digest, privateKey), null, 2)}\n`)

/** The pump's package, with some of its parts others. */
function packed(changes: Record<string, Uint8Array | undefined>): Uint8Array {
  const { files, digest } = pump()
  const parts = {
    ...Object.fromEntries(files),
    'digests.json': digestsOf(files),
    'signature.json': signatureOf(digest),
  }
  const changed = Object.entries({ ...parts, ...changes })
  return zipSync(Object.fromEntries(changed.flatMap(([path, of]) => (of === undefined ? [] : [[path, of]]))))
}

it.each([
  ['a file is another', { 'doc/pump.md': bytes('# Pumpe\n') }, /other content of doc\/pump.md/],
  ['a file is gone', { 'doc/pump.md': undefined }, /other content of doc\/pump.md/],
  ['a file is more', { 'doc/more.md': bytes('more') }, /other content of doc\/more.md/],
  ['digests are gone', { 'digests.json': undefined }, /no digests.json/],
  [
    'the signature is of something else',
    { 'signature.json': signatureOf(`sha256:${'0'.repeat(64)}`) },
    /not of these files/,
  ],
  ['the signature is none', { 'signature.json': bytes('{}') }, /a signature.json that is none/],
  [
    'digests are the same text, but not the same bytes',
    { 'digests.json': Buffer.concat([bytes('\uFEFF'), digestsOf(pump().files)]) },
    /a digests.json of another form/,
  ],
  // It is not read.
  ['the manifest is another, and none', { 'model.yaml': bytes('{'.repeat(100_000)) }, /other content of model.yaml/],
])('%s: refused', async (_, changes, seen) => {
  await expect(unpackModel(packed(changes))).rejects.toMatchObject({
    code: 'model.tampered',
    message: expect.stringMatching(seen),
  })
})

/** As a publisher of such files would pack them. */
const withDigests = (entries: readonly Crafted[]): readonly Crafted[] => [
  ...entries,
  { name: 'digests.json', data: digestsOf(new Map(entries.map(({ name, data }) => [name, data]))) },
]
const manifest: Crafted = { name: 'model.yaml', data: bytes(pumpYaml) }
it.each<[string, readonly Crafted[], RegExp]>([
  ['a path that leads up', [manifest, { name: '../evil', data: bytes('x') }], /paths of letters/],
  ['a path from the root', [manifest, { name: '/etc/passwd', data: bytes('x') }], /paths of letters/],
  ['a path of Windows', [manifest, { name: 'C:\\evil', data: bytes('x') }], /paths of letters/],
  ['a hidden file', [manifest, { name: 'code/.env', data: bytes('x') }], /paths of letters/],
  ['a folder', [manifest, { name: 'code/', data: bytes('') }], /paths of letters/],
  ['a path twice', [manifest, manifest], /model.yaml twice/],
  ['a path twice, but for its letters', [manifest, { name: 'MODEL.yaml', data: bytes('x') }], /twice/],
  ['a name that the directory does not know', [{ ...manifest, inside: 'other.yaml' }], /one name for a file/],
  [
    'more than is declared',
    [manifest, { name: 'bomb', data: new Uint8Array(5_000_000), declared: 10 }],
    /10 bytes of bomb, as declared in the package of a model, saw more/,
  ],
  [
    'less than is declared',
    [manifest, { name: 'bomb', data: bytes('x'), declared: 10 }],
    /10 bytes of bomb, as declared/,
  ],
  [
    'more than may be, as declared',
    [manifest, { name: 'bomb', data: bytes('x'), declared: most.bytes }],
    /bytes together/,
  ],
  ['another checksum', [{ ...manifest, crc: 7 }], /another checksum/],
  ['files over each other', [manifest, { name: 'twin', data: bytes('x'), at: 0 }], /over another|one name/],
  ['an encrypted file', [{ ...manifest, flags: 1 }], /not encrypted/],
  ['another method', [{ ...manifest, method: 12 }], /method 12/],
  [
    'more files than may be',
    Array.from({ length: most.files + 3 }, (_, i) => ({ name: `f${i}`, data: bytes('') })),
    /at most 1002 files/,
  ],
  [
    'a manifest that is too long',
    [{ name: 'model.yaml', data: new Uint8Array(most.manifest + 1).fill(10) }],
    /a model.yaml of at most 262144 bytes/,
  ],
  [
    'a manifest with a byte order mark',
    [{ name: 'model.yaml', data: bytes(`\uFEFF${pumpYaml}`) }],
    /model.yaml in UTF-8, without a byte order mark/,
  ],
  [
    'a manifest that is no UTF-8',
    [{ name: 'model.yaml', data: Uint8Array.from([...bytes(pumpYaml), 0xff]) }],
    /model.yaml in UTF-8/,
  ],
  ['a file named as a prototype', [manifest, { name: 'code/__proto__', data: bytes('x') }], /no file or folder named/],
  ['a folder named as a prototype', [manifest, { name: '__proto__/a', data: bytes('x') }], /no file or folder named/],
  [
    'a file that is a folder',
    [manifest, { name: 'A/b/c', data: bytes('x') }, { name: 'a/B', data: bytes('x') }],
    /files and folders of different names .*saw a\/b as both/,
  ],
  ['no manifest', [{ name: 'readme.md', data: bytes('x') }], /a model.yaml in the package of a model, saw none/],
])('%s is refused', async (_, entries, seen) => {
  await expect(unpackModel(craft(withDigests(entries)))).rejects.toMatchObject({
    code: 'model.package_unfit',
    message: expect.stringMatching(seen),
  })
})

it('a small archive does not become a large package, and one of some size does', async () => {
  const zeros = (bytes: number) => craft([manifest, { name: 'zeros', data: new Uint8Array(bytes) }])
  await expect(unzip(zeros(17 * 1024 * 1024), most)).rejects.toThrow(/files of at most 16777216 bytes together/)
  expect((await unzip(zeros(12 * 1024 * 1024), most)).get('zeros')).toHaveLength(12 * 1024 * 1024)
})

it('what others wait for is done while a large package is hashed', async () => {
  const files = new Map([
    ['large', new Uint8Array(20 * 1024 * 1024)],
    ['a', bytes('x')],
    ['none', new Uint8Array()],
  ])
  let [turns, isHashed] = [0, false]
  const others = (async () => {
    while (!isHashed) {
      await setImmediate()
      turns++
    }
  })()
  expect(await digestsInTurns(files)).toEqual(digestsOf(files))
  isHashed = true
  await others
  expect(turns).toBeGreaterThan(3)
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
  const told = (): void => void modelOf(new Map([['model.yaml', bytes(text)]]))
  expect(told).toThrow(/and \d+ more$/)
})

it('what is no archive, and one with a mistake in its manifest, say so', async () => {
  await expect(unpackModel(bytes('no zip'))).rejects.toMatchObject({ code: 'model.package_unfit' })
  await expect(unpackModel(craft(withDigests([{ name: 'model.yaml', data: bytes('id: 7\n') }])))).rejects.toMatchObject(
    {
      code: 'model.malformed',
      message: expect.stringMatching(/line 1, column 5: \/id must be string/),
    },
  )
})

it('another kind of key signs nothing', () => {
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(() => signModel(pump().digest, rsa)).toThrow(expect.objectContaining({ code: 'model.key_unfit' }))
})

it('a folder is read without what is hidden, and a library is listed', async () => {
  const library = await made()
  const own = join(library, 'pump-efficiency')
  await mkdir(join(own, 'doc'), { recursive: true })
  await mkdir(join(own, '.git'))
  await writeFile(join(own, 'model.yaml'), pumpYaml)
  await writeFile(join(own, 'doc/pump.md'), '# Pump\n')
  await writeFile(join(own, '.git/HEAD'), 'x')
  await writeFile(join(own, 'digests.json'), 'of yesterday')
  await mkdir(join(library, 'schema'))
  expect(await listModels(library)).toEqual(['pump-efficiency'])
  expect((await readModelFolder(own)).digest).toBe(pump().digest)
  await symlink('/etc/passwd', join(own, 'doc/link'))
  await expect(readModelFolder(own)).rejects.toMatchObject({ code: 'model.package_unfit' })
  await expect(readModelFolder(join(library, 'none'))).rejects.toMatchObject({ code: 'model.unreadable' })
})
