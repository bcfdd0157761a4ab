import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CommandSample, CopyField } from '../../../../parts/ShownOnce.tsx'
import styles from '../../developer.module.css'
import type { Api } from '../document.ts'
import { useCapabilityWords } from '../use-capability-words.ts'

const basics = ['keys', 'pages', 'faults', 'times', 'limits', 'retry'] as const

/** What one has to know before the first call. */
export function ApiStart({ api }: { api: Api }) {
  const { t } = useTranslation('developer')
  const say = useCapabilityWords()
  const address = `${location.origin}/api/v1`
  return (
    <div className={styles.start}>
      <section className={`panel ${styles.block}`} aria-labelledby="first-call">
        <h2 id="first-call" className="section-title">
          {t('start.title')}
        </h2>
        <p className={styles.lesson}>{t('start.lesson')}</p>
        <CopyField label={t('start.address')} value={address} />
        <CommandSample
          label={t('start.try')}
          text={`export MILLRACE_KEY=mrk_…\ncurl '${address}/assets?limit=5' \\\n  -H "Authorization: Bearer $MILLRACE_KEY"`}
        />
        <p className={styles.links}>
          <Link to="/programs" className="link">
            {t('start.makeKey')}
          </Link>
          <Link to="/developer/samples" className="link">
            {t('start.samples')}
          </Link>
          <a href="/openapi.json" download="millrace-openapi.json" className="link">
            {t('start.document')}
          </a>
        </p>
      </section>
      <dl className={`panel ${styles.block} ${styles.basics}`}>
        {basics.map((basic) => (
          <div key={basic}>
            <dt>{t(`start.${basic}.title`)}</dt>
            <dd>{t(`start.${basic}.says`)}</dd>
          </div>
        ))}
      </dl>
      <section className={`panel ${styles.block}`} aria-labelledby="capabilities">
        <h2 id="capabilities" className="section-title">
          {t('start.capabilities')}
        </h2>
        <dl className={styles.about}>
          {api.capabilities.map(({ name, operations }) => (
            <div key={name}>
              <dt>{say(name).title}</dt>
              <dd>
                {say(name).says}{' '}
                <span className="label num">{t('start.operations', { count: operations.length })}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}
