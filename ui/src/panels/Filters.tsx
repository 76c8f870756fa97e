import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { goodLook, goodNames, GOODS, GRADE_LOOKS, gradeStep, listed, OTHER_GOOD } from '../graph/encodings.ts'
import { familyWords, outlineMark, type Family } from '../graph/groups.ts'
import { verb } from '../graph/words.ts'
import { use, useVisible } from '../state/derived.ts'
import { act } from '../state/store.ts'
import type { Filters as FilterValues } from '../view/document.ts'
import { CheckList } from './parts/CheckList.tsx'
import { GoodDot } from './parts/GoodMark.tsx'

const FAMILIES: readonly Family[] = ['HIERARCHICAL', 'LOOSE', 'CANNOT_TELL']
const filter = (filters: Partial<FilterValues>): void => act({ do: 'filter', filters })

/** Filters hide and never move anything. Counts are of what is in the picture before filtering. */
export function Filters() {
  const { filters, positions } = use((state) => state.history.present)
  const data = use((state) => state.data)
  const { groups, unfiltered: ties, home } = useVisible()
  const all = Object.keys(positions).flatMap((id) => data.nodes[id] ?? [])
  if (all.length === 0) return null

  const goods = [...GOODS, OTHER_GOOD]
    .map((look) => ({
      ...look,
      count: all.filter((node) => node.goods.some((code) => goodLook(code).code === look.code)).length
    }))
    .filter((look) => look.count > 0)
  const others = goodNames(all.flatMap((node) => node.goods.filter((code) => goodLook(code) === OTHER_GOOD)))
  const kinds = [...new Set(ties.map((tie) => tie.kind))].sort()
  const families = FAMILIES.map((family) => ({
    family,
    count: [...home.values()].filter((id) => data.groups[id]?.family === family).length
  })).filter(({ count }) => count > 0)

  return (
    <section aria-labelledby="filters-title" className="filters">
      <h2 id="filters-title">Show</h2>
      {goods.length > 0 && (
        <CheckList
          label="Goods"
          counts="people and things"
          off={filters.goodsOff}
          onOff={(goodsOff) => filter({ goodsOff })}
          options={goods.map((look) => ({
            id: look.code,
            count: look.count,
            words: (
              <>
                <GoodDot code={look.code} /> {look.code === OTHER_GOOD.code ? `other: ${listed(others)}` : look.name}
              </>
            )
          }))}
        />
      )}
      {groups.length > 0 && (
        <CheckList
          label="Shape of groups"
          counts="members"
          off={filters.familiesOff}
          onOff={(off) => filter({ familiesOff: FAMILIES.filter((family) => off.includes(family)) })}
          options={families.map(({ family, count }) => ({
            id: family,
            count,
            words: `${outlineMark(family === 'HIERARCHICAL' ? 'tiers' : family === 'LOOSE' ? 'hull' : 'undecided')} ${familyWords(family)}`
          }))}
        />
      )}
      <RadioGroup
        className="filter"
        value={String(filters.minStep)}
        onChange={(value) => filter({ minStep: Number(value) as FilterValues['minStep'] })}
      >
        <Label className="filter-label">
          Grade of ties <small>ties</small>
        </Label>
        <Option value="0" words="any, also not graded" count={ties.length} />
        {GRADE_LOOKS.slice(0, 3)
          .reverse()
          .map((look) => (
            <Option
              key={look.step}
              value={String(look.step)}
              words={`${look.words}${look.step > 1 ? ' or better' : ''}`}
              count={ties.filter((tie) => gradeStep(tie.grade) !== 0 && gradeStep(tie.grade) <= look.step).length}
            />
          ))}
      </RadioGroup>
      {kinds.length > 1 && (
        <CheckList
          label="Kinds of ties"
          counts="ties"
          off={filters.kindsOff}
          onOff={(kindsOff) => filter({ kindsOff })}
          options={kinds.map((kind) => ({
            id: kind,
            words: verb(kind),
            count: ties.filter((tie) => tie.kind === kind).length
          }))}
        />
      )}
    </section>
  )
}

function Option({ value, words, count }: { value: string; words: string; count: number }) {
  return (
    <RadioField value={value}>
      <RadioButton className="check radio">
        <span className="box" aria-hidden="true" />
        <span className="check-words">{words}</span>
        <span className="count">{count.toLocaleString('en')}</span>
      </RadioButton>
    </RadioField>
  )
}
