// ClickHouse's HTTP interface, as far as qryn uses it, in front of the engine inside of this process.
// Usage: node clickhouse-front.js PORT FOLDER
const http = require('http');
const zlib = require('zlib');
const { Session } = require('chdb');

const [port, folder] = process.argv.slice(2);
// Loki's clients expect times as text, and they are 64 bits long.
const engine = new Session(folder, {
  connectionArgs: ['--output_format_json_quote_64bit_integers=1', '--max_threads=2'],
});

function statement(url, body) {
  return [url.searchParams.get('query'), body.toString()].filter(Boolean).join('\n');
}

function useDatabase(url) {
  const name = url.searchParams.get('database') || url.searchParams.get('db');
  if (!name) return;
  try {
    engine.query('USE `' + name.replace(/`/g, '') + '`');
  } catch (absent) {
    // the statement that follows makes it
  }
}

function answer(request, response, body) {
  const url = new URL(request.url, 'http://loopback');
  const sql = statement(url, body);
  if (url.pathname === '/ping' || !sql) {
    response.end('Ok.\n');
    return;
  }
  try {
    useDatabase(url);
    const format = /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(sql)?.[1] ?? 'TabSeparated';
    const rows = engine.query(sql, format);
    response.setHeader('X-ClickHouse-Format', format);
    response.end(rows);
  } catch (failure) {
    response.statusCode = 500;
    response.end(String(failure.message ?? failure) + '\n');
  }
}

http
  .createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const sent = Buffer.concat(parts);
      const zipped = request.headers['content-encoding'] === 'gzip';
      answer(request, response, zipped ? zlib.gunzipSync(sent) : sent);
    });
  })
  .listen(Number(port), '127.0.0.1');
