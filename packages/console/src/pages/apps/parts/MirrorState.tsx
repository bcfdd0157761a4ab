import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { AppMirror } from '../../../platform.ts'
import styles from '../apps.module.css'

const SHOWN = 8

/** How far a mirror is, when it was looked at, what failed last, and what came of each version. */
export function MirrorState({ mirror: { now, wanted, why, lookedAt, nextAt, results } }: { mirror: AppMirror }) {
  const { t } = useTranslation('apps')
  const known = useKnownFault()
  return (
    <>
      <p className="label">
        {lookedAt && (
          <>
            {t('mirror.looked')} <RelativeTime time={lookedAt} />
          </>
        )}
        {nextAt && (
          <>
            {' · '}
            {t('mirror.next')} <RelativeTime time={nextAt} />
          </>
        )}
      </p>
      {now && (
        <>
          <Progress size="sm" value={(100 * now.at) / now.bytes} aria-label={t('mirror.progress')} />
          <p className="label" role="status">
            {t('mirror.taking', { count: wanted, name: `${now.app} ${now.version}` })}
          </p>
        </>
      )}
      {!now && wanted > 0 && (
        <p className="label" role="status">
          {t('mirror.waiting', { count: wanted })}
        </p>
      )}
      {why && <FormFault words={known(why.code, { says: why.detail, remedy: why.remedy }, why.facts)} />}
      {results.length > 0 && (
        <ul className={styles.mirrored}>
          {results.slice(0, SHOWN).map(({ app, version, is, why: refused, at }) => (
            <li key={`${app} ${version} ${at}`} data-failed={is === 'refused' || undefined}>
              <span>
                <code>{app}</code> <span className="num">{version}</span>
              </span>
              <span className="label">{t(`mirror.is.${is}`)}</span>
              {refused && (
                <span className={styles.why}>
                  {known(refused.code, { says: refused.detail, remedy: refused.remedy }, refused.facts).says}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
