import {
  createAnswer, hideWhy, offerWhy, percent, showClasses, showError, showWaiting, showWhy, showWhyError,
} from "./answer.js";
import { explain, model, predict, ServiceError } from "./service.js";

const most = 5; // classes to show
const atOnce = 4; // fewer than a browser's connections to one host, so that latency does not count the wait for one
const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const input = document.getElementById("pictures");
const notice = document.getElementById("notice");
const answers = document.getElementById("answers");
const spoken = document.getElementById("spoken");

const waiting = [];
let running = 0;
let answering = showModel();

/** Adds one answer for each picture, newest first, and asks for it. */
function classify(pictures) {
  notice.textContent = pictures.length ? "" : "There was no file in that. Drop, paste or choose picture files.";
  const jobs = pictures.map(picture => ({ picture, item: createAnswer(picture), abort: new AbortController() }));
  for (const job of jobs) listen(job);
  answers.prepend(...jobs.map(job => job.item));
  send(jobs);
}

function send(jobs) {
  answering = showModel(); // another one may have been loaded since
  waiting.push(...jobs);
  work();
}

function listen(job) {
  job.item.querySelector(".remove").addEventListener("click", () => remove(job));
  job.item.querySelector(".retry").addEventListener("click", () => {
    showWaiting(job.item);
    job.item.querySelector(".remove").focus(); // the button with the focus has just gone
    send([job]);
  });
}

function listenToWhy({ picture, item, abort }, name) {
  const button = item.querySelector(".why");
  let asked = null; // once answered, it is shown again without asking
  button.onclick = async () => {
    if (button.getAttribute("aria-pressed") === "true") return hideWhy(item, picture);
    try {
      asked ??= explain(picture, name, abort.signal);
      showWhy(item, await asked, picture, name);
    } catch (error) {
      asked = null;
      if (error.name !== "AbortError") showWhyError(item, error);
    }
  };
  offerWhy(item);
}

function remove(job) {
  const neighbour = job.item.nextElementSibling ?? job.item.previousElementSibling;
  job.abort.abort();
  job.item.remove();
  (neighbour?.querySelector(".remove") ?? input).focus();
}

function work() {
  while (running < atOnce && waiting.length) {
    running++;
    answer(waiting.shift()).finally(() => {
      running--;
      work();
    });
  }
}

async function answer({ picture, item, abort }) {
  try {
    await check(picture);
    const { count, explains } = await answering;
    const start = performance.now();
    const prediction = await predict(picture, Math.min(most, count), abort.signal);
    const milliseconds = performance.now() - start;
    showClasses(item, prediction, milliseconds);
    const { label, classes: [first] } = prediction;
    if (explains) listenToWhy({ picture, item, abort }, first.class);
    say(`${picture.name}: ${label === null ? "not sure, perhaps " : ""}${first.class}, ${percent(first.probability)}.`);
  } catch (error) {
    if (error.name === "AbortError") return; // removed by the reader, who wants no answer
    showError(item, error);
    say(`${picture.name}: ${error.message}`);
  }
}

/** Folders and deleted files look like files until they are read; fetch would call that a lost connection. */
async function check(picture) {
  try {
    await picture.slice(0, 1).arrayBuffer();
  } catch {
    throw new ServiceError("This cannot be read. If it is a folder, drop the pictures in it.", false);
  }
}

function say(words) {
  const line = document.createElement("p");
  line.textContent = words;
  spoken.append(line);
}

/** Shows which model answers, and returns how many classes it has, without an answer at least one, and whether it explains. */
async function showModel() {
  const line = document.getElementById("model");
  try {
    const { name, classes, loadedAt, sha256, explains } = await model();
    line.textContent = `${name} answers: ${classes.length} classes, loaded ${time.format(new Date(loadedAt))}.`;
    document.getElementById("classes").replaceChildren(...classes.map(label => {
      const entry = document.createElement("li");
      entry.textContent = label;
      return entry;
    }));
    document.getElementById("sha256").textContent = sha256;
    document.getElementById("about").hidden = false;
    return { count: classes.length, explains };
  } catch (error) {
    line.textContent = error.message;
    return { count: 1, explains: false };
  }
}

const carriesFiles = event => event.dataTransfer.types.includes("Files");

input.addEventListener("change", () => {
  classify([...input.files]);
  input.value = ""; // so that the same file can be chosen again
});

document.addEventListener("dragover", event => {
  event.preventDefault();
  event.dataTransfer.dropEffect = carriesFiles(event) ? "copy" : "none";
  document.body.classList.toggle("dragging", carriesFiles(event));
});

document.addEventListener("dragleave", event => {
  if (!event.relatedTarget) document.body.classList.remove("dragging");
});

document.addEventListener("drop", event => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  classify([...event.dataTransfer.files]);
});

document.addEventListener("paste", event => classify([...event.clipboardData.files]));
