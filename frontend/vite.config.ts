import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Fixed names: Django's manifest storage puts the hash in.
export default defineConfig({
  base: "./",
  publicDir: here("public"),
  resolve: {
    alias: {
      "@moj": here("node_modules/@ministryofjustice/frontend/moj"),
      "@fonts": here("node_modules/@fontsource-variable/source-sans-3/files"),
    },
  },
  css: { preprocessorOptions: { scss: { style: "compressed", loadPaths: [here(".")], quietDeps: true } } },
  build: {
    outDir: here("../khetene/web/components/static/khetene"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    sourcemap: false,
    cssMinify: false, // its parser refuses a media query of GOV.UK Frontend; Sass compresses instead
    rolldownOptions: {
      checks: { eval: false }, // htmx carries an eval that src/htmx.ts switches off and the page's policy refuses
      input: { app: here("src/app.ts") },
      output: {
        entryFileNames: "[name].js",
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith(".woff2")) ? "fonts/[name][extname]"
          : names.some((name) => name.endsWith(".css")) ? "[name][extname]"
          : "images/[name][extname]",
      },
    },
  },
});
