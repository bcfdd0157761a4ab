// Every text of the console stands in Chinese and English, under the same key, with the same {{slots}}.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './toolchain.mjs'

const base = join(root, 'packages/console/src/i18n')
const faults = []
const flat = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, entry]) =>
    typeof entry === 'string' ? [[prefix + key, entry]] : flat(entry, `${prefix}${key}.`),
  )
const slots = (text) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join()
const plural = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '')

const areas = new Set(
  [...readdirSync(join(base, 'en')), ...readdirSync(join(base, 'zh'))].filter((name) => name.endsWith('.json')),
)
for (const area of areas) {
  const texts = {}
  for (const language of ['en', 'zh']) {
    try {
      texts[language] = new Map(flat(JSON.parse(readFileSync(join(base, language, area), 'utf8'))))
    } catch (failure) {
      faults.push(`${language}/${area}: ${failure.message}`)
      texts[language] = new Map()
    }
  }
  for (const [one, other] of [
    ['en', 'zh'],
    ['zh', 'en'],
  ]) {
    const there = new Set([...texts[other].keys()].map(plural))
    // Faults without words of the console are told in the platform's, which are English.
    const ownWords = area === 'faults.json' && other === 'en'
    for (const [key, text] of texts[one]) {
      if (ownWords && !there.has(plural(key))) continue
      if (!there.has(plural(key))) faults.push(`${other}/${area}: ${key} is missing`)
      else if (texts[other].has(key) && slots(text) !== slots(texts[other].get(key)))
        faults.push(`${area}: ${key} has other slots in ${other}`)
      if (text.trim() === '') faults.push(`${one}/${area}: ${key} is empty`)
    }
  }
}
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exit(faults.length > 0 ? 1 : 0)
