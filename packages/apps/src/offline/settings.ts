import type { AppManifest } from '../manifest.ts'

/** What each setting is unless told: its default, else what its kind begins with. Secrets are none of them. */
export function settingsOf({ settings = [] }: AppManifest): Record<string, number | boolean | string> {
  return Object.fromEntries(
    settings.flatMap(({ name, type, low, choices, default: standard }) => {
      if (type === 'secret') return []
      if (standard !== undefined) return [[name, standard]]
      if (type === 'number') return [[name, low ?? 0]]
      if (type === 'boolean') return [[name, false]]
      return [[name, choices?.[0]?.value ?? '']]
    }),
  )
}
