import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { goodLetters, goodWords, GRADE_LOOKS } from '../graph/encodings.ts'
import { familyWords, outlineMark, pictureOf } from '../graph/groups.ts'
import { nodeName, spaced, standingWords, verb } from '../graph/words.ts'
import { use, useVisible } from '../state/derived.ts'
import { say, select } from '../state/store.ts'
import { nextStop } from './parts/roving.ts'

/** The graph as tables: same filters, same selection, same actions through the panel. */
export function TableView() {
  const [what, setWhat] = useState<'entities' | 'ties'>('entities')
  const { nodes, strands } = useVisible()
  return (
    <div className="table-view">
      <ToggleButtonGroup
        className="segmented small-segmented"
        aria-label="Table of"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[what]}
        onSelectionChange={(keys) => setWhat(keys.has('ties') ? 'ties' : 'entities')}
      >
        <ToggleButton id="entities">People and things ({nodes.length})</ToggleButton>
        <ToggleButton id="ties">Ties ({strands.reduce((sum, strand) => sum + strand.ties.length, 0)})</ToggleButton>
      </ToggleButtonGroup>
      {what === 'entities' ? <Entities /> : <Ties />}
    </div>
  )
}

interface Row {
  id: string
  kind: 'node' | 'strand'
  name: string
  cells: readonly (string | number)[]
}

function Entities() {
  const { nodes, strands, home } = useVisible()
  const groups = use((state) => state.data.groups)
  const degree = new Map<string, number>()
  for (const { source, target } of strands) for (const id of [source, target]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const rows = nodes.map((node): Row => {
    const group = groups[home.get(node.id) ?? '']
    const shape =
      group === undefined
        ? ''
        : `${outlineMark(group.family === 'CANNOT_TELL' ? 'undecided' : pictureOf(group).outline)} ${familyWords(group.family)}`
    return {
      id: node.id,
      kind: 'node',
      name: nodeName(node),
      cells: [
        node.protected ? 'protected person' : spaced(node.kind),
        group?.name ?? '',
        shape,
        node.goods.length === 0 ? '' : `${goodLetters(node.goods)} ${goodWords(node.goods)}`,
        degree.get(node.id) ?? 0,
        node.grade ?? ''
      ]
    }
  })
  return (
    <Sorted
      caption="People and things in view"
      head={['Name', 'Kind', 'Group', 'Shape of the group', 'Goods', 'Ties', 'Best grade']}
      rows={rows}
    />
  )
}

function Ties() {
  const { strands } = useVisible()
  const nodes = use((state) => state.data.nodes)
  const rows = strands.flatMap((strand) =>
    strand.ties.map((tie): Row => ({
      id: strand.id,
      kind: 'strand',
      name: `${nodeName(nodes[tie.source])} ${verb(tie.kind)} ${nodeName(nodes[tie.target])}`,
      cells: [
        tie.role ?? '',
        tie.goods.length === 0 ? '' : `${goodLetters(tie.goods)} ${goodWords(tie.goods)}`,
        tie.grade === null
          ? 'not graded'
          : `${tie.grade} ${GRADE_LOOKS.find((look) => look.step === strand.step)?.words ?? ''}`,
        tie.standing === null ? '' : standingWords(tie.standing)
      ]
    }))
  )
  return <Sorted caption="Ties in view" head={['Tie', 'Role', 'Goods', 'Grade', 'Standing']} rows={rows} />
}

function Sorted({ caption, head, rows }: { caption: string; head: readonly string[]; rows: readonly Row[] }) {
  const [sort, setSort] = useState<{ column: number; down: boolean }>({ column: 0, down: false })
  const selection = use((state) => state.selection)
  const value = (row: Row): string | number => (sort.column === 0 ? row.name : (row.cells[sort.column - 1] ?? ''))
  const sorted = [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : String(x).localeCompare(String(y), 'en', { numeric: true })
    return sort.down ? -order : order
  })
  // One tab stop for the whole table: arrow keys walk it from there.
  const [at, setAt] = useState('r0')
  const lost = at.startsWith('r') && Number(at.slice(1)) >= sorted.length
  const onFocus = (event: FocusEvent): void => setAt((event.target as HTMLElement).dataset.at ?? at)
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const to = nextStop((event.target as HTMLElement).dataset.at ?? at, event.key, sorted.length, head.length)
    if (to === null) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus()
  }
  const pick = (row: Row): void => {
    select({ kind: row.kind, id: row.id })
    say(`${row.name} selected.`)
  }
  return (
    <div className="table-scroll" role="region" aria-label={caption}>
      <table onKeyDown={onKeyDown} onFocus={onFocus}>
        <caption className="visually-hidden">
          {caption}, {rows.length} rows. Arrow keys walk the names and the heads; Enter opens a name in the panel or
          sorts.
        </caption>
        <thead>
          <tr>
            {head.map((title, column) => (
              <th
                key={title}
                scope="col"
                aria-sort={sort.column !== column ? 'none' : sort.down ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  tabIndex={at === `h${column}` ? 0 : -1}
                  data-at={`h${column}`}
                  onClick={() => setSort({ column, down: sort.column === column && !sort.down })}
                >
                  {title}
                  {sort.column === column &&
                    (sort.down ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row, i) => (
            <tr key={`${row.id}/${i}`} className={selection?.id === row.id ? 'chosen' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  tabIndex={at === `r${i}` || (i === 0 && lost) ? 0 : -1}
                  data-at={`r${i}`}
                  aria-pressed={selection?.id === row.id}
                  onClick={() => pick(row)}
                >
                  {row.name}
                </button>
              </th>
              {row.cells.map((cell, column) => (
                <td key={head[column + 1]} className={typeof cell === 'number' ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
