import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { platformsOf, readArchive, writeFiles } from './archive.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const platforms = platformsOf('x64')
const description = { 'modelDescription.xml': bytes('<x/>') }

it('takes the description, resources and the binaries of this machine', async () => {
  const files = await readArchive(
    zipSync({
      ...description,
      'binaries/win64/m.dll': bytes('w'),
      'binaries/x86_64-linux/m.so': bytes('l'),
      'resources/a/b.txt': bytes('r'),
      'sources/m.c': bytes('c'),
      'documentation/': new Uint8Array(),
    }),
    platforms,
  )
  if ('wrong' in files) throw expect.unreachable(files.wrong)
  expect([...files.keys()]).toEqual(['modelDescription.xml', 'binaries/x86_64-linux/m.so', 'resources/a/b.txt'])
  const folder = await mkdtemp(join(tmpdir(), 'millrace-archive-'))
  try {
    await writeFiles(files, join(folder, 'fmu'))
    expect(await readdir(folder)).toEqual(['fmu'])
    expect(await readFile(join(folder, 'fmu/resources/a/b.txt'), 'utf8')).toBe('r')
  } finally {
    await rm(folder, { recursive: true })
  }
})

it.each(['../x', 'resources/../../x', '/etc/x', 'resources\\..\\x', 'resources/./x', 'resources/a\u0000b'])(
  'refuses a file at %j, whatever else there is',
  async (name) => {
    expect(await readArchive(zipSync({ ...description, [name]: bytes('x') }), platforms)).toEqual({
      wrong: `no archive of an FMU: expected paths that stay within it, saw a file at "${name}"`,
    })
  },
)

it('refuses what unpacks to too much, or to too many, before it is unpacked', async () => {
  const whole = zipSync({ ...description, 'resources/zeros': new Uint8Array(1_000) })
  // Its directory says how large it is: 0x03e8 stands there and in the file's own head.
  const huge = whole.slice()
  const view = new DataView(huge.buffer)
  for (let i = 0; i < huge.length - 4; i += 1)
    if (view.getUint32(i, true) === 1_000) view.setUint32(i, 0x7fff_ffff, true)
  expect(await readArchive(huge, platforms)).toMatchObject({
    wrong: expect.stringContaining('at most 16777216 bytes together'),
  })
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`resources/${i}`, new Uint8Array()]))
  expect(await readArchive(zipSync(many, { level: 0 }), platforms)).toMatchObject({
    wrong: expect.stringContaining('at most 10000 files'),
  })
})

it('says what is no archive', async () => {
  expect(await readArchive(bytes('PK no'), platforms)).toMatchObject({
    wrong: expect.stringContaining('expected a zip archive'),
  })
})
