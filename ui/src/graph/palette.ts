/** Colours of the canvas. Those of goods are the same on light and dark; everything else changes with the theme. */
export interface Palette {
  canvas: string
  ink: string
  quiet: string
  outline: string
  blank: string
  tie: string
  order: string
  accent: string
  tiers: { line: string; fill: string; band: string }
  hull: { line: string; fill: string }
  undecided: { line: string; fill: string }
}

export const LIGHT: Palette = {
  canvas: '#fbfaf6',
  ink: '#1d2733',
  quiet: '#4d5866',
  outline: '#1d2733',
  blank: '#d9dee6',
  tie: '#7b8593',
  order: '#3d4a5c',
  accent: '#6a35c9',
  tiers: { line: '#4d6a94', fill: '#eaf0f8', band: '#dde7f4' },
  hull: { line: '#9a6a00', fill: '#fcf0cf' },
  undecided: { line: '#6b7280', fill: '#eeeff1' }
}

export const DARK: Palette = {
  canvas: '#12171e',
  ink: '#eef2f7',
  quiet: '#b4bfcc',
  outline: '#e3e9f1',
  blank: '#4a5563',
  tie: '#8e9aaa',
  order: '#c3cedb',
  accent: '#b79bff',
  tiers: { line: '#7f9fcd', fill: '#1b2636', band: '#223147' },
  hull: { line: '#d9a53a', fill: '#2c2513' },
  undecided: { line: '#98a2b0', fill: '#20252c' }
}
