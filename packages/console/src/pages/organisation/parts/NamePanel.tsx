import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import type { Organisation } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../organisation.module.css'
import { useChangeOrganisation } from '../use-change.ts'

export function NamePanel({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('organisation')
  const words = useFaultWords()
  const manages = useMay('organisation:manage')
  const [typed, setTyped] = useState<string>()
  const change = useChangeOrganisation(() => setTyped(undefined))
  const name = typed ?? organisation.name

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ name: name.trim() })
  }

  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="name">
      <h2 id="name" className="section-title">
        {t('name.title')}
      </h2>
      <form className={styles.line} onSubmit={submit}>
        <TextInput
          className={styles.grow ?? ''}
          label={t('name.label')}
          required
          withAsterisk={false}
          maxLength={200}
          pattern=".*\S.*"
          readOnly={!manages}
          value={name}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {manages && (
          <Button type="submit" loading={change.isPending} disabled={name.trim() === organisation.name}>
            {t('save')}
          </Button>
        )}
      </form>
      {change.error && <FormFault words={words(change.error)} />}
      <div>
        <CopyField label={t('name.handle')} value={organisation.handle} />
        <p className={styles.hint}>{t('name.handleHint')}</p>
      </div>
      {organisation.operator && <p className={styles.hint}>{t('name.operator')}</p>}
    </section>
  )
}
