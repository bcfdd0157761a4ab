import type { AppManifest } from '@millrace/apps'
import { Fault } from '@millrace/core'
import '../faults.ts'

/** `need=asset,asset` as it was typed, by need. Throws `cli.usage`. */
export function parseBindings(told: readonly string[], { needs = [] }: AppManifest): Record<string, string[]> {
  const bound: Record<string, string[]> = {}
  for (const one of told) {
    const at = one.indexOf('=')
    const need = one.slice(0, Math.max(0, at))
    if (!needs.some(({ name }) => name === need)) {
      const known = needs.map(({ name }) => name).join(', ')
      throw new Fault('cli.usage', {
        expected: `--bind need=asset,… with a need of ${known || 'none'}`,
        seen: one,
        command: 'app',
      })
    }
    const assets = one.slice(at + 1).split(',')
    bound[need] = [...(bound[need] ?? []), ...assets.map((asset) => asset.trim()).filter((asset) => asset !== '')]
  }
  return bound
}
