import { Button } from '@mantine/core'
import { IconChartLine, IconLink, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import { ownPlant } from '../../../plant.ts'
import { placesOf } from '../../../plant-places.ts'
import type { Grant } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { subjectPathQuery } from '../queries.ts'
import type { GrantSide } from '../search.ts'
import styles from '../sharing.module.css'
import { GrantLeft, GrantTime } from './GrantTime.tsx'
import { StopDialog } from './StopDialog.tsx'

export function GrantList({ grants, side }: { grants: readonly Grant[]; side: GrantSide }) {
  const { t } = useTranslation('sharing')
  const [stopping, stop] = useState<Grant | null>(null)
  return (
    <>
      <table className={`${lists.table} ${styles.table}`}>
        <thead>
          <tr>
            <th>{t('column.subject')}</th>
            <th>{t(`column.${side}`)}</th>
            <th>{t('column.purpose')}</th>
            <th>{t('column.time')}</th>
            <th>{t('column.state')}</th>
            <th>
              <span className="sr">{t('column.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} side={side} onStop={() => stop(grant)} />
          ))}
        </tbody>
      </table>
      {stopping && <StopDialog grant={stopping} onClose={() => stop(null)} />}
    </>
  )
}

interface GrantRowProps {
  grant: Grant
  side: GrantSide
  onStop: () => void
}

function GrantRow({ grant, side, onStop }: GrantRowProps) {
  const { t } = useTranslation('sharing')
  const words = useRightWords()
  const mayGive = useMay('grant:give')
  const over = grant.state === 'ended' || grant.state === 'revoked'
  return (
    <tr className={styles.row} data-over={over || undefined}>
      <td className={styles.what}>
        <SubjectCell grant={grant} side={side} />
      </td>
      <td className={styles.who}>
        {side === 'received' ? (
          grant.giver
        ) : grant.link ? (
          <span className={styles.link}>
            <IconLink size={15} stroke={1.7} aria-hidden="true" />
            {t('link')}
          </span>
        ) : (
          grant.receiver
        )}
      </td>
      <td className={styles.purpose}>
        <span title={grant.purpose}>{grant.purpose}</span>
        <span className="label">{grant.actions.map(words.action).join(t('between'))}</span>
      </td>
      <td className={styles.time}>
        <GrantTime grant={grant} />
        <span className="label">
          <GrantLeft grant={grant} />
        </span>
      </td>
      <td className={styles.state}>
        <Mark tone={grant.state === 'open' ? 'plain' : 'hollow'}>{t(`state.${grant.state}`)}</Mark>
      </td>
      <td className={styles.act}>
        {side === 'given' && mayGive && !over && (
          <Button size="xs" variant="default" aria-label={t('stop.label', { subject: grant.subject })} onClick={onStop}>
            {t('stop.action')}
          </Button>
        )}
        {side === 'received' && grant.state === 'open' && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('openLabel', { subject: grant.subject })}
            renderRoot={(props) => <Link to="/shared/$grant" params={{ grant: grant.id }} {...props} />}
          >
            {t('open')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function SubjectCell({ grant, side }: { grant: Grant; side: GrantSide }) {
  const { t } = useTranslation('sharing')
  const may = useMay(grant.asset ? 'asset:read' : 'point:read')
  const path = useQuery({ ...subjectPathQuery(grant), enabled: side === 'given' && may })
  const own = placesOf(ownPlant)
  const target = grant.asset ? own.assets({ asset: grant.asset }) : own.point(grant.point!)
  const Icon = grant.asset ? IconSitemap : IconChartLine
  return (
    <span className={styles.subjectCell}>
      <Icon size={17} stroke={1.6} aria-hidden="true" />
      <span className={styles.names}>
        {path.data ? (
          <Link {...target} className={styles.subject}>
            {grant.subject}
          </Link>
        ) : (
          <span className={styles.subject}>{grant.subject}</span>
        )}
        <span className="label">
          {path.data?.slice(0, -1).join(' / ') || t(grant.asset ? 'subject.asset' : 'subject.point')}
        </span>
      </span>
    </span>
  )
}
