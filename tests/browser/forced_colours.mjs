// Where the reader's system forces its own colours, shapes are still drawn, parts still have edges, and the focus is still
// seen: an outline, because shadows and grounds are taken away.
import { run, visit, waysOf, wide } from './harness.mjs'

await run('forced colours', async ({ browser, address, file, found }) => {
  for (const colorScheme of waysOf(file, ['light', 'dark'])) {
    await visit(browser, { ...wide, forcedColors: 'active', colorScheme }, address, found, async (page) => {
      const findings = await page.evaluate(() => {
        if (!matchMedia('(forced-colors: active)').matches) return ['colours are not forced']
        const findings = []
        const ground = getComputedStyle(document.body).backgroundColor
        const ink = (element) => {
          const style = getComputedStyle(element)
          return style.fill !== 'none' ? style.fill : style.stroke
        }
        for (const shape of document.querySelectorAll('.c-mark path, .c-mark circle'))
          if (ink(shape) === ground || ink(shape) === 'none') findings.push(`a mark is not seen: ${shape.parentNode.getAttribute('class')}`)
        for (const letter of document.querySelectorAll('.c-mark text'))
          if (ink(letter) === ink(letter.previousElementSibling)) findings.push(`the letter ${letter.textContent} is not seen`)
        for (const button of document.querySelectorAll('.govuk-button'))
          if (!(parseFloat(getComputedStyle(button).borderTopWidth) > 0)) findings.push(`a button has no edge: ${button.textContent}`)
        const focusable = [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea, main summary, header a[href], header input, header button')]
          .filter((one) => one.type !== 'hidden' && one.checkVisibility()).slice(0, 60)
        for (const element of focusable) {
          element.focus({ focusVisible: true })
          if (document.activeElement !== element) continue
          const drawnBeside = element.matches('.govuk-radios__input, .govuk-checkboxes__input')
          const seen = [element, ...element.querySelectorAll('*')].slice(0, 6).some((one) => {
            const style = getComputedStyle(one)
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
          })
          const beside = drawnBeside && element.nextElementSibling && parseFloat(getComputedStyle(element.nextElementSibling, '::before').outlineWidth) >= 2
          if (!seen && !beside) findings.push(`the focus is not seen on ${element.outerHTML.slice(0, 120)}`)
        }
        return [...new Set(findings)]
      })
      for (const finding of findings) found(`${colorScheme}: ${finding}`)
    })
  }
})
