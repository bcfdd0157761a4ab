import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type ProductionOrder, type ProductionOrderRequest, platform } from '../../../platform.ts'
import styles from '../production.module.css'
import { productsQuery } from '../queries.ts'
import { fieldTime } from '../times.ts'

interface OrderDialogProps {
  asset: string
  /** Absent: a new one. */
  order?: ProductionOrder
  onClose: () => void
}

export function OrderDialog({ asset, order, onClose }: OrderDialogProps) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const isPhone = useMediaQuery('(width < 48em)')
  const products = useQuery(productsQuery)
  const [number, setNumber] = useState(order?.number ?? '')
  const [product, setProduct] = useState<string | null>(order?.product ?? null)
  const [quantity, setQuantity] = useState<number | string>(order?.quantity ?? '')
  const [from, setFrom] = useState(fieldTime(order ? Date.parse(order.begin) : Date.now()))
  const [to, setTo] = useState(order?.end ? fieldTime(Date.parse(order.end)) : '')
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ['production'] })
    onClose()
  }
  const save = useMutation({
    mutationFn: (request: ProductionOrderRequest) => platform.production.putOrder(order?.id, request),
    onSuccess: done,
  })
  const takeBack = useMutation({ mutationFn: (id: string) => platform.production.takeOrderBack(id), onSuccess: done })
  const fault = save.error ?? takeBack.error ?? products.error
  const isWhole = number.trim() !== '' && product !== null && from !== ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isWhole) return
    // What was not touched keeps its milliseconds.
    const said = (text: string, known: string | undefined): string =>
      known !== undefined && text === fieldTime(Date.parse(known)) ? known : new Date(text).toISOString()
    save.mutate({
      asset,
      product,
      number: number.trim(),
      begin: said(from, order?.begin),
      ...(to && { end: said(to, order?.end) }),
      ...(typeof quantity === 'number' && { quantity }),
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      fullScreen={isPhone ?? false}
      title={order ? t('order.change') : t('order.begin')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('order.number')}
          maxLength={100}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label={t('order.product')}
          searchable
          nothingFoundMessage={t('order.noProducts')}
          value={product}
          onChange={setProduct}
          data={(products.data ?? []).map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
        />
        <NumberInput
          label={t('order.quantity')}
          min={0}
          thousandSeparator=" "
          value={quantity}
          onChange={setQuantity}
        />
        <div className={styles.pair}>
          <TextInput
            type="datetime-local"
            step={1}
            label={t('sheet.begin')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            step={1}
            label={t('sheet.end')}
            description={to === '' ? t('order.endHint') : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {fault && <FormFault words={words(fault)} />}
        <div className={form.actions}>
          {order && (
            <Button variant="default" mr="auto" loading={takeBack.isPending} onClick={() => takeBack.mutate(order.id)}>
              {t('sheet.takeBack')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" disabled={!isWhole} loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
