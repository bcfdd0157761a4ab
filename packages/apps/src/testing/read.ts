import { Fault } from '@millrace/core'
import { type Finding, findingsOf, readPlacedYaml, type SayAt, sortedFindings } from '@millrace/core/profiles'
import { sayFindings } from '@millrace/packaging'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import type { AppManifest } from '../manifest.ts'
import '../offline/faults.ts'
import { FlowCase, ServiceTest } from './schema.ts'

const MOST_FINDINGS = 100

type Checker = ReturnType<typeof Compile>
let checkers: { readonly service: Checker; readonly flow: Checker } | undefined

/** The tests of a file. Throws `offline.tests_malformed` with every mistake and its line. */
export function readTests(text: string, file: string, manifest: AppManifest): readonly (ServiceTest | FlowCase)[] {
  const yaml = readPlacedYaml(text, MOST_FINDINGS)
  const findings: Finding[] = [...yaml.findings]
  const say: SayAt = (at, reason) => findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })
  checkers ??= { service: Compile({ ...ServiceTest } as TSchema), flow: Compile({ ...FlowCase } as TSchema) }
  if (findings.length === 0 && !Array.isArray(yaml.value)) say([], 'must be a list of tests')
  const tests = findings.length === 0 ? (yaml.value as unknown[]) : []
  for (const [i, test] of tests.entries()) {
    const isFlow = typeof test === 'object' && test !== null && 'flow' in test
    const [, errors] = checkers[isFlow ? 'flow' : 'service'].Errors(test)
    if (errors.length > 0) findings.push(...findingsOf(errors, yaml, [i]))
    else if (isFlow) checkFlow(test as FlowCase, manifest, i, say)
    else checkService(test as ServiceTest, manifest, i, say)
  }
  if (findings.length > 0)
    throw new Fault('offline.tests_malformed', { file, findings: sayFindings(sortedFindings(findings)) })
  return tests as (ServiceTest | FlowCase)[]
}

function checkFlow({ flow, settings = {} }: FlowCase, manifest: AppManifest, i: number, say: SayAt): void {
  if (!manifest.flows?.some(({ name }) => name === flow)) say([i, 'flow'], 'is no flow of app.yaml')
  for (const name of Object.keys(settings))
    if (!manifest.settings?.some((one) => one.name === name)) say([i, 'settings', name], 'is no setting of app.yaml')
}

const wayIn = { call: 'http', event: 'events', every: 'every' } as const

function checkService(test: ServiceTest, manifest: AppManifest, i: number, say: SayAt): void {
  const { needs = [], settings = [], services = [], tables = [] } = manifest
  const service = services.find(({ name }) => name === test.service)
  if (!service) say([i, 'service'], 'is no service of app.yaml')
  const ways = (['call', 'event', 'every'] as const).filter((way) => way in test)
  if (ways.length !== 1) say([i], 'must have call, event or every, one of them')
  else if (service && service[wayIn[ways[0]!]] === undefined)
    say([i, ways[0]!], `is none of its ways in: app.yaml has no ${wayIn[ways[0]!]} there`)
  for (const name of Object.keys(test.settings ?? {}))
    if (!settings.some((one) => one.name === name && one.type !== 'secret'))
      say([i, 'settings', name], 'is no setting of app.yaml')
  for (const name of Object.keys(test.secrets ?? {}))
    if (!settings.some((one) => one.name === name && one.type === 'secret'))
      say([i, 'secrets', name], 'is no secret among the settings of app.yaml')
  for (const at of ['tables', 'tables_after'] as const)
    for (const name of Object.keys(test[at] ?? {}))
      if (!tables.some((table) => table.name === name)) say([i, at, name], 'is no table of app.yaml')
  for (const [name, assets] of Object.entries(test.assets ?? {})) {
    const need = needs.find((one) => one.name === name)
    if (!need) say([i, 'assets', name], 'is no need of app.yaml')
    for (const [k, { points = {} }] of assets.entries())
      for (const property of Object.keys(points))
        if (need && !need.properties.some((one) => one.name === property))
          say([i, 'assets', name, k, 'points', property], 'is no property of the need')
  }
}
