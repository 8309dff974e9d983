// Sends one message many times, each to another reader by name, through nodemailer's pool. Prints messages a second.
// Usage: node nodemailer.mjs PORT CONNECTIONS MESSAGES FILE
import { readFileSync } from "node:fs";
import nodemailer from "nodemailer";

const [port, connections, messages, file] = process.argv.slice(2);
const { subject, html, text, reader } = JSON.parse(readFileSync(file, "utf8"));
const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
});

let next = 0;
async function send() {
  while (next < messages) {
    const number = ++next;
    await transport.sendMail({
      from: { name: "Harbour", address: "news@harbour.example" },
      to: `r${number}@reader.example`,
      subject,
      html: html.replaceAll(reader, `Reader ${number}`),
      text: text.replaceAll(reader, `Reader ${number}`),
      list: { unsubscribe: `https://harbour.example/u/${number}` },
    });
  }
}

const begun = process.hrtime.bigint();
// Twice as many as connections, so that none waits for its next message.
await Promise.all(Array.from({ length: 2 * connections }, send));
console.log(messages / (Number(process.hrtime.bigint() - begun) / 1e9));
transport.close();
