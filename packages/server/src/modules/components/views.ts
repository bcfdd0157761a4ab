import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Actor } from '../audit/index.ts'
import { isSecond } from '../hands.ts'
import type { FlowUser } from './around.ts'
import { isService } from './form.ts'
import type * as schema from './schema.ts'
import type * as store from './store.ts'

const iso = (date: Date): string => isoOf(date.getTime() * MICROS_PER_MS)
export const personOf = ({ kind, id, name }: Actor): schema.Person => ({ kind, id, name })

/** What of it others see, without what is inside. */
const faceOf = (body: store.VersionRow['body']): Pick<schema.ComponentVersion, 'ports' | 'parameters' | 'service'> => {
  if (isService(body)) return { ports: [], service: body }
  const { ports, parameters } = body
  return { ports, ...(parameters ? { parameters } : {}) }
}

export const versionView = (row: store.VersionRow, actor: Actor): schema.ComponentVersion => ({
  number: row.number,
  stage: row.stage,
  title: row.title,
  description: row.description,
  ...faceOf(row.body),
  digest: row.digest,
  ...(row.comment === null ? {} : { comment: row.comment }),
  by: personOf(row.madeBy),
  at: iso(row.madeAt),
  ...(row.reviewedBy ? { reviewedBy: row.reviewedBy } : {}),
  ...(row.reviewedAt ? { reviewedAt: iso(row.reviewedAt) } : {}),
  ...(row.reviewComment === null ? {} : { reviewComment: row.reviewComment }),
  mayReview: row.stage === 'waiting' && isSecond(row.madeBy, actor),
  ...(row.deprecated ? { deprecated: row.deprecated } : {}),
})

/** As a list shows it: what its newest published version says, or the newest at all. */
export function listedView(
  { name, kind }: store.ComponentRow,
  versions: readonly store.VersionRow[],
  around: { readonly users: readonly FlowUser[]; readonly calls: ReadonlyMap<string, number> },
): schema.ComponentListed {
  const published = versions.find(({ stage }) => stage === 'published')
  const shown = published ?? versions[0]
  const { ports, service } = shown ? faceOf(shown.body) : { ports: [] }
  const isOf = (text: string): boolean => text.startsWith(`${name}@`)
  return {
    name,
    kind,
    title: shown?.title ?? { en: name, zh: name },
    description: shown?.description ?? { en: '', zh: '' },
    ports,
    ...(service ? { service } : {}),
    ...(published ? { newest: published.number } : {}),
    waiting: versions.some(({ stage }) => stage === 'waiting'),
    deprecated: published?.deprecated !== undefined && published.deprecated !== null,
    flows: around.users.filter(({ drawn, published: kept }) => drawn.some(isOf) || kept.some(isOf)).length,
    calls: around.calls.get(name) ?? 0,
  }
}

export const useView = (row: store.UseRow): schema.UseRow => ({
  at: iso(row.hour),
  name: row.name,
  number: row.number,
  consumer: { kind: row.consumerKind, id: row.consumerId, name: row.consumerName },
  calls: row.calls,
  samples: row.samples,
  ms: Math.round(row.ms * 1_000) / 1_000,
  errors: row.errors,
})
