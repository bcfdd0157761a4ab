import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AppInstallation, type AppManifest, type ComponentService, platform } from '../../../platform.ts'
import styles from '../components.module.css'
import { FieldEditor } from './FieldEditor.tsx'
import { FieldTable } from './FormTable.tsx'
import { CommentField, SayFields, slug, useSayings } from './SayFields.tsx'

interface PublishServiceDialogProps {
  one: AppInstallation
  service: NonNullable<AppManifest['services']>[number]
  /** As which it was published before. */
  before: string | undefined
  onClose: () => void
}

const sides = ['takes', 'gives'] as const

/** A service of an app under a name: with the form that its manifest tells, or one that is told here. */
export function PublishServiceDialog({ one, service, before, onClose }: PublishServiceDialogProps) {
  const { t } = useTranslation('components')
  const { t: parts } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const sayings = useSayings({
    name: before ?? slug(`${one.app.slice(one.app.indexOf('/') + 1)}-${service.name}`),
    title: service.title,
  })
  const [told, setTold] = useState<Pick<ComponentService, 'takes' | 'gives'>>({})
  const publish = useMutation({
    mutationFn: () =>
      platform.components.publishService({
        ...sayings.said,
        installation: one.id,
        service: service.name,
        ...told,
      }),
    onSuccess: async ({ number, stage }) => {
      await queries.invalidateQueries({ queryKey: ['components'] })
      const text = { name: `${sayings.said.name}@${number}` }
      notifications.show({ message: t(stage === 'waiting' ? 'publish.waits' : 'publish.done', text) })
      onClose()
    },
  })
  const isNamed = sides.every(
    (side) => told[side]?.every(({ name }) => /^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(name)) ?? true,
  )
  const isReady = sayings.isReady && isNamed
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (isReady) publish.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('publish.serviceTitle')}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form className={form.form} onSubmit={onSubmit}>
        <p className={form.lesson}>{t('publish.serviceLesson')}</p>
        <SayFields sayings={sayings} />
        {(service.takes || service.gives) && (
          <section aria-label={t('form.title')}>
            <p className="label">{t('form.told')}</p>
            <FieldTable form={service} />
          </section>
        )}
        {sides
          .filter((side) => !service[side])
          .map((side) => (
            <fieldset key={side} className={styles.portSet}>
              <legend className="label">{t(`form.${side}`)}</legend>
              <FieldEditor
                side={side}
                fields={told[side] ?? []}
                onChange={(fields) =>
                  setTold(({ [side]: _, ...rest }) => (fields.length > 0 ? { ...rest, [side]: fields } : rest))
                }
              />
            </fieldset>
          ))}
        <CommentField sayings={sayings} />
        {publish.error && <FormFault words={words(publish.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {parts('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={publish.isPending}>
            {t('publish.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
