/*
 * Wakes the design system's components. Every page works without it: what it adds is folding (menus, answers that
 * depend on another), the jump to the list of errors, and a guard against pressing a button twice.
 */
import { initAll } from "./govuk-frontend.min.js";

initAll();
