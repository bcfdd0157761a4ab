import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { namedAddress, passkeyObstacle } from '../../../passkey.ts'
import { type Factors, type Passkey, platform, type Session } from '../../../platform.ts'
import styles from '../account.module.css'
import { PasskeySetup } from './PasskeySetup.tsx'
import { ProvenDialog } from './ProvenDialog.tsx'
import { Row, Section } from './Section.tsx'

interface PasskeySectionProps {
  factors: Factors
  session: Session
}

export function PasskeySection({ factors, session }: PasskeySectionProps) {
  const { t } = useTranslation('account')
  const [adds, setAdds] = useState(false)
  const [removed, setRemoved] = useState<Passkey>()
  const obstacle = passkeyObstacle()
  const isLast = factors.passkeys.length === 1 && !factors.totp

  return (
    <Section
      title={t('passkey.title')}
      lesson={t('passkey.lesson')}
      action={
        obstacle === undefined && (
          <Button variant="default" size="xs" onClick={() => setAdds(true)}>
            {t('passkey.add')}
          </Button>
        )
      }
    >
      {obstacle && (
        <p className={styles.obstacle}>
          {t(`passkey.obstacle.${obstacle}`)}{' '}
          {namedAddress() && (
            <a className="link" href={namedAddress()}>
              {t('passkey.byName')}
            </a>
          )}
        </p>
      )}
      {factors.passkeys.length > 0 && (
        <ul className={styles.rows}>
          {factors.passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              icon={<IconFingerprint size={20} stroke={1.6} />}
              title={passkey.name}
              facts={<PasskeyFacts passkey={passkey} />}
              action={
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('passkey.removeOne', { name: passkey.name })}
                  onClick={() => setRemoved(passkey)}
                >
                  {t('passkey.remove')}
                </Button>
              }
            />
          ))}
        </ul>
      )}
      {adds && (
        <ProvenDialog
          title={t('passkey.addTitle')}
          says={t('passkey.says')}
          action={t('passkey.next')}
          factors={factors}
          act={(proof) => platform.account.beginPasskey(proof)}
          onClose={() => setAdds(false)}
        >
          {(options) => (
            <PasskeySetup options={options} username={session.user.username} onClose={() => setAdds(false)} />
          )}
        </ProvenDialog>
      )}
      {removed && (
        <ProvenDialog
          title={t('passkey.removeTitle', { name: removed.name })}
          says={t(isLast ? 'passkey.removeLast' : 'passkey.removeSays', { name: removed.name })}
          action={t('passkey.remove')}
          destructive
          factors={factors}
          act={(proof) => platform.account.removePasskey(removed.id, proof)}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </Section>
  )
}

function PasskeyFacts({ passkey: { suspect, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const { t } = useTranslation('account')
  if (suspect) return <span className={styles.warning}>{t('passkey.suspect')}</span>
  return (
    <>
      {t('passkey.made')} <RelativeTime time={createdAt} /> ·{' '}
      {lastUsedAt ? (
        <>
          {t('passkey.used')} <RelativeTime time={lastUsedAt} />
        </>
      ) : (
        t('passkey.unused')
      )}
    </>
  )
}
