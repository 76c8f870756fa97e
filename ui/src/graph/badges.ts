/** The verdict of each group in words, as a button above its outline. The list beside the graph holds the same for the keyboard. */
import type { Container } from './containers.ts'
import { meets, placeBadges, type Rect } from './badge-places.ts'
import { FAR } from './draw.ts'
import { outlineMark } from './groups.ts'

/** All of it; mark and name; mark and the beginning of the name. */
const FORMS = ['', 'badge-short', 'badge-tiny'] as const

export class Badges {
  private readonly layer: HTMLElement
  private readonly open: (group: string) => void
  private readonly sizes = new Map<string, { width: number; height: number }[]>()
  private chosen: string | null = null
  private readonly buttons = new Map<string, HTMLButtonElement>()

  constructor(layer: HTMLElement, open: (group: string) => void) {
    this.layer = layer
    this.open = open
  }

  /** Makes one button per container, and takes away those whose group has gone. */
  show(containers: readonly Container[], chosen: string | null, partInvented: boolean): void {
    this.chosen = chosen
    const ids = new Set(containers.map((container) => container.id))
    for (const [id, button] of this.buttons) {
      if (ids.has(id)) continue
      button.remove()
      this.buttons.delete(id)
    }
    for (const container of containers) {
      const button = this.buttons.get(container.id) ?? this.make(container.id)
      button.className = `badge badge-${container.picture.outline}`
      button.classList.toggle('dotted', container.picture.dotted)
      button.classList.toggle('chosen', container.id === chosen)
      const mark = span('badge-mark', container.picture.dotted ? '?' : outlineMark(container.picture.outline))
      mark.setAttribute('aria-hidden', 'true')
      const called = container.group.name ?? 'group without a name'
      const name = span('badge-name', called.replace(/^The /, ''))
      if (called.startsWith('The ')) name.prepend(span('badge-the', 'The '))
      const says = container.picture.dotted && container.picture.says !== null ? ` · ${container.picture.says}` : ''
      const words = span(
        'badge-words',
        `${container.picture.badge}${says} · ${container.count === 1 ? '1 actor' : `${container.count} actors`}`
      )
      button.replaceChildren(mark, name, words)
      if (partInvented && container.group.invented) button.append(span('invented-tag', 'invented'))
      button.title = `${container.group.name ?? 'Group without a name'}: ${container.picture.badge}. Suggested by Skein. Why? Opens reasons, counter-evidence and what would change the verdict.`
    }
    this.measure()
  }

  /** Measures each form of each badge; again whenever words, fonts or the room change. */
  measure(): void {
    for (const [id, button] of this.buttons) {
      button.hidden = false
      const sizes = FORMS.map((form) => {
        wear(button, form)
        return { width: button.offsetWidth, height: button.offsetHeight }
      })
      this.sizes.set(id, sizes)
    }
  }

  /** Follows pan and zoom: where there is no room the badge is shorter, and where there is none at all it is not shown. */
  place(containers: readonly Container[], marks: readonly Rect[], zoom: number, pan: { x: number; y: number }): void {
    const screen = { width: this.layer.clientWidth, height: this.layer.clientHeight }
    const area = (c: Container): number => c.width * c.height
    const wishes = [...containers]
      .sort((a, b) => Number(b.id === this.chosen) - Number(a.id === this.chosen) || area(b) - area(a))
      .map((c) => ({
        id: c.id,
        box: {
          left: c.x * zoom + pan.x,
          top: c.y * zoom + pan.y,
          right: (c.x + c.width) * zoom + pan.x,
          bottom: (c.y + c.height) * zoom + pan.y
        },
        middle: c.hull.length > 0,
        sizes: this.sizes.get(c.id) ?? []
      }))
    const sight = { left: 0, top: 0, right: screen.width, bottom: screen.height }
    const seen = wishes.filter(({ box }) => meets(box, sight))
    const placed = placeBadges(seen, marks, screen, zoom < FAR ? FORMS.length - 1 : 0)
    for (const [id, button] of this.buttons) {
      const at = placed.get(id)
      button.hidden = at === undefined
      if (at === undefined) continue
      wear(button, FORMS[at.form] ?? '')
      button.style.transform = `translate(${Math.round(at.left)}px, ${Math.round(at.top)}px)`
    }
  }

  private make(id: string): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.tabIndex = -1
    button.addEventListener('click', () => this.open(id))
    this.layer.append(button)
    this.buttons.set(id, button)
    return button
  }
}

function wear(button: HTMLElement, form: string): void {
  for (const name of FORMS) if (name !== '') button.classList.toggle(name, name === form)
}

function span(className: string, text: string): HTMLSpanElement {
  const made = document.createElement('span')
  made.className = className
  made.textContent = text
  return made
}
