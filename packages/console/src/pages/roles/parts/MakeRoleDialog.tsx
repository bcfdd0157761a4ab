import { Button, Checkbox, Modal, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actionsQuery, byAbout } from '../../../parts/actions.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { useRightWords } from '../../../parts/right-words.ts'
import { rolesQuery } from '../../../parts/role-query.ts'
import { type ActionInfo, platform, type RoleRequest } from '../../../platform.ts'
import styles from '../roles.module.css'

export default function MakeRoleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('roles')
  const parts = useTranslation('parts').t
  const words = useFaultWords()
  const queries = useQueryClient()
  const actions = useQuery(actionsQuery)
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useState<string>()
  const [chosen, setChosen] = useState<readonly OwnAction[]>([])
  const name = typed ?? keyOf(title)
  const make = useMutation({
    mutationFn: (request: RoleRequest) => platform.access.makeRole(request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    make.mutate({ name, title: title.trim(), actions: [...chosen] })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('new.title')}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form className={form.form} onSubmit={submit} aria-label={t('new.title')}>
        <p className={form.lesson}>{t('new.lesson')}</p>
        <div className={styles.pair}>
          <TextInput
            label={t('new.name')}
            description={t('new.nameHint')}
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label={t('new.key')}
            description={t('new.keyHint')}
            required
            withAsterisk={false}
            pattern="[a-z][a-z0-9_]{1,39}"
            spellCheck={false}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {actions.error ? <FormFault words={words(actions.error)} /> : null}
        {actions.data ? (
          <ActionChoice actions={actions.data} chosen={chosen} onChange={setChosen} />
        ) : (
          <Skeleton height={240} />
        )}
        {make.error ? <FormFault words={words(make.error)} /> : null}
        <div className={form.actions}>
          {chosen.length === 0 && <span className={`quiet ${styles.few}`}>{t('new.few')}</span>}
          <Button type="submit" loading={make.isPending} disabled={chosen.length === 0}>
            {t('new.create')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** A name for the API, proposed from the letters a title has. */
const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)

type OwnAction = RoleRequest['actions'][number]

/** What stands above organisations is nothing that a role of one can give. */
const isOwn = (info: ActionInfo): info is ActionInfo & { action: OwnAction } => info.about !== 'platform'

interface ActionChoiceProps {
  actions: readonly ActionInfo[]
  chosen: readonly OwnAction[]
  onChange: (chosen: readonly OwnAction[]) => void
}

function ActionChoice({ actions, chosen, onChange }: ActionChoiceProps) {
  const { t } = useTranslation('roles')
  const rights = useTranslation('rights').t
  const words = useRightWords()
  return (
    <div className={styles.choice}>
      {byAbout(actions.filter(isOwn)).map((group) => (
        <fieldset key={group.about}>
          <legend>
            {rights(`about.${group.about}`)}
            <span className="label">{t(group.about === 'plant' ? 'new.plantOnly' : 'new.everywhereOnly')}</span>
          </legend>
          <div className={styles.checks}>
            {group.items.filter(isOwn).map(({ action }) => (
              <Checkbox
                key={action}
                size="xs"
                label={words.action(action)}
                checked={chosen.includes(action)}
                onChange={(event) =>
                  onChange(event.currentTarget.checked ? [...chosen, action] : chosen.filter((each) => each !== action))
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
