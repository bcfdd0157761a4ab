import { Button, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AppMirror, platform } from '../../../platform.ts'

interface MirrorFormProps {
  onMade: (mirror: AppMirror) => void
  onBack: (() => void) | undefined
}

/** Where another Millrace is, and the key that opens its shelf. */
export function MirrorForm({ onMade, onBack }: MirrorFormProps) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [address, setAddress] = useState('')
  const [key, setKey] = useState('')
  const [follows, setFollows] = useState(false)
  const make = useMutation({
    mutationFn: () => platform.apps.addMirror({ address: address.trim(), key: key.trim(), follows }),
    onSuccess: async (mirror) => {
      await queries.invalidateQueries({ queryKey: ['apps', 'mirrors'] })
      onMade(mirror)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.lesson}>{t('mirror.lesson')}</p>
      <TextInput
        type="url"
        required
        data-autofocus
        label={t('mirror.address')}
        placeholder="https://millrace.example"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PasswordInput
        required
        autoComplete="off"
        label={t('mirror.key')}
        description={t('mirror.keyHelp')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Switch
        label={t('mirror.follow')}
        description={t('mirror.followHelp')}
        checked={follows}
        onChange={(event) => setFollows(event.currentTarget.checked)}
      />
      {make.error && <FormFault words={words(make.error)} />}
      <div className={form.actions}>
        {onBack && (
          <Button variant="default" onClick={onBack}>
            {t('mirror.back')}
          </Button>
        )}
        <Button type="submit" loading={make.isPending}>
          {t('mirror.connect')}
        </Button>
      </div>
    </form>
  )
}
