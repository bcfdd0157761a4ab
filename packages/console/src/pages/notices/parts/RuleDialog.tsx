import { Button, Checkbox, Modal, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { assetQuery } from '../../../parts/asset-query.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type NoticeLevel, type NoticeRule, type NoticeRuleRequest, newId, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'
import { keysOfPriorities, ownZone, type Priority } from '../words.ts'
import { LevelFields } from './LevelFields.tsx'
import { QuietFields } from './QuietFields.tsx'

const mostLevels = 8
const nextMinutes = 10
const usualGroupSeconds = 60

/** Of a rule that is new. */
const usual: NoticeRuleRequest = {
  name: '',
  enabled: true,
  priorities: ['critical', 'high'],
  levels: [{ afterMinutes: 0, channels: [], people: [], rotas: [] }],
  groupSeconds: usualGroupSeconds,
  tellCleared: false,
}

export function RuleDialog({ rule, onClose }: { rule?: NoticeRule; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [draft, setDraft] = useState<NoticeRuleRequest>(rule ?? usual)
  const [levels, setLevels] = useState(() => (rule ?? usual).levels.map((level) => ({ key: newId(), level })))
  const [picked, setPicked] = useState<PickedAsset | null>()
  const held = useQuery({ ...assetQuery(rule?.asset ?? ''), enabled: rule?.asset !== undefined })
  const asset = picked === undefined ? (held.data ?? null) : picked
  const set = (change: Partial<NoticeRuleRequest>) => setDraft((before) => ({ ...before, ...change }))
  const save = useSave(() => {
    const place = picked === undefined ? rule?.asset : picked?.id
    const { kinds, priorities, quiet, enabled, groupSeconds, tellCleared } = draft
    const request: NoticeRuleRequest = {
      name: draft.name.trim(),
      priorities,
      levels: levels.map(({ level }) => level),
      ...(kinds && kinds.length > 0 ? { kinds } : {}),
      ...(quiet ? { quiet } : {}),
      ...(place ? { asset: place } : {}),
      enabled: enabled ?? true,
      groupSeconds: groupSeconds ?? usualGroupSeconds,
      tellCleared: tellCleared ?? false,
    }
    return platform.notices.saveRule(request, rule?.id)
  }, onClose)
  const isWhole =
    draft.name.trim() !== '' && draft.priorities.length > 0 && levels.every(({ level }) => level.channels.length > 0)
  const changeLevel = (key: string, level: NoticeLevel) =>
    setLevels((before) => before.map((one) => (one.key === key ? { key, level } : one)))
  const addLevel = () =>
    setLevels((before) => [
      ...before,
      { key: newId(), level: { afterMinutes: nextMinutes, channels: [], people: [], rotas: [] } },
    ])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) save.mutate(undefined)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={rule ? t('rules.editTitle', { name: rule.name }) : t('rules.addTitle')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('name')}
          value={draft.name}
          maxLength={100}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-autofocus
        />
        <Checkbox.Group
          label={t('rules.priorities')}
          value={draft.priorities}
          onChange={(values) =>
            set({ priorities: keysOfPriorities.filter((each) => values.includes(each)) as Priority[] })
          }
        >
          <div className={styles.checks}>
            {keysOfPriorities.map((each) => (
              <Checkbox key={each} value={each} label={t(`priority.${each}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <div className={styles.pair}>
          <AssetPicker
            label={t('rules.asset')}
            placeholder={t('rules.everywhere')}
            value={asset}
            onChange={setPicked}
          />
          <TagsInput
            label={t('rules.kinds')}
            placeholder={draft.kinds?.length ? '' : t('rules.everyKind')}
            value={draft.kinds ?? []}
            onChange={(kinds) => set({ kinds })}
          />
        </div>
        <fieldset className={styles.levels}>
          <legend className="section-title">{t('rules.levels')}</legend>
          {levels.map(({ key, level }, at) => (
            <LevelFields
              key={key}
              at={at}
              level={level}
              onChange={(next) => changeLevel(key, next)}
              {...(at > 0 ? { onDrop: () => setLevels((before) => before.filter((one) => one.key !== key)) } : {})}
            />
          ))}
          {levels.length < mostLevels && (
            <Button variant="default" leftSection={<IconPlus size={16} stroke={1.8} />} onClick={addLevel}>
              {t('rules.addLevel')}
            </Button>
          )}
        </fieldset>
        <Switch
          label={t('rules.quiet')}
          checked={draft.quiet !== undefined}
          onChange={({ currentTarget: { checked } }) =>
            setDraft(({ quiet: _, ...rest }) =>
              checked
                ? {
                    ...rest,
                    quiet: {
                      zone: ownZone(),
                      from: '22:00',
                      until: '06:00',
                      days: [1, 2, 3, 4, 5, 6, 7],
                      priorities: ['medium', 'low'],
                    },
                  }
                : rest,
            )
          }
        />
        {draft.quiet && <QuietFields quiet={draft.quiet} onChange={(quiet) => set({ quiet })} />}
        <div className={styles.pair}>
          <NumberInput
            label={t('rules.group')}
            min={0}
            max={3600}
            allowDecimal={false}
            suffix=" s"
            value={draft.groupSeconds ?? usualGroupSeconds}
            onChange={(value) => set({ groupSeconds: Number(value) || 0 })}
          />
        </div>
        <Switch
          label={t('rules.tellCleared')}
          checked={draft.tellCleared ?? false}
          onChange={(event) => set({ tellCleared: event.currentTarget.checked })}
        />
        <Switch
          label={t('rules.enabled')}
          checked={draft.enabled ?? true}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
