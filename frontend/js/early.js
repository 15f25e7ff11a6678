/*
 * Says, before the page is drawn, that scripts run: answers that depend on another are then folded away from the
 * start, not after a jump. It stands in a file of its own because the pages allow no inline script.
 */
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
