// Question: how long does an html report of many findings take to open and to filter, and does it ask for anything or complain?
// Usage: npm install puppeteer-core (in a scratch folder, beside a copy of this file) && node html-page.mjs REPORT.html PICTURE
// Writes PICTURE-open.png and PICTURE-filtered.png to look at; exit 1 when something takes more than two seconds, is asked for, or is complained of.
// Chromium: Debian's. Time: from an action to the second frame after it.
import puppeteer from "puppeteer-core";
import { resolve } from "node:path";

const [report, picture] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--headless=new"] });
const page = await browser.newPage();
await page.setViewport({ width: 1400, height: 1000 });
const requests = [], messages = [];
page.on("request", request => requests.push(request.url()));
page.on("console", message => messages.push(message.text()));
page.on("pageerror", error => messages.push(String(error)));
let slowest = 0;
const count = () => page.$eval("#count", element => element.textContent);

async function timed(name, act) {
  const begun = performance.now();
  await act();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const taken = Math.round(performance.now() - begun);
  slowest = Math.max(slowest, taken);
  console.log(`${name}: ${taken} ms, ${await count()}`);
}

await timed("open", async () => {
  await page.goto(`file://${resolve(report)}`, { waitUntil: "load" });
  await page.waitForSelector(".item");
});
await page.screenshot({ path: `${picture}-open.png` });
await timed("click a rule", () => page.click("#by-rule .bar"));
await timed("click an author", () => page.click("#by-author .bar"));
await page.screenshot({ path: `${picture}-filtered.png` });
await timed("click the rule again", () => page.click("#by-rule .bar.on"));
await timed("click the author again", () => page.click("#by-author .bar.on"));
const all = await count();
await timed("search for 14 letters", async () => {
  await page.type("#search", "part3/dir2/fil");
  await page.waitForFunction(before => document.getElementById("count").textContent !== before, {}, all);
});
console.log(`requests besides the file: ${requests.length - 1}; messages: ${messages.length}`);
await browser.close();
process.exit(slowest > 2000 || requests.length > 1 || messages.length > 0 ? 1 : 0);
