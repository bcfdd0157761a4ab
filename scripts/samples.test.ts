import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { java } from '../packages/console/src/pages/developer/samples/java.ts'
import { jobs, madeUp, type Own, type Samples } from '../packages/console/src/pages/developer/samples/own.ts'
import { python } from '../packages/console/src/pages/developer/samples/python.ts'
import { typescript } from '../packages/console/src/pages/developer/samples/typescript.ts'

const root = resolve(import.meta.dirname, '..')
const address = 'https://plant.example:8443'
const plain: Own = { address, ...madeUp }
/** Names as people give them. */
const awkward: Own = {
  ...plain,
  asset: { ...plain.asset, name: 'Kiln "A"', path: ['Works\\users', 'Kiln "A"'] },
  points: [{ ...madeUp.points[0], name: 'T "in" \\u12 */ {x} 温度\n', high: undefined }],
}
const all = (samples: Samples) =>
  [plain, awkward].flatMap((own, turn) => jobs.map((job) => ({ name: `${job}${turn}`, code: samples[job](own) })))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-samples-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('gives samples in TypeScript that keep the types of the SDK', () => {
  const beside = join(root, 'packages/console/src/pages/developer/samples/sample-')
  const codes = new Map(all(typescript).map(({ name, code }) => [`${beside}${name}.ts`, code]))
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    customConditions: ['source'],
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => codes.has(path) || fileExists(path)
  host.getSourceFile = (path, version) => {
    const code = codes.get(path)
    return code === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, code, version)
  }
  const program = ts.createProgram([...codes.keys()], options, host)
  const wrong = [...codes.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
  })
  expect(codes.size).toBe(2 * jobs.length)
  expect(wrong).toEqual([])
})

it('gives samples in Python that compile', () => {
  const check =
    'import json, sys\nfor one in json.load(sys.stdin): compile(one["code"], one["name"], "exec")\nprint("all")'
  expect(execFileSync('python3', ['-c', check], { input: JSON.stringify(all(python)), encoding: 'utf8' })).toBe('all\n')
})

const hasJava = existsSync('/usr/bin/javac')
const sdk = join(root, 'sdks/java')

it.skipIf(!hasJava)('gives samples in Java that compile, with the SDK where it is', () => {
  const files = all(java).map(({ name, code }) => {
    const path = join(folder, `Sample_${name}.java`)
    writeFileSync(path, code.replace('class Sample', `class Sample_${name}`))
    return path
  })
  const source = [join(sdk, 'src/main/java'), join(sdk, 'generated')]
  // Without the SDK no name of it is known: then they are only read.
  const how = existsSync(sdk)
    ? ['-cp', source.join(':'), '-implicit:none', '-d', join(folder, 'classes')]
    : ['-XDshould-stop.ifNoError=PARSE', '-XDshould-stop.ifError=PARSE', '-d', folder]
  expect(execFileSync('javac', ['-encoding', 'UTF-8', '-proc:none', ...how, ...files], { encoding: 'utf8' })).toBe('')
})
