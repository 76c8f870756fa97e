/** The explorer lane: the real server with its seeds in a real Chromium, by mouse and by keyboard. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { said, where } from './browser.ts'
import { details, describeExplorer, entities, openCase, screens, soon, summary } from './lane.ts'

describeExplorer('the explorer, what people do', (lane) => {
  test('a fresh install opens on an example of both kinds of groups, with three doors and nothing to set up', async () => {
    const page = await lane.home()
    await soon(() => page.locator('.badge').count()).toBeGreaterThanOrEqual(2)
    expect(await page.locator('.badge-tiers').first().textContent()).toContain('hierarchical')
    expect(await page.locator('.badge-hull').first().textContent()).toContain('loosely networked')
    for (const door of [/^Search/, /^Open a case/, /^Ask a question/]) {
      expect(await page.getByRole('button', { name: door }).isVisible()).toBe(true)
    }
    expect(await summary(page)).toMatch(
      /\d+ people and things, \d+ pairs tied by \d+ ties.*: hierarchical\..*: loosely networked/
    )
    expect(await page.locator('.invented-banner').isVisible()).toBe(true)
    expect(await page.locator('.watermark').count()).toBe(1)
  })

  test('a click on an entity shows its facts and the claims behind each, with source, grade and standing', async () => {
    const page = await lane.home()
    const group = lane.groups.find((g) => g.invented && g.shape.family === 'HIERARCHICAL')
    const member = group?.members.nodes[0]?.other
    if (member === undefined) throw new Error('the seeds have a hierarchical group with members')
    const { x, y } = await where(page, member.id)
    await page.mouse.click(x, y)
    const panel = details(page)
    await panel.getByRole('heading', { level: 2, name: member.name }).waitFor()
    await panel.getByText(/Claims behind it \(\d+\)/).waitFor()
    expect(await panel.locator('.claim').count()).toBeGreaterThan(0)
    expect(await panel.locator('.claim .tag').first().textContent()).toMatch(/source|not graded/)
    await panel.locator('.fact-head').first().click()
    expect(await panel.locator('.behind li').first().textContent()).toMatch(/·/)
    expect(await panel.getByText('legal name, birth date, identifiers', { exact: false }).count()).toBeGreaterThan(0)
  })

  test('a click on a tie shows every tie between the two, what came of it and who says so', async () => {
    const page = await lane.home()
    const group = lane.groups.find((g) => g.invented && g.shape.family === 'HIERARCHICAL')
    const answer = (await lane.server.ask('query($i: GraphInput!) { graph(input: $i) { elements } }', {
      i: { collectives: [group?.id] }
    })) as { graph: { elements: { edges: { data: { source: string; target: string; kind: string } }[] } } }
    const order = answer.graph.elements.edges.find(({ data }) => data.kind === 'COMMANDS')?.data
    if (order === undefined) throw new Error('the hierarchical group has orders')
    const { x, y } = await where(page, [order.source, order.target].sort().join('|'))
    await page.mouse.click(x, y)
    const panel = details(page)
    await panel
      .getByRole('heading', { level: 3, name: /is said to give orders to/ })
      .first()
      .waitFor()
    await panel
      .getByText(/one origin|\d+ origins/)
      .first()
      .waitFor()
    expect(await panel.locator('.standings').count()).toBeGreaterThan(0)
    expect(await panel.locator('.claim').count()).toBeGreaterThan(0)
  })

  test('the badge opens reasons, counter-evidence, what would change the verdict, how collected, and measures', async () => {
    const page = await lane.home()
    await page.locator('.badge-tiers').first().click()
    const panel = details(page)
    for (const name of ['Reasons', 'Counter-evidence', 'What would change it', 'How collected']) {
      await panel.getByRole('heading', { name, exact: true }).waitFor()
    }
    await panel.getByRole('button', { name: /^Measures/ }).click()
    expect((await panel.locator('.formula').first().textContent())?.length).toBeGreaterThan(2)
  })

  test("a source's label is never shown as Skein's verdict: dotted, and named as the source's", async () => {
    const page = await lane.home()
    const labelled = lane.groups.find(
      (g) =>
        g.shape.family === 'CANNOT_TELL' &&
        g.members.totalCount > 5 &&
        g.labelledAs.some((l) => l.family === 'HIERARCHICAL')
    )
    if (labelled === undefined) throw new Error('the seeds have a case that only its source calls hierarchical')
    await openCase(page, labelled.name)
    const badge = page.locator('.badge')
    expect(await badge.getAttribute('class')).toContain('dotted')
    expect(await badge.textContent()).toMatch(/Skein cannot tell · called .*hierarch.* by its source/)
    await details(page).getByText('Skein cannot tell. The dotted outline', { exact: false }).waitFor()
    await page.screenshot({ path: join(screens, 'source-label-light.png') })
  })

  test('expanding shows counts before anything is added; undo and redo take it back and forth', async () => {
    const page = await lane.home()
    const before = await entities(page)
    await page.keyboard.press('/')
    await page.keyboard.type('drugs')
    await page.getByRole('option', { name: /^Drugs/ }).waitFor()
    await page.keyboard.press('Enter')
    await soon(() => entities(page)).toBe(before + 1)
    const panel = details(page)
    await panel.getByRole('button', { name: /^Expand/ }).click()
    await panel.getByText('By kind of tie').waitFor()
    const add = panel.getByRole('button', { name: /^Add/ })
    const promised = Number(/(\d+)/.exec((await add.textContent()) ?? '')?.[1])
    expect(promised).toBeGreaterThan(0)
    expect(await entities(page)).toBe(before + 1)
    await add.click()
    await soon(() => entities(page)).toBe(before + 1 + promised)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await soon(() => entities(page)).toBe(before)
    await page.getByRole('button', { name: 'Redo' }).click()
    await page.getByRole('button', { name: 'Redo' }).click()
    await soon(() => entities(page)).toBe(before + 1 + promised)
    await page.getByRole('button', { name: /^Collapse \d+ tied to/ }).click()
    await soon(() => entities(page)).toBe(before + 1)
  })

  test('the table holds the same selection as the graph, and filters hold for both', async () => {
    const page = await lane.home()
    const before = await entities(page)
    await page.getByRole('radio', { name: 'Table' }).click()
    expect(await page.locator('tbody tr').count()).toBe(before)
    expect(await page.locator('table [tabindex="0"]').count()).toBe(1)
    const first = page.locator('tbody th button').first()
    const name = (await first.textContent()) ?? ''
    await first.click()
    await details(page).getByRole('heading', { level: 2, name }).waitFor()
    await page.getByRole('checkbox', { name: /drugs/ }).first().press('Space')
    await soon(() => page.locator('tbody tr').count()).toBeLessThan(before)
    const filtered = await page.locator('tbody tr').count()
    expect(await summary(page)).toContain('hidden by filters')
    await page.getByRole('radio', { name: 'Graph' }).click()
    expect(await entities(page)).toBe(filtered)
    await page.getByRole('heading', { level: 2, name }).waitFor()
    await page.keyboard.press('Control+z')
    await soon(() => entities(page)).toBe(before)
  })

  test('everything is reached by keyboard: one tab stop, arrows walk ties and say them, keys open, remove and undo', async () => {
    const page = await lane.home()
    const before = await entities(page)
    const region = page.getByRole('application')
    let stops = 0
    for (
      let i = 0;
      i < 60 && !(await region.evaluate((element) => element === element.ownerDocument.activeElement));
      i++
    ) {
      await page.keyboard.press('Tab')
      stops++
    }
    expect(stops).toBeLessThan(60)
    await soon(() => said(page)).toContain('people and things')
    await page.keyboard.press('ArrowDown')
    await soon(() => said(page)).toMatch(/, person, in .*\d+ ties?/)
    await page.keyboard.press(']')
    await soon(() => said(page)).toMatch(/^Tie 1 of \d+: .*(grade|source)/)
    await page.keyboard.press('Enter')
    await details(page)
      .getByText(/^tie|ties between the same two/)
      .first()
      .waitFor()
    await page.keyboard.press(' ')
    await soon(() => said(page)).toMatch(/Now on /)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.press('g')
    await details(page).getByRole('heading', { name: 'Reasons' }).waitFor()
    await page.keyboard.press('Delete')
    await soon(() => entities(page)).toBe(before - 1)
    await page.keyboard.press('Control+z')
    await soon(() => entities(page)).toBe(before)
    await page.keyboard.press('Tab')
    expect(await region.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(false)
  })

  test('a place begins at its top; what is opened beside others is where panel and keyboard go', async () => {
    const page = await lane.home()
    const scroll = () => page.evaluate<number>('document.querySelector("main").scrollTop')
    await page.getByRole('link', { name: 'Groups and cases' }).click()
    await page.mouse.move(640, 500)
    await page.mouse.wheel(0, 1500)
    await soon(scroll).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Open CAVIAR beside what is in view', exact: true }).click()
    await details(page).getByRole('heading', { level: 2, name: 'CAVIAR' }).waitFor()
    expect(await scroll()).toBe(0)
    expect(
      await page.evaluate(
        '(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector("main"))'
      )
    ).toBe(0)
    expect(await page.locator('.in-view .row-name').first().textContent()).toBe('CAVIAR')
    // A published case beside invented groups: it must not look invented.
    expect(await page.locator('.invented-banner').textContent()).toContain('Part of this is invented')
    expect(await page.locator('.watermark').count()).toBe(0)
    await page.screenshot({ path: join(screens, 'beside-light.png') })
    await page.keyboard.press('ArrowDown')
    await soon(() => said(page)).toContain('in CAVIAR')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys of the graph' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove CAVIAR from the picture' }).press('Enter')
    await soon(() => page.evaluate('document.activeElement.className')).toContain('side')
  })

  test('a question is run and what it finds is opened in the graph', async () => {
    const page = await lane.home()
    await page.getByRole('button', { name: /^Ask a question/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Questions' }).waitFor()
    const query = '{ search(text: "participant 1", first: 5) { nodes { id kind name } } }'
    await page.getByLabel('Query').fill(query)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('tab', { name: 'JSON' }).waitFor()
    expect(await page.locator('.answer tbody tr').count()).toBe(5)
    await page.getByRole('button', { name: /in Explore$/ }).click()
    await soon(() => entities(page)).toBe(5)
    expect(page.url()).not.toContain('participant')
  })

  test('a rejected accusation is drawn as contested, and said with the accusation that it answers', async () => {
    const page = await lane.home()
    await page.getByRole('link', { name: 'Questions' }).click()
    await page.getByRole('button', { name: /^Acquitted/ }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: /in Explore$/ }).click()
    await soon(() => entities(page)).toBe(2)
    await page.getByRole('application').focus()
    await page.keyboard.press('ArrowUp')
    await soon(async () => {
      await page.keyboard.press(']')
      return said(page)
    }).toMatch(/contested/)
    await page.keyboard.press('Enter')
    const standings = details(page).locator('.standings li')
    await standings.first().waitFor()
    const words = await standings.allTextContents()
    expect(words.at(-1)).toContain('rejected by a court')
    expect(words[0]).toContain('alleged')
    await page.screenshot({ path: join(screens, 'contested-light.png') })
  })

  test('who stands between the groups is named with them before anything is added', async () => {
    const page = await lane.home()
    const before = await entities(page)
    const panel = details(page)
    await panel.getByRole('button', { name: /^Who or what is tied to more than one/ }).click()
    await panel.locator('.between-list li').first().waitFor()
    expect(await panel.locator('.between-list small').first().textContent()).toMatch(/, .* · \d+ ties/)
    await panel.getByText('says nothing about taking part').waitFor()
    expect(await entities(page)).toBe(before)
    await panel.getByRole('button', { name: /^Add/ }).click()
    await soon(() => entities(page)).toBeGreaterThan(before)
    await page.screenshot({ path: join(screens, 'between-added-light.png') })
  })

  test('who has asked too much in a short time waits as told, sees it, and then gets his answer', async () => {
    const page = await lane.home()
    await page.evaluate(`(async () => {
      const query = '{ entities(first: 200) { nodes { relations(first: 4) { nodes { id } } } } }'
      const ask = () => fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })
      while ((await ask()).ok);
    })()`)
    await page.getByRole('link', { name: 'Questions' }).click()
    await page
      .getByLabel('Query')
      .fill('{ entities(first: 200) { nodes { id name labels: claims(first: 7) { nodes { id } } } } }')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.waiting').getByText('Much was asked in a short time').waitFor()
    await page.screenshot({ path: join(screens, 'waiting-light.png') })
    await page.locator('table').waitFor()
    expect(await page.locator('.waiting').count()).toBe(0)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('the owner sees protected persons, and never a name of theirs', async () => {
    const page = await lane.blank()
    await page.goto(lane.server.ownerLink.replace(lane.server.url, lane.url))
    await page.getByText('Owner: sees everything').waitFor()
    await page.locator('.badge').first().waitFor()
    expect(page.url()).toBe(`${lane.url}/`)
    const victims = await page.evaluate<string[]>(`(async () => {
      const found = []
      let after = null
      do {
        const query = 'query ($after: String) { entities(filter: { kinds: [Person] }, first: 200, after: $after) { nodes { id ... on Person { protected } } pageInfo { hasNextPage endCursor } } }'
        const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { after } }) })
        const { nodes, pageInfo } = (await answer.json()).data.entities
        found.push(...nodes.filter((node) => node.protected).map((node) => node.id))
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after !== null)
      return found
    })()`)
    expect(victims.length).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'Questions' }).click()
    await page.getByLabel('Query').fill(`{ nodes(ids: ["${victims[0] ?? ''}"]) { id } }`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: /in Explore$/ }).click()
    await details(page).getByRole('heading', { level: 2, name: 'protected person' }).waitFor()
  })
})
