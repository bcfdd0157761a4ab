import type { Quota, QuotaChange } from '../../platform.ts'

const bytesInGib = 1024 ** 3

/** A limit as it is typed: the history in GiB, all others as they are; empty: none. */
export type TypedLimit = number | ''

export const typedOf = ({ kind, most }: Pick<Quota, 'kind' | 'most'>): TypedLimit => {
  if (most === null) return ''
  return kind === 'storage_bytes' ? Math.round((most / bytesInGib) * 1000) / 1000 : most
}

const mostOf = (kind: Quota['kind'], typed: TypedLimit): number | null => {
  if (typed === '') return null
  return kind === 'storage_bytes' ? Math.round(typed * bytesInGib) : typed
}

export type QuotaDraft = Readonly<Partial<Record<Quota['kind'], TypedLimit>>>

/** What differs from what is set. */
export const changesOf = (quotas: readonly Quota[], draft: QuotaDraft): QuotaChange[] =>
  quotas.flatMap((quota) => {
    const typed = draft[quota.kind]
    return typed === undefined || typed === typedOf(quota)
      ? []
      : [{ kind: quota.kind, most: mostOf(quota.kind, typed) }]
  })

/** True if more than the new limit is used already. */
export const isBelowUse = ({ kind, used }: Quota, typed: TypedLimit): boolean => {
  const most = mostOf(kind, typed)
  return most !== null && most < used
}
