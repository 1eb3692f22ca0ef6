// Bundles the page with the one SDK client it uses. `node build.mjs FOLDER` writes a folder that any static web server can serve.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { settings } from "./settings.mjs";

const page = join(import.meta.dirname, "page");

export async function site() {
  const bundle = await build({
    entryPoints: [join(page, "main.js")],
    bundle: true,
    format: "esm",
    minify: true,
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return {
    "index.html": await readFile(join(page, "index.html")),
    "style.css": await readFile(join(page, "style.css")),
    "icon.svg": await readFile(join(page, "icon.svg")),
    "main.js": bundle.outputFiles[0].contents,
    "settings.json": JSON.stringify(settings),
  };
}

const [program, folder] = process.argv.slice(1);
if (program === import.meta.filename) {
  if (!folder) {
    console.error("usage: node build.mjs FOLDER");
    process.exit(2);
  }
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(await site()))
    await writeFile(join(folder, name), content);
}
