import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { type InvitationOffer, PlatformFault, platform, type SecondStepNeeded } from '../../platform.ts'
import styles from './login.module.css'

interface Given {
  readonly username: string
  readonly password: string
}

interface InvitationFormProps {
  token: string
  offer: InvitationOffer
  lesson: string
  onJoined: (given: Given) => Promise<void>
  /** They have a second factor: nobody joined yet. */
  onNeeded: (needed: SecondStepNeeded) => void
}

/** With a new account, or with the one somebody has: then nothing is made if it is mistyped. */
export function InvitationForm({ token, offer, lesson, onJoined, onNeeded }: InvitationFormProps) {
  const { t } = useTranslation('members')
  const login = useTranslation('login').t
  const words = useFaultWords()
  const [account, setAccount] = useState<'new' | 'own'>('new')
  const [username, setUsername] = useState('')
  // An address is no name that others should see.
  const [name, setName] = useState(offer.name.includes('@') ? '' : offer.name)
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: async () => {
      const own = account === 'own' ? {} : { name: name.trim(), locale: currentLanguage() }
      const reply = await platform.members.accept({ token, account, username: username.trim(), password, ...own })
      if ('ticket' in reply) onNeeded(reply)
      else await onJoined({ username: username.trim(), password })
    },
  })
  const refused = join.error instanceof PlatformFault && join.error.status === 401
  const fault = join.error
    ? refused
      ? { says: t('offer.refused'), remedy: t('offer.refusedRemedy') }
      : words(join.error)
    : null

  function submit(event: FormEvent) {
    event.preventDefault()
    join.mutate()
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="invited">
      <h2 id="invited" className="page-title">
        {t('offer.heading', { organisation: offer.organisation })}
      </h2>
      <p className={styles.lesson}>{lesson}</p>
      <SegmentedControl
        fullWidth
        aria-label={t('offer.which')}
        value={account}
        onChange={(value) => {
          setAccount(value === 'own' ? 'own' : 'new')
          join.reset()
        }}
        data={[
          { value: 'new', label: t('offer.new') },
          { value: 'own', label: t('offer.own') },
        ]}
      />
      {account === 'new' && (
        <TextInput
          label={t('offer.name')}
          description={t('offer.nameHint')}
          size="md"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('offer.username')}
        {...(account === 'new' && { description: t('offer.usernameHint') })}
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={200}
        pattern="\S+"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('offer.password')}
        {...(account === 'new' && { description: t('offer.passwordHint') })}
        size="md"
        autoComplete={account === 'new' ? 'new-password' : 'current-password'}
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': login('showPassword') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {fault && <FormFault words={fault} />}
      <Button type="submit" size="md" fullWidth loading={join.isPending}>
        {t('offer.join')}
      </Button>
    </form>
  )
}
