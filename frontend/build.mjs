/*
 * Compiles the stylesheet and lays it, with the scripts and the icon, where the web package serves them from.
 * Run by `npm run build` (and by make). A warning of the compiler stops the build, so that none is ever shipped.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { compileAsync } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "evenhand", "web", "static", "build");
const govuk = join(here, "node_modules", "govuk-frontend");

/** Compiles the stylesheet; throws on any warning, ours or a dependency's. */
async function styles() {
  const warnings = [];
  const { css } = await compileAsync(join(here, "scss", "evenhand.scss"), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    logger: { warn: (message) => warnings.push(message) },
  });
  if (warnings.length > 0) {
    throw new Error(`The stylesheet compiles with warnings:\n${warnings.join("\n")}`);
  }
  await writeFile(join(target, "evenhand.css"), css);
}

/** Copies the design system's module without its pointer to a source map, which is not shipped. */
async function scripts() {
  const module = await readFile(join(govuk, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  await writeFile(join(target, "govuk-frontend.min.js"), module.replace(/\n?\/\/# sourceMappingURL=.*\s*$/u, "\n"));
  await copyFile(join(here, "licences", "govuk-frontend.txt"), join(target, "govuk-frontend.licence.txt"));
  for (const name of ["early.js", "evenhand.js"]) {
    await copyFile(join(here, "js", name), join(target, name));
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([styles(), scripts(), copyFile(join(here, "icons", "evenhand.svg"), join(target, "evenhand.svg"))]);
