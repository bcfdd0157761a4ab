export interface Page<Item> {
  readonly items: Item[]
  readonly next?: string
  readonly total?: number
}

const PAGE = 500

/** A list of the platform: one page by calling it, every item by `all`. */
export interface List<Query, Item, OnePage extends Page<Item> = Page<Item>> {
  (query?: Query, signal?: AbortSignal): Promise<OnePage>
  /** Every item that matches, page after page; no page is read before its items are wanted. `limit`: items a page. */
  all(query?: Query, signal?: AbortSignal): AsyncGenerator<Item>
}

export function listOf<
  Query extends { cursor?: string; limit?: number },
  Item,
  OnePage extends Page<Item> = Page<Item>,
>(read: (query: Query, signal: AbortSignal | undefined) => Promise<OnePage>): List<Query, Item, OnePage> {
  const page = (query?: Query, signal?: AbortSignal): Promise<OnePage> => read(query ?? ({} as Query), signal)
  async function* all(query?: Query, signal?: AbortSignal): AsyncGenerator<Item> {
    let cursor = query?.cursor
    do {
      const { items, next } = await page(
        { limit: PAGE, ...query, ...(cursor === undefined ? {} : { cursor }) } as Query,
        signal,
      )
      yield* items
      cursor = next
    } while (cursor !== undefined)
  }
  return Object.assign(page, { all })
}
