/*
 * Wakes the design system's components. Every page works without it: what it adds is folding (menus, answers that
 * depend on another), the jump to the list of errors, and a guard against pressing a button twice.
 */
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "./govuk-frontend.min.js";

/** Radios without `aria-expanded`, which ARIA does not allow on a radio button; `aria-controls` stays. */
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
]) {
  createAll(component);
}
