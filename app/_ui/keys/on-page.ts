/** What a key does with what is in sight, for lists and buttons that know nothing of keys. */
export const onPage = { search, row, press }

/** @returns whether there is something to search in */
function search(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>('main input[type="search"]')].find(isInSight)
  field?.focus()
  field?.select()
  return field !== undefined
}

/** @returns whether a button that begins so was there to be pressed */
function press(name: string): boolean {
  const button = [...document.querySelectorAll<HTMLButtonElement>('main button, header button')]
    .find((each) => isInSight(each) && !each.disabled && (each.ariaLabel ?? each.textContent).replace(/^\W+/, '').startsWith(name))
  button?.focus()
  button?.click()
  return button !== undefined
}

const operable = 'a[href], button:not([disabled]), [tabindex="0"]'

/** On in the list that holds the focus; where none does, into the first one in sight. */
function row(by: 1 | -1): void {
  const active = document.activeElement
  if (active?.role === 'listbox') return void active.dispatchEvent(new KeyboardEvent('keydown', { key: by === 1 ? 'ArrowDown' : 'ArrowUp', bubbles: true }))
  const lists = [...document.querySelectorAll('main ul, main ol, main tbody')].filter((list) => isInSight(list) && rowsOf(list).length > 1)
  const own = lists.findLast((list) => list.contains(active))
  const rows = rowsOf(own ?? lists[0] ?? null)
  const current = rows.findIndex((each) => each === active)
  const marked = rows.findIndex((each) => each.ariaCurrent === 'true')
  const from = own ? current : marked
  rows[Math.max(0, Math.min(rows.length - 1, from + by))]?.focus()
}

/** The first thing to operate in each row. */
function rowsOf(list: Element | null): HTMLElement[] {
  return [...(list?.children ?? [])].flatMap((child) => {
    const first = child.matches(operable) ? child : child.querySelector(operable)
    return first instanceof HTMLElement ? [first] : []
  })
}

function isInSight(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
}
