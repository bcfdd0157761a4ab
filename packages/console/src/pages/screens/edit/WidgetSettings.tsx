import { Button, Checkbox, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import { refsOf, spanNames, spans, told, type Widget, worded } from '../document.ts'
import { usePoint } from '../points.ts'
import styles from '../screens.module.css'
import { NameField, RefField, RefsField } from './PointFields.tsx'
import type { Editing } from './use-editing.ts'

const mosts = { trend: 6, states: 12, bars: 20, table: 100 } as const

/** Sets a field, or takes it away where there is nothing in it. */
export function withField(widget: Widget, name: string, value: unknown): Widget {
  const { [name]: _, ...rest } = widget as unknown as Record<string, unknown>
  return (value === undefined || value === '' ? rest : { ...rest, [name]: value }) as unknown as Widget
}

/** What the chosen widget is set to. */
export function WidgetSettings({ editing, widget }: { editing: Editing; widget: Widget }) {
  const { t } = useTranslation('screens')
  const refs = refsOf(widget)
  const unit = unitText(usePoint(refs[0])?.point?.unit)
  const byName = editing.document.of.is === 'class'
  const set = (name: string, value: unknown) => editing.change(withField(widget, name, value), `${widget.id} ${name}`)
  const number = (name: 'low' | 'high' | 'from' | 'to' | 'target') => (
    <NumberInput
      key={name}
      size="xs"
      label={t(`field.${name}`)}
      suffix={unit ? ` ${unit}` : ''}
      value={((widget as unknown as Record<string, unknown>)[name] as number | undefined) ?? ''}
      onChange={(value) => set(name, typeof value === 'number' ? value : undefined)}
    />
  )
  const limits = (
    <div className={styles.pair}>
      {number('low')}
      {number('high')}
    </div>
  )
  return (
    <div className={styles.settings}>
      <h2 className={styles.settingsTitle}>{t(`kind.${widget.kind}`)}</h2>
      <p className="label">{t(`kindLesson.${widget.kind}`)}</p>
      <TextInput
        size="xs"
        label={t('field.title')}
        placeholder={t('editor.titleUsual')}
        value={widget.title ? told(widget.title) : ''}
        onChange={(event) => {
          const text = event.currentTarget.value
          set('title', text === '' ? undefined : worded(widget.title, text))
        }}
      />
      {inside()}
      <div className={styles.settingsActs}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={14} stroke={1.7} />}
          onClick={() => editing.copy(widget)}
        >
          {t('editor.copy')}
        </Button>
        <Button
          size="xs"
          variant="default"
          color="red"
          leftSection={<IconTrash size={14} stroke={1.7} />}
          onClick={() => editing.remove(widget.id)}
        >
          {t('editor.remove')}
        </Button>
      </div>
    </div>
  )

  function inside(): ReactNode {
    const one = (label = t('field.of')) => (
      <RefField key={widget.id} label={label} byName={byName} value={refs[0]} onChange={(ref) => set('of', ref)} />
    )
    const many = (most: number) => (
      <RefsField
        key={widget.id}
        label={t('field.points')}
        byName={byName}
        most={most}
        value={refs}
        onChange={(next) => editing.change(withField(widget, 'of', next))}
      />
    )
    const span = 'span' in widget && (
      <Select
        size="xs"
        label={t('field.span')}
        allowDeselect={false}
        value={widget.span}
        data={spanNames.map((name) => ({ value: name, label: t(`span.${name}`) }))}
        onChange={(value) => value && value in spans && set('span', value)}
      />
    )
    switch (widget.kind) {
      case 'value':
        return [one(), limits]
      case 'gauge':
        return [
          one(),
          <div key="range" className={styles.pair}>
            {number('from')}
            {number('to')}
          </div>,
          limits,
        ]
      case 'kpi':
        return [
          one(),
          number('target'),
          <SegmentedControl
            key="better"
            size="xs"
            aria-label={t('field.better')}
            value={widget.better}
            data={(['lower', 'higher'] as const).map((value) => ({ value, label: t(`better.${value}`) }))}
            onChange={(value) => set('better', value)}
          />,
          span,
        ]
      case 'trend':
        return [many(mosts.trend), span, limits]
      case 'states':
        return [many(mosts.states), span]
      case 'table':
        return [
          many(mosts.table),
          <p key="lesson" className="label">
            {t('editor.tableLesson')}
          </p>,
        ]
      case 'bars':
        return [
          byName && (
            <NameField
              key="every"
              label={t('field.every')}
              value={widget.every?.name ?? null}
              onChange={(name) => set('every', name === null ? undefined : { name })}
            />
          ),
          !widget.every && many(mosts.bars),
          limits,
        ]
      case 'alarms':
        return (
          <Checkbox
            size="xs"
            label={t('field.everywhere')}
            checked={widget.everywhere}
            onChange={(event) => set('everywhere', event.currentTarget.checked)}
          />
        )
      case 'text':
        return (
          <Textarea
            size="xs"
            label={t('field.text')}
            autosize
            minRows={3}
            value={told(widget.text)}
            onChange={(event) => set('text', worded(widget.text, event.currentTarget.value))}
          />
        )
      case 'write':
        return [
          one(),
          <NumberInput
            key="value"
            size="xs"
            label={t('field.value')}
            description={t('editor.writeLesson')}
            suffix={unit ? ` ${unit}` : ''}
            value={typeof widget.value === 'number' ? widget.value : ''}
            onChange={(value) => set('value', typeof value === 'number' ? value : undefined)}
          />,
        ]
    }
  }
}
