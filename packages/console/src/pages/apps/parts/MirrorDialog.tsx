import { Button, Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import styles from '../apps.module.css'
import { mirrorsQuery } from '../queries.ts'
import { MirrorApps } from './MirrorApps.tsx'
import { MirrorForm } from './MirrorForm.tsx'
import { MirrorRow } from './MirrorRow.tsx'

/** Apps of another Millrace: where they come from, what is there, and how far it is. */
export default function MirrorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('apps')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const mirrors = useQuery(mirrorsQuery)
  const [chosen, setChosen] = useState<string>()
  const [adding, setAdding] = useState(false)
  const all = mirrors.data ?? []
  const one = all.find(({ id }) => id === chosen)
  const asks = adding || (mirrors.data && all.length === 0)
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('mirror.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        {mirrors.error && <FormFault words={words(mirrors.error)} />}
        {mirrors.isPending && <Skeleton height={120} />}
        {one ? (
          <MirrorApps mirror={one} onBack={() => setChosen(undefined)} />
        ) : asks ? (
          <MirrorForm
            onMade={({ id }) => {
              setAdding(false)
              setChosen(id)
            }}
            onBack={all.length > 0 ? () => setAdding(false) : undefined}
          />
        ) : (
          all.length > 0 && (
            <>
              <ul className={styles.mirrors}>
                {all.map((mirror) => (
                  <MirrorRow key={mirror.id} mirror={mirror} onChoose={() => setChosen(mirror.id)} />
                ))}
              </ul>
              <div className={form.actions}>
                <Button variant="default" onClick={() => setAdding(true)}>
                  {t('mirror.add')}
                </Button>
              </div>
            </>
          )
        )}
      </div>
    </Modal>
  )
}
