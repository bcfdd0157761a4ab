import { Button, Modal, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Asset, platform } from '../../../platform.ts'
import styles from '../drawing.module.css'
import { kinds, levels, useDraw } from '../drawing.ts'

interface EditDialogProps {
  /** What is changed; without it one is made. */
  asset?: Asset
  below?: Asset | undefined
  onDone: (asset: Asset) => void
  onClose: () => void
}

const follows = 'follows'

/** What an asset is called, and what is said of it. */
export function EditDialog({ asset, below, onDone, onClose }: EditDialogProps) {
  const { t } = useTranslation('drawing')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [name, setName] = useState(asset?.name ?? '')
  const [level, setLevel] = useState<string>(asset?.levelGiven ? asset.level : follows)
  const [kind, setKind] = useState<string | null>(asset?.kind ?? null)
  const [description, setDescription] = useState(asset?.description ?? '')
  const [tags, setTags] = useState<string[]>(asset?.tags ?? [])
  const [latitude, setLatitude] = useState<number | string>(asset?.position?.latitude ?? '')
  const [longitude, setLongitude] = useState<number | string>(asset?.position?.longitude ?? '')
  const given = levels.find((each) => each === level)
  const ofKind = (given === 'work_center' && kinds.find((each) => each === kind)) || undefined
  const position = typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : undefined
  const half = (latitude === '') !== (longitude === '')
  const save = useDraw(
    () =>
      asset
        ? platform.drawing.change(asset.id, {
            name,
            level: given ?? null,
            kind: ofKind ?? null,
            description: description || null,
            tags,
            position: position ?? null,
          })
        : platform.drawing.make({
            name,
            ...(below ? { parent: below.id } : {}),
            ...(given ? { level: given } : {}),
            ...(ofKind ? { kind: ofKind } : {}),
            ...(description ? { description } : {}),
            ...(tags.length > 0 ? { tags } : {}),
            ...(position ? { position } : {}),
          }),
    onDone,
  )
  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate(undefined)
  }
  const title = asset
    ? t('change.title', { name: asset.name })
    : below
      ? t('make.below', { name: below.name })
      : t('make.top')
  return (
    <Modal opened onClose={onClose} size={560} title={title} closeButtonProps={{ 'aria-label': part('close') }}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('field.name')}
          value={name}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <Select
            label={t('field.level')}
            allowDeselect={false}
            value={level}
            onChange={(value) => setLevel(value ?? follows)}
            data={[
              { value: follows, label: t('level.follows') },
              ...levels.map((each) => ({ value: each, label: t(`level.${each}`) })),
            ]}
          />
          <Select
            label={t('field.kind')}
            disabled={given !== 'work_center'}
            clearable
            placeholder={t('kind.none')}
            value={ofKind ?? null}
            onChange={setKind}
            data={kinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
          />
        </div>
        <Textarea
          label={t('field.description')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <TagsInput
          label={t('field.tags')}
          placeholder={tags.length === 0 ? t('field.tagsHint') : ''}
          value={tags}
          maxTags={50}
          splitChars={[',', ';']}
          onChange={setTags}
        />
        <div className={styles.pair}>
          <NumberInput
            label={t('field.latitude')}
            value={latitude}
            min={-90}
            max={90}
            hideControls
            onChange={setLatitude}
          />
          <NumberInput
            label={t('field.longitude')}
            value={longitude}
            min={-180}
            max={180}
            hideControls
            error={half ? t('field.half') : undefined}
            onChange={setLongitude}
          />
        </div>
        {save.error ? <FormFault words={words(save.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === '' || half}>
            {asset ? t('change.action') : t('make.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
