/** Where the keyboard goes when its place is taken away: never to nowhere. */
import { say, store } from './store.ts'

/** Whether the key belongs to a field in which somebody writes. */
export const isTyping = (event: Event): boolean =>
  event.target instanceof HTMLElement &&
  (event.target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(event.target.tagName) ||
    (event.target instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(event.target.type)))

/** Gives an element the focus without scrolling and without talking over what was just said. */
function focusQuietly(element: HTMLElement): void {
  const { said } = store.getState()
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
  say(said)
}

/** A place was entered: the keyboard begins at its top, or in the graph where something was just opened in it. */
export function arrive(main: HTMLElement | null): void {
  const { place, selection } = store.getState()
  const graph = place === 'explore' && selection !== null ? document.querySelector<HTMLElement>('.graph-region') : null
  if (graph !== null) focusQuietly(graph)
  else main?.focus({ preventScroll: true })
}

/** Regions in which the focus stays when the button that had it is gone, innermost first. */
const REGIONS = '.details, .side, .stage, main'

/** Watches for a focused element that is taken away or switched off, and puts the focus on the region around it. */
export function keepFocus(): () => void {
  let last: Element | null = null
  let region: Element | null = null
  let due = false
  const remember = (event: FocusEvent): void => {
    last = event.target instanceof Element ? event.target : null
    region = last?.closest(REGIONS) ?? null
  }
  const check = (): void => {
    due = false
    if (last === null || document.activeElement !== document.body) return
    if (last.isConnected && !last.matches(':disabled')) return
    last = null
    const near = region?.isConnected === true ? region : document.querySelector('main')
    const target = near?.matches('.stage') === true ? (near.querySelector('.graph-region') ?? near) : near
    if (target instanceof HTMLElement) focusQuietly(target)
  }
  // Two frames: menus and dialogs bring the focus back by themselves in one.
  const changed = new MutationObserver(() => {
    if (due) return
    due = true
    requestAnimationFrame(() => requestAnimationFrame(check))
  })
  changed.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  document.addEventListener('focusin', remember)
  return () => {
    changed.disconnect()
    document.removeEventListener('focusin', remember)
  }
}
