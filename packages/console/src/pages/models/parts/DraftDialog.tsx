import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type ThingModel } from '../../../platform.ts'
import { nextVersion } from '../rows.ts'

/** A key that a title suggests: small letters, digits and hyphens. */
const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 63)

/** A new model, or a new version of one, as a draft. */
export function DraftDialog({ before, onClose }: { before?: ThingModel; onClose: () => void }) {
  const { t } = useTranslation('models')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [title, setTitle] = useState(before?.title ?? '')
  const [key, setKey] = useState<string>()
  const [version, setVersion] = useState(before ? nextVersion(before.version) : '1.0.0')
  const wanted = before?.key ?? key ?? keyOf(title)
  const draft = useMutation({
    mutationFn: () =>
      platform.things.draft({ key: wanted, version, content: { ...(before?.content ?? { properties: {} }), title } }),
    onSuccess: async (made) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['thing-models'] })
      await navigate({ to: '/models/$id', params: { id: made.id } })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    draft.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={before ? t('draft.newVersion', { name: before.title }) : t('draft.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('field.title')}
          value={title}
          maxLength={200}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={t('field.key')}
          description={t('field.keyHint')}
          value={wanted}
          disabled={before !== undefined}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <TextInput
          label={t('field.version')}
          value={version}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
        {draft.error ? <FormFault words={words(draft.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={draft.isPending} disabled={title.trim() === '' || wanted === ''}>
            {t('draft.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
