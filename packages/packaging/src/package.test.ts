import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { contentsOf, pack, unpack } from './archive.ts'
import { type Crafted, craft } from './craft.ts'
import { digestsInTurns, digestsOf } from './digests.ts'
import { listFolders, readFolder } from './folder.ts'
import type { PackageKind } from './kind.ts'
import { manifestText, sayFindings } from './manifest.ts'
import { signPackage } from './signature.ts'
import { unzip } from './zip.ts'

const kind: PackageKind = {
  manifest: 'thing.yaml',
  signed: 'millrace-thing/1',
  most: { files: 1_000, bytes: 256 * 1024 * 1024, archive: 128 * 1024 * 1024, manifest: 256 * 1024 },
}
const { most } = kind

const thing = 'id: pump\n'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const pump = (more: Record<string, string> = {}) =>
  contentsOf(
    kind,
    new Map(
      Object.entries({ 'thing.yaml': thing, 'doc/pump.md': '# Pump\n', ...more }).map(([path, text]) => [
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
  folder = await mkdtemp(join(tmpdir(), 'millrace-package-'))
  return folder
}

it('a package is packed, signed and unpacked as it was', async () => {
  const own = pump()
  const archive = pack(own.files, signPackage(kind, own.digest, privateKey))
  const { signature, ...read } = await unpack(kind, archive)
  expect(read).toEqual(own)
  expect(signature?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect((await unpack(kind, pack(own.files))).signature).toBeUndefined()
})

it('the same files make the same archive, wherever and in whatever order', () => {
  const own = pump()
  const turned = contentsOf(kind, new Map([...own.files].reverse()))
  const zone = process.env['TZ']
  const archive = pack(own.files)
  try {
    process.env['TZ'] = 'Pacific/Auckland'
    expect(pack(turned.files)).toEqual(archive)
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
  expect(turned.digest).toBe(own.digest)
  expect(pump({ 'doc/pump.md': '# pump\n' }).digest).not.toBe(own.digest)
})

it('a byte that is changed anywhere in a signed package is seen', async () => {
  const own = pump()
  const archive = pack(own.files, signPackage(kind, own.digest, privateKey))
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Uint8Array.from(archive)
      changed[at] = changed[at]! ^ by
      // What a zip says of times and systems is no part of the package: read as it was, or not at all.
      await unpack(kind, changed).then(
        ({ files, signature }) => {
          expect(files).toEqual(own.files)
          expect(signature).toBeDefined()
        },
        ({ code }: { code?: string }) => expect(['package.unfit', 'package.tampered']).toContain(code),
      )
    }),
    { numRuns: 300 },
  )
})

const signatureOf = (digest: string): Uint8Array =>
  bytes(`${JSON.stringify(signPackage(kind, digest, privateKey), null, 2)}\n`)

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
  ['the manifest is another, and none', { 'thing.yaml': bytes('{'.repeat(100_000)) }, /other content of thing.yaml/],
])('%s: refused', async (_, changes, seen) => {
  await expect(unpack(kind, packed(changes))).rejects.toMatchObject({
    code: 'package.tampered',
    message: expect.stringMatching(seen),
  })
})

/** As a publisher of such files would pack them. */
const withDigests = (entries: readonly Crafted[]): readonly Crafted[] => [
  ...entries,
  { name: 'digests.json', data: digestsOf(new Map(entries.map(({ name, data }) => [name, data]))) },
]
const manifest: Crafted = { name: 'thing.yaml', data: bytes(thing) }
it.each<[string, readonly Crafted[], RegExp]>([
  ['a path that leads up', [manifest, { name: '../evil', data: bytes('x') }], /paths of letters/],
  ['a path from the root', [manifest, { name: '/etc/passwd', data: bytes('x') }], /paths of letters/],
  ['a path of Windows', [manifest, { name: 'C:\\evil', data: bytes('x') }], /paths of letters/],
  ['a hidden file', [manifest, { name: 'code/.env', data: bytes('x') }], /paths of letters/],
  ['a folder', [manifest, { name: 'code/', data: bytes('') }], /paths of letters/],
  ['a path twice', [manifest, manifest], /thing.yaml twice/],
  ['a path twice, but for its letters', [manifest, { name: 'THING.yaml', data: bytes('x') }], /twice/],
  ['a name that the directory does not know', [{ ...manifest, inside: 'other.yaml' }], /one name for a file/],
  [
    'more than is declared',
    [manifest, { name: 'bomb', data: new Uint8Array(5_000_000), declared: 10 }],
    /10 bytes of bomb, as declared in a package, saw more/,
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
    [{ name: 'thing.yaml', data: new Uint8Array(most.manifest + 1).fill(10) }],
    /a thing.yaml of at most 262144 bytes/,
  ],
  [
    'a manifest with a byte order mark',
    [{ name: 'thing.yaml', data: bytes(`\uFEFF${thing}`) }],
    /thing.yaml in UTF-8, without a byte order mark/,
  ],
  [
    'a manifest that is no UTF-8',
    [{ name: 'thing.yaml', data: Uint8Array.from([...bytes(thing), 0xff]) }],
    /thing.yaml in UTF-8/,
  ],
  ['a file named as a prototype', [manifest, { name: 'code/__proto__', data: bytes('x') }], /no file or folder named/],
  ['a folder named as a prototype', [manifest, { name: '__proto__/a', data: bytes('x') }], /no file or folder named/],
  [
    'a file that is a folder',
    [manifest, { name: 'A/b/c', data: bytes('x') }, { name: 'a/B', data: bytes('x') }],
    /files and folders of different names .*saw a\/b as both/,
  ],
  ['no manifest', [{ name: 'readme.md', data: bytes('x') }], /a thing.yaml in a package, saw none/],
])('%s is refused', async (_, entries, seen) => {
  const read = async () => manifestText(kind, (await unpack(kind, craft(withDigests(entries)))).files)
  await expect(read()).rejects.toMatchObject({
    code: 'package.unfit',
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
  const findings = Array.from({ length: 150 }, (_, i) => ({
    line: i + 1,
    column: 1,
    path: '',
    reason: 'x'.repeat(1_000),
  }))
  const lines = sayFindings(findings).split('\n')
  expect(lines).toHaveLength(101)
  expect(lines.at(-1)).toBe('  and 50 more')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(500)
})

it('what is no archive says so', async () => {
  await expect(unpack(kind, bytes('no zip'))).rejects.toMatchObject({ code: 'package.unfit' })
})

it('another kind of key signs nothing', () => {
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(() => signPackage(kind, pump().digest, rsa)).toThrow(expect.objectContaining({ code: 'package.key_unfit' }))
})

it('a folder is read without what is hidden, and a library is listed', async () => {
  const library = await made()
  const own = join(library, 'pump')
  await mkdir(join(own, 'doc'), { recursive: true })
  await mkdir(join(own, '.git'))
  await writeFile(join(own, 'thing.yaml'), thing)
  await writeFile(join(own, 'doc/pump.md'), '# Pump\n')
  await writeFile(join(own, '.git/HEAD'), 'x')
  await writeFile(join(own, 'digests.json'), 'of yesterday')
  await mkdir(join(library, 'schema'))
  expect(await listFolders(kind, library)).toEqual(['pump'])
  expect(contentsOf(kind, await readFolder(kind, own)).digest).toBe(pump().digest)
  await symlink('/etc/passwd', join(own, 'doc/link'))
  await expect(readFolder(kind, own)).rejects.toMatchObject({ code: 'package.unfit' })
  await expect(readFolder(kind, join(library, 'none'))).rejects.toMatchObject({ code: 'package.unreadable' })
})
