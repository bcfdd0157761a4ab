import type { Certificate } from '../../platform.ts'

const dayMs = 86_400_000

/** Edge nodes renew with 30 of 90 days left; one that did not for more than a week is worth a look. */
export const nearDays = 21

export type Standing = Certificate['state'] | 'near'

/** The state of a certificate, and whether its end is near. */
export const standingOf = ({ state, expiresAt }: Pick<Certificate, 'state' | 'expiresAt'>, now: number): Standing =>
  state === 'valid' && Date.parse(expiresAt) - now <= nearDays * dayMs ? 'near' : state
