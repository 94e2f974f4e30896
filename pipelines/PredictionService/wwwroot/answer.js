// One picture with its answer or error. Everything that comes from outside goes in as text, never as markup.

const percents = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const smallSide = 64;

/** 0.9812 as "98.1%"; what would round to nothing as "< 0.1%". */
export const percent = probability =>
  probability > 0 && probability < 0.0005 ? "< 0.1%" : percents.format(probability);

/** A list item that shows a picture and waits for its answer. */
export function createAnswer(picture) {
  const item = clone("answer");
  item.querySelector(".name").textContent = picture.name;
  item.querySelector(".remove").setAttribute("aria-label", `Remove ${picture.name}`);
  item.querySelector(".retry").setAttribute("aria-label", `Try again with ${picture.name}`);
  item.querySelector(".why").setAttribute("aria-label", `Show what decided in ${picture.name}`);
  showPicture(item, picture, picture.name);
  return item;
}

/** Goes back to waiting, for a second try. */
export function showWaiting(item) {
  item.setAttribute("aria-busy", "true");
  item.querySelector(".waiting").hidden = false;
  item.querySelector(".failure").hidden = true;
}

/** Shows the classes as bars, whether the model is sure of the likeliest, and the latency in milliseconds. */
export function showClasses(item, { label, classes }, milliseconds) {
  stopWaiting(item);
  item.querySelector(".unsure").hidden = label !== null;
  item.querySelector(".latency").textContent = `${Math.max(1, Math.round(milliseconds))} ms`;
  item.querySelector(".classes").replaceChildren(...classes.map(bar));
}

/** Shows why there is no answer; a passing failure can be tried again. */
export function showError(item, error) {
  stopWaiting(item);
  item.querySelector(".error").textContent = error.message;
  item.querySelector(".retry").hidden = !error.passing;
  item.querySelector(".failure").hidden = false;
}

/** Offers to show what decided. */
export const offerWhy = item => { item.querySelector(".why").hidden = false; };

/** Shows which places of the picture speak for a class. */
export function showWhy(item, explained, picture, name) {
  showPicture(item, explained, `${picture.name} with the places that speak for ${name}`);
  setWhy(item, true, `Light yellow: speaks for ${name}. Dark blue: does not.`);
}

/** Shows the picture itself again. */
export function hideWhy(item, picture) {
  showPicture(item, picture, picture.name);
  setWhy(item, false, "");
}

/** Shows why nobody can say what decided. */
export const showWhyError = (item, error) => setWhy(item, false, error.message);

function setWhy(item, pressed, words) {
  item.querySelector(".why").setAttribute("aria-pressed", pressed);
  item.querySelector(".reason").textContent = words;
}

function stopWaiting(item) {
  item.removeAttribute("aria-busy");
  item.querySelector(".waiting").hidden = true;
}

function bar({ class: name, probability }) {
  const row = clone("class");
  row.querySelector(".class").textContent = name;
  row.querySelector(".percent").textContent = percent(probability);
  row.querySelector(".bar").style.width = `${probability * 100}%`;
  return row;
}

function showPicture(item, picture, words) {
  const image = item.querySelector("img");
  if (!image) return; // the browser cannot show it
  const address = URL.createObjectURL(picture);
  image.alt = words;
  image.onload = () => {
    URL.revokeObjectURL(address);
    image.classList.toggle("tiny", Math.max(image.naturalWidth, image.naturalHeight) <= smallSide);
  };
  image.onerror = () => {
    URL.revokeObjectURL(address);
    image.nextElementSibling.hidden = false;
    image.remove();
  };
  image.src = address;
}

function clone(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true);
}
