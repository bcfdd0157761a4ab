import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from './FaultView.tsx'
import { FormFault } from './FormFault.tsx'
import form from './form.module.css'

interface ConfirmDialogProps {
  /** Names the thing. */
  title: string
  /** What will happen. */
  children: ReactNode
  /** What is done, on the button. */
  action: string
  /** Red: something ends or is lost. */
  destructive?: boolean
  busy: boolean
  /** It cannot be done now; the text says why. */
  blocked?: boolean
  fault: unknown
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that is hard to undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('parts')
  const words = useFaultWords()
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={480}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={form.form}>
        <div className={form.lesson}>{props.children}</div>
        {props.fault ? <FormFault words={words(props.fault)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            {...(props.destructive ? { color: 'red' } : {})}
            loading={props.busy}
            disabled={props.blocked ?? false}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
