import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconBuilding, IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords, useKnownFault } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { askPasskey, passkeyObstacle } from '../../passkey.ts'
import { PlatformFault, platform, type SecondStepNeeded, type Session } from '../../platform.ts'
import styles from './login.module.css'

interface PasswordStepProps {
  /** Row of the error table that a sign-in provider sent the person back with. */
  came: string | undefined
  onDone: (session: Session) => void
  onNeeded: (needed: SecondStepNeeded) => void
  onProvider: () => void
}

export function PasswordStep({ came, onDone, onNeeded, onProvider }: PasswordStepProps) {
  const { t } = useTranslation('login')
  const words = useFaultWords()
  const known = useKnownFault()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => platform.signIn(username, password, 'cookie'),
    onSuccess: (reply) => ('ticket' in reply ? onNeeded(reply) : onDone(reply)),
    onError: () => setPassword(''),
  })
  const byPasskey = useMutation({
    mutationFn: async () => {
      const { ticket, options } = await platform.beginPasskeySignIn()
      return platform.finishPasskeySignIn(ticket, await askPasskey(options), 'cookie')
    },
    onSuccess: onDone,
  })
  const refused = signIn.error instanceof PlatformFault && signIn.error.status === 401
  const fault = signIn.error
    ? refused
      ? { says: t('refused'), remedy: t('refusedRemedy') }
      : words(signIn.error)
    : byPasskey.error
      ? words(byPasskey.error)
      : came
        ? known(came, { says: t('provider'), remedy: t('providerRemedy') })
        : null

  function submit(event: FormEvent) {
    event.preventDefault()
    byPasskey.reset()
    signIn.mutate()
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="sign-in">
      <h2 id="sign-in" className="page-title">
        {t('title')}
      </h2>
      <TextInput
        label={t('username')}
        size="md"
        autoComplete="username"
        autoFocus
        required
        withAsterisk={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        size="md"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {fault && <FormFault words={fault} />}
      <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
        {t('signIn')}
      </Button>
      {passkeyObstacle() === undefined && (
        <Button
          size="md"
          fullWidth
          variant="default"
          leftSection={<IconFingerprint size={18} stroke={1.6} />}
          loading={byPasskey.isPending}
          onClick={() => {
            signIn.reset()
            byPasskey.mutate()
          }}
        >
          {t('passkey')}
        </Button>
      )}
      <Button
        size="md"
        fullWidth
        variant="default"
        leftSection={<IconBuilding size={18} stroke={1.6} />}
        onClick={onProvider}
      >
        {t('byProvider.title')}
      </Button>
      <p className={styles.lesson}>{t('firstTime')}</p>
    </form>
  )
}
