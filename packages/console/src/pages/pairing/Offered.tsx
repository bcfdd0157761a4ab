import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import { type PairingOffer, platform } from '../../platform.ts'
import styles from './pairing.module.css'

/** Who asks and for what; both answers count at once. */
export function Offered({ code, offer }: { code: string; offer: PairingOffer }) {
  const { t } = useTranslation('pairing')
  const words = useFaultWords()
  const decide = useMutation({
    mutationFn: (isIn: boolean) => (isIn ? platform.pairing.approve(code) : platform.pairing.refuse(code)),
  })
  if (decide.isSuccess) return <Decided isIn={decide.variables} name={offer.clientName} />
  return (
    <section className={`panel ${styles.card}`}>
      <h2 className={styles.who}>{t('asks', { name: offer.clientName })}</h2>
      <p className={styles.lesson}>{t('unproven')}</p>
      <dl className={styles.facts}>
        <dt>{t('code')}</dt>
        <dd className={styles.code}>{code}</dd>
        <dt>{t('from')}</dt>
        <dd>{offer.remote}</dd>
        <dt>{t('program')}</dt>
        <dd>{offer.userAgent}</dd>
        <dt>{t('asked')}</dt>
        <dd>
          <RelativeTime time={offer.askedAt} />
        </dd>
        <dt>{t('rights')}</dt>
        <dd>{t('rightsAre', { name: offer.name, organisation: offer.organisation })}</dd>
        <dt>{t('lasts')}</dt>
        <dd>{t('lastsFor', { count: offer.hours })}</dd>
      </dl>
      <p className={styles.warning}>{t('warning')}</p>
      {decide.error && <FormFault words={words(decide.error)} />}
      <div className={styles.acts}>
        <Button variant="default" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('refuse')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('approve')}
        </Button>
      </div>
    </section>
  )
}

function Decided({ isIn, name }: { isIn: boolean; name: string }) {
  const { t } = useTranslation('pairing')
  const Icon = isIn ? IconCircleCheck : IconCircleX
  return (
    <section className={`panel ${styles.card}`} role="status">
      <h2 className={styles.done}>
        <Icon size={22} stroke={1.6} aria-hidden="true" />
        {t(isIn ? 'approved' : 'refused', { name })}
      </h2>
      <p className={styles.lesson}>{t(isIn ? 'approvedLesson' : 'refusedLesson')}</p>
      {isIn && (
        <Link to="/account" search={{ view: 'sessions' }}>
          {t('sessions')}
        </Link>
      )}
    </section>
  )
}
