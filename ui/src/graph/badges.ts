/** The verdict of each group in words, as a button above its outline. The list beside the graph holds the same for the keyboard. */
import type { Container } from './containers.ts'
import { outlineMark } from './groups.ts'

export class Badges {
  private readonly layer: HTMLElement
  private readonly open: (group: string) => void
  private readonly buttons = new Map<string, HTMLButtonElement>()

  constructor(layer: HTMLElement, open: (group: string) => void) {
    this.layer = layer
    this.open = open
  }

  /** Makes one button per container, and takes away those whose group has gone. */
  show(containers: readonly Container[], chosen: string | null): void {
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
      const name = span('badge-name', container.group.name ?? 'group without a name')
      const says = container.picture.dotted && container.picture.says !== null ? ` · ${container.picture.says}` : ''
      const words = span('badge-words', `${container.picture.badge}${says} · ${container.count}`)
      button.replaceChildren(mark, name, words)
      button.title = 'Suggested by Skein. Why? Opens reasons, counter-evidence and what would change the verdict.'
    }
  }

  /** Follows pan and zoom; stays on screen while its group is, and makes room where two would cover each other. */
  place(containers: readonly Container[], zoom: number, pan: { x: number; y: number }): void {
    const [width, height] = [this.layer.clientWidth, this.layer.clientHeight]
    const taken: { left: number; right: number; bottom: number; top: number }[] = []
    for (const container of [...containers].sort((a, b) => b.y - a.y)) {
      const button = this.buttons.get(container.id)
      if (button === undefined) continue
      const [x0, y0] = [container.x * zoom + pan.x, container.y * zoom + pan.y]
      const [x1, y1] = [x0 + container.width * zoom, y0 + container.height * zoom]
      button.hidden = x1 < 0 || x0 > width || y1 < 0 || y0 > height
      if (button.hidden) continue
      const [w, h] = [button.offsetWidth, button.offsetHeight]
      // A box carries its badge at its corner, a hull over its middle, where there is a line to hold on to.
      const wish = container.hull.length === 0 ? x0 : (x0 + x1 - w) / 2
      const left = Math.max(4, Math.min(wish, width - w - 4))
      let bottom = Math.max(y0 - 5, h + 4)
      for (const other of taken) {
        if (left < other.right && left + w > other.left && bottom > other.top && bottom - h < other.bottom)
          bottom = other.top - 3
      }
      taken.push({ left, right: left + w, bottom, top: bottom - h })
      button.style.transform = `translate(${Math.round(left)}px, ${Math.round(bottom - h)}px)`
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

function span(className: string, text: string): HTMLSpanElement {
  const made = document.createElement('span')
  made.className = className
  made.textContent = text
  return made
}
