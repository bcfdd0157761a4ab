// Holds what library/standards says about security against the repo: every path, test and drill that it names is there.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, normalize } from 'node:path'
import ts from 'typescript'

/** What proves a claim: a test by its title, or a drill of `npm run drill`. */
export type Proof = { readonly file: string; readonly title: string } | { readonly drill: string }

export type Letter = 'S' | 'T' | 'R' | 'I' | 'D' | 'E'
export const letters: Readonly<Record<Letter, string>> = {
  S: 'spoofing',
  T: 'tampering',
  R: 'repudiation',
  I: 'information disclosure',
  D: 'denial of service',
  E: 'elevation of privilege',
}

interface Arrow {
  readonly id: string
  readonly from: string
  readonly to: string
  /** The step of ARCHITECTURE.md's picture that this arrow is part of, as written there. */
  readonly picture?: string
  /** Letters that cannot happen here, each with the reason. */
  readonly none?: Partial<Record<Letter, string>>
}

interface Threat {
  readonly id: string
  readonly arrow: string
  readonly stride: Letter
  readonly what: string
  readonly how: string
  readonly control: readonly string[]
  readonly tests: readonly Proof[]
  readonly state: 'held' | 'accepted' | 'open'
  readonly why?: string
  readonly issue?: string
}

export interface ThreatModel {
  readonly arrows: readonly Arrow[]
  readonly threats: readonly Threat[]
}

interface Requirement {
  readonly id: string
  readonly title: string
  /** Chinese title, where the standard is Chinese. */
  readonly zh?: string
  /** Lowest security level that asks for it (IEC 62443-3-3 alone). */
  readonly from?: number
  /** Security level we claim, 0 for none (IEC 62443-3-3 alone). */
  readonly claim?: number
  readonly capability: string
  readonly control: readonly string[]
  readonly tests: readonly Proof[]
  readonly state: 'met' | 'partly' | 'not' | 'outside'
  readonly why?: string
  readonly verified: boolean
}

export interface Standard {
  readonly standard: string
  readonly title: string
  readonly sources: readonly { readonly says: string; readonly verified: boolean }[]
  /** Chapters with the number of clauses each has in the standard. */
  readonly chapters: readonly { readonly id: string; readonly title: string; readonly count: number }[]
  readonly requirements: readonly Requirement[]
}

const standards = ['iec-62443-3-3', 'mlps-2.0-level-3'] as const

interface SchemaError {
  readonly instancePath: string
  readonly message: string
}
// The validator is the one the server brings; the root has no dependency of its own on it.
const { Compile } = createRequire(join(import.meta.dirname, '..', 'packages', 'server', 'package.json'))(
  'typebox/schema',
) as { Compile: (schema: unknown) => { Errors(value: unknown): [boolean, SchemaError[]] } }

const folder = join('library', 'standards')
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** One file of library/standards, and how it differs from its schema. */
function readStandard<T>(root: string, name: string): { value: T; faults: string[] } {
  const value = readJson(join(root, folder, `${name}.json`))
  const [, errors] = Compile(readJson(join(root, folder, 'schema', `${name}.json`))).Errors(value)
  const faults = errors.map(
    ({ instancePath, message }) => `${folder}/${name}.json${instancePath}: ${message} (schema/${name}.json)`,
  )
  return { value: value as T, faults }
}

/** Titles of a test file: those that run and those that are skipped. A template keeps its `${…}` as written. */
function testTitles(file: string): { run: Set<string>; skipped: Set<string> } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const run = new Set<string>()
  const skipped = new Set<string>()
  const visit = (node: ts.Node, asleep: boolean): void => {
    if (ts.isCallExpression(node)) {
      const chain = node.expression.getText(source)
      if (/^describe\.(skip|todo)\b/.test(chain)) asleep = true
      const title = node.arguments[0]
      if (/^(test|it)\b/.test(chain) && title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) {
        const text = ts.isStringLiteralLike(title) ? title.text : title.getText(source).slice(1, -1)
        const all = asleep || /^(test|it)\.(skip|todo|fails)\b/.test(chain) ? skipped : run
        all.add(text)
      }
    }
    ts.forEachChild(node, (child) => visit(child, asleep))
  }
  visit(source, false)
  return { run, skipped }
}

/** Names of the drills that `npm run drill` knows. */
function drillNames(root: string): Set<string> {
  const file = join(root, 'bench', 'src', 'drills.ts')
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const names = new Set<string>()
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText(source) === 'drills' && initializer && ts.isObjectLiteralExpression(initializer))
        for (const { name: key } of initializer.properties)
          if (key && (ts.isIdentifier(key) || ts.isStringLiteral(key))) names.add(key.text)
  }
  return names
}

/** Answers whether a path, a test or a drill is there; each file is parsed once. */
function witness(root: string) {
  const titles = new Map<string, ReturnType<typeof testTitles>>()
  const drills = drillNames(root)
  const path = (at: string): string | undefined => {
    if (normalize(at) !== at || at.startsWith('/') || at.startsWith('..') || /(^|\/)(node_modules|dist)(\/|$)/.test(at))
      return `control ${at} is no plain path inside the repo`
    return existsSync(join(root, at)) ? undefined : `control ${at} does not exist`
  }
  const proof = (named: Proof): string | undefined => {
    if ('drill' in named)
      return drills.has(named.drill) ? undefined : `drill ${named.drill} is not in bench/src/drills.ts`
    const file = join(root, named.file)
    if (!/\.test\.tsx?$/.test(named.file)) return `${named.file} is no test file`
    if (!existsSync(file) || !statSync(file).isFile()) return `test file ${named.file} does not exist`
    const seen = titles.get(file) ?? testTitles(file)
    titles.set(file, seen)
    if (seen.run.has(named.title)) return undefined
    return seen.skipped.has(named.title)
      ? `${named.file} skips the test "${named.title}"`
      : `${named.file} has no test "${named.title}"`
  }
  return ({ control, tests }: { control: readonly string[]; tests: readonly Proof[] }): string[] =>
    [...control.map(path), ...tests.map(proof)].filter((fault) => fault !== undefined)
}

const doubled = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]

/** The steps of the way of a value as ARCHITECTURE.md draws them: "machine ─▶ driver", … */
function pictureSteps(architecture: string): string[] {
  const line = architecture.split('\n').find((text) => text.trim().startsWith('machine ─▶'))
  const rooms = (line ?? '').split('─▶').map((room) => room.trim())
  return rooms.slice(1).map((room, at) => `${rooms[at]} ─▶ ${room}`)
}

function threatFaults(root: string, { arrows, threats }: ThreatModel, see: ReturnType<typeof witness>): string[] {
  const faults: string[] = []
  for (const id of doubled(threats.map((threat) => threat.id))) faults.push(`${id} is given twice`)
  for (const id of doubled(arrows.map((arrow) => arrow.id))) faults.push(`arrow ${id} is given twice`)
  for (const threat of threats) {
    const { id, arrow, control, tests, state, why, issue } = threat
    if (!arrows.some((known) => known.id === arrow)) faults.push(`${id}: no arrow ${arrow}`)
    if (state === 'held' && control.length === 0) faults.push(`${id} is held and names no control`)
    if (state === 'held' && tests.length === 0) faults.push(`${id} is held and names no test`)
    if (state === 'accepted' && !why) faults.push(`${id} is accepted and does not say why`)
    if (state === 'open' && !issue) faults.push(`${id} is open and names no issue`)
    for (const fault of see(threat)) faults.push(`${id}: ${fault}`)
  }
  for (const { id, none } of arrows)
    for (const letter of Object.keys(letters) as Letter[]) {
      const rows = threats.some((threat) => threat.arrow === id && threat.stride === letter)
      if (!rows && !none?.[letter])
        faults.push(`arrow ${id} has no row for ${letter} (${letters[letter]}) and no word why there is none`)
      if (rows && none?.[letter]) faults.push(`arrow ${id} has rows for ${letter} and says there are none`)
    }
  for (const step of pictureSteps(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')))
    if (!arrows.some((arrow) => arrow.picture === step))
      faults.push(`no arrow stands for "${step}" of the picture in ARCHITECTURE.md`)
  return faults.map((fault) => `${folder}/threats.json: ${fault}`)
}

function requirementFaults(name: string, standard: Standard, see: ReturnType<typeof witness>): string[] {
  const faults: string[] = []
  const { chapters, requirements } = standard
  for (const id of doubled(requirements.map((row) => row.id))) faults.push(`${id} is given twice`)
  for (const { id, count } of chapters) {
    // The points of a clause (8.1.4.1 a, b, …) are rows of their own.
    const clauses = requirements
      .map((row) => row.id.replace(/ [a-g]$/, ''))
      .filter((clause) => clause.startsWith(`${id}.`))
    const seen = new Set(clauses).size
    if (seen !== count) faults.push(`chapter ${id} has ${seen} clauses; the standard has ${count}`)
  }
  for (const row of requirements) {
    const { id, state, control, tests, why, claim, from } = row
    if (!chapters.some((chapter) => id.startsWith(`${chapter.id}.`))) faults.push(`${id} is of no chapter`)
    if ((state === 'met' || state === 'partly') && control.length === 0)
      faults.push(`${id} is ${state} and names no control`)
    if (state === 'met' && tests.length === 0) faults.push(`${id} is met and names no test`)
    if (state !== 'met' && !why) faults.push(`${id} is ${state} and does not say why`)
    if (claim !== undefined && claim > 0 && (state === 'not' || state === 'outside'))
      faults.push(`${id} claims level ${claim} and is ${state}`)
    if (state === 'met' && claim !== undefined && claim < (from ?? 1))
      faults.push(`${id} is met and claims level ${claim}; the standard asks it from level ${from}`)
    for (const fault of see(row)) faults.push(`${id}: ${fault}`)
  }
  return faults.map((fault) => `${folder}/${name}.json: ${fault}`)
}

export interface Evidence {
  readonly model: ThreatModel
  readonly standards: readonly { readonly name: string; readonly standard: Standard }[]
}

/** Reads library/standards below `root`, and says everything that does not hold. Files that break their schema are no evidence. */
export function readEvidence(root: string): { evidence?: Evidence; faults: string[] } {
  const model = readStandard<ThreatModel>(root, 'threats')
  const read = standards.map((name) => ({ name, ...readStandard<Standard>(root, name) }))
  const broken = [model, ...read].flatMap((file) => file.faults)
  if (broken.length > 0) return { faults: broken }
  const see = witness(root)
  const faults = [
    ...threatFaults(root, model.value, see),
    ...read.flatMap(({ name, value }) => requirementFaults(name, value, see)),
  ]
  return {
    evidence: { model: model.value, standards: read.map(({ name, value }) => ({ name, standard: value })) },
    faults,
  }
}
