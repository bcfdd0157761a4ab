import { ActionIcon, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, setLanguage } from '../../i18n/language.ts'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { PlatformFault, platform } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import styles from './login.module.css'
import { Race } from './Race.tsx'

const route = getRouteApi('/login')

export function LoginPage() {
  const { t } = useTranslation('login')
  const { to } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const words = useFaultWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => platform.signIn(username, password, 'cookie'),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session)
      router.history.push(to ?? '/')
    },
    onError: () => setPassword(''),
  })
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  const refused = signIn.error instanceof PlatformFault && signIn.error.status === 401
  const fault = signIn.error
    ? refused
      ? { says: t('refused'), remedy: t('refusedRemedy') }
      : words(signIn.error)
    : null

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate()
  }

  return (
    <div className={styles.page}>
      <title>{`${t('title')} – Millrace`}</title>
      <section className={styles.side}>
        <div className={styles.brand}>
          <Logo size={34} />
          Millrace
        </div>
        <div className={styles.pitch}>
          <h1>{t('pitch')}</h1>
          <p>{t('pitchMore')}</p>
        </div>
        <Race />
      </section>
      <main className={styles.main}>
        <div className={styles.corner}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('language')}
            onClick={() => void setLanguage(other)}
          >
            <span style={{ fontSize: '0.8125rem' }}>{t('languageShort')}</span>
          </ActionIcon>
          <SchemeButton />
        </div>
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
          {fault && (
            <div role="alert" className={styles.fault}>
              <strong>{fault.says}</strong>
              <span>{fault.remedy}</span>
            </div>
          )}
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {t('signIn')}
          </Button>
          <p className={styles.lesson}>{t('firstTime')}</p>
        </form>
      </main>
    </div>
  )
}
