import { Button, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { type Flow, platform } from '../../../platform.ts'
import { publishedQuery } from '../../assets/about.ts'
import { classesQuery } from '../../classes/queries.ts'
import { PickedAssets } from '../../mechanisms/bindings/parts/PickedAssets.tsx'
import { said } from '../../mechanisms/words.ts'
import { told } from '../catalogue.ts'
import type { FlowDocument } from '../document.ts'
import { edgeNodesQuery, versionQuery } from '../queries.ts'
import { Resolved } from './Resolved.tsx'

interface DeployDialogProps {
  flow: Flow
  onClose: () => void
  onDone: (deployment: string) => void
}

/** The value of the platform itself among the nodes. */
const CENTRE = 'centre'
const kinds = ['assets', 'equipmentClass', 'thingModel', 'once'] as const
type Kind = (typeof kinds)[number]

/** Where a version is to run, for what, and with which figures. */
export default function DeployDialog({ flow, onClose, onDone }: DeployDialogProps) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const queries = useQueryClient()
  const published = flow.versions.filter(({ stage }) => stage === 'published').map(({ number }) => number)
  const [version, setVersion] = useState(flow.published ?? published[0] ?? 1)
  const [name, setName] = useState(told(flow.title))
  const [kind, setKind] = useState<Kind>('assets')
  const [assets, setAssets] = useState<readonly PickedAsset[]>([])
  const [group, setGroup] = useState<string | null>(null)
  const [node, setNode] = useState(CENTRE)
  const [parameters, setParameters] = useState<Readonly<Record<string, number>>>({})
  const classes = useQuery({ ...classesQuery, enabled: kind === 'equipmentClass' })
  const nodes = useQuery(edgeNodesQuery)
  const models = useQuery({ ...publishedQuery, enabled: kind === 'thingModel' })
  const document = useQuery(versionQuery(flow.id, version)).data?.document as FlowDocument | undefined
  const targets = {
    assets: { assets: assets.map(({ id }) => id) },
    equipmentClass: { equipmentClass: group ?? '' },
    thingModel: { thingModel: group ?? '' },
    once: {},
  } as const
  const isChosen = kind === 'once' || (kind === 'assets' ? assets.length > 0 : Boolean(group))
  const deploy = useMutation({
    mutationFn: () =>
      platform.flows.deploy(flow.id, {
        version,
        name: { en: name, zh: name },
        target: targets[kind],
        ...(node !== CENTRE && { edge: { node } }),
        ...(Object.keys(parameters).length > 0 && { parameters }),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['flows', 'deployments'] })
      await queries.invalidateQueries({ queryKey: ['flows', 'list'] })
      onDone(id)
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('deploy.title', { name: told(flow.title) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault()
          deploy.mutate()
        }}
      >
        <Select
          label={t('deploy.version')}
          allowDeselect={false}
          value={String(version)}
          data={published.map(String)}
          onChange={(next) => setVersion(Number(next ?? version))}
        />
        <TextInput
          label={t('deploy.name')}
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {(nodes.data ?? []).length > 0 && (
          <Select
            label={t('deploy.where')}
            allowDeselect={false}
            value={node}
            data={[
              { value: CENTRE, label: t('deploy.centre') },
              ...(nodes.data ?? []).map(({ id, name }) => ({ value: id, label: t('deploy.node', { name }) })),
            ]}
            onChange={(next) => setNode(next ?? CENTRE)}
          />
        )}
        {node !== CENTRE && <p className={form.lesson}>{t('deploy.edgeLesson')}</p>}
        <SegmentedControl
          size="xs"
          aria-label={t('deploy.for')}
          value={kind}
          data={kinds.map((each) => ({ value: each, label: t(`deploy.kind.${each}`) }))}
          onChange={(next) => {
            setKind(kinds.find((each) => each === next) ?? kind)
            setGroup(null)
          }}
        />
        {kind === 'assets' && (
          <>
            <AssetPicker
              label={t('deploy.asset')}
              placeholder={t('deploy.addAsset')}
              value={null}
              onChange={(asset) => {
                if (asset && !assets.some(({ id }) => id === asset.id)) setAssets([...assets, asset])
              }}
            />
            <PickedAssets assets={assets} onDrop={(id) => setAssets(assets.filter((asset) => asset.id !== id))} />
            {document && assets.length > 0 && <Resolved document={document} assets={assets} />}
          </>
        )}
        {kind === 'equipmentClass' && (
          <Select
            label={t('deploy.kind.equipmentClass')}
            searchable
            value={group}
            data={(classes.data ?? []).map((one) => ({ value: one.class, label: said(one.title) }))}
            onChange={setGroup}
          />
        )}
        {kind === 'thingModel' && (
          <Select
            label={t('deploy.kind.thingModel')}
            searchable
            value={group}
            data={(models.data ?? []).map((one) => ({
              value: one.id,
              label: one.titles?.[currentLanguage()] ?? one.title,
            }))}
            onChange={setGroup}
          />
        )}
        {kind === 'once' && <p className={form.lesson}>{t('deploy.onceLesson')}</p>}
        {(document?.parameters ?? []).map((parameter) => (
          <NumberInput
            key={parameter.name}
            label={parameter.title ? told(parameter.title) : parameter.name}
            hideControls
            rightSection={unitText(parameter.unit)}
            {...(parameter.low !== undefined && { min: parameter.low })}
            {...(parameter.high !== undefined && { max: parameter.high })}
            value={parameters[parameter.name] ?? parameter.default}
            onChange={(next) => {
              if (typeof next === 'number') setParameters({ ...parameters, [parameter.name]: next })
            }}
          />
        ))}
        <p className={form.lesson}>{t('deploy.rights')}</p>
        {deploy.error && <FormFault words={words(deploy.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={deploy.isPending} disabled={!isChosen || name.trim() === ''}>
            {t('deploy.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
