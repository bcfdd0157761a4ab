import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { texts as en } from './en/index.ts'
import { texts as zh } from './zh/index.ts'

type Tree = { [key: string]: string | Tree }

/** Plural forms differ by language (CLDR): a key is the same key whatever its forms. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${prefix}${withoutPlural(key)}`, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort()

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : []
  })
}

describe('every text is there in both languages', () => {
  it('has the same areas', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en))
  })

  for (const area of Object.keys(en) as (keyof typeof en)[]) {
    const english = flatten(en[area] as Tree)
    const chinese = flatten(zh[area] as Tree)

    it(`has the same keys in ${area}`, () => {
      // Faults without words of the console are told in the platform's, which are English.
      const both = area === 'faults' ? [...chinese.keys()].filter((key) => english.has(key)) : [...chinese.keys()]
      expect(both.sort()).toEqual([...english.keys()].sort())
    })

    it(`fills the same slots in ${area}`, () => {
      for (const [key, text] of english) expect([key, slots(chinese.get(key) ?? '')]).toEqual([key, slots(text)])
    })

    it(`leaves no text of ${area} empty`, () => {
      for (const [key, text] of [...english, ...chinese]) expect([key, text.trim()]).not.toEqual([key, ''])
    })
  }

  it('holds no Chinese in the code: every word goes through a key', () => {
    for (const source of sources(join(import.meta.dirname, '..'))) {
      const code = source.replaceAll(/'(中文|[^']*"Noto[^']*)'/g, '')
      expect(code.match(/[\u4e00-\u9fff]+/g)).toBeNull()
    }
  })
})
