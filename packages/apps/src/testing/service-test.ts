import { sayFault } from '@millrace/core'
import { OfflineHost } from '../offline/host.ts'
import type { AppModels } from '../offline/models.ts'
import { isoOfMs } from '../offline/plant.ts'
import { settingsOf } from '../offline/settings.ts'
import { OfflineTables } from '../offline/tables.ts'
import type { AppPackage } from '../package.ts'
import type { LogLine, ServiceCall, ServiceContext } from '../service/host.ts'
import { type ServiceProgram, serviceProgram } from '../service/program.ts'
import type { ServiceOutcome, ServiceRunner } from '../service/runner.ts'
import { differencesOf, shown } from './compare.ts'
import type { ServiceTest } from './schema.ts'
import { answering, stageOf } from './stage.ts'

export interface ServiceTested {
  readonly differences: readonly string[]
  readonly log: readonly LogLine[]
}

/** Calls a service of an app as the platform would, with what the test says of it. */
export async function testService(
  app: AppPackage,
  test: ServiceTest,
  runner: ServiceRunner,
  models: AppModels,
): Promise<ServiceTested> {
  const { manifest, files } = app
  const { now, plant } = stageOf(test, manifest, files)
  const tables = new OfflineTables(manifest.id, manifest.tables ?? [])
  for (const [name, rows] of Object.entries(test.tables ?? {})) if (rows.length > 0) tables.put(name, rows)
  const host = new OfflineHost({
    plant,
    tables,
    secrets: test.secrets ?? {},
    manifest,
    kpis: test.kpis ?? {},
    alarms: test.alarms ?? [],
    now: () => now,
    http: answering(test.answers ?? []),
    model: (name, input) => models.call(name, input),
  })
  const person = test.person === undefined ? {} : { person: { id: test.person, name: test.person } }
  const context: ServiceContext = {
    settings: { ...settingsOf(manifest), ...test.settings },
    assets: plant.bound(),
    now: isoOfMs(now),
    seed: 1,
    ...person,
  }
  const outcome = await runner.run(programOf(app, test.service), callOf(test, context), host)
  const differences =
    outcome.is === 'done'
      ? [
          ...(test.refused === undefined ? [] : [`expected a refusal ${test.refused}, saw ${shown(outcome.output)}`]),
          ...('gives' in test ? differencesOf('gives', test.gives, outcome.output, test.tolerance) : []),
        ]
      : refusalOf(test, outcome)
  return { differences: [...differences, ...leftOf(test, host, tables)], log: host.lines }
}

/** A test tells what comes out; how fast the machine of who tests is, it does not. */
const PATIENCE = 20

function programOf(app: AppPackage, service: string): ServiceProgram {
  const program = serviceProgram(app, service, 'test')
  return { ...program, timeMs: PATIENCE * program.timeMs }
}

function callOf(test: ServiceTest, context: ServiceContext): ServiceCall {
  if ('every' in test) return { entry: 'every', context }
  if ('event' in test) return { entry: 'event', input: test.event, context }
  return { entry: 'http', input: test.call, context }
}

/** The code of a refusal stands in the facts of the runner's own fault. */
function refusalOf({ refused }: ServiceTest, { fault, where }: Exclude<ServiceOutcome, { is: 'done' }>): string[] {
  const { reason, seen } = fault.facts
  if (refused !== undefined && (fault.code === refused || reason === refused || String(seen).endsWith(`[${refused}]`)))
    return []
  const at = where === undefined ? '' : ` (${where})`
  return [`expected ${refused === undefined ? 'no refusal' : `a refusal ${refused}`}, saw ${sayFault(fault)}${at}`]
}

/** What it did beside what it gave. */
function leftOf(test: ServiceTest, host: OfflineHost, held: OfflineTables): string[] {
  const { tolerance } = test
  const after = held.all()
  const differences = Object.entries(test.tables_after ?? {}).flatMap(([name, rows]) =>
    differencesOf(`tables_after.${name}`, rows, after[name] ?? [], tolerance),
  )
  if (test.writes) differences.push(...differencesOf('writes', test.writes, host.writes, tolerance))
  if (test.emits) differences.push(...differencesOf('emits', test.emits, host.emitted, tolerance))
  return [...differences, ...missingIn(test.log ?? [], host.lines)]
}

function missingIn(parts: readonly string[], lines: readonly LogLine[]): string[] {
  let from = 0
  for (const part of parts) {
    const at = lines.findIndex(
      ({ text, fields }, i) => i >= from && `${text} ${fields ? JSON.stringify(fields) : ''}`.includes(part),
    )
    if (at < 0)
      return [
        `log: expected a line with ${shown(part)}${from > 0 ? ' after those before' : ''}, saw ${shown(lines.map(({ text }) => text))}`,
      ]
    from = at + 1
  }
  return []
}
