import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { dateFormat } from '../../parts/time-text.ts'
import { PlatformFault, platform, type RecoveryOffer } from '../../platform.ts'
import { EntryFrame } from './EntryFrame.tsx'
import styles from './login.module.css'

const isCode = (fault: unknown, code: string): boolean => fault instanceof PlatformFault && fault.code === code

/** Where a recovery link leads. Its token stands behind the #, which browsers send to nobody. */
export function RecoveryPage() {
  const { t } = useTranslation('recovery')
  const token = useLocation({ select: ({ hash }) => hash })
  return (
    <EntryFrame>
      <title>{`${t('page.title')} – Millrace`}</title>
      {token.length < 20 ? <Closed which="missing" /> : <Recovery key={token} token={token} />}
    </EntryFrame>
  )
}

function Closed({ which }: { which: 'missing' | 'gone' }) {
  const { t } = useTranslation('recovery')
  return (
    <div className={styles.form}>
      <h2 className="page-title">{t('page.title')}</h2>
      <FormFault words={{ says: t(`page.${which}`), remedy: t(`page.${which}Remedy`) }} />
      <Button variant="default" component={Link} to="/login">
        {t('page.signIn')}
      </Button>
    </div>
  )
}

function Recovery({ token }: { token: string }) {
  const { t } = useTranslation('recovery')
  const queries = useQueryClient()
  const [done, setDone] = useState(false)
  const offer = useQuery({
    queryKey: ['recovery', token],
    queryFn: ({ signal }) => platform.recovery.offer(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
    enabled: !done,
  })
  const use = useMutation({
    mutationFn: (password: string) =>
      platform.recovery.use({
        token,
        ...(offer.data?.lost === 'factors' ? { current: password } : { next: password }),
      }),
    onSuccess: () => {
      setDone(true)
      // Whoever was signed in here as this person is so no more.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'recovery' })
    },
  })
  const refused = 'identity.recovery_refused'
  if (isCode(offer.error, refused) || isCode(use.error, refused)) return <Closed which="gone" />
  if (offer.error) return <FaultView fault={offer.error} retry={() => void offer.refetch()} />
  if (!offer.data) return <Skeleton height={320} width={340} />
  const { lost } = offer.data
  if (done)
    return (
      <div className={styles.form} role="status">
        <h2 className="page-title">{t(lost === 'factors' ? 'page.doneFactors' : 'page.done')}</h2>
        <p className={styles.lesson}>{t(lost === 'password' ? 'page.doneMore' : 'page.doneMoreFactors')}</p>
        <Button size="md" component={Link} to="/login" replace>
          {t('page.signIn')}
        </Button>
      </div>
    )
  return (
    <RecoveryForm
      offer={offer.data}
      busy={use.isPending}
      fault={use.error}
      onSubmit={(password) => use.mutate(password)}
    />
  )
}

interface RecoveryFormProps {
  offer: RecoveryOffer
  busy: boolean
  fault: unknown
  onSubmit: (password: string) => void
}

function RecoveryForm({ offer, busy, fault, onSubmit }: RecoveryFormProps) {
  const { t } = useTranslation('recovery')
  const login = useTranslation('login').t
  const words = useFaultWords()
  const [password, setPassword] = useState('')
  const keeps = offer.lost === 'factors'
  const wrong = isCode(fault, 'identity.sign_in_refused')
  const until = dateFormat(currentLanguage(), { timeStyle: 'short' })

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit(password)
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="recovery">
      <h2 id="recovery" className="page-title">
        {t('page.title')}
      </h2>
      <p className={styles.lesson}>
        {t(`page.${offer.lost}`, {
          name: offer.name || offer.username,
          time: until.format(Date.parse(offer.expiresAt)),
        })}
      </p>
      <TextInput label={t('page.username')} size="md" autoComplete="username" readOnly value={offer.username} />
      <PasswordInput
        label={t(keeps ? 'page.current' : 'page.next')}
        {...(keeps ? {} : { description: t('page.nextHint') })}
        size="md"
        autoComplete={keeps ? 'current-password' : 'new-password'}
        autoFocus
        required
        withAsterisk={false}
        maxLength={1_024}
        visibilityToggleButtonProps={{ 'aria-label': login('showPassword') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {fault ? (
        <FormFault words={wrong ? { says: t('page.wrong'), remedy: t('page.wrongRemedy') } : words(fault)} />
      ) : null}
      <Button type="submit" size="md" fullWidth loading={busy}>
        {t(keeps ? 'page.remove' : 'page.set')}
      </Button>
      <p className={styles.lesson}>{t('page.everywhere')}</p>
    </form>
  )
}
