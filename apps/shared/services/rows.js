/** All rows of a table that a query finds, at most `most`: asked for page by page. */
export async function rowsOf(tables, table, query = {}, most = 5_000) {
  const rows = []
  for (let cursor; ; ) {
    const page = await tables.rows(table, { limit: 1_000, ...query, ...(cursor ? { cursor } : {}) })
    const items = Array.isArray(page) ? page : page.items
    rows.push(...items)
    cursor = Array.isArray(page) ? undefined : page.next
    if (!cursor || rows.length >= most) return rows
  }
}

/** What a call of a page is refused with: its page shows the message, in the reader's language, by the code. */
export function refuse(code, message, remedy) {
  throw Object.assign(new Error(message), { code, remedy })
}
