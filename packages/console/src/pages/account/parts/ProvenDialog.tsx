import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import type { FactorProof, Factors } from '../../../platform.ts'
import { factorsQuery } from '../queries.ts'
import { ProofForm } from './ProofForm.tsx'

interface ProvenDialogProps<T> {
  title: string
  /** What will happen. */
  says: string
  /** What is done, on the button. */
  action: string
  destructive?: boolean
  factors: Factors
  act: (proof: FactorProof) => Promise<T>
  onClose: () => void
  /** What follows in the same dialog; without it the dialog closes. */
  children?: (result: T) => ReactNode
}

/** Asks for a fresh proof and then does it: whoever found the screen open must not change how its owner signs in. */
export function ProvenDialog<T>(props: ProvenDialogProps<T>) {
  const { title, says, action, destructive = false, factors, act, onClose, children } = props
  const { t } = useTranslation('parts')
  const queries = useQueryClient()
  const done = useMutation({
    mutationFn: async (proof: () => Promise<FactorProof> | FactorProof) => act(await proof()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: factorsQuery.queryKey })
      if (!children) onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={title}
      closeOnClickOutside={!done.isSuccess}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {done.isSuccess && children ? (
        children(done.data)
      ) : (
        <div className={form.form}>
          <p className={form.lesson}>{says}</p>
          <ProofForm
            factors={factors}
            action={action}
            destructive={destructive}
            busy={done.isPending}
            fault={done.error}
            onProof={(proof) => done.mutate(proof)}
            onCancel={onClose}
          />
        </div>
      )}
    </Modal>
  )
}
