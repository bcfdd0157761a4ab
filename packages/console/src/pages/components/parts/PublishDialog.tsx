import { Button, Modal, Select, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type ComponentProposal, platform } from '../../../platform.ts'
import styles from '../components.module.css'
import { CommentField, SayFields, slug, useSayings } from './SayFields.tsx'

interface PublishDialogProps {
  document: Record<string, unknown>
  /** A subflow, a script, or neither: the whole flow. */
  part: { readonly subflow?: string; readonly node?: string }
  /** As it is called where it stands. */
  title: string
  onClose: () => void
}

type Ports = ComponentProposal['ports']

/** A part of a flow under a name: with ports as the wires show them, to be worded and given units. */
export function PublishDialog({ document, part, title, onClose }: PublishDialogProps) {
  const { t } = useTranslation('components')
  const { t: parts } = useTranslation('parts')
  const proposal = useQuery({
    queryKey: ['components', 'proposal', part, document],
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => platform.components.propose({ document, part }, signal),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('publish.title')}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {proposal.isError && <FaultView fault={proposal.error} retry={() => void proposal.refetch()} />}
      {proposal.isPending && <Skeleton height={260} />}
      {proposal.data && (
        <Fields proposal={proposal.data} document={document} part={part} title={title} onClose={onClose} />
      )}
    </Modal>
  )
}

function Fields({ proposal, document, part, title, onClose }: PublishDialogProps & { proposal: ComponentProposal }) {
  const { t } = useTranslation('components')
  const { t: parts } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const sayings = useSayings({ name: slug(title), title: { en: title, zh: title } })
  const [ports, setPorts] = useState<Ports>(proposal.ports)
  const publish = useMutation({
    mutationFn: () => platform.components.publish({ ...sayings.said, document, part, ports }),
    onSuccess: async ({ number, stage }) => {
      await queries.invalidateQueries({ queryKey: ['components'] })
      const text = { name: `${sayings.said.name}@${number}` }
      notifications.show({ message: t(stage === 'waiting' ? 'publish.waits' : 'publish.done', text) })
      onClose()
    },
  })
  const setPort = (at: number, change: Partial<Ports[number]>) =>
    setPorts((was) => was.map((port, place) => (place === at ? { ...port, ...change } : port)))
  const [first] = proposal.problems
  const isReady = sayings.isReady && !first
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (isReady) publish.mutate()
  }
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <p className={form.lesson}>{t('publish.lesson')}</p>
      {first && (
        <FormFault
          words={{
            says: `${t('publish.problems', { count: proposal.problems.length })} ${first.says}`,
            remedy: first.remedy,
          }}
        />
      )}
      <SayFields sayings={sayings} />
      <fieldset className={styles.portSet}>
        <legend className="label">{t('publish.ports')}</legend>
        {ports.map((port, at) => (
          <div key={`${port.side} ${port.name}`} className={styles.portFields}>
            <span className="quiet">{t(`ports.${port.side}`)}</span>
            <code>{port.name}</code>
            <Select
              size="xs"
              aria-label={`${port.name}: ${t('ports.type')}`}
              allowDeselect={false}
              value={port.type}
              data={(['number', 'boolean', 'text'] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
              onChange={(value) => setPort(at, { type: (value ?? 'number') as Ports[number]['type'] })}
            />
            <TextInput
              size="xs"
              aria-label={`${port.name}: ${t('publish.unit')}`}
              placeholder={port.type === 'number' ? t('ports.any') : ''}
              disabled={port.type !== 'number'}
              value={port.unit ?? ''}
              onChange={(event) => {
                const unit = event.currentTarget.value.trim()
                setPorts((was) =>
                  was.map((each, place) => {
                    const { unit: _, ...rest } = each
                    return place === at ? (unit ? { ...rest, unit } : rest) : each
                  }),
                )
              }}
            />
          </div>
        ))}
      </fieldset>
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
  )
}
