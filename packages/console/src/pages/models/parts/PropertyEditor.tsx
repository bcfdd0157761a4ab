import { ActionIcon, Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { platform, type ThingModel } from '../../../platform.ts'
import styles from '../models.module.css'
import { contentWith, namedPlainly, type PropertyRow, rowsOf, types, withField } from '../rows.ts'

/** The properties of a draft, one a line; kept when they are saved. */
export function PropertyEditor({ model, onChanged }: { model: ThingModel; onChanged: () => void }) {
  const { t } = useTranslation('models')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [rows, setRows] = useState(() => rowsOf(model.content))
  const [changed, setChanged] = useState(false)
  const save = useMutation({
    mutationFn: () => platform.things.change(model.id, contentWith(model.content, rows)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['thing-models'] }),
  })
  const edit = (next: PropertyRow[]) => {
    setRows(next)
    setChanged(true)
    onChanged()
  }
  const set = (row: PropertyRow, change: Partial<PropertyRow>) =>
    edit(rows.map((each) => (each.key === row.key ? { ...each, ...change } : each)))
  const names = rows.map(({ name }) => name.trim())
  const twice = names.some((name, at) => names.indexOf(name) !== at)
  const add = () =>
    edit([
      ...rows,
      {
        key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
        name: '',
        definition: { type: 'number' },
        optional: false,
      },
    ])
  return (
    <section className="panel" aria-label={t('properties')}>
      <div className={lists.list}>
        <table className={`${lists.table} ${styles.editor}`}>
          <thead>
            <tr>
              <th>{t('property.name')}</th>
              <th>{t('property.title')}</th>
              <th>{t('property.type')}</th>
              <th>{t('property.unit')}</th>
              <th>{t('property.minimum')}</th>
              <th>{t('property.maximum')}</th>
              <th>{t('property.bind')}</th>
              <th>{t('property.optional')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Line
                key={row.key}
                row={row}
                line={at + 1}
                onChange={set}
                onRemove={() => edit(rows.filter((each) => each !== row))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.last}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={add}>
          {t('property.add')}
        </Button>
        {save.error ? <FormFault words={words(save.error)} /> : null}
        {twice && <span className={styles.wrong}>{t('property.twice')}</span>}
        <Button
          loading={save.isPending}
          disabled={!changed || twice || names.includes('')}
          onClick={() => save.mutate()}
        >
          {t('save')}
        </Button>
      </div>
    </section>
  )
}

interface LineProps {
  row: PropertyRow
  line: number
  onChange: (row: PropertyRow, change: Partial<PropertyRow>) => void
  onRemove: () => void
}

function Line({ row, line, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('models')
  const { definition } = row
  const number = definition.type === 'number' || definition.type === 'integer'
  const label = (field: 'name' | 'title' | 'type' | 'unit' | 'minimum' | 'maximum' | 'bind' | 'optional') =>
    t('property.of', { field: t(`property.${field}`), line })
  const bound = (field: 'minimum' | 'maximum') => (
    <NumberInput
      size="xs"
      aria-label={label(field)}
      value={definition[field] ?? ''}
      disabled={!number}
      hideControls
      onChange={(value) =>
        onChange(row, { definition: withField(definition, field, typeof value === 'number' ? value : '') })
      }
    />
  )
  return (
    <tr>
      <td>
        <TextInput
          size="xs"
          aria-label={label('name')}
          value={row.name}
          onChange={(event) => onChange(row, { name: event.currentTarget.value })}
          onBlur={() => {
            const named = namedPlainly(row)
            if (named !== row) onChange(row, named)
          }}
        />
      </td>
      <td>
        <TextInput
          size="xs"
          aria-label={label('title')}
          value={definition.title ?? ''}
          onChange={(event) => onChange(row, { definition: withField(definition, 'title', event.currentTarget.value) })}
        />
      </td>
      <td>
        <Select
          size="xs"
          aria-label={label('type')}
          allowDeselect={false}
          value={definition.type ?? null}
          data={types.map((type) => ({ value: type, label: t(`type.${type}`) }))}
          onChange={(value) =>
            onChange(row, { definition: withField(definition, 'type', types.find((type) => type === value) ?? '') })
          }
        />
      </td>
      <td>
        <TextInput
          size="xs"
          aria-label={label('unit')}
          value={definition.unit ?? ''}
          disabled={!number}
          onChange={(event) => onChange(row, { definition: withField(definition, 'unit', event.currentTarget.value) })}
        />
      </td>
      <td>{bound('minimum')}</td>
      <td>{bound('maximum')}</td>
      <td>
        <TextInput
          size="xs"
          aria-label={label('bind')}
          placeholder={t('property.byName')}
          value={definition['mr:bind'] ?? ''}
          onChange={(event) =>
            onChange(row, { definition: withField(definition, 'mr:bind', event.currentTarget.value) })
          }
        />
      </td>
      <td>
        <Checkbox
          aria-label={label('optional')}
          checked={row.optional}
          onChange={(event) => onChange(row, { optional: event.currentTarget.checked })}
        />
      </td>
      <td>
        <ActionIcon variant="subtle" color="gray" aria-label={t('property.remove', { line })} onClick={onRemove}>
          <IconTrash size={15} stroke={1.7} />
        </ActionIcon>
      </td>
    </tr>
  )
}
