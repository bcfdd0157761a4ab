import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

export interface SecretPlaces {
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

interface SecretSource {
  readonly file?: string
  readonly env?: string
}

/** The secret that a file or an environment variable holds, without a line end; `fault` hears why there is none. */
export async function readSecret(
  { file, env }: SecretSource,
  places: SecretPlaces,
  fault: (reason: string) => void,
): Promise<string | undefined> {
  if (file !== undefined) {
    try {
      const secret = (await readFile(resolve(places.folder, file), 'utf8')).replace(/\r?\n$/, '')
      if (secret !== '') return secret
      fault('names an empty file')
    } catch (reason) {
      const code = reason instanceof Error && 'code' in reason ? reason.code : String(reason)
      fault(`names a file that cannot be read (${code})`)
    }
  } else if (env !== undefined) {
    const secret = places.env[env]
    if (secret) return secret
    fault('names an environment variable that is not set')
  }
  return undefined
}

const secretName = /^(password|passphrase|secret|token|privateKey|operatorCode|community)$/i

/**
 * Fills in the secrets of a driver's settings: `{file: path}` or `{env: NAME}` where a password or the like belongs.
 * A secret in the file itself is refused: configuration is copied, mailed and versioned.
 */
export async function resolveSecrets(
  value: unknown,
  places: SecretPlaces,
  fault: (at: readonly (string | number)[], reason: string) => void,
  at: readonly (string | number)[] = [],
): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((entry, i) => resolveSecrets(entry, places, fault, [...at, i])))
  }
  if (typeof value !== 'object' || value === null) return value
  const filled: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(value)) {
    const here = [...at, name]
    if (!secretName.test(name)) filled[name] = await resolveSecrets(entry, places, fault, here)
    else if (isSource(entry)) filled[name] = await readSecret(entry, places, (reason) => fault(here, reason))
    else {
      fault(here, 'must not stand in the file; write {file: path} or {env: NAME}')
      filled[name] = entry
    }
  }
  return filled
}

const isSource = (value: unknown): value is SecretSource =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  (('file' in value && typeof value.file === 'string') || ('env' in value && typeof value.env === 'string'))

/**
 * Settings as a configuration file may hold them: every secret is taken from an environment variable, whose name begins
 * with `prefix`; `env` holds them.
 */
export function secretsFromEnvironment(
  settings: object,
  prefix: string,
): { readonly settings: object; readonly env: Readonly<Record<string, string>> } {
  const env: Record<string, string> = {}
  const hide = (value: unknown, name: string): unknown => {
    if (typeof value === 'string' && secretName.test(name)) {
      const variable = `${prefix}_${name}`.replaceAll(/\W/g, '_').toUpperCase()
      env[variable] = value
      return { env: variable }
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner, key)]))
  }
  return { settings: hide(settings, '') as object, env }
}
