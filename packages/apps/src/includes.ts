import { Fault } from '@millrace/core'
import './faults.ts'
import type { AppIncluded, AppManifest, AppNeed } from './manifest.ts'

type Plain = number | boolean | string

/** Which need of the solution stands for a need of an app that it carries. */
const ownNeed = ({ needs = {} }: AppIncluded, its: string): string => (Object.hasOwn(needs, its) ? needs[its]! : its)

/** What an app that a solution carries is bound to. */
export const boundOfIncluded = (
  included: AppIncluded,
  { needs = [] }: AppManifest,
  bound: Readonly<Record<string, readonly string[]>>,
): Record<string, string[]> =>
  Object.fromEntries(
    needs.flatMap(({ name }): [string, string[]][] => {
      const own = ownNeed(included, name)
      return Object.hasOwn(bound, own) ? [[name, [...bound[own]!]]] : []
    }),
  )

/** Its settings, as far as the solution says them. */
export const settingsOfIncluded = (
  { settings: told = {} }: AppIncluded,
  { settings = [] }: AppManifest,
  own: Readonly<Record<string, Plain>>,
): Record<string, Plain> =>
  Object.fromEntries(
    settings.flatMap(({ name, type }): [string, Plain][] => {
      const from = Object.hasOwn(told, name) ? told[name]! : name
      return type !== 'secret' && Object.hasOwn(own, from) ? [[name, own[from]!]] : []
    }),
  )

/** Throws `app.include_unfit` unless what is carried is what the manifest says, and gets all that it needs. */
export function mustFitIncluded(solution: AppManifest, included: AppIncluded, app: AppManifest): void {
  const unfit = (expected: string, seen: string): never => {
    throw new Fault('app.include_unfit', { file: included.file, expected, seen })
  }
  if (app.id !== included.app || app.version !== included.version)
    unfit(`${included.app} ${included.version}`, `${app.id} ${app.version}`)
  if (app.includes?.length) unfit('an app', 'a solution, which carries apps itself')
  const { needs = [] } = app
  for (const its of Object.keys(included.needs ?? {}))
    if (!needs.some(({ name }) => name === its)) unfit(`needs of ${app.id}`, its)
  for (const its of Object.keys(included.settings ?? {}))
    if (!app.settings?.some(({ name }) => name === its)) unfit(`settings of ${app.id}`, its)
  for (const need of needs) {
    const own = solution.needs?.find(({ name }) => name === ownNeed(included, need.name))
    if (own) mustCover(own, need, unfit)
    else if (need.least !== 0) unfit(`a need for its need ${need.name}`, 'none')
  }
}

/** Assets that are bound to `own` are to be what `its` wants. */
function mustCover(own: AppNeed, its: AppNeed, unfit: (expected: string, seen: string) => never): void {
  if (own.equipmentClass !== its.equipmentClass || own.thingModel !== its.thingModel)
    unfit(`${own.name} to be of ${its.equipmentClass ?? its.thingModel}`, String(own.equipmentClass ?? own.thingModel))
  for (const { name, type, unit, optional } of its.properties) {
    const same = own.properties.find((property) => property.name === name)
    if (!same ? !optional : same.type !== type || same.unit !== unit || (same.optional === true && !optional))
      unfit(`${own.name} with ${name} as ${its.name} needs it`, same ? 'another' : 'none')
  }
}
