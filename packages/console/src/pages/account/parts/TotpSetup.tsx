import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { QrCode } from '../../../parts/QrCode.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { platform, type TotpBegun } from '../../../platform.ts'
import styles from '../account.module.css'
import { factorsQuery } from '../queries.ts'
import { useFreshField } from '../use-fresh-field.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'

interface TotpSetupProps {
  begun: TotpBegun
  username: string
  onClose: () => void
}

/** In groups of four, as people read it from the screen and type it. */
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** The secret into the app, and a code of the app back: only then does it count. */
export function TotpSetup({ begun, username, onClose }: TotpSetupProps) {
  const { t } = useTranslation(['account', 'parts'])
  const words = useFaultWords()
  const queries = useQueryClient()
  const [isTyped, setIsTyped] = useState(false)
  const confirm = useMutation({
    mutationFn: (code: string) => platform.account.confirmTotp(code),
    onSuccess: async (codes) => {
      await queries.invalidateQueries({ queryKey: factorsQuery.queryKey })
      if (!codes) onClose()
    },
  })
  const { ref, text: code, setText: setCode } = useFreshField(confirm.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    confirm.mutate(code.replace(/\s/g, ''))
  }

  if (confirm.data) return <RecoveryCodes codes={confirm.data} username={username} isFirst onClose={onClose} />

  return (
    <form className={form.form} onSubmit={submit} aria-label={t('totp.setTitle')}>
      <p className={form.lesson}>{t('totp.scan')}</p>
      {isTyped ? (
        <CopyField label={t('totp.secret')} value={grouped(begun.secret)} />
      ) : (
        <div className={styles.qr}>
          <QrCode text={begun.uri} label={t('totp.qr')} />
        </div>
      )}
      <Button variant="subtle" size="xs" onClick={() => setIsTyped(!isTyped)}>
        {t(isTyped ? 'totp.showQr' : 'totp.showSecret')}
      </Button>
      <TextInput
        ref={ref}
        label={t('totp.code')}
        description={t('totp.codeHint')}
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        required
        withAsterisk={false}
        pattern="\s*(\d\s*){6}"
        title={t('totp.codeHint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {confirm.error && <FormFault words={words(confirm.error)} />}
      <div className={form.actions}>
        <Button variant="default" onClick={onClose}>
          {t('parts:cancel')}
        </Button>
        <Button type="submit" loading={confirm.isPending}>
          {t('totp.confirm')}
        </Button>
      </div>
    </form>
  )
}
