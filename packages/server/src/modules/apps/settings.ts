import type { AppManifest, AppSetting } from '@millrace/apps'
import { Fault } from '@millrace/core'
import { isStorable } from '../storable.ts'
import './faults.ts'
import type { Plain, Settings } from './schema.ts'

const MOST_TEXT = 4_000

/** Settings of an installation: what everybody who may see it reads, and what is sealed. */
export interface SettingsSet {
  readonly settings: Record<string, Plain>
  readonly secrets: Record<string, string>
}

/**
 * What was there, changed by what is given: null takes a setting back to its default, and leaves a secret out. What this version does
 * not know stays for the one before. Throws `apps.setting_unfit`.
 */
export function settingsOf({ settings: known = [] }: AppManifest, before: SettingsSet, given: Settings): SettingsSet {
  const stranger = Object.keys(given).find((name) => !known.some((setting) => setting.name === name))
  if (stranger !== undefined)
    throw new Fault('apps.setting_unfit', { name: stranger, expected: 'a setting of the app', seen: 'none' })
  const settings: Record<string, Plain> = { ...before.settings }
  const secrets: Record<string, string> = { ...before.secrets }
  for (const setting of known) {
    const { name, type, default: standard } = setting
    const held: Record<string, Plain> = type === 'secret' ? secrets : settings
    const wanted = Object.hasOwn(given, name) ? given[name] : undefined
    if (wanted !== undefined && wanted !== null) held[name] = fitting(setting, wanted)
    else if (wanted === null || !(Object.hasOwn(held, name) && fits(setting, held[name]))) {
      delete held[name]
      if (standard !== undefined) held[name] = standard
    }
  }
  return { settings, secrets }
}

/** Another version may have other bounds: what does not fit them any more is the default again. */
function fits(setting: AppSetting, value: Plain | undefined): boolean {
  if (value === undefined) return false
  try {
    fitting(setting, value)
    return true
  } catch {
    return false
  }
}

function fitting(setting: AppSetting, value: Plain): Plain {
  const { name, type, unit, low = -Infinity, high = Infinity, choices = [] } = setting
  const unfit = (expected: string): Fault =>
    // What was meant to be a secret is not told again.
    new Fault('apps.setting_unfit', {
      name,
      expected,
      seen: type === 'secret' ? 'another' : String(value).slice(0, 100),
    })
  switch (type) {
    case 'number':
      if (typeof value !== 'number' || value < low || value > high)
        throw unfit(`a number within ${low} and ${high}${unit === undefined ? '' : ` ${unit}`}`)
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw unfit('true or false')
      return value
    case 'choice':
      if (!choices.some((choice) => choice.value === value))
        throw unfit(`one of ${choices.map((choice) => choice.value).join(', ')}`)
      return value
    case 'address':
      if (typeof value !== 'string' || !/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
        throw unfit('an address, http or https')
      return value
    default:
      if (typeof value !== 'string' || value.length > MOST_TEXT || !isStorable(value))
        throw unfit(`a text of at most ${MOST_TEXT} characters`)
      return value
  }
}
