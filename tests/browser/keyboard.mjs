// Everything is reached by Tab in the order of the page, is seen to have the focus, and is not under anything
// (WCAG 2.1.1, 2.4.3, 2.4.7, 2.4.11); and targets are 24 px or have room (2.5.8 is axe's).
import { phone, run, visit, waysOf, wide } from './harness.mjs'

const longest = 60 // stops walked forward; a register has hundreds of the same kind

const prepare = () => {
  const looks = (element) => [element, ...element.querySelectorAll('*')].slice(0, 8).map((one) => {
    const style = getComputedStyle(one)
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join()
  }).join('|')
  const focusable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden' && element.checkVisibility({ visibilityProperty: true }))
  const before = new Map(focusable.map((element) => [element, looks(element)]))
  const describe = (element) => `<${element.localName} ${element.id ? `id="${element.id}" ` : ''}class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`
  let last = null
  globalThis.look = () => {
    const element = document.activeElement
    if (!element || element === document.body) return { left: true }
    // A box like a radio is drawn by its neighbour; its label is where it is seen.
    const findings = []
    const changed = before.get(element) !== looks(element)
    const drawnBeside = element.matches('.govuk-radios__input, .govuk-checkboxes__input')
    if (before.has(element) && !changed && !drawnBeside) findings.push(`${describe(element)} does not show that it has the focus`)
    const box = (element.localName === 'summary' ? [...element.getClientRects()].at(-1) : [...element.getClientRects()][0]) ?? element.getBoundingClientRect()
    // The middle of what of it is in the window: a field may be taller than the window is.
    const middle = (from, to, end) => to <= 0 || from >= end ? (from + to) / 2 : (Math.max(from, 0) + Math.min(to, end)) / 2
    const x = middle(box.left, box.right, innerWidth)
    const y = middle(box.top, box.bottom, innerHeight)
    const top = document.elementFromPoint(x, y)
    const label = element.labels?.[0]
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) findings.push(`${describe(element)} has the focus outside the window (${Math.round(x)}, ${Math.round(y)})`)
    else if (!top || !(element.contains(top) || top.contains(element) || label?.contains(top))) findings.push(`${describe(element)} has the focus under ${top ? describe(top) : 'nothing'}`)
    const follows = !last || (last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    last = element
    return { findings, follows, name: describe(element) }
  }
  globalThis.restart = () => { last = null }
  return { count: focusable.length, groups: new Set(focusable.filter((one) => one.type === 'radio').map((one) => one.name)).size, radios: focusable.filter((one) => one.type === 'radio').length }
}

await run('keyboard', async ({ browser, address, file, found }) => {
  for (const [way, options] of waysOf(file, [['wide', wide], ['320 px', phone]])) {
    await visit(browser, options, address, found, async (page) => {
      // An error summary takes the focus by itself; the walk begins at the beginning.
      await page.evaluate(() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0) })
      await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.blur(); document.body.removeAttribute('tabindex') })
      const { count, groups, radios } = await page.evaluate(prepare)
      const reachable = count - radios + groups
      let stops = 0
      for (; stops < longest; stops += 1) {
        await page.keyboard.press('Tab')
        const seen = await page.evaluate(() => globalThis.look())
        if (seen.left) break
        for (const finding of seen.findings) found(`${way}: ${finding}`)
        if (!seen.follows) { found(`${way}: the order goes back at ${seen.name}`); break }
        if (stops === 0) {
          if (!seen.name.includes('govuk-skip-link')) found(`${way}: the first stop is ${seen.name}, not the skip link`)
        }
      }
      if (stops < Math.min(reachable, longest)) found(`${way}: ${stops} stops for ${reachable} things to reach`)
      // Backwards from the end of the page: what comes into sight from above must not stop under a sticky head.
      await page.evaluate(() => { globalThis.restart(); [...document.querySelectorAll('main a[href], main button, main summary')].filter((one) => one.checkVisibility()).at(-1)?.focus() })
      for (let back = 0; back < 40; back += 1) {
        await page.keyboard.press('Shift+Tab')
        const seen = await page.evaluate(() => globalThis.look())
        if (seen.left) break
        for (const finding of seen.findings) found(`${way}, backwards: ${finding}`)
      }
      // The skip link leads into the page.
      await page.evaluate(() => { scrollTo(0, 0); document.querySelector('.govuk-skip-link').focus() })
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      const inside = await page.evaluate(() => document.activeElement === document.body || !document.activeElement.closest('header'))
      if (!inside) found(`${way}: the skip link does not skip the header`)
    })
  }
})
