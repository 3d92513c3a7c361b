// Runs before anything is drawn, so that what only scripts can serve is never seen without them.
document.documentElement.classList.add('c-scripts')
document.addEventListener('DOMContentLoaded', () => {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
})
