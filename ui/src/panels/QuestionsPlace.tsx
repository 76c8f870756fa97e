import { useEffect, useRef, useState } from 'react'
import { Button, Label, Tab, TabList, TabPanel, Tabs, TextArea, TextField } from 'react-aria-components'
import { ask } from '../api/client.ts'
import { EXAMPLES, type Example } from '../api/examples.ts'
import { tableOf } from '../api/answer-table.ts'
import { idsIn } from '../api/ids.ts'
import { openEntities, problemOf } from '../state/actions.ts'
import { use } from '../state/derived.ts'
import { say, type Problem } from '../state/store.ts'
import { Empty, Failed, Loading } from './parts/states.tsx'

/** Ready-made questions: who asks them and why, the query itself, its answer, and the way back into the graph. */
export function QuestionsPlace() {
  const [chosen, setChosen] = useState<Example | null>(EXAMPLES[0] ?? null)
  if (EXAMPLES.length === 0 || chosen === null) return <Empty>No example is shipped with this build.</Empty>
  return (
    <div className="questions-place">
      <h1>Questions</h1>
      <p className="lead">
        Each is a query that anyone may send to <code>/graphql</code>. Change it, run it, and open what it finds in the
        graph. To write your own with completion: <a href="/graphiql">GraphiQL</a>. What can be asked, field by field:{' '}
        <a href="/schema">Schema reference</a>.
      </p>
      <div className="questions">
        <ul className="question-list" aria-label="Ready-made questions">
          {EXAMPLES.map((example) => (
            <li key={example.name}>
              <button
                type="button"
                className="row"
                aria-pressed={example.name === chosen.name}
                onClick={() => setChosen(example)}
              >
                <span className="row-name">{example.title}</span>
                <small>{example.why}</small>
              </button>
            </li>
          ))}
        </ul>
        <Question key={chosen.name} example={chosen} />
      </div>
    </div>
  )
}

type Outcome = { answer: unknown } | { problem: Problem } | 'running' | null

function Question({ example }: { example: Example }) {
  const [query, setQuery] = useState(example.query)
  const [outcome, setOutcome] = useState<Outcome>(null)
  const result = useRef<HTMLDivElement>(null)
  // What was asked for must be seen: the answer stands under a query that may fill the screen.
  useEffect(() => {
    if (outcome !== null && outcome !== 'running') result.current?.scrollIntoView({ block: 'start' })
  }, [outcome])

  async function run(): Promise<void> {
    setOutcome('running')
    try {
      const answer = await ask<Record<string, unknown>, Record<string, never>>(query, {})
      setOutcome({ answer })
      say('The answer is there.')
    } catch (error) {
      setOutcome({ problem: problemOf(error) })
    }
  }

  return (
    <section className="question" aria-labelledby="question-title">
      <h2 id="question-title">{example.title}</h2>
      <p>{example.why}</p>
      <TextField className="query" value={query} onChange={setQuery}>
        <Label>Query</Label>
        <TextArea spellCheck="false" rows={Math.min(22, query.split('\n').length + 1)} />
      </TextField>
      <div className="actions">
        <Button className="button primary" onPress={() => void run()} isDisabled={outcome === 'running'}>
          Run
        </Button>
        <Button className="button" onPress={() => setQuery(example.query)} isDisabled={query === example.query}>
          Reset
        </Button>
      </div>
      {outcome === 'running' && <Loading>Asking</Loading>}
      <div ref={result} className="result">
        {outcome !== null && outcome !== 'running' && 'problem' in outcome && (
          <Failed problem={outcome.problem} again={() => void run()} />
        )}
        {outcome !== null && outcome !== 'running' && 'answer' in outcome && (
          <Answer answer={outcome.answer} title={example.title} />
        )}
      </div>
    </section>
  )
}

function Answer({ answer, title }: { answer: unknown; title: string }) {
  const collectives = use((state) => state.collectives) ?? []
  const found = idsIn(answer, new Set(collectives.map((group) => group.kind)))
  const groups = collectives.filter((group) => group.members > 0 && found.collectives.includes(group.id))
  const known = new Set(collectives.map((group) => group.id))
  const entities = found.entities.filter((id) => !known.has(id)).slice(0, 200)
  const table = tableOf(answer)
  const count = entities.length + groups.length
  return (
    <div className="answer">
      {count > 0 && (
        <Button className="button primary" onPress={() => void openEntities(entities, groups.slice(0, 6), title)}>
          Open {count === 1 ? 'it' : `these ${count}`} in Explore
        </Button>
      )}
      <Tabs>
        <TabList aria-label="Answer as" className="tabs">
          <Tab id="table">Table</Tab>
          <Tab id="json">JSON</Tab>
        </TabList>
        <TabPanel id="table">
          {table === null ? (
            <p className="quiet">There is no list in this answer; see the JSON.</p>
          ) : (
            <div className="table-scroll" role="region" aria-label="Answer" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    {table.columns.map((column) => (
                      <th key={column} scope="col">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {table.rows.map((row, i) => (
                    <tr key={i}>
                      {row.map((cell, column) => (
                        <td key={table.columns[column]}>
                          {cell.map((words, line) => (
                            <div key={line}>{words}</div>
                          ))}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </TabPanel>
        <TabPanel id="json">
          <pre className="json" tabIndex={0} aria-label="Answer as JSON">
            {JSON.stringify(answer, null, 2)}
          </pre>
        </TabPanel>
      </Tabs>
    </div>
  )
}
