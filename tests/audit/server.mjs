/**
 * A host of static sites as GitHub Pages is one: files compressed, by HTTP/2. Of HTTP/1.1, which Python's own server
 * speaks, Lighthouse reckons with six files at a time, and that takes half of the time in which a page of modules shows.
 *
 * Usage: node server.mjs SITE KEY CERTIFICATE. Prints its port. Each file is compressed once: a host does it on a
 * machine of its own, and this one is measured.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { extname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const KINDS = /** @type {Record<string, string>} */ ({
  ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".xml": "text/xml; charset=utf-8",
  ".png": "image/png", ".webp": "image/webp", ".woff2": "font/woff2",
});
const [site = "", key = "", certificate = ""] = process.argv.slice(2);
const root = resolve(site);
/** @type {Map<string, { headers: import("node:http2").OutgoingHttpHeaders, body: Buffer } | null>} */
const kept = new Map();

/** @param {string} address */
function read(address) {
  const asked = join(root, decodeURIComponent(new URL(address, "https://localhost").pathname));
  const path = existsSync(asked) && statSync(asked).isDirectory() ? join(asked, "index.html") : asked;
  if (!path.startsWith(root) || !existsSync(path)) return null;
  const suffix = extname(path);
  const shrinks = ![".png", ".webp", ".woff2"].includes(suffix);
  const body = shrinks ? gzipSync(readFileSync(path), { level: 6 }) : readFileSync(path);
  const headers = {
    "content-type": KINDS[suffix] ?? "application/octet-stream",
    "content-length": body.length,
    "cache-control": path.includes("/assets/") ? "public, max-age=31536000" : "max-age=600",
    ...shrinks && { "content-encoding": "gzip" },
  };
  return { headers, body };
}

const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate), allowHTTP1: true });
server.on("request", (request, response) => {
  const found = kept.has(request.url) ? kept.get(request.url) : read(request.url);
  kept.set(request.url, found ?? null);
  response.writeHead(found ? 200 : 404, found?.headers);
  response.end(found?.body);
});
server.listen(0, "localhost", () => {
  const address = server.address();
  if (address && typeof address === "object") process.stdout.write(`${address.port}\n`);
});
