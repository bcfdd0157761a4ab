import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { texts as zh } from './zh/index.ts'

/** Areas of the error table that never reach the console: programs on the command line, edges, drivers, and what machines ask. */
const elsewhere = new Set(
  'backup cli dlt645 driver edge edge_import enrolment ethernet-ip fins ingest melsec modbus offline opcua profile restore s7'.split(
    ' ',
  ),
)

interface Row {
  readonly code: string
  readonly area: string
  readonly says: string
  readonly remedy: string
  readonly blame: string
}

/** `docs/errors.md`, which is made of all faults there are. */
const table = readFileSync(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8')
const rows = [...table.matchAll(/^\| `([\w.-]+)` \| \d+ \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, code = '', says = '', remedy = '', blame = '']): Row => ({
    code,
    area: code.slice(0, code.indexOf('.')),
    says,
    remedy,
    blame,
  }),
)

type Words = Readonly<Record<string, Readonly<Record<string, { readonly says: string; readonly remedy: string }>>>>
const words: Words = zh.faults
const wordsOf = ({ code, area }: Row) => words[area]?.[code.slice(area.length + 1)]
const slots = (text: string): string[] => [...text.matchAll(/\{+(\w+)\}/g)].map(([, name]) => name ?? '')

it('reads the table', () => {
  expect(rows.length).toBeGreaterThan(500)
})

it('says in Chinese what a caller can mend', () => {
  const silent = rows.filter((row) => row.blame === 'the caller' && !elsewhere.has(row.area) && !wordsOf(row))
  expect(silent.map(({ code }) => code)).toEqual([])
})

it('names in Chinese no fact that the fault does not have', () => {
  const wrong = rows.flatMap((row) => {
    const own = wordsOf(row)
    const known = slots(`${row.says} ${row.remedy}`)
    const used = own ? slots(`${own.says} ${own.remedy}`.replaceAll(/(?<!\{)\{\w+\}(?!\})/g, '')) : []
    return used.filter((name) => !known.includes(name)).map((name) => `${row.code}: ${name}`)
  })
  expect(wrong).toEqual([])
})

it('writes facts as {{slots}}: one in single braces would be shown as it is', () => {
  // Places of an address, and {n} of a pattern of names, are to be read as they are.
  const single = rows.flatMap((row) => {
    const own = wordsOf(row)
    return [...`${own?.says} ${own?.remedy}`.matchAll(/(?<![{/])\{(?!n\})(\w+)\}(?!\})/g)].map(
      ([, name]) => `${row.code}: ${name}`,
    )
  })
  expect(single).toEqual([])
})

it('has Chinese words for no fault that there is not', () => {
  const known = new Set(rows.map(({ code }) => code))
  const said = Object.entries(words).flatMap(([area, own]) => Object.keys(own).map((name) => `${area}.${name}`))
  expect(said.filter((code) => !known.has(code))).toEqual([])
})
