// Comforts only: every page works without this file.
import {
  Button,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll
} from './govuk-frontend.min.js'

for (const component of [
  Button,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink
]) {
  createAll(component)
}

// What is folded away is printed too, and folded away again afterwards.
const unfolded = []
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.c-clamp:not([open]), details.govuk-details:not([open])')) {
    details.open = true
    unfolded.push(details)
  }
})
window.addEventListener('afterprint', () => {
  while (unfolded.length > 0) unfolded.pop().open = false
})
