import { Button, Modal, Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import folding from '../../../parts/folding.module.css'
import form from '../../../parts/form.module.css'
import lists from '../../../parts/list.module.css'
import { type NoticePerson, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { peopleQuery } from '../queries.ts'
import { useSave } from '../use-save.ts'
import { ownZone } from '../words.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import type { SectionProps } from './section.ts'
import { ZoneSelect } from './ZoneSelect.tsx'

export function People({ mayWrite, adding, onAdd, onAdded }: SectionProps) {
  const { t } = useTranslation('notices')
  const people = useQuery(peopleQuery)
  const [edited, setEdited] = useState<NoticePerson>()
  const [removed, setRemoved] = useState<NoticePerson>()
  return (
    <>
      <div className={`panel ${lists.list}`}>
        {people.isError && !people.data && <FaultView fault={people.error} retry={() => void people.refetch()} />}
        {people.isPending && <Skeleton height={160} m={16} w="auto" />}
        {people.data?.length === 0 && (
          <EmptyState title={t('people.emptyTitle')} lesson={t('people.emptyLesson')}>
            {mayWrite && <Button onClick={onAdd}>{t('people.add')}</Button>}
          </EmptyState>
        )}
        {people.data && people.data.length > 0 && (
          <table className={`${lists.table} ${folding.folding} ${styles.people}`}>
            <thead>
              <tr>
                <th>{t('name')}</th>
                <th>{t('people.email')}</th>
                <th>{t('people.phone')}</th>
                <th>{t('people.language')}</th>
                <th>
                  <span className="sr">{t('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.data.map((person) => (
                <tr key={person.id}>
                  <td className={styles.strong}>{person.name}</td>
                  <td>{person.email ?? <span className="quiet">—</span>}</td>
                  <td className="num">{person.phone ?? <span className="quiet">—</span>}</td>
                  <td>{t(`language.${person.language}`)}</td>
                  <td className={styles.rowActs}>
                    {mayWrite && (
                      <>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`${t('edit')}: ${person.name}`}
                          onClick={() => setEdited(person)}
                        >
                          {t('edit')}
                        </Button>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`${t('remove')}: ${person.name}`}
                          onClick={() => setRemoved(person)}
                        >
                          {t('remove')}
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {adding && <PersonDialog onClose={onAdded} />}
      {edited && <PersonDialog person={edited} onClose={() => setEdited(undefined)} />}
      {removed && (
        <RemoveDialog
          name={removed.name}
          run={() => platform.notices.dropPerson(removed.id)}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  )
}

function PersonDialog({ person, onClose }: { person?: NoticePerson; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [phone, setPhone] = useState(person?.phone ?? '')
  const [language, setLanguage] = useState<'en' | 'zh'>(person?.language ?? currentLanguage())
  const [zone, setZone] = useState(person ? (person.zone ?? 'UTC') : ownZone())
  const save = useSave(
    () =>
      platform.notices.savePerson(
        {
          name: name.trim(),
          language,
          zone,
          ...(email.trim() && { email: email.trim() }),
          ...(phone.trim() && { phone: phone.replaceAll(/[\s-]/g, '') }),
        },
        person?.id,
      ),
    onClose,
  )

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() !== '') save.mutate(undefined)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={person ? t('people.editTitle', { name: person.name }) : t('people.addTitle')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('people.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t('people.phone')}
          type="tel"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Select
          label={t('people.language')}
          allowDeselect={false}
          value={language}
          onChange={(value) => setLanguage(value === 'zh' ? 'zh' : 'en')}
          data={(['zh', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <ZoneSelect label={t('zone')} zone={zone} onChange={setZone} />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
