import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { type AppMirror, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { MirrorState } from './MirrorState.tsx'

/** One platform from which apps are taken. */
export function MirrorRow({ mirror, onChoose }: { mirror: AppMirror; onChoose: () => void }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['apps', 'mirrors'] })
  const follow = useMutation({
    mutationFn: (follows: boolean) => platform.apps.changeMirror(mirror.id, { follows }),
    onSuccess,
  })
  const look = useMutation({ mutationFn: () => platform.apps.lookAtMirror(mirror.id), onSuccess })
  const remove = useMutation({ mutationFn: () => platform.apps.removeMirror(mirror.id), onSuccess })
  const { host } = new URL(mirror.address)
  const failed = follow.error ?? look.error
  return (
    <li>
      <div className={styles.needHead}>
        <h3 className={styles.needTitle}>{host}</h3>
        <Button size="xs" aria-label={t('mirror.chooseAt', { host })} onClick={onChoose}>
          {t('mirror.choose')}
        </Button>
        {(mirror.follows || mirror.why) && (
          <Button
            size="xs"
            variant="default"
            loading={look.isPending}
            disabled={mirror.state !== 'idle' && !mirror.why}
            aria-label={t('mirror.lookAt', { host })}
            onClick={() => look.mutate()}
          >
            {t('mirror.look')}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          aria-label={t('mirror.removeAt', { host })}
          onClick={() => setRemoving(true)}
        >
          {t('mirror.remove')}
        </Button>
      </div>
      <MirrorState mirror={mirror} />
      <Switch
        size="sm"
        label={t('mirror.follow')}
        checked={mirror.follows}
        disabled={follow.isPending}
        onChange={(event) => follow.mutate(event.currentTarget.checked)}
      />
      {failed && <FormFault words={words(failed)} />}
      {removing && (
        <ConfirmDialog
          title={t('mirror.removeTitle', { host })}
          action={t('mirror.remove')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setRemoving(false)}
        >
          {t('mirror.removeLesson')}
        </ConfirmDialog>
      )}
    </li>
  )
}
