import { Button, Modal, Select, Skeleton, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type ComponentProposal, platform } from '../../../platform.ts'
import styles from '../components.module.css'
import { placeableQuery } from '../queries.ts'

interface PublishDialogProps {
  document: Record<string, unknown>
  /** A subflow, a script, or neither: the whole flow. */
  part: { readonly subflow?: string; readonly node?: string }
  /** As it is called where it stands. */
  title: string
  onClose: () => void
}

type Ports = ComponentProposal['ports']

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)

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
  const pool = useQuery(placeableQuery)
  const [name, setName] = useState(() => slug(title))
  const known = pool.data?.find((each) => each.name === name)
  const [titles, setTitles] = useState<{ en?: string; zh?: string }>({})
  const [texts, setTexts] = useState<{ en?: string; zh?: string }>({})
  const [ports, setPorts] = useState<Ports>(proposal.ports)
  const [comment, setComment] = useState('')
  const shown = {
    en: titles.en ?? known?.title.en ?? title,
    zh: titles.zh ?? known?.title.zh ?? title,
  }
  const described = { en: texts.en ?? known?.description.en ?? '', zh: texts.zh ?? known?.description.zh ?? '' }
  const publish = useMutation({
    mutationFn: () =>
      platform.components.publish({
        name,
        title: shown,
        description: described,
        document,
        part,
        ports,
        ...(comment.trim() && { comment: comment.trim() }),
      }),
    onSuccess: async ({ number, stage }) => {
      await queries.invalidateQueries({ queryKey: ['components'] })
      const text = { name: `${name}@${number}` }
      notifications.show({ message: t(stage === 'waiting' ? 'publish.waits' : 'publish.done', text) })
      onClose()
    },
  })
  const setPort = (at: number, change: Partial<Ports[number]>) =>
    setPorts((was) => was.map((port, place) => (place === at ? { ...port, ...change } : port)))
  const [first] = proposal.problems
  const isReady = /^[a-z][a-z0-9_-]{0,39}$/.test(name) && shown.en.trim() && shown.zh.trim() && !first
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
      <TextInput
        data-autofocus
        required
        label={t('publish.name')}
        description={known ? t('publish.next', { name }) : t('publish.nameHint')}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.pairs}>
        <TextInput
          required
          label={t('publish.titleEn')}
          maxLength={200}
          value={shown.en}
          onChange={(event) => setTitles({ ...titles, en: event.currentTarget.value })}
        />
        <TextInput
          required
          label={t('publish.titleZh')}
          maxLength={200}
          value={shown.zh}
          onChange={(event) => setTitles({ ...titles, zh: event.currentTarget.value })}
        />
        <Textarea
          label={t('publish.descriptionEn')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={described.en}
          onChange={(event) => setTexts({ ...texts, en: event.currentTarget.value })}
        />
        <Textarea
          label={t('publish.descriptionZh')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={described.zh}
          onChange={(event) => setTexts({ ...texts, zh: event.currentTarget.value })}
        />
      </div>
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
      {known && (
        <TextInput
          label={t('publish.comment')}
          maxLength={500}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
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
