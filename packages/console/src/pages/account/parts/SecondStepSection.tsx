import { Button } from '@mantine/core'
import { IconDeviceMobileCheck, IconLifebuoy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Factors, platform, type Session } from '../../../platform.ts'
import styles from '../account.module.css'
import { ProvenDialog } from './ProvenDialog.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { Row, Section } from './Section.tsx'
import { TotpSetup } from './TotpSetup.tsx'

/** Fewer codes than this are told: the next lost phone may be the last. */
const few = 3

interface SecondStepProps {
  factors: Factors
  session: Session
}

export function SecondStepSection({ factors, session }: SecondStepProps) {
  const { t } = useTranslation('account')
  const [asks, setAsks] = useState<'totp' | 'removeTotp' | 'codes'>()
  const close = () => setAsks(undefined)
  const hasFactor = factors.totp || factors.passkeys.length > 0
  const isRunningOut = hasFactor && factors.recoveryCodesLeft < few

  return (
    <Section title={t('second.title')} lesson={t(hasFactor ? 'second.lesson' : 'second.none')}>
      <ul className={styles.rows}>
        <Row
          icon={<IconDeviceMobileCheck size={20} stroke={1.6} />}
          title={t('totp.title')}
          facts={t(factors.totp ? 'totp.on' : 'totp.off')}
          action={
            <Button variant="default" size="xs" onClick={() => setAsks(factors.totp ? 'removeTotp' : 'totp')}>
              {t(factors.totp ? 'totp.remove' : 'totp.set')}
            </Button>
          }
        />
        <Row
          icon={<IconLifebuoy size={20} stroke={1.6} />}
          title={t('codes.title')}
          facts={
            <span className={isRunningOut ? styles.warning : undefined}>
              {t(hasFactor ? 'codes.left' : 'codes.later', { count: factors.recoveryCodesLeft })}
            </span>
          }
          action={
            hasFactor && (
              <Button variant="default" size="xs" onClick={() => setAsks('codes')}>
                {t('codes.make')}
              </Button>
            )
          }
        />
      </ul>
      {asks === 'totp' && (
        <ProvenDialog
          title={t('totp.setTitle')}
          says={t('totp.says')}
          action={t('totp.next')}
          factors={factors}
          act={(proof) => platform.account.beginTotp(proof)}
          onClose={close}
        >
          {(begun) => <TotpSetup begun={begun} username={session.user.username} onClose={close} />}
        </ProvenDialog>
      )}
      {asks === 'removeTotp' && (
        <ProvenDialog
          title={t('totp.removeTitle')}
          says={t(factors.passkeys.length > 0 ? 'totp.removeSays' : 'totp.removeLast')}
          action={t('totp.remove')}
          destructive
          factors={factors}
          act={(proof) => platform.account.removeTotp(proof)}
          onClose={close}
        />
      )}
      {asks === 'codes' && (
        <ProvenDialog
          title={t('codes.makeTitle')}
          says={t('codes.says', { count: factors.recoveryCodesLeft })}
          action={t('codes.make')}
          factors={factors}
          act={(proof) => platform.account.renewRecoveryCodes(proof)}
          onClose={close}
        >
          {(codes) => <RecoveryCodes codes={codes} username={session.user.username} onClose={close} />}
        </ProvenDialog>
      )}
    </Section>
  )
}
