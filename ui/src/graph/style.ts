import type { StylesheetStyle } from 'cytoscape'
import { GRADE_LOOKS } from './encodings.ts'
import { FONT } from './labels.ts'
import type { Palette } from './palette.ts'

/** Newer properties that the typings of Cytoscape do not list yet. */
type Style = Record<string, string | number | readonly number[]>
interface Rule {
  selector: string
  style: Style
}

const PIES = Array.from({ length: 8 }, (_, i) => i + 1)

/** The stylesheet of the canvas: classes and data only, so that a change of theme touches no element. */
export function stylesheet(p: Palette, scale = 1): StylesheetStyle[] {
  const rules: Rule[] = [
    {
      selector: 'node',
      style: {
        width: 28,
        height: 28,
        shape: 'data(shape)',
        'background-color': 'data(fill)',
        'border-width': 2,
        'border-color': p.outline,
        'border-position': 'outside',
        label: 'data(label)',
        'font-family': 'Inter Variable, system-ui, sans-serif',
        'font-size': FONT * scale,
        'font-weight': 500,
        color: p.ink,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-wrap': 'wrap',
        'text-max-width': `${86 * scale}px`,
        'line-height': 1.05,
        'text-outline-color': p.canvas,
        'text-outline-width': 2,
        'min-zoomed-font-size': 6.5,
        'z-index': 10
      }
    },
    { selector: 'node[!fill]', style: { 'background-color': p.blank } },
    {
      selector: 'node[letters]',
      style: {
        'background-image': 'data(letters)',
        'background-width': '47px',
        'background-height': '47px',
        'background-clip': 'none',
        'background-image-containment': 'over',
        'background-position-x': '50%',
        'background-position-y': '50%',
        'bounds-expansion': '10'
      }
    },
    {
      selector: 'node.pie',
      style: Object.fromEntries([
        ['pie-size', '100%'],
        ...PIES.flatMap((i): [string, string][] => [
          [`pie-${i}-background-color`, `data(pie${i})`],
          [`pie-${i}-background-size`, `data(share${i})`]
        ])
      ])
    },
    { selector: 'node.over', style: { 'text-valign': 'top', 'text-margin-y': -4 } },
    {
      selector: 'node.right',
      style: {
        'text-valign': 'center',
        'text-halign': 'right',
        'text-margin-y': 0,
        'text-margin-x': 5,
        'text-justification': 'left'
      }
    },
    {
      selector: 'node.left',
      style: {
        'text-valign': 'center',
        'text-halign': 'left',
        'text-margin-y': 0,
        'text-margin-x': -5,
        'text-justification': 'right'
      }
    },
    { selector: 'node.quiet', style: { label: '' } },
    { selector: 'node.protected', style: { 'background-color': p.canvas, 'border-width': 2.5 } },
    { selector: 'node.open', style: { 'border-style': 'dashed' } },
    {
      selector: 'edge',
      style: {
        width: 1.2,
        'curve-style': 'straight',
        'line-color': p.tie,
        'target-arrow-color': p.tie,
        'source-arrow-color': p.tie,
        'mid-target-arrow-color': p.ink,
        'arrow-scale': 0.75,
        opacity: 0.9,
        'z-index': 1,
        'font-family': 'Inter Variable, system-ui, sans-serif',
        'font-size': 9,
        'font-weight': 600,
        color: p.ink,
        'text-background-color': p.canvas,
        'text-background-opacity': 1,
        'text-background-padding': '1.5px',
        'text-background-shape': 'round-rectangle',
        'min-zoomed-font-size': 6.5
      }
    },
    ...GRADE_LOOKS.map(({ step, dash }) => ({
      selector: `edge.step${step}`,
      style:
        dash === null
          ? { width: 2, 'line-style': 'solid' }
          : { width: 2, 'line-style': 'dashed', 'line-dash-pattern': dash, 'line-cap': step === 4 ? 'round' : 'butt' }
    })),
    {
      selector: 'edge.orders',
      style: { width: 2.4, 'line-color': p.order, 'target-arrow-color': p.order, 'source-arrow-color': p.order }
    },
    { selector: 'edge.forward, edge.both', style: { 'target-arrow-shape': 'triangle' } },
    { selector: 'edge.both', style: { 'source-arrow-shape': 'triangle' } },
    {
      selector: 'edge.goods',
      style: {
        'line-fill': 'linear-gradient',
        'line-gradient-stop-colors': 'data(colours)',
        'line-gradient-stop-positions': 'data(stops)',
        'target-arrow-color': 'data(last)',
        'source-arrow-color': 'data(first)'
      }
    },
    { selector: 'edge.several', style: { label: 'data(letters)' } },
    { selector: 'edge.parallel', style: { 'curve-style': 'bezier', 'control-point-step-size': 22 } },
    { selector: 'edge.across', style: { opacity: 0.45 } },
    { selector: 'edge.dense', style: { opacity: 0.42 } },
    { selector: 'edge.contested', style: { 'mid-target-arrow-shape': 'tee', 'arrow-scale': 1 } },
    { selector: 'node.hover', style: { label: 'data(label)', 'z-index': 35 } },
    { selector: 'edge.near', style: { opacity: 1, width: 2.8, 'z-index': 15 } },
    {
      selector: 'node.chosen',
      style: {
        label: 'data(label)',
        'outline-color': p.accent,
        'outline-width': 3.5,
        'outline-offset': 5,
        'font-weight': 700,
        'z-index': 30
      }
    },
    {
      selector: 'edge.chosen',
      style: {
        opacity: 1,
        width: 3.2,
        'underlay-color': p.accent,
        'underlay-opacity': 0.45,
        'underlay-padding': 4,
        'z-index': 25
      }
    },
    {
      selector: 'node.cursor',
      style: {
        label: 'data(label)',
        'overlay-color': p.accent,
        'overlay-opacity': 0.22,
        'overlay-padding': 9,
        'overlay-shape': 'ellipse',
        'z-index': 40
      }
    },
    {
      selector: 'edge.cursor',
      style: { opacity: 1, 'underlay-color': p.accent, 'underlay-opacity': 0.6, 'underlay-padding': 5 }
    },
    { selector: 'node.far, edge.far', style: { opacity: 0.22, label: '' } }
  ]
  return rules
}
