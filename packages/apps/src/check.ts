import { checkUnit } from '@millrace/core'
import {
  checkTexts,
  type Finding,
  findingsOf,
  overladen,
  type PlacedYaml,
  readPlacedYaml,
  type SayAt,
  type Step,
  sortedFindings,
  trying,
} from '@millrace/core/profiles'
import { Compile } from 'typebox/schema'
import { AppManifest } from './manifest.ts'

/** Of one kind that the reader of YAML tells. */
const MOST_FINDINGS = 100

let compiled: ReturnType<typeof Compile> | undefined

export interface CheckedApp {
  /** Absent when it has not the shape of a manifest; it may have findings none the less. */
  readonly manifest?: AppManifest
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
}

/**
 * Checks the text of app.yaml: its shape, names, units, what refers to what, and whether the files are there. Tells every mistake.
 *
 * @param files paths of the package; without them nobody looks whether the files that it names are there
 */
export function checkApp(text: string, files?: ReadonlySet<string>): CheckedApp {
  const laden = overladen(text)
  if (laden.length > 0) return { findings: laden }
  const yaml = readPlacedYaml(text, MOST_FINDINGS)
  if (yaml.findings.length > 0) return { findings: yaml.findings }
  compiled ??= Compile({ ...AppManifest })
  const [, errors] = compiled.Errors(yaml.value)
  if (errors.length > 0) return { findings: sortedFindings(findingsOf(errors, yaml)) }
  const manifest = yaml.value as AppManifest
  const findings: Finding[] = []
  const say = saying(yaml, findings)
  checkTexts(manifest, [], say)
  checkNames(manifest, say)
  checkUnits(manifest, say)
  checkNeeds(manifest, say)
  checkSettings(manifest, say)
  checkTables(manifest, say)
  checkWork(manifest, say)
  checkIncludes(manifest, say)
  if (files) checkFiles(manifest, files, say)
  return { manifest, findings: sortedFindings(findings) }
}

const saying =
  (yaml: PlacedYaml, findings: Finding[]): SayAt =>
  (at, reason) =>
    findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })

function checkNames(manifest: AppManifest, say: SayAt): void {
  const { needs = [], settings = [], pages = [], services = [], flows = [], tables = [], permissions = [] } = manifest
  const { screens = [], includes = [], processes = [] } = manifest
  once(processes, 'name', ['processes'], say)
  once(screens, 'name', ['screens'], say)
  once(includes, 'app', ['includes'], say)
  once(needs, 'name', ['needs'], say)
  needs.forEach(({ properties }, i) => {
    once(properties, 'name', ['needs', i, 'properties'], say)
  })
  once(settings, 'name', ['settings'], say)
  once(pages, 'name', ['pages'], say)
  once(services, 'name', ['services'], say)
  once(flows, 'name', ['flows'], say)
  once(tables, 'name', ['tables'], say)
  once(permissions, 'action', ['permissions'], say)
}

function once<Key extends string>(
  list: readonly Readonly<Record<Key, string>>[],
  key: Key,
  at: readonly Step[],
  say: SayAt,
): void {
  const seen = new Set<string>()
  list.forEach((one, i) => {
    if (seen.has(one[key])) say([...at, i, key], 'is one above')
    seen.add(one[key])
  })
}

function checkUnits({ needs = [], settings = [], services = [], tables = [] }: AppManifest, say: SayAt): void {
  const check = ({ type, unit }: { readonly type: string; readonly unit?: string }, at: readonly Step[]): void => {
    if (unit === undefined) return
    if (type !== 'number' && type !== 'integer') say([...at, 'unit'], 'is of numbers alone')
    trying(say, [...at, 'unit'], () => checkUnit(unit))
  }
  for (const [i, { properties }] of needs.entries())
    for (const [k, one] of properties.entries()) check(one, ['needs', i, 'properties', k])
  for (const [i, { takes = [], gives = [] }] of services.entries())
    for (const [side, fields] of Object.entries({ takes, gives }))
      for (const [k, one] of fields.entries()) check(one, ['services', i, side, k])
  for (const [i, one] of settings.entries()) check(one, ['settings', i])
  for (const [i, { columns }] of tables.entries())
    for (const [k, one] of columns.entries()) check(one, ['tables', i, 'columns', k])
}

function checkNeeds({ needs = [], permissions = [] }: AppManifest, say: SayAt): void {
  const asked = new Set(permissions.map(({ action }) => action))
  needs.forEach(({ equipmentClass, thingModel, least = 1, most = Infinity, properties }, i) => {
    if ((equipmentClass === undefined) === (thingModel === undefined))
      say(['needs', i], 'must name an equipmentClass or a thingModel, one of the two')
    if (least > most) say(['needs', i, 'most'], `must not be below least (${least})`)
    properties.forEach(({ writes }, k) => {
      if (writes && !asked.has('point:write'))
        say(['needs', i, 'properties', k, 'writes'], 'needs the permission point:write')
    })
  })
}

const typeOf = { number: 'number', boolean: 'boolean', text: 'string', choice: 'string', address: 'string' } as const

function checkSettings({ settings = [] }: AppManifest, say: SayAt): void {
  settings.forEach((setting, i) => {
    const { type, low, high, choices, default: standard } = setting
    const at = ['settings', i] as const
    if (type !== 'number' && (low !== undefined || high !== undefined))
      say([...at, low === undefined ? 'high' : 'low'], 'is of numbers alone')
    if (low !== undefined && high !== undefined && low > high) say([...at, 'high'], `must not be below low (${low})`)
    if ((type === 'choice') !== (choices !== undefined)) say([...at, 'choices'], 'belong to a choice, and to it alone')
    if (standard === undefined) return
    if (type === 'secret') say([...at, 'default'], 'is none of a secret: everybody could read it')
    else if (typeof standard !== typeOf[type]) say([...at, 'default'], `must be a ${typeOf[type]}`)
    else if (typeof standard === 'number' && (standard < (low ?? -Infinity) || standard > (high ?? Infinity)))
      say([...at, 'default'], `must lie within ${low ?? '-∞'} and ${high ?? '∞'}`)
    else if (choices && !choices.some(({ value }) => value === standard)) say([...at, 'default'], 'must be a choice')
  })
}

function checkTables({ tables = [] }: AppManifest, say: SayAt): void {
  tables.forEach(({ columns, key, indexes = [] }, i) => {
    const at = ['tables', i] as const
    once(columns, 'name', [...at, 'columns'], say)
    const byName = new Map(columns.map((column) => [column.name, column]))
    key.forEach((name, k) => {
      const column = byName.get(name)
      if (!column) say([...at, 'key', k], 'is no column')
      else if (column.optional || column.type === 'json') say([...at, 'key', k], 'must be there, and comparable')
    })
    for (const [k, index] of indexes.entries())
      index.forEach((name, m) => {
        if (!byName.has(name)) say([...at, 'indexes', k, m], 'is no column')
      })
  })
}

/** What runs, and on what. */
function checkWork(manifest: AppManifest, say: SayAt): void {
  const { needs = [], settings = [], pages = [], services = [], flows = [], reaches = [] } = manifest
  const needed = new Set(needs.map(({ name }) => name))
  const counted = new Set(
    settings.filter(({ type }) => type === 'number' || type === 'boolean').map(({ name }) => name),
  )
  pages.forEach(({ at, needs: on = [] }, i) => {
    if ((at === 'asset') !== on.length > 0) say(['pages', i, 'needs'], 'belong to pages of assets, and to them alone')
    on.forEach((name, k) => {
      if (!needed.has(name)) say(['pages', i, 'needs', k], 'is no need')
    })
  })
  services.forEach(({ every, http, events, takes, gives }, i) => {
    if (every === undefined && !http && events === undefined)
      say(['services', i], 'must have a way in: every, http or events')
    for (const [side, fields] of Object.entries({ takes, gives })) {
      if (fields === undefined) continue
      if (!http) say(['services', i, side], 'is of services with http: true')
      once(fields, 'name', ['services', i, side], say)
    }
  })
  if (reaches.length > 0 && services.length === 0) say(['reaches'], 'are of services, and there is none')
  flows.forEach(({ for: need, parameters = {} }, i) => {
    if (need !== undefined && !needed.has(need)) say(['flows', i, 'for'], 'is no need')
    for (const [parameter, setting] of Object.entries(parameters))
      if (!counted.has(setting))
        say(['flows', i, 'parameters', parameter], 'is no setting that is a number, or yes or no')
  })
}

/** What an app that is carried along gets from this one. */
function checkIncludes({ id, needs = [], settings = [], includes = [] }: AppManifest, say: SayAt): void {
  const needed = new Set(needs.map(({ name }) => name))
  const set = new Set(settings.map(({ name }) => name))
  includes.forEach((one, i) => {
    if (one.app === id) say(['includes', i, 'app'], 'is this app itself')
    for (const [its, own] of Object.entries(one.needs ?? {}))
      if (!needed.has(own)) say(['includes', i, 'needs', its], 'is no need')
    for (const [its, own] of Object.entries(one.settings ?? {}))
      if (!set.has(own)) say(['includes', i, 'settings', its], 'is no setting')
  })
}

function checkFiles(manifest: AppManifest, files: ReadonlySet<string>, say: SayAt): void {
  const { pages = [], services = [], flows = [], models = [], classes = [], tests = [] } = manifest
  const { screenshots = [], screens = [], includes = [] } = manifest
  const there = (path: string, at: readonly Step[]): void => {
    if (!files.has(path)) say(at, 'is no file of the package')
  }
  const ending = (path: string, ends: readonly string[], at: readonly Step[]): void => {
    if (!ends.some((end) => path.endsWith(end))) say(at, `must end in ${ends.join(' or ')}`)
    else there(path, at)
  }
  pages.forEach(({ file }, i) => {
    if (file.startsWith('pages/')) ending(file, ['.html'], ['pages', i, 'file'])
    else say(['pages', i, 'file'], 'must lie in pages/')
  })
  services.forEach(({ file }, i) => {
    ending(file, ['.js'], ['services', i, 'file'])
  })
  flows.forEach(({ file }, i) => {
    ending(file, ['.json'], ['flows', i, 'file'])
  })
  classes.forEach((file, i) => {
    ending(file, ['.yaml'], ['classes', i])
  })
  tests.forEach((file, i) => {
    ending(file, ['.json', '.yaml'], ['tests', i])
  })
  screenshots.forEach(({ file }, i) => {
    ending(file, ['.png', '.webp'], ['screenshots', i, 'file'])
  })
  screens.forEach(({ file }, i) => {
    ending(file, ['.json'], ['screens', i, 'file'])
  })
  includes.forEach(({ file }, i) => {
    ending(file, ['.zip'], ['includes', i, 'file'])
  })
  models.forEach((folder, i) => {
    there(`${folder.replace(/\/$/, '')}/model.yaml`, ['models', i])
  })
}
