import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FaultWords, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { PlatformFault, platform, type Session } from '../../../platform.ts'
import styles from '../account.module.css'
import { sessionsQuery } from '../queries.ts'
import { useWeakness } from '../use-weakness.ts'
import { Section } from './Section.tsx'

/** NIST SP 800-63B (revision 3) §5.1.1.2: at least 8 characters, counted by code points. */
const least = 8

export function PasswordSection({ user, has }: { user: Session['user']; has: boolean }) {
  const { t } = useTranslation(['account', 'parts'])
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t('password.title')}
      lesson={t(has ? 'password.lesson' : 'password.none')}
      action={
        has &&
        !open && (
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('password.change')}
          </Button>
        )
      }
    >
      {open && <PasswordForm user={user} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function PasswordForm({ user, onClose }: { user: Session['user']; onClose: () => void }) {
  const { t } = useTranslation(['account', 'parts'])
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => platform.account.changePassword(current, next),
    onSuccess: async () => {
      notifications.show({ message: t('password.changed') })
      onClose()
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const fault = usePasswordFault()(change.error)
  const missing = least - [...next].length
  const show = { visibilityToggleButtonProps: { 'aria-label': t('password.show') } }

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate()
  }

  return (
    <form className={`${form.form} ${styles.body}`} onSubmit={submit} aria-label={t('password.change')}>
      <input type="text" autoComplete="username" value={user.username} readOnly hidden />
      <PasswordInput
        {...show}
        className={styles.narrow ?? ''}
        label={t('password.current')}
        autoComplete="current-password"
        autoFocus
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        {...show}
        className={styles.narrow ?? ''}
        label={t('password.next')}
        description={t(next !== '' && missing > 0 ? 'password.missing' : 'password.hint', { count: missing })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={1024}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      {fault && <FormFault words={fault} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={change.isPending} disabled={current === '' || missing > 0}>
          {t('password.change')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('parts:cancel')}
        </Button>
      </div>
    </form>
  )
}

/** What the platform found against a password, in plain words. */
function usePasswordFault(): (fault: unknown) => Omit<FaultWords, 'code'> | null {
  const { t } = useTranslation(['account', 'parts'])
  const words = useFaultWords()
  const weakness = useWeakness()
  return (fault) => {
    if (!fault) return null
    if (!(fault instanceof PlatformFault)) return words(fault)
    if (fault.code === 'identity.sign_in_refused')
      return { says: t('password.wrong'), remedy: t('password.wrongRemedy') }
    if (fault.code === 'factors.password_weak') return { ...words(fault), ...weakness(fault.message) }
    return words(fault)
  }
}
