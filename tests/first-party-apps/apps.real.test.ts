import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AppPackage, packApp, readAppFolder, unpackApp } from '@millrace/apps'
import { runAppTests } from '@millrace/apps/testing'
import { checkClass, reproduce } from '@millrace/compute'
import { silentLog } from '@millrace/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shareAppModules } from '../../scripts/app-shared.mjs'

const folder = fileURLToPath(new URL('../../apps/', import.meta.url))
const names = [
  'boiler-adviser',
  'compressed-air',
  'energy-manager',
  'maintenance-planner',
  'oee-board',
  'shift-handover',
  'spc',
  'vibration-analyser',
]
/** Without pages of their own: they install the apps that they carry. */
const solutions = ['solution-boiler-house', 'solution-compressed-air']

interface Words {
  readonly words: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>>
}

const apps = new Map<string, AppPackage>()
let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'millrace-first-apps-'))
  shareAppModules()
  for (const name of [...names, ...solutions]) apps.set(name, await readAppFolder(join(folder, name)))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

test('every folder with an app.yaml is one of these', async () => {
  const folders = await readdir(folder, { recursive: true })
  expect(folders.filter((file) => /^[^/]+\/app\.yaml$/.test(file)).sort()).toEqual(
    [...names, ...solutions].sort().map((name) => `${name}/app.yaml`),
  )
})

test.each([...names, ...solutions])(
  '%s passes its own tests, of which it has some for every service and flow',
  async (name) => {
    const app = apps.get(name)!
    const tested = new Set<string>()
    for await (const { of, name: title, passed, differences } of runAppTests(app, {
      folder: scratch,
      log: silentLog,
    })) {
      expect(differences, title).toEqual([])
      expect(passed, title).toBe(true)
      tested.add(of)
    }
    for (const { name: needed } of [...(app.manifest.services ?? []), ...(app.manifest.flows ?? [])])
      expect(tested, needed).toContain(needed)
  },
)

test.each([...names, ...solutions])('%s packs into an archive that reads as the same app', async (name) => {
  const app = apps.get(name)!
  const { app: whole, archive } = packApp(app)
  const { app: unpacked } = await unpackApp(archive)
  expect(unpacked.digest).toBe(whole.digest)
})

test.each([...names, ...solutions])('%s is said in both languages, word for word, and shown', (name) => {
  const { manifest, files } = apps.get(name)!
  const shown = manifest.screenshots?.map(({ file }) => file) ?? []
  for (const look of [/-en-light-desk\./, /-zh-dark-phone\./]) expect(shown.some((file) => look.test(file))).toBe(true)
  for (const { name: screen } of manifest.screens ?? [])
    expect(shown, screen).toContain(`screenshots/${screen}-en-light-desk.webp`)
  for (const { file } of manifest.screenshots ?? []) expect(files.get(file)!.length, file).toBeLessThan(150 * 1024)
  for (const { file } of manifest.pages ?? []) {
    const html = new TextDecoder().decode(files.get(file))
    expect(html, file).not.toMatch(/<style|style=|<script(?![^>]*src=)|onclick=/)
  }
})

test.each(names)('%s has as many words in Chinese as in English', async (name) => {
  const { words } = (await import(`${folder}${name}/pages/words.js`)) as Words
  expect(Object.keys(words.zh)).toEqual(Object.keys(words.en))
  for (const [key, text] of Object.entries(words.en)) {
    const slots = (said: string) => (said.match(/\{\w+\}/g) ?? []).sort()
    expect(slots(words.zh[key]!), key).toEqual(slots(text))
  }
})

test.each(names)('%s says what its services refuse in the words of its pages', async (name) => {
  const { words } = (await import(`${folder}${name}/pages/words.js`)) as Words
  const { own } = (await import(`${folder}shared/pages/words.js`)) as { own: Words['words'] }
  for (const [path, bytes] of apps.get(name)!.files)
    if (/^services\/[^/]+\.js$/.test(path))
      for (const [, code] of new TextDecoder().decode(bytes).matchAll(/refuse\(\s*'([a-z_]+)'/g))
        expect({ ...own.zh, ...words.zh }, `${path}: ${code}`).toHaveProperty(`fault_${code}`)
})

test('classes that apps bring hold what is asked of those in the library, and give their references again', async () => {
  for (const [name, { manifest }] of apps)
    for (const file of manifest.classes ?? []) {
      const { equipment, findings } = checkClass(await readFile(join(folder, name, file), 'utf8'))
      expect(findings, file).toEqual([])
      for (const reference of equipment!.references)
        for (const figure of reproduce(equipment!, reference))
          expect(figure.holds, `${file}: ${reference.name}`).toBe(true)
    }
})
