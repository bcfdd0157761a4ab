import type { ModelManifest } from '../manifest/manifest.ts'

/** model.yaml of a manifest: one line a setting, and in lists one line a member, told as JSON, which is YAML too. */
export function yamlOf(manifest: ModelManifest): string {
  return Object.entries(manifest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) =>
      Array.isArray(value) && value.length > 0
        ? `${key}:\n${value.map((member) => `  - ${JSON.stringify(member)}\n`).join('')}`
        : `${key}: ${JSON.stringify(value)}\n`,
    )
    .join('')
}
