import { convertUnit } from '@millrace/core'
import type { AppManifest } from './manifest.ts'

type AppFlow = NonNullable<AppManifest['flows']>[number]

/** Of a parameter, in a document that nobody may have looked at yet. */
function unitOf(document: { readonly parameters?: unknown }, parameter: string): string | undefined {
  const { parameters } = document
  const own = Array.isArray(parameters)
    ? parameters.find((one: { name?: unknown } | null) => one?.name === parameter)
    : undefined
  return typeof own?.unit === 'string' ? own.unit : undefined
}

/**
 * What settings are as parameters of a flow, in the units that it tells; those that are not set are left out, and the flow has a default.
 * Throws `core.unit_mismatch`.
 */
export function flowParametersOf(
  { settings: known = [] }: Pick<AppManifest, 'settings'>,
  { parameters = {} }: Pick<AppFlow, 'parameters'>,
  {
    document,
    settings,
  }: { readonly document: { readonly parameters?: unknown }; readonly settings: Readonly<Record<string, unknown>> },
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([parameter, name]): [string, number][] => {
      const value = Object.hasOwn(settings, name) ? settings[name] : undefined
      if (value === undefined) return []
      const told = known.find((setting) => setting.name === name)?.unit
      const unit = unitOf(document, parameter)
      return [[parameter, told && unit ? convertUnit(Number(value), told, unit) : Number(value)]]
    }),
  )
}
