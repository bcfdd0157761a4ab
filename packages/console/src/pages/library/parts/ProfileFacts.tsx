import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProfile } from '../../../platform.ts'
import styles from '../library.module.css'
import { useLibraryWords } from '../use-library-words.ts'

export function ProfileFacts({ profile }: { profile: DeviceProfile }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  const { variants, by, versions } = profile
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('fact.label')}>
      <dl className={styles.facts}>
        <Fact name={t('fact.kind')}>{words.kind(profile.kind)}</Fact>
        <Fact name={t('fact.version')}>{profile.version}</Fact>
        <Fact name={t('fact.licence')}>{profile.licence}</Fact>
        <Fact name={t('fact.author')}>{profile.author}</Fact>
        <Fact name={t('fact.drivers')}>
          {profile.drivers.map((driver, i) => (
            <span key={driver} className={styles.driver}>
              {driver}
              {i < profile.drivers.length - 1 && ','}
            </span>
          ))}
        </Fact>
        <Fact name={t('column.origin')}>{t(`origin.${profile.origin}`)}</Fact>
        {by && <Fact name={t('fact.by')}>{by.name}</Fact>}
        {variants && <Fact name={t('fact.variants')}>{variants.join(', ')}</Fact>}
        {versions.length > 1 && (
          <Fact name={t('fact.versions')}>
            <span className={styles.versions}>
              {versions.map(({ id, version, status }) =>
                id === profile.id ? (
                  <strong key={id}>{version}</strong>
                ) : (
                  <Link
                    key={id}
                    to="/library/$id"
                    params={{ id }}
                    className="link"
                    title={t(`state.${status}`)}
                    aria-label={`${version}, ${t(`state.${status}`)}`}
                  >
                    {version}
                  </Link>
                ),
              )}
            </span>
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
