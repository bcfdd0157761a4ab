import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import lists from '../../../parts/list.module.css'
import { valueText } from '../../../parts/value-text.ts'
import { type Product, type ProductRequest, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { productsQuery } from '../queries.ts'
import { useDrop } from '../use-drop.ts'
import { DropButton } from './DropButton.tsx'
import { SetupList } from './SetupList.tsx'

export function Products() {
  const { t } = useTranslation('production')
  const products = useQuery(productsQuery)
  const may = useMay('production:manage')
  const [editing, setEditing] = useState<Product | 'new'>()
  const drop = useDrop(({ id }: Product) => platform.production.removeProduct(id))
  return (
    <>
      <SetupList of="products" query={products} onAdd={may ? () => setEditing('new') : undefined}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('products.code')}</th>
              <th className={lists.nameColumn}>{t('products.name')}</th>
              <th className={lists.right}>{t('products.seconds')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {products.data?.map((product) => (
              <tr key={product.id}>
                <td className="num">{product.code}</td>
                <td>
                  {may ? (
                    <button type="button" className={lists.open} onClick={() => setEditing(product)}>
                      {product.name}
                    </button>
                  ) : (
                    product.name
                  )}
                </td>
                <td className={`${lists.right} num`}>
                  {product.secondsPerItem === undefined ? '—' : `${valueText(product.secondsPerItem)} s`}
                </td>
                <td className={lists.right}>
                  {may && (
                    <DropButton label={t('products.drop', { name: product.name })} onDrop={() => drop.ask(product)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SetupList>
      {editing && (
        <ProductDialog {...(editing === 'new' ? {} : { product: editing })} onClose={() => setEditing(undefined)} />
      )}
      {drop.asked && (
        <ConfirmDialog
          title={t('products.drop', { name: drop.asked.name })}
          action={t('remove')}
          destructive
          busy={drop.busy}
          fault={drop.fault}
          onConfirm={() => drop.asked && drop.confirm(drop.asked)}
          onClose={drop.close}
        >
          {t('products.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}

function ProductDialog({ product, onClose }: { product?: Product; onClose: () => void }) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [code, setCode] = useState(product?.code ?? '')
  const [name, setName] = useState(product?.name ?? '')
  const [seconds, setSeconds] = useState<number | string>(product?.secondsPerItem ?? '')
  const save = useMutation({
    mutationFn: (request: ProductRequest) => platform.production.putProduct(product?.id, request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['production'] })
      onClose()
    },
  })
  const isWhole = code.trim() !== '' && name.trim() !== ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole)
      save.mutate({
        code: code.trim(),
        name: name.trim(),
        ...(typeof seconds === 'number' && { secondsPerItem: seconds }),
      })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={product ? t('products.change') : t('products.add')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('products.code')}
          maxLength={100}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('products.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label={t('products.seconds')}
          description={t('products.secondsHint')}
          suffix=" s"
          min={0}
          value={seconds}
          onChange={setSeconds}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
