import { IconArrowLeft, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import { useRightWords } from '../../../../parts/right-words.ts'
import { CommandSample } from '../../../../parts/ShownOnce.tsx'
import type { Action, EventType } from '../../../../platform.ts'
import { useMay } from '../../../../rights.ts'
import type { Schema } from '../../api/document.ts'
import { SchemaTree } from '../../api/parts/SchemaTree.tsx'
import styles from '../../developer.module.css'
import { recentEventsQuery } from '../queries.ts'

export function EventTypeView({ type }: { type: EventType }) {
  const { t } = useTranslation('developer')
  const { action } = useRightWords()
  const language = currentLanguage()
  return (
    <article className={styles.operationView} aria-labelledby="event-type">
      <header className={`panel ${styles.block}`}>
        <Link to="/developer/events" search={({ q }) => ({ ...(q && { q }) })} className={`link ${styles.back}`}>
          <IconArrowLeft size={15} stroke={1.8} aria-hidden="true" /> {t('events.back')}
        </Link>
        <h2 id="event-type" className={styles.summary}>
          {type.title[language]}
        </h2>
        <div className={styles.address}>
          <code className={styles.path}>{type.type}</code>
          <span className="label">{t('events.version', { version: type.version })}</span>
        </div>
        <p className={styles.lesson}>{type.says[language]}</p>
        <p className={styles.permission}>
          <IconLock size={16} stroke={1.7} className={styles.sign} aria-hidden="true" />
          <span>
            {t('api.needs')} {action(type.permission as Action)} <code className={styles.code}>{type.permission}</code>
          </span>
        </p>
        {type.perAsset && <p className="quiet">{t('events.perAsset')}</p>}
      </header>
      <section className={`panel ${styles.block}`} aria-labelledby="event-data">
        <h3 id="event-data" className="section-title">
          {t('events.data')}
        </h3>
        <SchemaTree schema={type.schema as Schema} schemas={{}} />
      </section>
      <section className={`panel ${styles.block}`}>
        <CommandSample label={t('events.example')} text={JSON.stringify(type.example, undefined, 2)} />
      </section>
      <Recent type={type.type} />
    </article>
  )
}

/** The last that really happened: the best example there is. */
function Recent({ type }: { type: string }) {
  const { t } = useTranslation('developer')
  const may = useMay('event:read')
  const recent = useQuery({ ...recentEventsQuery(type), enabled: may })
  if (!may || !recent.data) return null
  return (
    <section className={`panel ${styles.block}`} aria-labelledby="event-recent">
      <h3 id="event-recent" className="section-title">
        {t('events.recent')}
      </h3>
      {recent.data.length === 0 && <p className="quiet">{t('events.noneYet')}</p>}
      {recent.data.map((event) => (
        <details key={event.id} className={styles.recent}>
          <summary>
            <RelativeTime time={event.time} /> <code className={styles.code}>{event.id}</code>
          </summary>
          <pre className={styles.output}>{JSON.stringify(event, undefined, 2)}</pre>
        </details>
      ))}
    </section>
  )
}
