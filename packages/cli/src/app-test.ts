import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readAppFolder } from '@millrace/apps'
import { type AppTestResult, runAppTests } from '@millrace/apps/testing'
import { silentLog } from '@millrace/core'

const options = { json: { type: 'boolean', default: false } } as const

/** `millrace app test <folder>`: runs every test of an app here, without a platform; ends with 1 if one fails. */
export async function testApp(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const app = await readAppFolder(resolve(positionals[0] ?? '.'))
  const folder = await mkdtemp(join(tmpdir(), 'millrace-app-test-'))
  const results: AppTestResult[] = []
  try {
    for await (const result of runAppTests(app, { folder, log: silentLog })) {
      results.push(result)
      if (!values.json) process.stdout.write(said(result))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const failed = results.filter(({ passed }) => !passed).length
  const { id, version } = app.manifest
  if (values.json) process.stdout.write(`${JSON.stringify({ app: id, version, failed, tests: results }, null, 2)}\n`)
  else if (results.length === 0)
    process.stdout.write(`${id} ${version} has no tests: name files under tests in app.yaml\n`)
  else
    process.stdout.write(
      `${id} ${version}: ${results.length - failed} passed${failed > 0 ? `, ${failed} failed` : ''}\n`,
    )
  return failed > 0 ? 1 : 0
}

function said({ kind, of, file, name, passed, differences, log }: AppTestResult): string {
  if (passed) return `✓ ${kind} ${of}: ${name}\n`
  const why = differences.map((one) => `    ${one.replaceAll('\n', '\n    ')}\n`)
  return [`✗ ${kind} ${of}: ${name} (${file})\n`, ...why, ...log.map((line) => `    log: ${line}\n`)].join('')
}
