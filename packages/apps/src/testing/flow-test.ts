import { Fault } from '@millrace/core'
import { type FlowDocument, FlowDocumentSchema, type FlowSurroundings } from '@millrace/flows'
import '../offline/faults.ts'
import { Compile } from 'typebox/schema'
import { flowParametersOf } from '../flow-parameters.ts'
import type { AppManifest } from '../manifest.ts'
import type { AppModels } from '../offline/models.ts'
import type { AppPackage } from '../package.ts'
import type { FlowCase } from './schema.ts'

let compiled: ReturnType<typeof Compile> | undefined

/** The document of a flow that an app brings. Throws `offline.tests_malformed` where the file is none. */
export function flowOf({ files }: AppPackage, file: string): FlowDocument {
  compiled ??= Compile({ ...FlowDocumentSchema })
  const refuse = (findings: string): Fault => new Fault('offline.tests_malformed', { file, findings })
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder().decode(files.get(file)))
  } catch (reason) {
    throw refuse(`  it is no JSON: ${(reason as Error).message}`)
  }
  const [, errors] = compiled.Errors(document)
  if (errors.length > 0)
    throw refuse(
      errors
        .slice(0, 20)
        .map(({ instancePath, message }) => `  ${instancePath}: ${message}`)
        .join('\n'),
    )
  return document as FlowDocument
}

/** What nodes that call models are checked against. */
export const surroundingsOf = (models: AppModels): FlowSurroundings => ({
  models: Object.fromEntries(
    [...models.packages].flatMap(([path, model]) => [
      [path, model],
      [model.manifest.id, model],
    ]),
  ),
})

/** The test of a file, put to its flow as one that the document keeps. */
export function withTest(
  document: FlowDocument,
  { flow: of, settings = {}, ...test }: FlowCase,
  app: AppManifest,
): FlowDocument {
  const flow = app.flows?.find(({ name }) => name === of) ?? {}
  const taken = flowParametersOf(app, flow, { document, settings })
  return { ...document, tests: [{ ...test, parameters: { ...taken, ...test.parameters } }] }
}
