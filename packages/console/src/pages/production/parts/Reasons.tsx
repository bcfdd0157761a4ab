import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { type DowntimeReason, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { reasonsQuery } from '../queries.ts'
import { reasonName } from '../reasons.ts'
import { useDrop } from '../use-drop.ts'
import { DropButton } from './DropButton.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { SetupList } from './SetupList.tsx'

/** Each after the one above it, with how deep it stands. */
function inTree(all: readonly DowntimeReason[]): { reason: DowntimeReason; depth: number }[] {
  const below = (parent: string | undefined, depth: number): { reason: DowntimeReason; depth: number }[] =>
    all.filter((one) => one.parent === parent).flatMap((reason) => [{ reason, depth }, ...below(reason.id, depth + 1)])
  return below(undefined, 0)
}

export function Reasons() {
  const { t } = useTranslation('production')
  const language = currentLanguage()
  const reasons = useQuery(reasonsQuery)
  const may = useMay('production:manage')
  const [editing, setEditing] = useState<DowntimeReason | 'new'>()
  const drop = useDrop(({ id }: DowntimeReason) => platform.production.removeReason(id))
  return (
    <>
      <SetupList of="reasons" query={reasons} onAdd={may ? () => setEditing('new') : undefined}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th className={lists.nameColumn}>{t('reasons.name')}</th>
              <th>{t('reasons.state')}</th>
              <th className={lists.wide}>{t('reasons.maintenance')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {inTree(reasons.data ?? []).map(({ reason, depth }) => (
              <tr key={reason.id}>
                <td style={{ paddingLeft: 16 + depth * 24 }}>
                  {may ? (
                    <button type="button" className={lists.open} onClick={() => setEditing(reason)}>
                      {reasonName(reason, language)}
                    </button>
                  ) : (
                    reasonName(reason, language)
                  )}
                </td>
                <td>
                  {reason.retired ? <Mark tone="hollow">{t('reasons.retired')}</Mark> : t(`state.${reason.state}`)}
                </td>
                <td className={lists.wide}>{reason.maintenance ? t(`reasons.${reason.maintenance}`) : ''}</td>
                <td className={lists.right}>
                  {may && (
                    <DropButton
                      label={t('reasons.drop', { name: reasonName(reason, language) })}
                      onDrop={() => drop.ask(reason)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SetupList>
      {editing && (
        <ReasonDialog
          all={reasons.data ?? []}
          {...(editing === 'new' ? {} : { reason: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {drop.asked && (
        <ConfirmDialog
          title={t('reasons.drop', { name: reasonName(drop.asked, language) })}
          action={t('remove')}
          destructive
          busy={drop.busy}
          fault={drop.fault}
          onConfirm={() => drop.asked && drop.confirm(drop.asked)}
          onClose={drop.close}
        >
          {t('reasons.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}
