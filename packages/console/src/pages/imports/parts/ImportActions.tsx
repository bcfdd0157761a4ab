import { Button, FileButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Import, platform } from '../../../platform.ts'
import { isMoving } from '../queries.ts'
import { fingerprintOf, isFromHere } from '../request.ts'
import { useSending, useSentHere } from '../sending.ts'

/** What can be done about an import where it stands. */
export function ImportActions({ of, onClose }: { of: Import; onClose: () => void }) {
  const { t } = useTranslation('imports')
  const words = useFaultWords()
  const queries = useQueryClient()
  const isSent = useSentHere().includes(of.id)
  const act = useMutation({
    mutationFn: async (what: 'resume' | 'remove') => {
      await platform.imports[what](of.id)
      return what
    },
    onSuccess: async (what) => {
      if (what === 'remove') onClose()
      await queries.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  return (
    <>
      {act.error ? <FormFault words={words(act.error)} /> : null}
      <div className={form.actions}>
        {of.state === 'receiving' && !isSent && isFromHere(of.fingerprint) && <SendOn of={of} />}
        {of.state === 'stopped' && (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate('resume')}>
            {t('resume')}
          </Button>
        )}
        <Button variant="default" color="red" loading={act.isPending} onClick={() => act.mutate('remove')}>
          {t(isMoving(of) ? 'end' : 'remove')}
        </Button>
      </div>
    </>
  )
}

/** The page was closed while the file was sent: the same file goes on where it was cut off. */
function SendOn({ of }: { of: Import }) {
  const { t } = useTranslation('imports')
  const words = useFaultWords()
  const [isOther, setOther] = useState(false)
  const sending = useSending((fault) =>
    notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
  )
  const choose = (file: File | null) => {
    setOther(file !== null && fingerprintOf(file) !== of.fingerprint)
    if (file && fingerprintOf(file) === of.fingerprint) sending.mutate({ begun: of, file })
  }
  return (
    <>
      {isOther && <FormFault words={{ says: t('sendOn.other'), remedy: t('sendOn.otherRemedy', { name: of.name }) }} />}
      <FileButton onChange={choose}>{(props) => <Button {...props}>{t('sendOn.action')}</Button>}</FileButton>
    </>
  )
}
