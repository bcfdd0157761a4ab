import { Button, Modal } from '@mantine/core'
import { IconPlugConnectedX, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import { placedName } from '../../../parts/point-name.ts'
import { newId, type Point, platform, type Write, type WriteRequest } from '../../../platform.ts'
import { sessionQuery } from '../../../session.ts'
import type { Draft, Written } from '../draft.ts'
import { inDoubt } from '../in-doubt.ts'
import { writeQuery } from '../queries.ts'
import { keepReason } from '../reasons.ts'
import { Decide } from './Decide.tsx'
import { Notice } from './Notice.tsx'
import { Outcome } from './Outcome.tsx'
import { WriteForm } from './WriteForm.tsx'

interface WriteDialogProps {
  point: Point
  grant?: string
  /** What is asked for, unless somebody changes it. */
  preset?: Draft
  onClose: () => void
}

/** Asks for a new value, sends it, and tells what became of it. */
export default function WriteDialog({ point, grant, preset = null, onClose }: WriteDialogProps) {
  const { t } = useTranslation('writes')
  const { t: ofParts } = useTranslation('parts')
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const [draft, setDraft] = useState<Draft>(preset)
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: (request: WriteRequest) => platform.commands.write(point.id, request, grant),
    onSuccess: async (write) => {
      if (session) keepReason(session.user.id, write.reason)
      queries.setQueryData(writeQuery(write.id, grant).queryKey, write)
      await queries.invalidateQueries({ queryKey: ['writes'], refetchType: 'active' })
    },
  })
  // The same request again, under the same id: the platform does it once.
  const again = () => send.variables && send.mutate(send.variables)
  const doubtful = send.isError && inDoubt(send.error)

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('write.title', { point: placedName(point).name })}
      closeOnClickOutside={!send.isPending && !doubtful}
      closeOnEscape={!doubtful}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      {send.data ? (
        <Sent
          write={send.data}
          {...(grant === undefined ? {} : { grant })}
          onAnother={() => {
            setDraft(null)
            send.reset()
          }}
          onClose={onClose}
        />
      ) : send.isPending ? (
        <Notice tone="wait" icon={IconSend} title={t('sending.title')}>
          <p>{t('sending.lesson')}</p>
        </Notice>
      ) : doubtful ? (
        <div className={form.form}>
          <Notice tone="alarm" icon={IconPlugConnectedX} title={t('doubt.title')}>
            <p>{t('doubt.lesson')}</p>
          </Notice>
          <div className={form.actions}>
            <Button variant="default" onClick={onClose}>
              {t('write.close')}
            </Button>
            <Button data-autofocus onClick={again}>
              {t('write.again')}
            </Button>
          </div>
        </div>
      ) : (
        <WriteForm
          point={point}
          draft={draft}
          reason={reason}
          fault={send.error}
          onDraft={setDraft}
          onReason={setReason}
          onSend={(value: Written) => send.mutate({ id: newId(), value, reason: reason.trim() })}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

interface SentProps {
  write: Write
  grant?: string
  onAnother: () => void
  onClose: () => void
}

function Sent({ write, grant, onAnother, onClose }: SentProps) {
  const { t } = useTranslation('writes')
  const { data = write } = useQuery({ ...writeQuery(write.id, grant), initialData: write })
  return (
    <div className={form.form}>
      <Outcome write={data} />
      <div className={form.actions}>
        <Decide write={data} grant={grant} />
        {grant === undefined && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/writes/$id" params={{ id: data.id }} {...props} />}
          >
            {t('write.story')}
          </Button>
        )}
        {data.state === 'failed' && (
          <Button variant="default" onClick={onAnother}>
            {t('write.another')}
          </Button>
        )}
        <Button data-autofocus onClick={onClose}>
          {t('write.close')}
        </Button>
      </div>
    </div>
  )
}
