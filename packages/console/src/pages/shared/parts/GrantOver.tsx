import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import type { Grant } from '../../../platform.ts'
import { momentText } from '../../sharing/parts/GrantTime.tsx'

/** In place of what was shared: that it is over, or not begun. */
export function GrantOver({ grant, closed, children }: { grant: Grant; closed: boolean; children?: ReactNode }) {
  const { t } = useTranslation('sharing')
  const { giver, subject, state } = grant
  // A link that is closed before its end was stopped; the platform no longer tells its holder.
  const stopped = state === 'revoked' || (closed && state === 'open' && Date.parse(grant.endsAt) > Date.now())
  const how = stopped ? 'stopped' : state === 'planned' ? 'planned' : 'ended'
  const at = stopped ? grant.revokedAt : state === 'planned' ? grant.startsAt : grant.endsAt
  return (
    <div role="alert">
      <title>{`${t(`over.${how}`, { giver, subject })} – Millrace`}</title>
      <EmptyState
        title={t(`over.${how}`, { giver, subject })}
        lesson={[at && t(`over.${how}At`, { time: momentText(at) }), how !== 'planned' && t('over.lesson', { giver })]
          .filter(Boolean)
          .join(' ')}
      >
        {children}
      </EmptyState>
    </div>
  )
}
