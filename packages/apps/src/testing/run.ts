import { type Log, sayFault } from '@millrace/core'
import { runTests } from '@millrace/flows'
import { AppModels } from '../offline/models.ts'
import type { AppPackage } from '../package.ts'
import { openServiceRunner, type ServiceRunner } from '../service/runner.ts'
import { flowOf, surroundingsOf, withTest } from './flow-test.ts'
import { readTests } from './read.ts'
import type { FlowCase, ServiceTest } from './schema.ts'
import { testService } from './service-test.ts'

/** One test of an app and what came of it. */
export interface AppTestResult {
  readonly kind: 'service' | 'flow' | 'model'
  /** The service, the flow, or the folder of the model. */
  readonly of: string
  /** Where the test stands. */
  readonly file: string
  readonly name: string
  readonly passed: boolean
  /** Expected and seen, each in a sentence. */
  readonly differences: readonly string[]
  /** What a service wrote to its log. */
  readonly log: readonly string[]
}

export interface TestNeeds {
  /** For environments of models. */
  readonly folder: string
  readonly log: Log
  /** Is told what is tested next: by it a test is named that never ends. */
  readonly begins?: (name: string) => void
}

/** Runs every test of an app, of services, flows and models, one after the other. Throws `offline.tests_malformed`, and what reading a model throws. */
export async function* runAppTests(
  app: AppPackage,
  { folder, log, begins = () => undefined }: TestNeeds,
): AsyncGenerator<AppTestResult> {
  const { manifest, files } = app
  // Every file is read first: a mistake in the last is told before the first has run.
  const read = (manifest.tests ?? []).flatMap((file) =>
    readTests(new TextDecoder().decode(files.get(file)), file, manifest).map((test) => ({ file, test })),
  )
  const models = new AppModels(app, folder, log)
  const runner = openServiceRunner()
  try {
    for (const { file, test } of read) {
      begins(test.name)
      yield await one(app, file, test, runner, models)
    }
    for (const { name, file } of manifest.flows ?? []) {
      begins(file)
      yield* ofDocument(app, name, file, models)
    }
    for (const [path, model] of models.packages) {
      begins(path)
      yield* ofModel(path, () => models.cases(model))
    }
  } finally {
    await runner.close()
    await models.close()
  }
}

async function one(
  app: AppPackage,
  file: string,
  test: ServiceTest | FlowCase,
  runner: ServiceRunner,
  models: AppModels,
): Promise<AppTestResult> {
  const is =
    'flow' in test ? ({ kind: 'flow', of: test.flow } as const) : ({ kind: 'service', of: test.service } as const)
  const about = { ...is, file, name: test.name }
  try {
    if ('flow' in test) {
      const flow = app.manifest.flows!.find(({ name }) => name === test.flow)!
      const document = withTest(flowOf(app, flow.file), test, app.manifest)
      const [result] = await runTests(document, surroundingsOf(models))
      return { ...about, passed: result!.passed, differences: result!.differences, log: [] }
    }
    const { differences, log } = await testService(app, test, runner, models)
    const lines = log.map(({ level, text, fields }) => `${level} ${text}${fields ? ` ${JSON.stringify(fields)}` : ''}`)
    return { ...about, passed: differences.length === 0, differences, log: lines }
  } catch (thrown) {
    return { ...about, passed: false, differences: [sayFault(thrown)], log: [] }
  }
}

/** The tests that its own document keeps; that it compiles is one, too. */
async function* ofDocument(
  app: AppPackage,
  of: string,
  file: string,
  models: AppModels,
): AsyncGenerator<AppTestResult> {
  const about = { kind: 'flow', of, file, log: [] } as const
  try {
    const document = flowOf(app, file)
    if ((document.tests ?? []).length === 0) return
    for (const { name, passed, differences } of await runTests(document, surroundingsOf(models)))
      yield { ...about, name, passed, differences }
  } catch (thrown) {
    yield { ...about, name: 'compiles', passed: false, differences: [sayFault(thrown)] }
  }
}

async function* ofModel(path: string, cases: () => ReturnType<AppModels['cases']>): AsyncGenerator<AppTestResult> {
  const about = { kind: 'model', of: path, file: `${path}/model.yaml`, log: [] } as const
  try {
    for (const { name, holds, figures } of await cases())
      yield {
        ...about,
        name,
        passed: holds,
        differences: figures.flatMap(({ row, output, expected, seen, tolerance, unit, reason, holds: does }) =>
          does
            ? []
            : [
                `${output}, row ${row + 1}: expected ${expected}${tolerance === undefined ? '' : ` ± ${tolerance}`}${unit ? ` ${unit}` : ''}, saw ${seen ?? 'nothing'}${reason ? ` (${reason})` : ''}`,
              ],
        ),
      }
  } catch (thrown) {
    yield { ...about, name: 'runs', passed: false, differences: [sayFault(thrown)] }
  }
}
