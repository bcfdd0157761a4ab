/** An alarm that was put before operators is noted for the handover. */
export async function event({ id, time, subject, asset, data }, { tables, now }) {
  if (data?.annunciated === false) return
  await tables.put('alarms', [
    {
      id: String(id ?? `${now}-${subject}`),
      at: time ?? now,
      asset: String(asset ?? data?.asset ?? subject ?? ''),
      name: data?.name ?? {},
      priority: data?.priority ?? 'low',
    },
  ])
}
