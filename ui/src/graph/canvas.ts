/** The drawing: Cytoscape for marks and ties, a layer under it for outlines, buttons over it for verdicts. Knows no React. */
import cytoscape, { type Core, type EventObject } from 'cytoscape'
import { layers, type ICanvasLayer } from 'cytoscape-layers'
import { Badges } from './badges.ts'
import { containerAt, containersOf, type Container } from './containers.ts'
import type { Rect } from './badge-places.ts'
import { drawContainers, FAR, glyphSize } from './draw.ts'
import { drawNode, drawStrand, type Drawn } from './elements-of.ts'
import type { NodeData, Strand, Tie } from './elements.ts'
import type { GroupData } from './groups.ts'
import { inventedExtent } from './invented.ts'
import { labelPlaces, nameScale, type Names } from './labels.ts'
import type { Positions } from './layout/types.ts'
import { DARK, LIGHT, type Palette } from './palette.ts'
import { nameRooms } from './name-rooms.ts'
import { stylesheet } from './style.ts'
import type { Cursor } from './walk.ts'
import { nodeName } from './words.ts'

export interface Scene {
  nodes: readonly NodeData[]
  strands: readonly Strand[]
  ties: readonly Tie[]
  groups: readonly GroupData[]
  home: ReadonlyMap<string, string>
  positions: Positions
  separate: boolean
  /** Those whose names come first: what was added last. */
  fresh: ReadonlySet<string>
}

export interface Handlers {
  pick: (what: { kind: 'node' | 'strand' | 'group'; id: string } | null) => void
  moved: (positions: Positions) => void
}

/** More ties than this and each is drawn paler. */
const DENSE = 350

export class Canvas {
  private readonly cy: Core
  private readonly under: ICanvasLayer
  private readonly badges: Badges
  private containers: readonly Container[] = []
  private palette: Palette = LIGHT
  private chosenGroup: string | null = null
  private far = false
  private scene: Scene | null = null
  private names: Names = { places: new Map(), boxes: [] }
  private scale = 1
  private partInvented = false

  constructor(container: HTMLElement, overlay: HTMLElement, handlers: Handlers) {
    this.cy = cytoscape({
      container,
      minZoom: 0.08,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
      textureOnViewport: true,
      style: stylesheet(this.palette)
    })
    this.badges = new Badges(overlay, (id) => handlers.pick({ kind: 'group', id }))
    this.under = layers(this.cy).nodeLayer.insertBefore('canvas')
    this.under.callback((ctx) =>
      drawContainers(ctx, this.containers, this.cy.zoom(), this.palette, this.chosenGroup, this.partInvented)
    )
    this.cy.on('tap', (event) => this.tap(event, handlers))
    this.cy.on('dragfree', 'node', (event: EventObject) => {
      const node = event.target as cytoscape.NodeSingular
      handlers.moved({ [node.id()]: { ...node.position() } })
    })
    this.cy.on('mouseover', 'node, edge', (event: EventObject) => {
      const target = event.target as cytoscape.SingularElementReturnValue
      target.addClass('hover')
      container.title = String(target.data('title') ?? '')
    })
    this.cy.on('mouseout', 'node, edge', (event: EventObject) => {
      ;(event.target as cytoscape.SingularElementReturnValue).removeClass('hover')
      container.title = ''
    })
    this.cy.on('render', () => this.placeBadges())
    this.cy.on('zoom', () => {
      this.fade()
      this.rename()
    })
    // Badges are measured, and measured again in the font that they are to be seen in.
    void document.fonts.ready.then(() => this.resize())
  }

  private tap(event: EventObject, handlers: Handlers): void {
    const target = event.target as cytoscape.SingularElementReturnValue | Core
    if (target !== this.cy) {
      const element = target as cytoscape.SingularElementReturnValue
      handlers.pick({ kind: element.isNode() ? 'node' : 'strand', id: element.id() })
      return
    }
    const container = containerAt(this.containers, event.position)
    handlers.pick(container === undefined ? null : { kind: 'group', id: container.id })
  }

  /** Draws a scene: only what differs from the last one is touched. */
  draw(scene: Scene): void {
    this.scene = scene
    this.partInvented = inventedExtent(scene.nodes, scene.groups) === 'part'
    const orders = scene.ties.map((tie) => ({ source: tie.source, target: tie.target, order: tie.kind === 'COMMANDS' }))
    this.containers = containersOf(scene.groups, scene.home, scene.positions, orders)
    this.names = this.nameAll(scene)
    const { places } = this.names
    const wanted = new Map<string, Drawn>()
    for (const node of scene.nodes) wanted.set(node.id, drawNode(node, places.get(node.id) ?? 'quiet'))
    for (const strand of scene.strands) {
      const across = scene.home.get(strand.source) !== scene.home.get(strand.target)
      const drawn = drawStrand(strand, across, scene.separate)
      // Many ties at once are drawn paler, so that the marks stay in front.
      if (scene.strands.length > DENSE) drawn.classes += ' dense'
      wanted.set(strand.id, drawn)
    }
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        if (!wanted.has(element.id())) element.remove()
      })
      for (const drawn of wanted.values()) this.put(drawn, scene.positions)
    })
    this.refresh()
  }

  private nameAll(scene: Scene): Names {
    const degree = new Map<string, number>()
    for (const { source, target } of scene.strands) {
      for (const id of [source, target]) degree.set(id, (degree.get(id) ?? 0) + 1)
    }
    const named = scene.nodes.map((node) => ({ id: node.id, label: nodeName(node) }))
    const blocked = nameRooms(this.containers, scene.home, this.scale)
    return labelPlaces(named, scene.positions, degree, this.scale, scene.fresh, blocked)
  }

  /** Names keep a size that can be read: at another zoom they are written, and placed, afresh. */
  private rename(): void {
    const scale = nameScale(this.cy.zoom())
    if (scale === this.scale || this.scene === null) return
    this.scale = scale
    this.names = this.nameAll(this.scene)
    this.cy.batch(() => {
      for (const [id, place] of this.names.places) {
        this.cy.getElementById(id).removeClass('under over right left quiet').addClass(place)
      }
    })
    this.cy.style(stylesheet(this.palette, scale))
  }

  /** What badges keep off: marks and names while they are seen, the glyphs of groups from afar. */
  private placeBadges(): void {
    const [zoom, pan] = [this.cy.zoom(), this.cy.pan()]
    const rect = (x0: number, y0: number, x1: number, y1: number): Rect => ({
      left: x0 * zoom + pan.x,
      top: y0 * zoom + pan.y,
      right: x1 * zoom + pan.x,
      bottom: y1 * zoom + pan.y
    })
    const marks: Rect[] = Object.entries(this.scene?.positions ?? {}).map(([, { x, y }]) =>
      rect(x - 17, y - 17, x + 17, y + 17)
    )
    if (zoom >= FAR) marks.push(...this.names.boxes.map((box) => rect(box.x0, box.y0, box.x1, box.y1)))
    else {
      for (const c of this.containers) {
        const r = glyphSize(c, zoom) / 2
        const [x, y] = [c.x + c.width / 2, c.y + c.height / 2]
        marks.push(rect(x - r, y - r, x + r, y + r))
      }
    }
    this.badges.place(this.containers, marks, zoom, pan)
  }

  private put(drawn: Drawn, positions: Positions): void {
    const known = this.cy.getElementById(drawn.id)
    const isEdge = 'source' in drawn.data
    if (known.empty()) {
      this.cy.add({
        group: isEdge ? 'edges' : 'nodes',
        data: { ...drawn.data },
        classes: drawn.classes,
        ...(isEdge ? {} : { position: { ...(positions[drawn.id] ?? { x: 0, y: 0 }) } })
      })
      return
    }
    known.data(drawn.data)
    known.classes(drawn.classes)
    const p = positions[drawn.id]
    if (!isEdge && p !== undefined) known.position({ ...p })
  }

  /** Marks the selection and where the keyboard stands. */
  mark(selection: { kind: string; id: string } | null, cursor: Cursor | null): void {
    this.chosenGroup = selection?.kind === 'group' ? selection.id : null
    this.cy.batch(() => {
      this.cy.elements('.chosen, .cursor').removeClass('chosen cursor')
      if (selection !== null && selection.kind !== 'group') this.cy.getElementById(selection.id).addClass('chosen')
      if (cursor !== null) {
        this.cy.getElementById(cursor.node).addClass('cursor')
        if (cursor.strand !== null) this.cy.getElementById(cursor.strand).addClass('cursor')
      }
    })
    this.near()
    this.refresh()
  }

  /** The ties of what is selected stand out. */
  private near(): void {
    this.cy.batch(() => {
      this.cy.elements('.near').removeClass('near')
      this.cy.elements('node.chosen').connectedEdges().addClass('near')
    })
  }

  private refresh(): void {
    this.badges.show(this.containers, this.chosenGroup, this.partInvented)
    this.placeBadges()
    this.under.update()
    this.fade()
  }

  /** From afar the marks step back and the group's glyph stands for them. */
  private fade(): void {
    const far = this.cy.zoom() < FAR && this.containers.length > 0
    if (far === this.far && !far) return
    this.far = far
    this.cy.batch(() => this.cy.elements().toggleClass('far', far))
  }

  theme(dark: boolean): void {
    this.palette = dark ? DARK : LIGHT
    this.cy.style(stylesheet(this.palette, this.scale))
    this.under.update()
  }

  /** Brings everything into view; the groups' outlines and badges included. */
  fit(): void {
    this.cy.resize()
    if (this.cy.nodes().empty()) return
    const box = this.cy.nodes().boundingBox({ includeLabels: false })
    const xs = [box.x1, box.x2, ...this.containers.flatMap((c) => [c.x, c.x + c.width])]
    const ys = [box.y1, box.y2, ...this.containers.flatMap((c) => [c.y, c.y + c.height])]
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const [width, height] = [this.cy.width() - 88, this.cy.height() - 96]
    const zoom = Math.max(0.08, Math.min(width / (x1 - x0), height / (y1 - y0), 1.5))
    this.cy.viewport({
      zoom,
      pan: { x: this.cy.width() / 2 - (zoom * (x0 + x1)) / 2, y: this.cy.height() / 2 + 16 - (zoom * (y0 + y1)) / 2 }
    })
  }

  zoomBy(factor: number): void {
    this.cy.zoom({
      level: this.cy.zoom() * factor,
      renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 }
    })
  }

  /** Pans only when the entity is out of sight. */
  reveal(id: string): void {
    const node = this.cy.getElementById(id)
    if (node.empty()) return
    const { x, y } = node.renderedPosition()
    if (x < 30 || y < 60 || x > this.cy.width() - 30 || y > this.cy.height() - 60) this.cy.center(node)
  }

  /** Where a mark stands on the screen, for tests and for menus. */
  where(id: string): { x: number; y: number } | null {
    const element = this.cy.getElementById(id)
    if (element.empty()) return null
    return element.isNode()
      ? element.renderedPosition()
      : (element as unknown as cytoscape.EdgeSingular).renderedMidpoint()
  }

  resize(): void {
    if (this.cy.destroyed()) return
    this.cy.resize()
    this.badges.measure()
    this.placeBadges()
  }

  destroy(): void {
    this.cy.destroy()
  }
}
