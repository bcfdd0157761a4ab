import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBuildingFactory2 } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, type Language, languages, setLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type Session } from '../../../platform.ts'
import { sessionQuery, workFor } from '../../../session.ts'
import styles from '../account.module.css'
import { Row, Section } from './Section.tsx'

export function ProfileView({ session }: { session: Session }) {
  return (
    <>
      <Profile session={session} />
      <Organisations session={session} />
    </>
  )
}

function Profile({ session: { user } }: { session: Session }) {
  const { t } = useTranslation('account')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [name, setName] = useState(user.name)
  const [language, setChosen] = useState<Language>(currentLanguage())
  const save = useMutation({
    mutationFn: () => platform.account.changeProfile({ name: name.trim(), locale: language }),
    onSuccess: async () => {
      await setLanguage(language)
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
      notifications.show({ message: t('profile.saved') })
    },
  })
  const isChanged = name.trim() !== user.name || language !== user.locale

  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }

  return (
    <Section title={t('profile.title')} lesson={t('profile.lesson')}>
      <form className={`${form.form} ${styles.body}`} onSubmit={submit}>
        <div>
          <div className={styles.fieldLabel}>{t('profile.username')}</div>
          <div>{user.username}</div>
        </div>
        <TextInput
          className={styles.narrow ?? ''}
          label={t('profile.name')}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <div className={styles.fieldLabel}>{t('profile.language')}</div>
          <SegmentedControl
            aria-label={t('profile.language')}
            value={language}
            onChange={(value) => setChosen(languages.find((known) => known === value) ?? language)}
            data={languages.map((known) => ({ value: known, label: t(`profile.in.${known}`) }))}
          />
        </div>
        {save.error && <FormFault words={words(save.error)} />}
        <div>
          <Button type="submit" loading={save.isPending} disabled={!isChanged || name.trim() === ''}>
            {t('profile.save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function Organisations({ session: { tenant, organisations } }: { session: Session }) {
  const { t } = useTranslation('account')
  const words = useFaultWords()
  const move = useMutation({ mutationFn: workFor })
  return (
    <Section
      title={t('organisations.title')}
      lesson={t(organisations.length > 1 ? 'organisations.several' : 'organisations.one')}
    >
      <ul className={styles.rows}>
        {organisations.map(({ id, name }) => (
          <Row
            key={id}
            icon={<IconBuildingFactory2 size={20} stroke={1.6} />}
            title={name}
            action={
              id === tenant.id ? (
                <span className={styles.mark}>{t('organisations.here')}</span>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  loading={move.isPending && move.variables === id}
                  aria-label={t('organisations.moveTo', { name })}
                  onClick={() => move.mutate(id)}
                >
                  {t('organisations.move')}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {move.error && (
        <div className={styles.body}>
          <FormFault words={words(move.error)} />
        </div>
      )}
    </Section>
  )
}
