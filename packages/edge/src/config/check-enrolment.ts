import { resolve } from 'node:path'
import { isEnrolled } from '../enrolment/identity-folder.ts'
import { readAuthorities } from './authorities.ts'
import type { ConfigurationInput } from './schema.ts'
import { readSecret, type SecretPlaces } from './secrets.ts'

export interface EnrolmentConfiguration {
  readonly url: string
  readonly folder: string
  /** Absent once the edge is enrolled. A function, so that a configuration without it is no other one. */
  readonly token?: () => string
  /** PEM. */
  readonly ca?: string
}

type Input = NonNullable<ConfigurationInput['uplink']['enrolment']>

/** Resolves the paths and reads what they hold. A token is asked for only until the edge is enrolled: afterwards it is worth nothing. */
export async function checkEnrolment(
  { url, folder, tokenFile, tokenEnv, ca }: Input,
  places: SecretPlaces,
  fault: (at: readonly string[], reason: string) => void,
): Promise<EnrolmentConfiguration> {
  const place = resolve(places.folder, folder)
  let token: string | undefined
  if (!(await isEnrolled(place))) {
    const name = tokenFile === undefined ? 'tokenEnv' : 'tokenFile'
    const said = (reason: string): void => fault(['enrolment', name], reason)
    if (tokenFile !== undefined && tokenEnv !== undefined) fault(['enrolment'], 'has tokenFile and tokenEnv; keep one')
    else if (tokenFile !== undefined) token = await readSecret({ file: tokenFile }, places, said)
    else if (tokenEnv !== undefined) token = await readSecret({ env: tokenEnv }, places, said)
    else fault(['enrolment'], 'lacks tokenFile or tokenEnv: the edge is not enrolled yet')
  }
  const authorities =
    ca === undefined
      ? undefined
      : await readAuthorities(ca, places.folder, (reason) => fault(['enrolment', 'ca'], reason))
  return {
    url,
    folder: place,
    ...(token === undefined ? {} : { token: () => token }),
    ...(authorities === undefined ? {} : { ca: authorities }),
  }
}
