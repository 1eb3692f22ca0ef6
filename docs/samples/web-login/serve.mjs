// Serves the page on loopback, at PORT (default 8080; 0 takes a free one). Browsers give loopback what they else give https only: crypto.subtle.
import { createServer } from "node:http";
import { extname } from "node:path";
import { site } from "./build.mjs";
import { settings } from "./settings.mjs";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
const origins = [...new Set([settings.endpoint, settings.issuer].map((url) => new URL(url).origin))];
const headers = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    + `connect-src 'self' ${origins.join(" ")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  // The address of the page holds a code for a moment; nobody else is told of it.
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};
const files = await site();

const server = createServer((request, response) => {
  const name = new URL(request.url, "http://page").pathname.slice(1) || "index.html";
  if (request.method !== "GET" && request.method !== "HEAD")
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
  else if (!Object.hasOwn(files, name))
    response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such page here.\n");
  else
    response.writeHead(200, { ...headers, "Content-Type": types[extname(name)] }).end(request.method === "GET" ? files[name] : undefined);
});
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${error.port} is taken; choose another: PORT=8081 npm start` : error.message);
  process.exit(1);
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  console.log(`web login for ${settings.issuer} at http://127.0.0.1:${server.address().port}/`);
});
