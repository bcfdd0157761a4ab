import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconDownload, IconSchema, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { type FlowListed, platform } from '../../../platform.ts'
import { told } from '../catalogue.ts'
import type { FlowDocument } from '../document.ts'
import styles from '../flows.module.css'
import { draftOf } from '../queries.ts'

interface FlowTableProps {
  flows: readonly FlowListed[]
  /** What may write. */
  onCopy: ((document: FlowDocument) => void) | undefined
}

const documentOf = async (id: string): Promise<FlowDocument> => draftOf(await platform.flows.read(id))

export function FlowTable({ flows, onCopy }: FlowTableProps) {
  const { t } = useTranslation('flows')
  const queries = useQueryClient()
  const [leaving, setLeaving] = useState<FlowListed>()
  const remove = useMutation({
    mutationFn: (id: string) => platform.flows.remove(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flows', 'list'] })
      setLeaving(undefined)
    },
  })
  async function copy({ id, title }: FlowListed) {
    const document = await documentOf(id)
    onCopy?.({ ...document, title: { en: `${title.en} (2)`, zh: `${title.zh} (2)` } })
  }
  async function save({ id, title }: FlowListed) {
    const text = `${JSON.stringify(await documentOf(id), null, 2)}\n`
    saveFile(new Blob([text], { type: 'application/json' }), `${title.en.replace(/[^\w-]+/g, '-')}.flow.json`)
  }
  return (
    <>
      <table className={lists.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" className={lists.wide}>
              {t('column.version')}
            </th>
            <th scope="col" className={lists.wide}>
              {t('column.changed')}
            </th>
            <th scope="col" aria-label={t('column.more')} />
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.id}>
              <td className={lists.nameColumn}>
                <Link to="/flows/$id" params={{ id: flow.id }} search={{}} className={lists.open}>
                  <IconSchema size={18} stroke={1.6} aria-hidden="true" />
                  <span className={lists.names}>
                    <span>{told(flow.title)}</span>
                  </span>
                </Link>
              </td>
              <td>
                <FlowState flow={flow} />
              </td>
              <td className={`num ${lists.wide}`}>
                {flow.published === undefined ? <span className="quiet">{t('state.draft')}</span> : flow.published}
              </td>
              <td className={lists.wide}>
                <RelativeTime time={flow.changedAt} /> <span className="quiet">{flow.changedBy.name}</span>
              </td>
              <td className={styles.rowMenu}>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('row.menu', { name: told(flow.title) })}>
                      <IconDots size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {onCopy && (
                      <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy(flow)}>
                        {t('row.copy')}
                      </Menu.Item>
                    )}
                    <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => void save(flow)}>
                      {t('row.export')}
                    </Menu.Item>
                    {onCopy && (
                      <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setLeaving(flow)}>
                        {t('row.remove')}
                      </Menu.Item>
                    )}
                  </Menu.Dropdown>
                </Menu>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving && (
        <ConfirmDialog
          title={t('remove.title', { name: told(leaving.title) })}
          action={t('remove.do')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate(leaving.id)}
          onClose={() => setLeaving(undefined)}
        >
          {t('remove.lesson')}
        </ConfirmDialog>
      )}
    </>
  )
}

/** Where it runs, and whether it does. */
function FlowState({ flow }: { flow: FlowListed }) {
  const { t } = useTranslation('flows')
  if (flow.broken > 0) return <Mark tone="bad">{t('state.broken', { count: flow.broken })}</Mark>
  if (flow.deployments > 0) return <Mark tone="plain">{t('state.runs', { count: flow.deployments })}</Mark>
  if (flow.waiting) return <Mark tone="warn">{t('state.waiting')}</Mark>
  return <Mark tone="hollow">{t(flow.published === undefined ? 'state.draft' : 'state.idle')}</Mark>
}
