import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { unpackApp } from '@millrace/apps'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')
const run = promisify(execFile)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-app-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const millrace = async (...args: string[]): Promise<string> => {
  const options = ['--conditions=source', '--disable-warning=ExperimentalWarning', main, 'app']
  return (await run(process.execPath, [...options, ...args], { cwd: folder })).stdout
}
const refused = (...args: string[]): Promise<string> =>
  millrace(...args).then(
    (said) => `not refused: ${said}`,
    (reason: { stderr: string }) => reason.stderr,
  )

test('an app that is begun is checked, signed, packed, and told of by who has the package alone', async () => {
  expect(await millrace('--help')).toContain('create <folder>')
  await millrace('create', 'first')
  expect(await millrace('check', 'first')).toContain('needs compressor (air-compressor): power [kW], flow [m3/min]')
  const made = await millrace('key', 'key.pem')
  const fingerprint = /sha256:[0-9a-f]{64}/.exec(made)![0]
  expect((await stat(join(folder, 'key.pem'))).mode & 0o077).toBe(0)
  await millrace('pack', 'first', '--key', 'key.pem')
  await millrace('pack', 'first', '--key', 'key.pem', '--out', 'again.zip')
  const archive = await readFile(join(folder, 'example-first-app-0.1.0.zip'))
  expect(await readFile(join(folder, 'again.zip'))).toEqual(archive)
  const told = await millrace('verify', 'again.zip')
  expect(told).toContain('asks for action point:read bound\nasks for http judge\n')
  expect(told).toContain(`signed by ${fingerprint}`)
  await millrace('pack', 'first', '--out', 'unsigned.zip')
  expect(await millrace('verify', 'unsigned.zip')).toContain('signed by nobody')
  await millrace('sign', 'unsigned.zip', '--key', 'key.pem')
  expect(await readFile(join(folder, 'unsigned.zip'))).toEqual(archive)
  const { app } = await unpackApp(archive)
  const bill = JSON.parse(new TextDecoder().decode(app.files.get('sbom.json')))
  expect(bill.components.map(({ name }: { name: string }) => name)).toEqual(
    [...app.files.keys()].filter((path) => path !== 'sbom.json').sort(),
  )
  await writeFile(join(folder, 'first', 'own.pem'), await readFile(join(folder, 'key.pem')))
  expect(await refused('pack', 'first')).toContain('Expected a folder without a private key, saw one in own.pem')
  await rm(join(folder, 'first', 'own.pem'))
  archive[archive.length >> 1]! ^= 1
  await writeFile(join(folder, 'changed.zip'), archive)
  expect(await refused('verify', 'changed.zip')).toMatch(/Expected a package as its publisher made it|in a package/)
})

test('nothing is written over: neither a key nor a folder with something in it', async () => {
  await writeFile(join(folder, 'other.pem'), 'mine')
  expect(await refused('key', 'other.pem')).toContain('a key is never written over another')
  expect(await readFile(join(folder, 'other.pem'), 'utf8')).toBe('mine')
  expect(await refused('new', '.')).toContain('Expected an empty or a new folder')
})
