import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { placedName } from '../../parts/point-name.ts'
import type { Write } from '../../platform.ts'
import { WriteChange } from './parts/ChangeText.tsx'
import { Decide } from './parts/Decide.tsx'
import { Outcome } from './parts/Outcome.tsx'
import { Story } from './parts/Story.tsx'
import { useSomebody } from './parts/use-somebody.ts'
import { ValueNow } from './parts/ValueNow.tsx'
import { WriteStateMark } from './parts/WriteStateMark.tsx'
import { writeQuery } from './queries.ts'
import styles from './writes.module.css'

const route = getRouteApi('/app/writes/$id')

export function WritePage() {
  const { id } = route.useParams()
  const write = useQuery(writeQuery(id))
  if (write.data) return <KnownWrite write={write.data} />
  if (write.isError) return <FaultView fault={write.error} retry={() => void write.refetch()} />
  return (
    <div className="page">
      <Skeleton height={90} radius={6} mb={16} />
      <Skeleton height={320} radius={6} />
    </div>
  )
}

function KnownWrite({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const { name: nameOf } = useSomebody()
  const { name, place } = placedName(write.point)
  return (
    <div className={`page ${styles.one}`}>
      <title>{`${t('title')}: ${name} – Millrace`}</title>
      <header>
        <nav className="thing-path">
          <Link to="/writes" className="link">
            {t('title')}
          </Link>
        </nav>
        <div className={styles.titleLine}>
          <h1 className="thing-title">
            <Link to="/points/$id" params={{ id: write.point.id }} className={styles.pointLink}>
              {name}
            </Link>
          </h1>
          <WriteStateMark state={write.state} />
        </div>
        <p className={styles.place}>{place}</p>
      </header>
      <section className={`panel ${styles.summary}`} aria-label={t('column.change')}>
        <div className={styles.bigChange}>
          <WriteChange write={write} />
        </div>
        <p className={styles.asks}>
          {t('decide.asked', { name: nameOf(write.askedBy) })}
          {write.grant && ` · ${t('shared')}`}
        </p>
        <blockquote className={styles.quote}>{write.reason}</blockquote>
        <ValueNow of={write.point} />
        <Outcome write={write} />
        <Decide write={write} />
      </section>
      <section className={`panel ${styles.storyPanel}`} aria-labelledby="story">
        <h2 id="story" className={styles.heading}>
          {t('story.title')}
        </h2>
        <Story write={write} />
      </section>
    </div>
  )
}
