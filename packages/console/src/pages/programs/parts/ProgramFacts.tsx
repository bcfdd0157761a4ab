import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import type { Program } from '../../../platform.ts'
import styles from '../programs.module.css'
import { Expiry } from './Expiry.tsx'

export function ProgramFacts({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('fact.label')}>
      <dl className={styles.facts}>
        <Fact name={t('fact.kind')}>{t(`kind.${program.kind}`)}</Fact>
        <Fact name={t('column.expires')}>
          <Expiry program={program} />
        </Fact>
        <Fact name={t('column.used')}>
          <RelativeTime time={program.lastUsedAt} />
          {program.lastRemote && <span className={styles.from}>{t('fact.from', { address: program.lastRemote })}</span>}
        </Fact>
        <Fact name={t('fact.made')}>
          <RelativeTime time={program.createdAt} />
          <span className={styles.from}>{t('fact.by', { name: program.createdBy.name })}</span>
        </Fact>
        {program.rotatedAt && (
          <Fact name={t('fact.rotated')}>
            <RelativeTime time={program.rotatedAt} />
          </Fact>
        )}
        {program.previousUntil && (
          <Fact name={t('fact.previous')}>
            <RelativeTime time={program.previousUntil} />
          </Fact>
        )}
      </dl>
      {program.kind === 'client' && <CopyField label={t('fact.clientId')} value={program.id} />}
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
